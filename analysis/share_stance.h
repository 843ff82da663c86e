// Whether a post that shares a listed source passes it on, keeps a distance, or contradicts it.
//
// Read from the post's own words, clause by clause: a fact-checker who links in order to refute
// must not count like a relay. Words alone mislead, for "fake news" is also what relays call their
// critics. So a denial counts only where it names the outlet or points at what is shared, and any
// mention of those whom listed outlets accuse takes it back. Nothing here is said of a person.
#pragma once

#include <cstdint>

#include "analysis/lexicon_table.h"
#include "storage/model/post.h"
#include "storage/model/share_stance.h"

namespace vigie::analysis {

/// What one clause holds.
struct ClauseFacts {
  CueMask cues = 0;         ///< Of its words and phrases together.
  std::uint32_t words = 0;  ///< Links, mentions and hashtags not counted.
  bool is_question = false;
};

/// Gathers the clauses of one text.
class StanceReader {
 public:
  void add(const ClauseFacts& clause);

  /// Debunk: a fact-check, a denial that names the outlet or what is shared, a warning not to share
  /// or believe it, or a quote that says it is false. Neutral: words attributed to the outlet, a
  /// question whether it is true, a correction in a reply or a post, which may speak of something
  /// else. Endorse: all else, and every repost.
  [[nodiscard]] ShareStance decide(PostKind kind) const;

 private:
  bool checked_ = false;
  bool denied_ = false;
  bool corrected_ = false;
  bool attributed_ = false;
  bool questioned_ = false;
  bool accuses_others_ = false;
};

}  // namespace vigie::analysis

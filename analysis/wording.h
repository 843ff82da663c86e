// What a post's words say beside its topic, in one pass: their tone, and how it shares a source.
//
// Tone is the mean valence of the words that a lexicon knows, turned round where the clause negates
// them. It is used only in sums over the posts of a topic or a group (never of one account), for a
// word list is right little more often than not on a single post; analysis/README.md has the
// measured accuracy. Lexicon: AFINN (Nielsen 2011, arXiv:1103.2903) and its translations.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/lexicon_table.h"
#include "storage/model/post.h"
#include "storage/model/share_stance.h"
#include "storage/model/source_list.h"

namespace vigie::analysis {

struct Wording {
  static constexpr std::int16_t kNoTone = std::numeric_limits<std::int16_t>::min();

  std::int16_t tone_hundredths = kNoTone;  ///< -500..500, or kNoTone: no word that is known.
  ShareStance stance = ShareStance::kEndorse;
};

/// Immutable once built: any number of readers.
class WordingReader {
 public:
  /// @param source_names  As `names_of_sources` gives them.
  WordingReader(std::span<const LexiconDefinition> lexicons,
                std::span<const std::string> source_names);

  /// Reposts, and posts that begin `RT @`, hold another's words: no tone, endorsed. A language
  /// without lexicon: the same. An unknown language (empty): the cues of all, the tone of emoji.
  /// Total; linear; no allocation on usual words.
  [[nodiscard]] Wording read(std::string_view text, std::string_view language, PostKind kind) const;

 private:
  LexiconTable table_;
};

/// Names of listed outlets, as a text may give them: labels of one or two words, and the first
/// label of their hosts where it has six letters or more. Sorted, each once.
[[nodiscard]] std::vector<std::string> names_of_sources(std::span<const SourceList> lists);

}  // namespace vigie::analysis

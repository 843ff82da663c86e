// Narratives: near-duplicate texts and URLs of one topic that go together.
//
// A narrative begins with parts: clusters of near-duplicate texts (near_duplicates.h) and URLs. Two
// parts are joined when at least 3 posts hold both, at least half of the posts of the rarer one,
// and at least a tenth of those of the commoner one: a link that everybody adds joins nothing. What
// is joined directly or through others is one narrative. A repost holds what it passes on; the URLs
// of a post with more than 5 are a list and count for none. A name is made of the words that stand
// out against the topic: a label for reading, no judgement of what is true.
//
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/amplification.h"
#include "analysis/amplification_options.h"
#include "analysis/near_duplicates.h"
#include "storage/model/amplification.h"

namespace vigie::analysis {

/// Takes the texts of a window's posts on any topic, then tells narratives. One window, one object.
///
/// Memory: the first 600 bytes of at most `max_texts` texts, and what near_duplicates.h says of
/// them; while it finishes 16 bytes per URL share on a topic and 8 per word of a topic's texts.
class NarrativeFinder {
 public:
  /// @param on_topic  Posts on a topic that will come: when more than `max_texts`, those of the
  ///                  lowest natural keys are taken.
  NarrativeFinder(const NarrativeOptions& options, std::uint64_t on_topic);

  /// A post on a topic, not a repost. `index` as WindowSharesBuilder::add_post gave it;
  /// `natural_key` as in near_duplicates.h.
  void add(std::uint32_t index,
           std::uint32_t account,
           std::string_view text,
           std::string_view language,
           std::uint64_t natural_key);

  /// Once. By topic in the order given; within, by falling accounts, then posts, then first post.
  /// Independent of the order of posts and of `threads` (>= 1). @param place  Where each index
  /// went.
  [[nodiscard]] std::vector<Narrative> finish(const AmplificationRequest& request,
                                              const std::vector<std::uint32_t>& place,
                                              std::uint32_t threads);

  [[nodiscard]] std::uint64_t texts() const { return texts_.size(); }

  [[nodiscard]] std::uint64_t sampled_out() const { return sampled_out_; }

 private:
  struct Text {
    std::uint32_t index = 0;
    std::uint32_t begin = 0;  ///< Into `letters_`.
    std::uint32_t bytes = 0;
    std::array<char, 2> language{};
  };

  NarrativeOptions options_;
  std::uint64_t highest_key_;
  std::uint64_t sampled_out_ = 0;
  NearDuplicateFinder duplicates_;
  std::vector<Text> texts_;
  std::string letters_;
};

}  // namespace vigie::analysis

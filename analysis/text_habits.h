// Text habits of one account: how it writes, over many posts.
//
// Counts add up, shares do not: `TextTotals` can be kept per day and summed, so that a bootstrap
// over days costs additions only. Source: FEATURES "Definitions as measured" and its table of the
// most useful features; a polished writer is no offender, so the score caps these signals together.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "analysis/text_facts.h"

namespace vigie::analysis {

/// Sums over posts. Only posts with text count, except for links.
struct TextTotals {
  std::uint64_t posts = 0;          ///< Posts with text or a link; bare reposts are not counted.
  std::uint64_t posts_linking = 0;  ///< Of these, with a link.
  std::uint64_t posts_text = 0;     ///< With text: what all the sums below are over.
  std::uint64_t questions = 0;
  std::uint64_t exclamations = 0;
  std::uint64_t lowercase_hashtags = 0;
  std::uint64_t sentence_ends = 0;
  std::uint64_t multi_sentences = 0;  ///< Two sentences or more.
  std::uint64_t hashtag_ends = 0;
  std::uint64_t hashtags = 0;
  std::uint64_t characters = 0;
  std::uint64_t words = 0;
  std::uint64_t sentences = 0;
  std::uint64_t commas = 0;
  std::uint64_t apostrophes = 0;
  std::uint64_t letters = 0;
  std::uint64_t capitals = 0;
  std::uint64_t emoji_posts = 0;         ///< With a pictograph.
  std::uint64_t squared_characters = 0;  ///< Sum of the squares, for the spread.

  void add(const TextFacts& facts);
  TextTotals& operator+=(const TextTotals& other);
  friend bool operator==(const TextTotals&, const TextTotals&) = default;
};

/// Each is absent with fewer than 3 posts with text (3 posts for `link_share`). Shares are of posts
/// with text, 0..1.
struct TextHabits {
  std::optional<double> question_share;
  std::optional<double> exclamation_share;
  std::optional<double> lowercase_hashtag_share;  ///< Posts with an all-lower-case hashtag.
  std::optional<double> sentence_end_share;
  std::optional<double> multi_sentence_share;
  std::optional<double> commas_per_100;  ///< Per 100 characters of all texts, joined by a space.
  std::optional<double> apostrophes_per_100;  ///< Straight ones, as above.
  std::optional<double> hashtags_per_post;
  std::optional<double> hashtag_end_share;
  std::optional<double> link_share;  ///< Of posts with text or a link.
  std::optional<double> words_per_sentence;
  std::optional<double> text_length;    ///< Characters, mean.
  std::optional<double> length_spread;  ///< Population standard deviation over the mean.
  std::optional<double> word_length;    ///< Letters per word, inner marks included; 3 words.
  std::optional<double> capitals;       ///< Share of letters; 3 words.
  std::optional<double> emoji_share;
};

[[nodiscard]] TextHabits summarise(const TextTotals& totals);

/// How much an account repeats itself, from the marks of its posts.
struct TextVariety {
  std::optional<double> emoji;     ///< Distinct over all, 3 pictographs or more; at most 1.
  std::optional<double> hashtags;  ///< Distinct over all, 3 hashtags or more; at most 1.
  /// Share of texts that an earlier one holds almost word by word; 10 texts with a wording.
  std::optional<double> repetition;
};

/// `facts` and `marks` of the same posts, one per post. Distinct ones are estimated from 64 bits by
/// linear counting (Whang et al. 1990, doi:10.1145/78922.78925); beyond some 260 they count as 266.
/// O(n log n).
[[nodiscard]] TextVariety measure_variety(std::span<const TextFacts> facts,
                                          std::span<const TextMarks> marks);

}  // namespace vigie::analysis

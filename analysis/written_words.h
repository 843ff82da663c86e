// The different words of a post, as they stand in its text: links, mentions and hashtags left out.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::analysis {

/// Longer runs of letters are no words: neither stemmed nor looked up.
inline constexpr std::size_t kMaxWordBytes = 64;

struct WrittenWord {
  std::uint64_t key = 0;  ///< Of the folded word and its language.
  std::string_view text;  ///< Into the post's text.

  friend bool operator<(const WrittenWord& a, const WrittenWord& b) { return a.key < b.key; }

  friend bool operator==(const WrittenWord& a, const WrittenWord& b) { return a.key == b.key; }
};

/// Each different word of `text` once, by key; of those that fold to the same, the first. Words of
/// fewer than 3 bytes and those that begin with a digit are left out, and whatever follows 2,000
/// words. Linear, then n log n in the words.
[[nodiscard]] std::vector<WrittenWord> different_words(std::string_view text,
                                                       std::string_view language);

}  // namespace vigie::analysis

// Lists that a column holds as words with a space between.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::storage {

/// `"a  b"` gives a and b: runs of spaces part, none is kept.
[[nodiscard]] inline std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    if (space > 0) {
      words.emplace_back(text.substr(0, space));
    }
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return words;
}

}  // namespace vigie::storage

// Tables of the words of the records (a tier, a kind, a rule, ...) in every language.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "dashboards/language.h"

namespace vigie::dashboards {

/// One thing in every language, found by the word that the records use.
struct Word {
  std::string_view key;
  PerLanguage<std::string_view> text;
};

/// Null when no entry has the key.
template <std::size_t n>
[[nodiscard]] const Word* find_word(const std::array<Word, n>& words, std::string_view key) {
  const auto found =
      std::find_if(words.begin(), words.end(), [key](const Word& w) { return w.key == key; });
  return found == words.end() ? nullptr : &*found;
}

/// The word in the language, or the key itself when it is unknown.
template <std::size_t n>
[[nodiscard]] std::string_view word_or_key(const std::array<Word, n>& words,
                                           Language language,
                                           std::string_view key) {
  const Word* const word = find_word(words, key);
  return word == nullptr ? key : in(language, word->text);
}

}  // namespace vigie::dashboards

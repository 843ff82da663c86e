// What the score needs of one post's text, in 16 bytes: the text itself is then let go.
//
// Counted once per post while a window is read, added up per account afterwards. How an account
// writes, never what it thinks. Definitions: FEATURES "Definitions as measured".
#pragma once

#include <cstdint>
#include <string_view>

namespace vigie::analysis {

struct TextFacts {
  std::uint16_t characters = 0;  ///< Code points of the text without links, trimmed.
  std::uint16_t words = 0;
  std::uint8_t sentences = 0;
  std::uint8_t commas = 0;
  std::uint8_t apostrophes = 0;  ///< Straight ones (U+0027).
  std::uint8_t hashtags = 0;
  bool has_text : 1 = false;  ///< Something remains after links are removed.
  bool has_question : 1 = false;
  bool has_exclamation : 1 = false;
  bool has_lowercase_hashtag : 1 = false;
  bool ends_sentence : 1 = false;
  bool ends_hashtags : 1 = false;
  bool has_link : 1 = false;
};

/// Measures `text` (UTF-8; invalid bytes count as one character each). Empty text gives zeros.
[[nodiscard]] TextFacts measure_text(std::string_view text);

}  // namespace vigie::analysis

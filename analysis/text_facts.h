// What the score needs of one post's text, in 16 bytes: the text itself is then let go.
//
// Counted once per post while a window is read, added up per account afterwards (text_habits.h).
// How an account writes, never what it thinks. Definitions: FEATURES "Definitions as measured".
//
// *Text* is the post without links, trimmed; links, mentions and hashtags are those of
// text_entities.h. Sentences are looked for in what is left without hashtags, mentions and emoji.
#pragma once

#include <cstdint>
#include <string_view>

namespace vigie::analysis {

/// Counters stop at the largest value of their type.
struct TextFacts {
  std::uint16_t characters = 0;  ///< Code points of the text without links, trimmed.
  std::uint16_t words = 0;     ///< Letters with inner apostrophe or hyphen, no mention or hashtag.
  std::uint8_t sentences = 0;  ///< Runs of `.!?` or U+2026 before a space or the end, at least 1.
  std::uint8_t commas = 0;
  std::uint8_t apostrophes = 0;  ///< Straight ones (U+0027).
  std::uint8_t hashtags = 0;
  bool has_text : 1 = false;  ///< Something remains after links are removed.
  bool has_question : 1 = false;
  bool has_exclamation : 1 = false;
  bool has_lowercase_hashtag : 1 = false;  ///< One that is equal to its lower-cased form.
  bool ends_sentence : 1 =
      false;  ///< Last are `.!?` or U+2026, then only closing quotes or brackets.
  bool ends_hashtags : 1 = false;  ///< Last are hashtags (punctuation glued on), links, mentions.
  bool has_link : 1 = false;
};

/// Measures `text` (UTF-8; an invalid byte counts as one character). Empty text gives zeros. Never
/// fails; one pass, no allocation.
[[nodiscard]] TextFacts measure_text(std::string_view text);

}  // namespace vigie::analysis

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
  std::uint8_t emoji = 0;      ///< Pictographs; joiners and skin tones do not count by themselves.
  std::uint16_t letters = 0;   ///< Of the words, inner apostrophes and hyphens included.
  std::uint16_t capitals = 0;  ///< Upper-case ones among them.
  bool has_text : 1 = false;   ///< Something remains after links are removed.
  bool has_question : 1 = false;
  bool has_exclamation : 1 = false;
  bool has_lowercase_hashtag : 1 = false;  ///< One that is equal to its lower-cased form.
  bool ends_sentence : 1 =
      false;  ///< Last are `.!?` or U+2026, then only closing quotes or brackets.
  bool ends_hashtags : 1 = false;  ///< Last are hashtags (punctuation glued on), links, mentions.
  bool has_link : 1 = false;
};

/// What a text says the same as another, as far as repetition and variety need it. Unlike counts
/// these do not add up: of one post drawn twice they would say that it repeats itself.
struct TextMarks {
  std::uint64_t hashtags = 0;  ///< One bit per hashtag, by a hash; case does not matter.
  std::uint64_t emoji = 0;     ///< One bit per pictograph.
  /// The same for texts of almost the same words: of the words of 4 letters or more the least of
  /// each of 4 hashes (Broder 1997), joined. 0: fewer than 4 such words.
  std::uint32_t wording = 0;
};

/// Measures `text` (UTF-8; an invalid byte counts as one character). Empty text gives zeros. Never
/// fails; one pass, no allocation.
[[nodiscard]] TextFacts measure_text(std::string_view text);

/// As above; fills `marks` as well.
[[nodiscard]] TextFacts measure_text(std::string_view text, TextMarks& marks);

}  // namespace vigie::analysis

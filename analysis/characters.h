// Characters of collected text: UTF-8 one code point at a time, and what each one is and folds to.
//
// Posts are read character by character several times (objects, text key, language, topics), so
// the answers for the first two Unicode planes sit in one table, filled once from ICU; whatever the
// table cannot say alone (combining marks, Hangul jamo, further planes) is marked and goes to ICU.
// Folding is NFKC_Casefold of UAX #44: compatibility forms, case and default-ignorable characters
// (joiners, variation selectors, soft hyphens) disappear, accents stay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::analysis {

[[nodiscard]] constexpr bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

/// One decoded character and the bytes that it took, >= 1.
struct DecodedCharacter {
  char32_t code_point = 0;
  std::size_t bytes = 1;
};

/// The character at `position` < text.size(). A byte that begins no valid sequence (overlong forms,
/// surrogates and values above U+10FFFF included) is U+FFFD of one byte. Total.
[[nodiscard]] DecodedCharacter decode_multibyte_utf8(std::string_view text, std::size_t position);

[[nodiscard]] inline DecodedCharacter decode_utf8(std::string_view text, std::size_t position) {
  const auto lead = static_cast<unsigned char>(text[position]);
  return lead < 0x80U ? DecodedCharacter{lead, 1} : decode_multibyte_utf8(text, position);
}

/// Appends the UTF-8 form of a scalar value.
void append_multibyte_utf8(std::string& out, char32_t code_point);

inline void append_utf8(std::string& out, char32_t code_point) {
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
  } else {
    append_multibyte_utf8(out, code_point);
  }
}

/// The character that ends just before `position`; 0 at the start of the text.
[[nodiscard]] char32_t character_before(std::string_view text, std::size_t position);

/// What a character is, as bits.
struct CharacterBits {
  static constexpr std::uint32_t kLetter = 1U << 24U;
  static constexpr std::uint32_t kDigit = 1U << 25U;
  static constexpr std::uint32_t kMark = 1U
                                         << 26U;  ///< Combining: belongs to the word it stands in.
  static constexpr std::uint32_t kSpace = 1U << 27U;    ///< White space, controls included.
  static constexpr std::uint32_t kEmoji = 1U << 28U;    ///< Pictographs, flags, skin tones, keycap.
  static constexpr std::uint32_t kExpands = 1U << 29U;  ///< Folds to no or several characters.
  static constexpr std::uint32_t kContext = 1U << 30U;  ///< Folding depends on its neighbours.
  static constexpr std::uint32_t kWord = kLetter | kDigit | kMark;
};

/// Immutable once built; any number of readers.
class CharacterTable {
 public:
  static constexpr char32_t kEnd = 0x20000;  ///< Past the last character in the table.

  CharacterTable();

  /// CharacterBits; the low 21 bits hold the folded character, or with kExpands a row of
  /// `expansion`. Past the table: from ICU, marked kContext.
  [[nodiscard]] std::uint32_t bits(char32_t code_point) const {
    return code_point < kEnd ? entries_[code_point] : bits_past_end(code_point);
  }

  /// UTF-8 of a character marked kExpands; may be empty.
  [[nodiscard]] std::string_view expansion(std::uint32_t bits) const {
    return expansions_[bits & kFoldedMask];
  }

  /// The folded character without its accents, for characters below U+0600 whose plain spelling is
  /// one character; 0 for all others.
  [[nodiscard]] char32_t plain(char32_t code_point) const {
    return code_point < kPlainEnd ? plain_[code_point] : 0;
  }

  static constexpr std::uint32_t kFoldedMask = (1U << 21U) - 1U;

 private:
  static constexpr char32_t kPlainEnd = 0x600;  ///< Latin, Greek, Cyrillic, Armenian, Hebrew.

  [[nodiscard]] static std::uint32_t bits_past_end(char32_t code_point);

  std::vector<std::uint32_t> entries_;
  std::vector<std::string> expansions_;
  std::vector<char32_t> plain_;
};

/// The one table, built at the first call (a few milliseconds). Threads may race for it.
[[nodiscard]] const CharacterTable& character_table();

/// A letter, digit or combining mark: what words are made of (no underscore).
[[nodiscard]] inline bool is_word_character(char32_t code_point) {
  return (character_table().bits(code_point) & CharacterBits::kWord) != 0;
}

/// NFKC_Casefold of `text`; valid UTF-8 whatever comes in. Linear.
[[nodiscard]] std::string fold_case(std::string_view text);

/// As `fold_case`, and accents removed: `\u00c9lection` and `election` become equal; ligatures are
/// taken apart. For matching only: it joins words that a reader tells apart. Linear.
[[nodiscard]] std::string fold_accents(std::string_view text);

}  // namespace vigie::analysis

// UTF-8 as it arrives: possibly broken, possibly hostile.
//
// Everything that a report prints goes through here first, so that one bad byte never ends a report
// and no text is cut in the middle of a character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::dashboards {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// The first code point of a text. `bytes` is 0 only for an empty text; a byte that starts nothing
/// valid (stray, overlong, surrogate, cut short) counts as one U+FFFD of 1 byte.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};

[[nodiscard]] CodePoint first_code_point(std::string_view text);

void append_utf8(std::string& out, char32_t value);

/// `text` with every invalid byte replaced by U+FFFD; valid text comes back unchanged.
[[nodiscard]] std::string repair_utf8(std::string_view text);

/// At most `limit` code points; a longer text ends in an ellipsis, which counts among them.
[[nodiscard]] std::string cut_characters(std::string_view text, std::size_t limit);

/// Columns on a terminal, roughly: combining marks and joiners 0, East Asian wide and emoji 2.
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace vigie::dashboards

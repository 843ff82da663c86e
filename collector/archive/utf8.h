// UTF-8 as it comes and as it is kept: what is not valid is replaced by U+FFFD, never refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::collector {

[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// Replaces each maximal ill-formed subsequence by U+FFFD (Unicode 15, section 3.9, as the WHATWG
/// decoder does). Valid text comes back unchanged.
[[nodiscard]] std::string repair_utf8(std::string_view text);

/// Repairs JSON text so that a strict parser takes it: ill-formed UTF-8 as above, and `\u` escapes
/// of lone surrogates become `\ufffd`. Nothing else changes. `kRecordPadding` bytes of capacity
/// follow the result.
[[nodiscard]] std::string repair_json_text(std::string_view text);

/// The bytes of one code point, which is none of a surrogate and at most 0x10FFFF.
void append_utf8(std::uint32_t point, std::string& out);

}  // namespace vigie::collector

// What parsers of JSON records ask of the raw text before and beside the parsing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::collector {

/// Whether `json` nests arrays and objects more than `max_depth` deep. Brackets in strings do not
/// count. Nearly free for records with few brackets, linear otherwise.
[[nodiscard]] bool exceeds_depth(std::string_view json, std::size_t max_depth);

/// The text between the quotes of a key: `raw` points behind its opening quote; `end` is the
/// record's end. Escapes are not decoded.
[[nodiscard]] std::string_view raw_key(const char* raw, const char* end);

/// Whether `json` may hold escapes like `\xNN`, which JSON does not know.
[[nodiscard]] bool has_hex_escape(std::string_view json);

/// Some versions of Telegram Desktop write control characters as `\xNN`: `\u00NN` instead. An
/// escaped backslash begins no escape of its own.
[[nodiscard]] std::string with_json_escapes(std::string_view json);

}  // namespace vigie::collector

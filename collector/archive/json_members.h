// Walking JSON objects in one pass over the keys that matter: what parsers of large objects share.
//
// Everything here throws simdjson_error on malformed input, for the parser to catch once.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "collector/archive/json_text.h"
#include "collector/archive/key_table.h"

namespace vigie::collector::json {

namespace ondemand = simdjson::ondemand;

/// What a string or number says; empty for null and anything else.
[[nodiscard]] inline std::string_view scalar(ondemand::value& value) {
  const ondemand::json_type type = value.type().value();
  if (type == ondemand::json_type::string) {
    return value.get_string().value();
  }
  if (type != ondemand::json_type::number) {
    return {};
  }
  const std::string_view token = value.raw_json_token();
  return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

/// A count; archives write -1 where they do not know.
[[nodiscard]] inline std::optional<std::int64_t> count(ondemand::value& value) {
  const std::string_view text = scalar(value);
  std::int64_t number = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  return is_whole && number >= 0 ? std::optional{number} : std::nullopt;
}

[[nodiscard]] inline std::optional<bool> truth(ondemand::value& value) {
  if (value.type().value() != ondemand::json_type::boolean) {
    return std::nullopt;
  }
  return value.get_bool().value();
}

[[nodiscard]] inline bool is_object(ondemand::value& value) {
  return value.type().value() == ondemand::json_type::object;
}

template <std::size_t kSize>
void push_first_present(const std::array<std::string_view, kSize>& forms,
                        std::vector<std::string_view>& target) {
  const auto best =
      std::find_if(forms.begin(), forms.end(), [](std::string_view form) { return !form.empty(); });
  if (best != forms.end()) {
    target.push_back(*best);
  }
}

/// Calls `visit(index in keys, value)` for each member whose key is among `keys`. `end`: of the
/// record.
template <typename Visit>
void members(ondemand::object object, const KeyTable& keys, const char* end, Visit visit) {
  for (auto result : object) {
    const int key = keys.find(raw_key(result.key().value().raw(), end));
    if (key >= 0) {
      ondemand::value value = result.value().value();
      visit(static_cast<std::size_t>(key), value);
    }
  }
}

/// Calls `visit(object)` for each object in `value`, if that is an array.
template <typename Visit>
void objects_in(ondemand::value& value, Visit visit) {
  if (value.type().value() != ondemand::json_type::array) {
    return;
  }
  ondemand::array array = value.get_array().value();
  for (auto element : array) {
    ondemand::value item = element.value();
    if (is_object(item)) {
      visit(item.get_object().value());
    }
  }
}

/// Whether repair_json_text may mend what `code` complains of.
[[nodiscard]] inline bool is_repairable(simdjson::error_code code) {
  return code == simdjson::UTF8_ERROR || code == simdjson::STRING_ERROR;
}

}  // namespace vigie::collector::json

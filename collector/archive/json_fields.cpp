#include "collector/archive/json_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/input_window.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/time_format.h"
#include "collector/archive/utf8.h"

namespace vigie::collector::json {

std::string scalar_text(std::optional<Element> element) {
  std::string_view text;
  std::int64_t number = 0;
  std::uint64_t large = 0;
  if (!element) {
    return {};
  }
  if (element->get(text) == simdjson::SUCCESS) {
    return std::string{text};
  }
  if (element->get(number) == simdjson::SUCCESS) {
    return std::to_string(number);
  }
  return element->get(large) == simdjson::SUCCESS ? std::to_string(large) : std::string{};
}

tl::expected<UtcTime, ParseError> needed_unix_time(std::optional<Element> element) {
  constexpr double kEnd = 4102444800.0;  // 2100; what is less fits in 64 bits of milliseconds
  std::string_view text;
  double seconds = -1.0;
  if (!element || element->is_null()) {
    return refuse("time: missing");
  }
  if (element->get(text) == simdjson::SUCCESS) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
      return refuse("time: unreadable", excerpt(text));
    }
  } else if (element->get(seconds) != simdjson::SUCCESS) {
    return refuse("time: unreadable");
  }
  if (!(seconds >= 0.0 && seconds < kEnd)) {
    return refuse("time: out of range", fmt::format("{} s", seconds));
  }
  const UtcTime time = from_ms(static_cast<std::int64_t>(std::floor(seconds * 1000.0)));
  if (!is_plausible_time(time)) {
    return refuse("time: out of range", fmt::format("{} s", seconds));
  }
  return time;
}

std::optional<UtcTime> unix_time(std::optional<Element> element) {
  const auto time = needed_unix_time(element);
  return time ? std::optional{*time} : std::nullopt;
}

void push_once(std::vector<std::string>& list, std::string_view item) {
  constexpr std::size_t kMaxItems = 1000;
  if (!item.empty() && list.size() < kMaxItems &&
      std::find(list.begin(), list.end(), item) == list.end()) {
    list.emplace_back(item);
  }
}

simdjson::error_code TreeReader::parse(std::string_view json, Element& root) {
  if (json.size() > parser_.capacity() || parser_.max_depth() != limits_.max_depth) {
    const auto allocated = parser_.allocate(json.size() + kRecordPadding, limits_.max_depth);
    if (allocated != simdjson::SUCCESS) {
      return allocated;
    }
  }
  return parser_.parse(json.data(), json.size(), false).get(root);  // padding is there already
}

tl::expected<TreeReader::Tree, ParseError> TreeReader::read(std::string_view json) {
  Tree tree;
  simdjson::error_code code = parse(json, tree.root);
  if (code == simdjson::UTF8_ERROR || code == simdjson::STRING_ERROR) {
    repaired_ = repair_json_text(json);
    tree.repaired = true;
    code = parse(repaired_, tree.root);
  }
  if (code == simdjson::DEPTH_ERROR) {
    return refuse("json: too deep");
  }
  if (code != simdjson::SUCCESS) {
    return refuse("json: malformed", simdjson::error_message(code));
  }
  if (!tree.root.is_object()) {
    return refuse("json: not an object");
  }
  return tree;
}

tl::expected<TreeReader::Tree, ParseError> TreeReader::read_copy(std::string_view json) {
  copy_.reserve(json.size() + kRecordPadding);
  copy_ = json;
  return read(copy_);
}

}  // namespace vigie::collector::json

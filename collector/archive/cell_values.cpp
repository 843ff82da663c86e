#include "collector/archive/cell_values.h"

#include <algorithm>
#include <charconv>

namespace vigie::collector {
namespace {

bool equals_word(std::string_view text, std::string_view word) {
  return text.size() == word.size() &&
         std::equal(text.begin(), text.end(), word.begin(), [](char t, char w) {
           return ((t >= 'A' && t <= 'Z') ? static_cast<char>(t + ('a' - 'A')) : t) == w;
         });
}

std::optional<double> to_number(std::string_view text) {
  double number = 0.0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

std::optional<std::int64_t> parse_count(std::string_view text) {
  if (text.empty()) {
    return std::nullopt;
  }
  std::int64_t whole = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) {
    return whole >= 0 ? std::optional{whole} : std::nullopt;
  }
  constexpr double kLargest = 9.0e15;  // whole numbers are exact below
  const auto number = to_number(text);
  if (!number || !(*number >= 0.0) || *number > kLargest) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*number);
}

std::optional<bool> parse_truth(std::string_view text) {
  for (const std::string_view word : {"true", "yes", "t", "y"}) {
    if (equals_word(text, word)) {
      return true;
    }
  }
  for (const std::string_view word : {"false", "no", "f", "n"}) {
    if (equals_word(text, word)) {
      return false;
    }
  }
  const auto number = to_number(text);
  return number ? std::optional{*number != 0.0} : std::nullopt;
}

std::optional<UtcTime> parse_plausible_time(const TimeFormat& format, std::string_view text) {
  const auto time = format.parse(text);
  return time && is_plausible_time(*time) ? time : std::nullopt;
}

}  // namespace vigie::collector

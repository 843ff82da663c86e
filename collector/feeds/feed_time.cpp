#include "collector/feeds/feed_time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "collector/archive/plain_text.h"
#include "collector/archive/time_format.h"

namespace vigie::collector {
namespace {

constexpr std::array<std::string_view, 12> kMonthNames{
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/// RFC 822, section 5.1. Its military letters were printed with the wrong sign: read as UTC, as
/// RFC 2822 says.
constexpr std::array<std::pair<std::string_view, int>, 8> kZoneHours{{{"est", -5},
                                                                      {"edt", -4},
                                                                      {"cst", -6},
                                                                      {"cdt", -5},
                                                                      {"mst", -7},
                                                                      {"mdt", -6},
                                                                      {"pst", -8},
                                                                      {"pdt", -7}}};

std::string lower_case(std::string_view text) {
  std::string lower{text};
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

/// Words between blanks, commas and the hyphens of `02-Mar-2026`.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : lower_case(text)) {
    const bool is_date_hyphen = c == '-' && words.size() < 4;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || is_date_hyphen) {
      if (!words.back().empty()) {
        words.emplace_back();
      }
    } else {
      words.back() += c;
    }
  }
  if (words.back().empty()) {
    words.pop_back();
  }
  return words;
}

/// The number that `text` is, of at most `most_digits` digits.
std::optional<int> whole_number(std::string_view text, std::size_t most_digits) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  return is_number && number >= 0 && text.size() <= most_digits ? std::optional{number}
                                                                : std::nullopt;
}

std::optional<unsigned> month_of(std::string_view word) {
  const auto found = std::find(kMonthNames.begin(), kMonthNames.end(), word.substr(0, 3));
  if (found == kMonthNames.end()) {
    return std::nullopt;
  }
  return static_cast<unsigned>(found - kMonthNames.begin()) + 1;
}

std::optional<int> year_of(std::string_view word) {
  const auto year = whole_number(word, 4);
  if (!year || word.size() == 3) {
    return std::nullopt;
  }
  return word.size() == 4 ? *year : *year + (*year < 50 ? 2000 : 1900);  // RFC 2822, section 4.3
}

/// `06:00`, `6:00:00`, `06:00:00.5`.
std::optional<std::chrono::seconds> clock_of(std::string_view word) {
  word = word.substr(0, word.find('.'));
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t colon = word.find(':');
    const auto part = whole_number(word.substr(0, colon), 2);
    if (!part) {
      return std::nullopt;
    }
    parts.at(i) = *part;
    if (colon == std::string_view::npos) {
      const bool is_time = i > 0 && parts[0] < 24 && parts[1] < 60 && parts[2] <= 60;
      return is_time ? std::optional{std::chrono::hours{parts[0]} + std::chrono::minutes{parts[1]} +
                                     std::chrono::seconds{parts[2]}}
                     : std::nullopt;
    }
    word.remove_prefix(colon + 1);
  }
  return std::nullopt;
}

/// `+0100`, `+01:00`, `+1`, as what is ahead of UTC.
std::optional<std::chrono::minutes> numeric_offset(std::string_view word) {
  const int sign = word.front() == '-' ? -1 : 1;
  std::string digits{word.substr(1)};
  digits.erase(std::remove(digits.begin(), digits.end(), ':'), digits.end());
  const auto number = whole_number(digits, 4);
  if (!number) {
    return std::nullopt;
  }
  const int minutes = digits.size() <= 2 ? *number * 60 : *number / 100 * 60 + *number % 100;
  return minutes < 24 * 60 ? std::optional{std::chrono::minutes{sign * minutes}} : std::nullopt;
}

/// Unknown names are read as UTC: a publisher's `CET` is an hour wrong, a missing date is worse.
std::optional<std::chrono::minutes> offset_of(std::string_view word) {
  if (word.starts_with('+') || word.starts_with('-')) {
    return numeric_offset(word);
  }
  for (const std::string_view utc : {"gmt", "utc", "ut"}) {
    if (word.starts_with(utc) && word.size() > utc.size() &&
        (word[utc.size()] == '+' || word[utc.size()] == '-')) {
      return numeric_offset(word.substr(utc.size()));
    }
  }
  for (const auto& [name, hours] : kZoneHours) {
    if (word == name) {
      return std::chrono::hours{hours};
    }
  }
  return std::chrono::minutes{0};
}

std::optional<UtcTime> parse_rfc822(std::string_view text) {
  std::vector<std::string> words = words_of(text);
  if (!words.empty() && !whole_number(words.front(), 2)) {
    words.erase(words.begin());  // the name of the day, which is often that of another
  }
  if (words.size() < 4) {
    return std::nullopt;
  }
  const auto day = whole_number(words[0], 2);
  const auto month = month_of(words[1]);
  const auto year = year_of(words[2]);
  const auto clock = clock_of(words[3]);
  const auto offset = words.size() > 4 ? offset_of(words[4]) : std::chrono::minutes{0};
  if (!day || !month || !year || !clock || !offset) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{*month},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional{UtcTime{std::chrono::sys_days{date}} + *clock - *offset}
                   : std::nullopt;
}

}  // namespace

std::optional<UtcTime> parse_feed_time(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  text = trim(text);
  if (text.size() > kLongest) {
    return std::nullopt;
  }
  auto time = parse_iso8601(text);
  if (!time) {
    time = parse_rfc822(text);
  }
  return time && is_plausible_time(*time) ? time : std::nullopt;
}

}  // namespace vigie::collector

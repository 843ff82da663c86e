#include "collector/archive/time_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "collector/archive/plain_text.h"

namespace vigie::collector {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

using std::chrono::milliseconds;

constexpr std::array<std::string_view, 12> kMonths{
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> kMonthTails{
    "uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"};
constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 7> kDayTails{
    "day", "sday", "nesday", "rsday", "day", "urday", "day"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// True when `text` begins with `word`, which is lower-case ASCII, in any case.
bool begins_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char w, char t) {
           return w == ((t >= 'A' && t <= 'Z') ? static_cast<char>(t + ('a' - 'A')) : t);
         });
}

/// What has been read so far of a date and a time of day.
struct Fields {
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
  int offset_minutes = 0;
  std::optional<bool> afternoon;
  std::optional<std::int64_t> unix_seconds;
};

std::optional<UtcTime> to_time(const Fields& fields) {
  if (fields.unix_seconds) {
    return UtcTime{std::chrono::seconds{*fields.unix_seconds}};
  }
  const std::chrono::year_month_day date{std::chrono::year{fields.year},
                                         std::chrono::month{fields.month},
                                         std::chrono::day{fields.day}};
  int hour = fields.hour;
  if (fields.afternoon) {
    if (hour < 1 || hour > 12) {
      return std::nullopt;
    }
    hour = hour % 12 + (*fields.afternoon ? 12 : 0);
  }
  if (!date.ok() || hour > 23 || fields.minute > 59 || fields.second > 60) {
    return std::nullopt;
  }
  return UtcTime{std::chrono::sys_days{date}} + std::chrono::hours{hour} +
         std::chrono::minutes{fields.minute - fields.offset_minutes} +
         std::chrono::seconds{fields.second} + milliseconds{fields.millisecond};
}

/// Matches one text against one pattern, from left to right.
class PatternMatcher {
 public:
  explicit PatternMatcher(std::string_view text) : rest_(text) {}

  [[nodiscard]] std::optional<UtcTime> match(std::string_view pattern) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      bool matched = false;
      if (pattern[i] == '%') {
        matched = field(pattern[++i]);
      } else if (is_space(pattern[i])) {
        skip_space();
        matched = true;
      } else {
        matched = literal(pattern[i]);
      }
      if (!matched) {
        return std::nullopt;
      }
    }
    return rest_.empty() ? to_time(fields_) : std::nullopt;
  }

 private:
  void skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) {
      rest_.remove_prefix(1);
    }
  }

  bool literal(char expected) {
    if (!rest_.starts_with(expected)) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  /// One to `width` digits.
  template <typename Number>
  bool number(std::size_t width, Number& value) {
    std::size_t digits = 0;
    Number read = 0;
    while (digits < width && digits < rest_.size() && is_digit(rest_[digits])) {
      read = static_cast<Number>(read * 10 + static_cast<Number>(rest_[digits] - '0'));
      ++digits;
    }
    rest_.remove_prefix(digits);
    value = read;
    return digits > 0;
  }

  bool fraction() {
    int weight = 100;
    std::size_t digits = 0;
    for (; digits < rest_.size() && is_digit(rest_[digits]); ++digits) {
      fields_.millisecond += (rest_[digits] - '0') * weight;
      weight /= 10;
    }
    rest_.remove_prefix(digits);
    return digits > 0;
  }

  template <std::size_t kCount>
  std::optional<unsigned> name(const std::array<std::string_view, kCount>& names,
                               const std::array<std::string_view, kCount>& tails) {
    for (std::size_t i = 0; i < kCount; ++i) {
      if (begins_with_word(rest_, names[i])) {
        rest_.remove_prefix(names[i].size());
        if (begins_with_word(rest_, tails[i])) {
          rest_.remove_prefix(tails[i].size());
        }
        return static_cast<unsigned>(i);
      }
    }
    return std::nullopt;
  }

  bool month_name() {
    const auto month = name(kMonths, kMonthTails);
    fields_.month = month.value_or(0) + 1;
    return month.has_value();
  }

  bool half_of_day() {
    if (!begins_with_word(rest_, "am") && !begins_with_word(rest_, "pm")) {
      return false;
    }
    fields_.afternoon = begins_with_word(rest_, "pm");
    rest_.remove_prefix(2);
    return true;
  }

  bool short_year() {
    int year = 0;
    if (!number(2, year)) {
      return false;
    }
    fields_.year = year + (year < 69 ? 2000 : 1900);  // POSIX strptime
    return true;
  }

  /// `Z`, `+hhmm` or `+hh:mm`.
  bool offset() {
    if (literal('Z') || literal('z')) {
      return true;
    }
    const int sign = rest_.starts_with('-') ? -1 : 1;
    int hours = 0;
    int minutes = 0;
    if ((!literal('+') && !literal('-')) || !number(2, hours)) {
      return false;
    }
    literal(':');
    if (!number(2, minutes) || hours > 23 || minutes > 59) {
      return false;
    }
    fields_.offset_minutes = sign * (hours * 60 + minutes);
    return true;
  }

  /// Only names of UTC: another zone's abbreviation says nothing certain.
  bool zone_name() {
    for (const std::string_view zone : {std::string_view{"utc"}, std::string_view{"gmt"}}) {
      if (begins_with_word(rest_, zone)) {
        rest_.remove_prefix(zone.size());
        return true;
      }
    }
    return literal('Z');
  }

  bool unix_seconds() {
    std::int64_t seconds = 0;
    const bool matched = number(12, seconds);
    fields_.unix_seconds = seconds;
    return matched;
  }

  bool field(char code) {
    switch (code) {
      case 'Y':
        return number(4, fields_.year);
      case 'y':
        return short_year();
      case 'm':
        return number(2, fields_.month);
      case 'e':
        skip_space();
        return number(2, fields_.day);
      case 'd':
        return number(2, fields_.day);
      case 'H':
      case 'I':
        return number(2, fields_.hour);
      case 'M':
        return number(2, fields_.minute);
      case 'S':
        return number(2, fields_.second);
      case 'f':
        return fraction();
      case 'p':
        return half_of_day();
      case 'b':
      case 'B':
        return month_name();
      case 'a':
      case 'A':
        return name(kDays, kDayTails).has_value();
      case 'z':
        return offset();
      case 'Z':
        return zone_name();
      case 's':
        return unix_seconds();
      case '%':
        return literal('%');
      default:
        return false;
    }
  }

  std::string_view rest_;
  Fields fields_;
};

/// Writes compound fields out; nothing when the pattern has a field that is not known.
std::optional<std::string> expand(std::string_view pattern) {
  constexpr std::string_view kKnown = "YymdeHIMSfpbBaAzZs%";
  std::string expanded;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      expanded.push_back(pattern[i]);
      continue;
    }
    const char code = ++i < pattern.size() ? pattern[i] : '\0';
    if (code == 'T') {
      expanded += "%H:%M:%S";
    } else if (code == 'R') {
      expanded += "%H:%M";
    } else if (code == 'F') {
      expanded += "%Y-%m-%d";
    } else if (code == 'D') {
      expanded += "%m/%d/%y";
    } else if (code != '\0' && kKnown.find(code) != std::string_view::npos) {
      expanded += {'%', code};
    } else {
      return std::nullopt;
    }
  }
  return expanded;
}

/// `units_ms`: milliseconds in one unit of the number.
std::optional<UtcTime> parse_unix(std::string_view text, double units_ms) {
  constexpr double kYear10000Ms = 253'402'300'800'000.0;
  std::int64_t whole = 0;
  const auto integer = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (integer.ec == std::errc{} && integer.ptr == text.data() + text.size()) {
    const double ms = static_cast<double>(whole) * units_ms;
    return std::abs(ms) < kYear10000Ms
               ? std::optional{from_ms(whole * static_cast<std::int64_t>(units_ms))}
               : std::nullopt;
  }
  double decimal = 0.0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), decimal);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() ||
      !(std::abs(decimal * units_ms) < kYear10000Ms)) {
    return std::nullopt;
  }
  return from_ms(static_cast<std::int64_t>(std::floor(decimal * units_ms)));
}

}  // namespace

std::optional<UtcTime> parse_twitter_time(std::string_view text) {
  return PatternMatcher{text}.match("%a %b %d %H:%M:%S %z %Y");
}

bool is_plausible_time(UtcTime time) {
  constexpr UtcTime kBegin{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};
  constexpr UtcTime kEnd{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}};
  return kBegin <= time && time < kEnd;
}

std::optional<TimeFormat> TimeFormat::compile(std::string_view format) {
  TimeFormat compiled;
  if (format.empty() || format == "iso8601") {
    compiled.kind_ = Kind::kIso8601;
  } else if (format == "unix_s") {
    compiled.kind_ = Kind::kUnixSeconds;
  } else if (format == "unix_ms") {
    compiled.kind_ = Kind::kUnixMilliseconds;
  } else if (format == "twitter") {
    compiled.kind_ = Kind::kTwitter;
  } else {
    auto pattern = expand(format);
    if (!pattern || pattern->find('%') == std::string::npos) {
      return std::nullopt;
    }
    compiled.kind_ = Kind::kPattern;
    compiled.pattern_ = std::move(*pattern);
  }
  return compiled;
}

std::optional<UtcTime> TimeFormat::parse(std::string_view text) const {
  const std::string_view trimmed = trim(text);
  switch (kind_) {
    case Kind::kIso8601:
      return parse_iso8601(trimmed);
    case Kind::kUnixSeconds:
      return parse_unix(trimmed, 1000.0);
    case Kind::kUnixMilliseconds:
      return parse_unix(trimmed, 1.0);
    case Kind::kTwitter:
      return parse_twitter_time(trimmed);
    case Kind::kPattern:
      return PatternMatcher{trimmed}.match(pattern_);
  }
  return std::nullopt;
}

}  // namespace vigie::collector

#include "storage/model/time.h"

#include <cstdint>

#include <fmt/format.h>

namespace vigie {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Eats characters of one text from the left.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }

  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool skip(char expected) {
    if (peek() != expected || rest_.empty()) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  /// Exactly `count` decimal digits.
  std::optional<int> number(std::size_t count) {
    if (rest_.size() < count) {
      return std::nullopt;
    }
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') {
        return std::nullopt;
      }
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }

  /// Fraction digits, of which the first three count.
  std::optional<int> fraction_ms() {
    int value = 0;
    int digits = 0;
    while (peek() >= '0' && peek() <= '9') {
      if (digits < 3) {
        value = value * 10 + (peek() - '0');
      }
      ++digits;
      rest_.remove_prefix(1);
    }
    if (digits == 0) {
      return std::nullopt;
    }
    for (; digits < 3; ++digits) {
      value *= 10;
    }
    return value;
  }

 private:
  std::string_view rest_;
};

std::optional<std::chrono::sys_days> scan_date(Scanner& scanner) {
  const auto year = scanner.number(4);
  if (!year || !scanner.skip('-')) {
    return std::nullopt;
  }
  const auto month = scanner.number(2);
  if (!month || !scanner.skip('-')) {
    return std::nullopt;
  }
  const auto day = scanner.number(2);
  if (!day) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) {
    return std::nullopt;
  }
  return std::chrono::sys_days{date};
}

std::optional<milliseconds> scan_time_of_day(Scanner& scanner) {
  const auto hour = scanner.number(2);
  if (!hour || *hour > 23 || !scanner.skip(':')) {
    return std::nullopt;
  }
  const auto minute = scanner.number(2);
  if (!minute || *minute > 59) {
    return std::nullopt;
  }
  milliseconds time = hours{*hour} + minutes{*minute};
  if (scanner.skip(':')) {
    const auto second = scanner.number(2);
    if (!second || *second > 60) {  // 60: a leap second, read as the next minute
      return std::nullopt;
    }
    time += seconds{*second};
    if (scanner.skip('.') || scanner.skip(',')) {
      const auto fraction = scanner.fraction_ms();
      if (!fraction) {
        return std::nullopt;
      }
      time += milliseconds{*fraction};
    }
  }
  return time;
}

std::optional<minutes> scan_offset(Scanner& scanner) {
  if (scanner.empty() || scanner.skip('Z') || scanner.skip('z')) {
    return minutes{0};
  }
  const int sign = scanner.peek() == '-' ? -1 : 1;
  if (!scanner.skip('+') && !scanner.skip('-')) {
    return std::nullopt;
  }
  const auto hour = scanner.number(2);
  scanner.skip(':');
  const auto minute = scanner.number(2);
  if (!hour || !minute || *hour > 23 || *minute > 59) {
    return std::nullopt;
  }
  return minutes{sign * (*hour * 60 + *minute)};
}

}  // namespace

std::string to_iso_date(UtcTime time) {
  const std::chrono::year_month_day date{floor<days>(time)};
  return fmt::format("{:04}-{:02}-{:02}",
                     static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string to_iso8601(UtcTime time) {
  const auto midnight = floor<days>(time);
  const std::chrono::hh_mm_ss clock{time - midnight};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z",
                     to_iso_date(time),
                     clock.hours().count(),
                     clock.minutes().count(),
                     clock.seconds().count(),
                     clock.subseconds().count());
}

std::optional<UtcTime> parse_iso8601(std::string_view text) {
  Scanner scanner{text};
  const auto date = scan_date(scanner);
  if (!date) {
    return std::nullopt;
  }
  if (scanner.empty()) {
    return UtcTime{*date};
  }
  if (!scanner.skip('T') && !scanner.skip('t') && !scanner.skip(' ')) {
    return std::nullopt;
  }
  const auto time_of_day = scan_time_of_day(scanner);
  if (!time_of_day) {
    return std::nullopt;
  }
  scanner.skip(' ');
  const auto offset = scan_offset(scanner);
  if (!offset || !scanner.empty()) {
    return std::nullopt;
  }
  return UtcTime{*date} + *time_of_day - *offset;
}

bool is_iso_date(std::string_view text) {
  return text.size() == 10 && parse_iso8601(text).has_value();
}

}  // namespace vigie

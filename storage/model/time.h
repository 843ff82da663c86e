// Time as Vigie keeps it: UTC, whole milliseconds, half-open windows.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie {

inline constexpr std::int64_t kSecondMs = 1'000;
inline constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// The posts of `[begin, end)`.
struct TimeWindow {
  UtcTime begin;
  UtcTime end;

  friend auto operator<=>(const TimeWindow&, const TimeWindow&) = default;

  [[nodiscard]] bool contains(UtcTime time) const { return begin <= time && time < end; }
};

[[nodiscard]] constexpr std::int64_t to_ms(UtcTime time) {
  return time.time_since_epoch().count();
}

[[nodiscard]] constexpr UtcTime from_ms(std::int64_t ms) {
  return UtcTime{std::chrono::milliseconds{ms}};
}

/// `2024-03-16T00:00:08.000Z`; milliseconds always written, years 0000 to 9999.
[[nodiscard]] std::string to_iso8601(UtcTime time);

/// `2024-03-16`.
[[nodiscard]] std::string to_iso_date(UtcTime time);

/// Reads RFC 3339 / ISO 8601: a date alone (midnight UTC), `T` or a space before the time, seconds
/// and their fraction optional (any number of digits, cut to milliseconds), then `Z`, `+hh:mm`,
/// `+hhmm`, or nothing, which is read as UTC. Nothing for anything else, impossible dates included.
[[nodiscard]] std::optional<UtcTime> parse_iso8601(std::string_view text);

/// A date alone, `2024-03-16`, that the calendar has.
[[nodiscard]] bool is_iso_date(std::string_view text);

}  // namespace vigie

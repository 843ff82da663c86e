// The ways in which servers say when to come back (RFC 9110, 10.2.3, and each platform's own).
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "collector/live/fetcher.h"

namespace vigie::collector {
namespace {

constexpr std::chrono::hours kFarthest{24};
// Below: seconds left. Above: Unix seconds; 10^8 is March 1973.
constexpr double kLeastUnixSeconds = 1e8;
constexpr double kMostUnixSeconds = 1e11;
constexpr std::array kResetHeaders{"ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"};
constexpr std::array<std::string_view, 12> kMonths{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  const std::size_t end = text.find_last_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin, end - begin + 1);
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value) ||
      value < 0 || value > kMostUnixSeconds) {
    return std::nullopt;
  }
  return value;
}

UtcTime after(UtcTime start, double seconds) {
  return start + std::chrono::milliseconds{static_cast<std::int64_t>(std::ceil(seconds * 1e3))};
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
std::optional<UtcTime> http_date(std::string_view text) {
  constexpr std::size_t kLength = 29;
  if (text.size() != kLength || text.substr(3, 2) != ", " || text.substr(25) != " GMT") {
    return std::nullopt;
  }
  const auto* const month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  if (month == kMonths.end()) {
    return std::nullopt;
  }
  return parse_iso8601(fmt::format("{}-{:02}-{}T{}Z",
                                   text.substr(12, 4),
                                   month - kMonths.begin() + 1,
                                   text.substr(5, 2),
                                   text.substr(17, 8)));
}

std::optional<UtcTime> within_reach(std::optional<UtcTime> time, UtcTime now) {
  return time && *time > now && *time - now <= kFarthest ? time : std::nullopt;
}

std::optional<UtcTime> retry_after_value(std::string_view text, UtcTime now) {
  const auto seconds = number_of(text);
  return within_reach(seconds ? after(now, *seconds) : http_date(text), now);
}

std::optional<UtcTime> reset_value(std::string_view text, UtcTime now) {
  const auto number = number_of(text);
  if (!number) {
    const auto iso = parse_iso8601(text);
    return within_reach(iso ? iso : http_date(text), now);
  }
  return within_reach(
      *number >= kLeastUnixSeconds ? after(UtcTime{}, *number) : after(now, *number), now);
}

}  // namespace

std::optional<UtcTime> retry_after(const HttpHeaders& headers, UtcTime now) {
  return retry_after_value(trimmed(header_value(headers, "retry-after")), now);
}

std::optional<UtcTime> reset_time(const HttpHeaders& headers, UtcTime now) {
  if (const auto told = retry_after(headers, now)) {
    return told;
  }
  for (const char* name : kResetHeaders) {
    if (const auto reset = reset_value(trimmed(header_value(headers, name)), now)) {
      return reset;
    }
  }
  return std::nullopt;
}

}  // namespace vigie::collector

#include "analysis/office_hours.h"

#include <array>
#include <cstddef>

#include "analysis/time_pattern.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kPostsForOffice = 120;
constexpr std::int64_t kDaysForOffice = 14;
constexpr std::size_t kOfficeLength = 10;     // hours
constexpr std::int64_t kHoursBeforeWork = 8;  // from midnight on
constexpr std::size_t kWorkdays = 5;

using WeekTable = std::array<std::array<std::uint32_t, 24>, 7>;  // row 0 is Monday, UTC

std::size_t weekday_of(std::int64_t day) {
  return static_cast<std::size_t>(floor_remainder(day + 3, 7));  // 1 January 1970: a Thursday
}

WeekTable week_of(std::span<const std::int64_t> times_ms) {
  WeekTable week{};
  for (const std::int64_t time : times_ms) {
    ++week[weekday_of(floor_divide(time, kDayMs))]
          [static_cast<std::size_t>(floor_remainder(time, kDayMs) / kHourMs)];
  }
  return week;
}

/// Posts of Monday to Friday in the ten hours from `start` on. Hours behind midnight belong to the
/// working day that began before it.
std::uint32_t posts_at_work(const WeekTable& week, std::size_t start) {
  std::uint32_t posts = 0;
  for (std::size_t hour = start; hour < start + kOfficeLength; ++hour) {
    for (std::size_t workday = 0; workday < kWorkdays; ++workday) {
      posts += week[(workday + hour / 24) % 7][hour % 24];
    }
  }
  return posts;
}

double weekend_part(std::span<const std::int64_t> times_ms, std::int64_t midnight_ms) {
  const std::int64_t first = floor_divide(times_ms.front() - midnight_ms, kDayMs);
  const std::int64_t last = floor_divide(times_ms.back() - midnight_ms, kDayMs);
  double weekend_days = 0.0;
  for (std::int64_t day = first; day <= last; ++day) {
    weekend_days += weekday_of(day) >= kWorkdays ? 1.0 : 0.0;
  }
  double weekend_posts = 0.0;
  for (const std::int64_t time : times_ms) {
    weekend_posts += weekday_of(floor_divide(time - midnight_ms, kDayMs)) >= kWorkdays ? 1.0 : 0.0;
  }
  const double weekend = weekend_posts / weekend_days;
  const double workday = (static_cast<double>(times_ms.size()) - weekend_posts) /
                         (static_cast<double>(last - first + 1) - weekend_days);
  return weekend / (weekend + workday);
}

}  // namespace

OfficeHours measure_office_hours(std::span<const std::int64_t> times_ms) {
  if (times_ms.size() < kPostsForOffice ||
      floor_divide(times_ms.back(), kDayMs) - floor_divide(times_ms.front(), kDayMs) + 1 <
          kDaysForOffice) {
    return {};
  }
  const WeekTable week = week_of(times_ms);
  std::size_t busiest = 0;
  for (std::size_t start = 1; start < 24; ++start) {
    if (posts_at_work(week, start) > posts_at_work(week, busiest)) {
      busiest = start;
    }
  }
  const std::int64_t midnight = (static_cast<std::int64_t>(busiest) - kHoursBeforeWork) * kHourMs;
  return {static_cast<double>(posts_at_work(week, busiest)) / static_cast<double>(times_ms.size()),
          weekend_part(times_ms, midnight)};
}

}  // namespace vigie::analysis

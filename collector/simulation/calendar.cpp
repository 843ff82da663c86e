#include "collector/simulation/calendar.h"

#include <chrono>

namespace vigie::collector::simulation {

std::int64_t window_days(TimeWindow window) {
  return (to_ms(window.end) - to_ms(window.begin)) / kDayMs;
}

std::int64_t since_midnight(std::int64_t time_ms) {
  return ((time_ms % kDayMs) + kDayMs) % kDayMs;
}

std::vector<std::int64_t> midnights(TimeWindow window) {
  std::vector<std::int64_t> days;
  const std::int64_t begin = to_ms(window.begin);
  for (std::int64_t day = begin - since_midnight(begin); day < to_ms(window.end); day += kDayMs) {
    days.push_back(day);
  }
  return days;
}

bool is_weekend(std::int64_t time_ms) {
  const std::chrono::weekday weekday{std::chrono::floor<std::chrono::days>(from_ms(time_ms))};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

}  // namespace vigie::collector::simulation

#include "analysis/time_pattern.h"

#include <algorithm>
#include <cstddef>
#include <numbers>

#include "analysis/statistics.h"

namespace vigie::analysis {

std::complex<double> phase(std::int64_t time_ms, std::int64_t period_ms) {
  const auto within = static_cast<double>(floor_remainder(time_ms, period_ms));
  return std::polar(1.0, 2.0 * std::numbers::pi * within / static_cast<double>(period_ms));
}

std::array<std::uint32_t, 24> hour_counts(std::span<const std::int64_t> times_ms) {
  std::array<std::uint32_t, 24> counts{};
  for (const std::int64_t time_ms : times_ms) {
    ++counts[static_cast<std::size_t>(floor_remainder(time_ms, kDayMs) / kHourMs)];
  }
  return counts;
}

double longest_quiet_run(const std::array<std::uint32_t, 24>& counts, double most) {
  std::size_t longest = 0;
  std::size_t run = 0;
  // Twice around, so that a night over midnight is one run.
  for (std::size_t hour = 0; hour < 2 * counts.size(); ++hour) {
    run = counts[hour % counts.size()] <= most ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return static_cast<double>(std::min(longest, counts.size()));
}

std::optional<double> delay_entropy(std::span<const std::int64_t> times_ms) {
  constexpr std::array<std::int64_t, 8> kCutsMs{10 * kSecondMs,
                                                kMinuteMs,
                                                5 * kMinuteMs,
                                                15 * kMinuteMs,
                                                kHourMs,
                                                6 * kHourMs,
                                                kDayMs,
                                                7 * kDayMs};
  std::array<std::uint32_t, kCutsMs.size() + 1> counts{};
  for (std::size_t i = 1; i < times_ms.size(); ++i) {
    const std::int64_t delay_ms = times_ms[i] - times_ms[i - 1];
    const auto* const bin = std::upper_bound(kCutsMs.begin(), kCutsMs.end(), delay_ms);
    ++counts[static_cast<std::size_t>(bin - kCutsMs.begin())];
  }
  return normalised_entropy(counts);
}

}  // namespace vigie::analysis

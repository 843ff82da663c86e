#include "analysis/rhythm.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "analysis/statistics.h"
#include "analysis/time_pattern.h"

namespace vigie::analysis {
namespace {

constexpr std::int64_t kWindowMs = 48 * kHourMs;
constexpr std::size_t kMinimumPosts = 8;
constexpr std::size_t kMinimumDelays = 8;
constexpr std::size_t kMinimumPostsForHours = 10;

double longest_gap_hours(std::span<const std::int64_t> times_ms) {
  std::int64_t longest = 0;
  for (std::size_t i = 1; i < times_ms.size(); ++i) {
    longest = std::max(longest, times_ms[i] - times_ms[i - 1]);
  }
  return static_cast<double>(longest) / static_cast<double>(kHourMs);
}

std::optional<double> median_of(std::span<const RhythmWindow> windows,
                                std::optional<double> RhythmValues::*feature) {
  std::vector<double> values;
  values.reserve(windows.size());
  for (const RhythmWindow& window : windows) {
    if (const auto& value = window.values.*feature) {
      values.push_back(*value);
    }
  }
  return median(values);
}

}  // namespace

RhythmValues measure_rhythm_window(std::span<const std::int64_t> times_ms) {
  RhythmValues values;
  if (times_ms.size() > kMinimumDelays) {
    values.delay_entropy = delay_entropy(times_ms);
  }
  if (times_ms.size() >= kMinimumPosts) {
    values.longest_gap_hours = longest_gap_hours(times_ms);
  }
  if (times_ms.size() >= kMinimumPostsForHours) {
    values.empty_hours = longest_quiet_run(hour_counts(times_ms), 0.0);
    values.day_resultant =
        std::abs(phase_sum(times_ms, kDayMs)) / static_cast<double>(times_ms.size());
  }
  return values;
}

std::vector<RhythmWindow> measure_rhythm(std::span<const std::int64_t> times_ms,
                                         std::int64_t begin_ms) {
  std::vector<RhythmWindow> windows;
  std::size_t first = 0;
  while (first < times_ms.size()) {
    const std::int64_t number = floor_divide(times_ms[first] - begin_ms, kWindowMs);
    const std::int64_t end_ms = begin_ms + (number + 1) * kWindowMs;
    const auto rest = times_ms.subspan(first);
    const auto count = std::lower_bound(rest.begin(), rest.end(), end_ms) - rest.begin();
    const auto posts = rest.first(static_cast<std::size_t>(count));
    if (posts.size() >= kMinimumPosts) {
      windows.push_back({first, first + posts.size(), measure_rhythm_window(posts)});
    }
    first += posts.size();
  }
  return windows;
}

RhythmValues median_rhythm(std::span<const RhythmWindow> windows) {
  RhythmValues values;
  values.delay_entropy = median_of(windows, &RhythmValues::delay_entropy);
  values.empty_hours = median_of(windows, &RhythmValues::empty_hours);
  values.longest_gap_hours = median_of(windows, &RhythmValues::longest_gap_hours);
  values.day_resultant = median_of(windows, &RhythmValues::day_resultant);
  return values;
}

}  // namespace vigie::analysis

#include "analysis/rhythm.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>

#include "analysis/delay_pattern.h"
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

/// A night is short, and one post at four in the morning ends a run of empty hours: the share of
/// posts in the emptiest six hours tells a night that is seldom broken from none at all.
double night_share(const std::array<std::uint32_t, 24>& counts, std::size_t posts) {
  constexpr std::size_t kNightHours = 6;
  std::uint32_t fewest = UINT32_MAX;
  for (std::size_t start = 0; start < counts.size(); ++start) {
    std::uint32_t here = 0;
    for (std::size_t hour = start; hour < start + kNightHours; ++hour) {
      here += counts[hour % counts.size()];
    }
    fewest = std::min(fewest, here);
  }
  return static_cast<double>(fewest) / static_cast<double>(posts);
}

/// Calls `fn(first, posts)` for every 48-hour window with 8 posts or more.
template <typename Function>
void for_each_busy_window(std::span<const std::int64_t> times_ms,
                          std::int64_t begin_ms,
                          const Function& fn) {
  std::size_t first = 0;
  while (first < times_ms.size()) {
    const std::int64_t number = floor_divide(times_ms[first] - begin_ms, kWindowMs);
    const std::int64_t end_ms = begin_ms + (number + 1) * kWindowMs;
    const auto rest = times_ms.subspan(first);
    const auto posts =
        static_cast<std::size_t>(std::lower_bound(rest.begin(), rest.end(), end_ms) - rest.begin());
    if (posts >= kMinimumPosts) {
      fn(first, posts);
    }
    first += posts;
  }
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

std::vector<std::complex<double>> day_phases_of(std::span<const std::int64_t> times_ms) {
  std::vector<std::complex<double>> phases;
  phases.reserve(times_ms.size());
  for (const std::int64_t time_ms : times_ms) {
    phases.push_back(phase(time_ms, kDayMs));
  }
  return phases;
}

RhythmValues measure_rhythm_window(const RhythmPosts& posts) {
  const std::span<const std::int64_t> times_ms = posts.times_ms;
  RhythmValues values;
  if (times_ms.size() > kMinimumDelays) {
    values.delay_entropy = delay_entropy(times_ms);
    values.quick_pauses = quick_pause_share(times_ms);
    values.local_variation = local_variation(times_ms);
  }
  if (times_ms.size() >= kMinimumPosts) {
    values.longest_gap_hours = longest_gap_hours(times_ms);
  }
  if (times_ms.size() >= kMinimumPostsForHours) {
    const auto counts = hour_counts(times_ms);
    values.empty_hours = longest_quiet_run(counts, 0.0);
    values.night_share = night_share(counts, times_ms.size());
    const auto sum =
        std::accumulate(posts.day_phases.begin(), posts.day_phases.end(), std::complex<double>{});
    values.day_resultant = std::abs(sum) / static_cast<double>(times_ms.size());
  }
  return values;
}

std::vector<RhythmWindow> measure_rhythm(const RhythmPosts& posts, std::int64_t begin_ms) {
  std::vector<RhythmWindow> windows;
  for_each_busy_window(posts.times_ms, begin_ms, [&](std::size_t first, std::size_t n) {
    const RhythmPosts busy{posts.times_ms.subspan(first, n), posts.day_phases.subspan(first, n)};
    windows.push_back({first, first + n, measure_rhythm_window(busy)});
  });
  return windows;
}

std::optional<double> median_pause_likeness(std::span<const std::int64_t> times_ms,
                                            std::int64_t begin_ms) {
  std::vector<double> values;
  for_each_busy_window(times_ms, begin_ms, [&](std::size_t first, std::size_t posts) {
    if (const auto value = pause_likeness(times_ms.subspan(first, posts))) {
      values.push_back(*value);
    }
  });
  return median(values);
}

RhythmValues median_rhythm(std::span<const RhythmWindow> windows) {
  RhythmValues values;
  values.delay_entropy = median_of(windows, &RhythmValues::delay_entropy);
  values.empty_hours = median_of(windows, &RhythmValues::empty_hours);
  values.longest_gap_hours = median_of(windows, &RhythmValues::longest_gap_hours);
  values.day_resultant = median_of(windows, &RhythmValues::day_resultant);
  values.quick_pauses = median_of(windows, &RhythmValues::quick_pauses);
  values.local_variation = median_of(windows, &RhythmValues::local_variation);
  values.night_share = median_of(windows, &RhythmValues::night_share);
  return values;
}

}  // namespace vigie::analysis

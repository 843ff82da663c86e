#include "analysis/cadence.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
#include <cstddef>
#include <functional>
#include <vector>

#include "analysis/alignment.h"
#include "analysis/statistics.h"
#include "analysis/time_pattern.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kMinimumForBurstiness = 20;  // Delays.
constexpr std::size_t kMinimumForMemory = 50;
constexpr std::size_t kMinimumForEntropy = 30;
constexpr std::size_t kMinimumForMode = 30;
constexpr std::size_t kMinimumForHours = 120;  // Posts.
constexpr std::size_t kMinimumDaysForSleep = 7;
constexpr std::size_t kMinimumReposts = 10;

std::vector<double> delays_in_seconds(std::span<const std::int64_t> times_ms) {
  std::vector<double> delays;
  for (std::size_t i = 1; i < times_ms.size(); ++i) {
    delays.push_back(static_cast<double>(times_ms[i] - times_ms[i - 1]) /
                     static_cast<double>(kSecondMs));
  }
  return delays;
}

// C2. With n delays and the population form of sigma: -1 for equal delays, 0 for the r of points
// thrown at random, 1 for the largest r that n delays can have.
std::optional<double> burstiness(std::span<const double> delays) {
  if (delays.size() < kMinimumForBurstiness) {
    return std::nullopt;
  }
  const auto n = static_cast<double>(delays.size());
  double sum = 0.0;
  for (const double delay : delays) {
    sum += delay;
  }
  const double mean = sum / n;
  if (mean <= 0.0) {
    return std::nullopt;  // One import, not a clock.
  }
  double squares = 0.0;
  for (const double delay : delays) {
    squares += (delay - mean) * (delay - mean);
  }
  const double r = std::sqrt(squares / n) / mean;
  const double random = std::sqrt(n - 1.0);
  const double scale = std::sqrt(n + 1.0);
  return (scale * r - random) / ((scale - 2.0) * r + random);
}

// C3. Delays under 1 s count as 1 s: below it the clocks of clients, not of people, are measured.
std::optional<double> memory(std::span<const double> delays) {
  if (delays.size() < kMinimumForMemory) {
    return std::nullopt;
  }
  std::vector<double> logs;
  logs.reserve(delays.size());
  for (const double delay : delays) {
    logs.push_back(std::log(std::max(delay, 1.0)));
  }
  const std::span all(logs);
  return pearson(all.first(all.size() - 1), all.subspan(1));
}

// How often each value stands in `values`, in no order. By a table rather than a sort, because a
// bootstrap asks again and again.
std::vector<std::uint32_t> count_equal(std::span<const std::int64_t> values) {
  struct Slot {
    std::int64_t value = 0;
    std::uint32_t count = 0;
  };

  std::vector<Slot> table(std::bit_ceil(2 * values.size() + 1));
  const std::size_t mask = table.size() - 1;
  std::vector<std::uint32_t> counts;
  for (const std::int64_t value : values) {
    constexpr std::uint64_t kOddMultiplier = 0x9E3779B97F4A7C15ULL;  // 2^64 over the golden ratio
    std::size_t i = (static_cast<std::uint64_t>(value) * kOddMultiplier >> 32U) & mask;
    while (table[i].count != 0 && table[i].value != value) {
      i = (i + 1) & mask;
    }
    table[i].value = value;
    ++table[i].count;
  }
  for (const Slot& slot : table) {
    if (slot.count != 0) {
      counts.push_back(slot.count);
    }
  }
  return counts;
}

// C5.
void measure_repeated_delays(std::span<const std::int64_t> times_ms, CadenceValues& values) {
  constexpr std::int64_t kShortestSeconds = 2;
  std::vector<std::int64_t> delays_s;
  for (std::size_t i = 1; i < times_ms.size(); ++i) {
    const std::int64_t delay_s = (times_ms[i] - times_ms[i - 1] + kSecondMs / 2) / kSecondMs;
    if (delay_s >= kShortestSeconds) {
      delays_s.push_back(delay_s);
    }
  }
  if (delays_s.size() < kMinimumForMode) {
    return;
  }
  std::vector<std::uint32_t> repeats = count_equal(delays_s);
  const std::size_t most = std::min<std::size_t>(5, repeats.size());
  std::partial_sort(repeats.begin(),
                    repeats.begin() + static_cast<std::ptrdiff_t>(most),
                    repeats.end(),
                    std::greater<>());
  std::size_t top5 = 0;
  for (std::size_t i = 0; i < most; ++i) {
    top5 += repeats[i];
  }
  const auto n = static_cast<double>(delays_s.size());
  values.delay_mode_mass = static_cast<double>(repeats.front()) / n;
  values.delay_top5_mass = static_cast<double>(top5) / n;
  values.delay_distinct = static_cast<double>(repeats.size()) / n;
}

// C6.
void measure_hands(std::span<const std::int64_t> times_ms,
                   bool seconds_known,
                   CadenceValues& values) {
  if (const auto second =
          seconds_known ? measure_hand(times_ms, ClockHand::kSecond) : std::nullopt) {
    values.second_alignment = second->uneven_log10_p;
    values.second_evenness = second->even_log10_p;
    values.second_effect = second->effect;
    values.second_strength = second->strength;
  }
  if (const auto minute = measure_hand(times_ms, ClockHand::kMinute)) {
    values.minute_alignment = minute->uneven_log10_p;
    values.minute_evenness = minute->even_log10_p;
    values.minute_effect = minute->effect;
    values.minute_strength = minute->strength;
  }
}

// C7 and C8.
void measure_periods(const PeriodSums& sums, bool seconds_known, CadenceValues& values) {
  if (const auto period = measure_period(sums, seconds_known)) {
    values.periodicity = period->log10_p;
    values.period_s = period->period_s;
    values.period_resultant = period->resultant;
    values.period_strength = period->strength;
  }
  if (const auto residue = measure_residue(sums, seconds_known)) {
    values.delay_residue = residue->log10_p;
    values.delay_residue_period_s = residue->period_s;
    values.residue_resultant = residue->resultant;
    values.residue_strength = residue->strength;
  }
}

// C8, its description.
void measure_near_multiples(std::span<const std::int64_t> times_ms, CadenceValues& values) {
  if (values.delay_residue_period_s) {
    const NearMultiples near = count_near_multiples(times_ms, *values.delay_residue_period_s);
    values.residue_near_share = near.share;
    values.residue_near_chance = near.chance;
  }
}

std::size_t count_active_days(std::span<const std::int64_t> times_ms) {
  std::size_t days = 0;
  for (std::size_t i = 0; i < times_ms.size(); ++i) {
    const bool same =
        i > 0 && floor_divide(times_ms[i], kDayMs) == floor_divide(times_ms[i - 1], kDayMs);
    days += same ? 0U : 1U;
  }
  return days;
}

// C9 and C10.
void measure_hours(std::span<const std::int64_t> times_ms, CadenceValues& values) {
  if (times_ms.size() < kMinimumForHours) {
    return;
  }
  const auto counts = hour_counts(times_ms);
  const auto posts = static_cast<double>(times_ms.size());
  if (count_active_days(times_ms) >= kMinimumDaysForSleep) {
    values.sleep_gap = longest_quiet_run(counts, 0.1 * posts / static_cast<double>(counts.size()));
  }
  values.hour_entropy = normalised_entropy(counts);
  std::complex<double> sum;
  for (std::size_t hour = 0; hour < counts.size(); ++hour) {
    sum += static_cast<double>(counts[hour]) *
           phase(static_cast<std::int64_t>(hour) * kHourMs, kDayMs);
  }
  values.hour_resultant = std::abs(sum) / posts;
}

// C13.
void measure_reposts(std::span<const std::int64_t> repost_latency_ms, CadenceValues& values) {
  constexpr double kTenSeconds = 10.0;
  constexpr double kOneMinute = 60.0;
  std::vector<double> latency_s;
  for (const std::int64_t latency_ms : repost_latency_ms) {
    if (latency_ms >= 0) {
      latency_s.push_back(static_cast<double>(latency_ms) / static_cast<double>(kSecondMs));
    }
  }
  if (latency_s.size() < kMinimumReposts) {
    return;
  }
  const auto share_under = [&latency_s](double limit_s) {
    const auto under = std::count_if(latency_s.begin(), latency_s.end(), [limit_s](double latency) {
      return latency < limit_s;
    });
    return static_cast<double>(under) / static_cast<double>(latency_s.size());
  };
  values.repost_latency_median_s = median(latency_s);
  values.repost_latency_p10_s = quantile(latency_s, 0.1);
  values.reposts_within_10s = share_under(kTenSeconds);
  values.reposts_within_60s = share_under(kOneMinute);
}

std::vector<std::int64_t> without_repeats(std::span<const std::int64_t> times_ms) {
  std::vector<std::int64_t> distinct(times_ms.begin(), times_ms.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  return distinct;
}

}  // namespace

CadenceValues measure_cadence(const CadenceInput& input) {
  CadenceValues values;
  const std::span<const std::int64_t> times_ms = input.times_ms;
  const std::vector<double> delays = delays_in_seconds(times_ms);
  values.burstiness = burstiness(delays);
  values.memory = memory(delays);
  if (delays.size() >= kMinimumForEntropy) {
    values.delay_entropy = delay_entropy(times_ms);
  }
  const std::vector<std::int64_t> distinct_ms = without_repeats(times_ms);
  if (input.seconds_known) {
    measure_repeated_delays(distinct_ms, values);
  }
  measure_hands(distinct_ms, input.seconds_known, values);
  if (input.periods != nullptr) {
    measure_periods(*input.periods, input.seconds_known, values);
  } else {
    measure_periods(sum_periods(distinct_ms, PeriodFamily::kShort), input.seconds_known, values);
    if (input.seconds_known) {
      measure_near_multiples(distinct_ms, values);
    }
  }
  measure_hours(times_ms, values);
  measure_reposts(input.repost_latency_ms, values);
  return values;
}

}  // namespace vigie::analysis

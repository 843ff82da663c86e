#include "analysis/alignment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>
#include <vector>

#include "analysis/statistics.h"
#include "analysis/time_pattern.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kHandMarks = 60;  // Seconds of a minute, minutes of an hour.
constexpr std::size_t kMinimumForHand = 60;
constexpr std::size_t kMinimumCells = 40;
constexpr std::size_t kMinimumForPeriod = 40;
constexpr std::size_t kPostsPerBin = 5;
constexpr double kSignificant = 3.0;  // -log10 of 0.001.
constexpr double kLargestLog10 = 300.0;

constexpr std::array kShortPeriods{kMinuteMs,
                                   2 * kMinuteMs,
                                   5 * kMinuteMs,
                                   10 * kMinuteMs,
                                   15 * kMinuteMs,
                                   20 * kMinuteMs,
                                   30 * kMinuteMs,
                                   kHourMs};
constexpr std::array kLongPeriods{
    2 * kHourMs, 3 * kHourMs, 4 * kHourMs, 6 * kHourMs, 8 * kHourMs, 12 * kHourMs};

std::span<const std::int64_t> periods_of(PeriodFamily family, bool seconds_known) {
  if (family == PeriodFamily::kLong) {
    return kLongPeriods;
  }
  return std::span(kShortPeriods).subspan(seconds_known ? 0 : 1);
}

// --- C6 ---

std::size_t bins_for(std::size_t posts) {
  return std::min(kHandMarks, posts / kPostsPerBin);
}

std::size_t bin_of(std::int64_t time_ms, std::int64_t hand_ms, std::size_t bins) {
  const std::int64_t marks = floor_divide(time_ms, hand_ms);
  const auto mark =
      static_cast<std::size_t>(floor_remainder(marks, static_cast<std::int64_t>(kHandMarks)));
  return mark * bins / kHandMarks;
}

std::int64_t cycle_of(std::int64_t time_ms, std::int64_t hand_ms) {
  return floor_divide(time_ms, hand_ms * static_cast<std::int64_t>(kHandMarks));
}

std::vector<std::uint32_t> count_bins(std::span<const std::int64_t> times_ms,
                                      std::int64_t hand_ms,
                                      std::size_t bins) {
  std::vector<std::uint32_t> counts(bins);
  for (const std::int64_t time_ms : times_ms) {
    ++counts[bin_of(time_ms, hand_ms, bins)];
  }
  return counts;
}

// As count_bins, with the posts of one bin in one cycle counted once. Times ascend, and a bin's
// marks are neighbours, so such posts stand next to each other.
std::vector<std::uint32_t> count_cells(std::span<const std::int64_t> times_ms,
                                       std::int64_t hand_ms,
                                       std::size_t bins) {
  std::vector<std::uint32_t> counts(bins);
  for (std::size_t i = 0; i < times_ms.size(); ++i) {
    const std::size_t bin = bin_of(times_ms[i], hand_ms, bins);
    const bool seen = i > 0 && bin_of(times_ms[i - 1], hand_ms, bins) == bin &&
                      cycle_of(times_ms[i - 1], hand_ms) == cycle_of(times_ms[i], hand_ms);
    counts[bin] += seen ? 0U : 1U;
  }
  return counts;
}

std::size_t total_of(std::span<const std::uint32_t> counts) {
  std::size_t total = 0;
  for (const std::uint32_t count : counts) {
    total += count;
  }
  return total;
}

double chi_square(std::span<const std::uint32_t> counts, std::size_t total) {
  std::vector<double> expected(counts.size());
  for (std::size_t mark = 0; mark < kHandMarks; ++mark) {
    expected[mark * counts.size() / kHandMarks] +=
        static_cast<double>(total) / static_cast<double>(kHandMarks);
  }
  double statistic = 0.0;
  for (std::size_t bin = 0; bin < counts.size(); ++bin) {
    const double excess = counts[bin] - expected[bin];
    statistic += excess * excess / expected[bin];
  }
  return statistic;
}

// Cramer's V on the largest number of equal bins up to `most`: there, and only there, one bin
// holding everything gives 1 whichever it is.
double cramers_v(std::span<const std::int64_t> times_ms, std::int64_t hand_ms, std::size_t most) {
  std::size_t bins = most;
  while (kHandMarks % bins != 0) {
    --bins;
  }
  const double statistic = chi_square(count_bins(times_ms, hand_ms, bins), times_ms.size());
  const auto degrees = static_cast<double>(bins - 1);
  return std::min(1.0, std::sqrt(statistic / (static_cast<double>(times_ms.size()) * degrees)));
}

// Whether unevenness stays when a burst counts once; nothing when too few posts are then left.
std::optional<bool> is_uneven_across_cycles(std::span<const std::int64_t> times_ms,
                                            std::int64_t hand_ms) {
  const auto fine = count_cells(times_ms, hand_ms, bins_for(times_ms.size()));
  const std::size_t bins = std::min(fine.size(), bins_for(total_of(fine)));
  if (total_of(fine) < kMinimumCells) {
    return std::nullopt;
  }
  const auto counts = count_cells(times_ms, hand_ms, bins);
  const std::size_t total = total_of(counts);
  if (total < kMinimumCells) {
    return std::nullopt;
  }
  const auto degrees = static_cast<double>(bins - 1);
  return chi_square_upper_log10(chi_square(counts, total), degrees) > kSignificant;
}

// --- C7 and C8 ---

// Test statistics of one period. `z` is exponential with mean 1 under chance.
struct PeriodTest {
  std::int64_t period_ms = 0;
  std::size_t events = 0;
  std::complex<double> mean{};
  double effect = 0.0;  // What decides between periods.
  double z = 0.0;
  double second = 0.0;  // -log10 p of the second test, before Bonferroni.
};

double resultant(std::complex<double> mean) {
  return std::min(1.0, std::abs(mean));
}

double bonferroni(double log10_p, std::size_t tests) {
  return std::max(0.0, log10_p - std::log10(static_cast<double>(tests)));
}

double rayleigh_log10_p(double z) {
  return z / std::numbers::ln10;
}

PeriodTest test_times(std::span<const std::int64_t> times_ms, std::int64_t period_ms) {
  std::complex<double> sum;
  std::complex<double> cycle_sum;
  double cycle_squares = 0.0;
  std::int64_t cycle = 0;
  for (const std::int64_t time_ms : times_ms) {
    const std::int64_t own_cycle = floor_divide(time_ms, period_ms);
    if (own_cycle != cycle) {
      cycle_squares += std::norm(cycle_sum);
      cycle_sum = {};
      cycle = own_cycle;
    }
    const std::complex<double> point = phase(time_ms, period_ms);
    sum += point;
    cycle_sum += point;
  }
  cycle_squares += std::norm(cycle_sum);
  const auto events = static_cast<double>(times_ms.size());
  // Posts that cancel out within every cycle leave nothing to divide by, and no alignment either.
  const double z_of_cycles = cycle_squares > 1e-9 ? std::norm(sum) / cycle_squares : 0.0;
  const std::complex<double> mean = sum / events;
  return {.period_ms = period_ms,
          .events = times_ms.size(),
          .mean = mean,
          .effect = resultant(mean),
          .z = std::norm(sum) / events,
          .second = rayleigh_log10_p(z_of_cycles)};
}

// The nearest multiple is not 0. From half a period on, people's delays, which grow rarer with
// length, lie rather between multiples than on them; from a whole period on they would gather just
// above it.
bool is_beyond_half(std::int64_t delay_ms, std::int64_t period_ms) {
  return delay_ms >= period_ms / 2;
}

PeriodTest test_delays(std::span<const std::int64_t> delays_ms, std::int64_t period_ms) {
  std::complex<double> sum;
  std::size_t events = 0;
  for (const std::int64_t delay_ms : delays_ms) {
    if (is_beyond_half(delay_ms, period_ms)) {
      sum += phase(delay_ms, period_ms);
      ++events;
    }
  }
  if (events == 0) {
    return {.period_ms = period_ms};
  }
  const auto number = static_cast<double>(events);
  // V-test: the sum of cosines is near normal with variance n / 2; one-sided.
  const double u = sum.real() * std::sqrt(2.0 / number);
  const double tail = 0.5 * std::erfc(u / std::numbers::sqrt2);
  const double v_log10_p = tail > 0.0 ? -std::log10(tail) : kLargestLog10;
  const std::complex<double> mean = sum / number;
  return {.period_ms = period_ms,
          .events = events,
          .mean = mean,
          .effect = std::min(1.0, mean.real()),
          .z = std::norm(sum) / number,
          .second = v_log10_p};
}

bool passes(const PeriodTest& test, std::size_t tests) {
  return bonferroni(rayleigh_log10_p(test.z), tests) > kSignificant &&
         bonferroni(test.second, tests) > kSignificant;
}

// A schedule of 1 h keeps to 30 min as well: of equal effects the longest period tells most.
const PeriodTest* find_best(std::span<const PeriodTest> ascending_periods) {
  constexpr double kTie = 1e-9;
  const std::size_t tests = ascending_periods.size();
  const PeriodTest* best = nullptr;
  for (const PeriodTest& test : ascending_periods) {
    if (test.events < kMinimumForPeriod) {
      continue;
    }
    const bool gained = best != nullptr && passes(test, tests) && !passes(*best, tests);
    const bool lost = best != nullptr && !passes(test, tests) && passes(*best, tests);
    if (best == nullptr || gained || (!lost && test.effect >= best->effect - kTie)) {
      best = &test;
    }
  }
  return best;
}

PeriodAlignment describe(const PeriodTest& test, std::size_t tests) {
  return {bonferroni(rayleigh_log10_p(test.z), tests),
          static_cast<double>(test.period_ms) / static_cast<double>(kSecondMs),
          resultant(test.mean),
          passes(test, tests) ? test.effect : 0.0};
}

double share_near_multiple(std::span<const std::int64_t> delays_ms, std::int64_t period_ms) {
  constexpr std::int64_t kNearSeconds = 2;
  const std::int64_t period_s = period_ms / kSecondMs;
  std::size_t near = 0;
  std::size_t events = 0;
  for (const std::int64_t delay_ms : delays_ms) {
    if (!is_beyond_half(delay_ms, period_ms)) {
      continue;
    }
    const std::int64_t delay_s = (delay_ms + kSecondMs / 2) / kSecondMs;
    const std::int64_t residue_s = delay_s % period_s;
    near += residue_s <= kNearSeconds || residue_s >= period_s - kNearSeconds ? 1U : 0U;
    ++events;
  }
  return static_cast<double>(near) / static_cast<double>(events);
}

}  // namespace

std::optional<HandAlignment> measure_hand(std::span<const std::int64_t> times_ms,
                                          std::int64_t hand_ms) {
  if (times_ms.size() < kMinimumForHand) {
    return std::nullopt;
  }
  const std::size_t bins = bins_for(times_ms.size());
  const double statistic = chi_square(count_bins(times_ms, hand_ms, bins), times_ms.size());
  const auto degrees = static_cast<double>(bins - 1);
  HandAlignment alignment;
  alignment.uneven_log10_p = chi_square_upper_log10(statistic, degrees);
  alignment.even_log10_p = std::min(chi_square_lower_log10(statistic, degrees), kLargestLog10);
  alignment.effect = cramers_v(times_ms, hand_ms, bins);
  if (const auto uneven = is_uneven_across_cycles(times_ms, hand_ms)) {
    const bool significant = *uneven && alignment.uneven_log10_p > kSignificant;
    alignment.strength = significant ? alignment.effect : 0.0;
  }
  return alignment;
}

std::optional<PeriodAlignment> measure_period(std::span<const std::int64_t> times_ms,
                                              PeriodFamily family,
                                              bool seconds_known) {
  const auto periods = periods_of(family, seconds_known);
  std::vector<PeriodTest> tests;
  if (times_ms.size() >= kMinimumForPeriod) {
    for (const std::int64_t period_ms : periods) {
      tests.push_back(test_times(times_ms, period_ms));
    }
  }
  const PeriodTest* const best = find_best(tests);
  if (best == nullptr) {
    return std::nullopt;
  }
  return describe(*best, tests.size());
}

std::optional<ResidueAlignment> measure_residue(std::span<const std::int64_t> times_ms,
                                                bool seconds_known) {
  std::vector<std::int64_t> delays_ms;
  for (std::size_t i = 1; i < times_ms.size(); ++i) {
    delays_ms.push_back(times_ms[i] - times_ms[i - 1]);
  }
  std::vector<PeriodTest> tests;
  for (const std::int64_t period_ms : periods_of(PeriodFamily::kShort, seconds_known)) {
    tests.push_back(test_delays(delays_ms, period_ms));
  }
  const PeriodTest* const best = find_best(tests);
  if (best == nullptr) {
    return std::nullopt;
  }
  ResidueAlignment alignment{describe(*best, tests.size()), 0.0, 0.0};
  if (seconds_known) {
    alignment.near_share = share_near_multiple(delays_ms, best->period_ms);
    alignment.near_chance = 5.0 / alignment.period_s;
  }
  return alignment;
}

}  // namespace vigie::analysis

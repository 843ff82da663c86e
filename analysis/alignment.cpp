#include "analysis/alignment.h"

#include <algorithm>
#include <array>
#include <cmath>
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

// --- C6 ---

std::size_t bins_for(std::size_t posts) {
  return std::min(kHandMarks, posts / kPostsPerBin);
}

// Where each time stands on a hand: its mark, 0..59, and the cycle that the mark belongs to.
struct Hand {
  std::vector<std::uint8_t> mark;
  std::vector<std::int64_t> cycle;
};

// A constant, because a division by a number that the compiler knows costs a fifth of another.
template <std::int64_t kHandMs>
Hand read_hand_of(std::span<const std::int64_t> times_ms) {
  constexpr auto kMarks = static_cast<std::int64_t>(kHandMarks);
  Hand hand;
  hand.mark.resize(times_ms.size());
  hand.cycle.resize(times_ms.size());
  for (std::size_t i = 0; i < times_ms.size(); ++i) {
    const std::int64_t cycle = floor_divide(times_ms[i], kHandMs * kMarks);
    hand.cycle[i] = cycle;
    hand.mark[i] = static_cast<std::uint8_t>((times_ms[i] - cycle * kHandMs * kMarks) / kHandMs);
  }
  return hand;
}

Hand read_hand(std::span<const std::int64_t> times_ms, ClockHand hand) {
  return hand == ClockHand::kSecond ? read_hand_of<kSecondMs>(times_ms)
                                    : read_hand_of<kMinuteMs>(times_ms);
}

// Counts of up to 60 bins.
struct HandCounts {
  std::array<std::uint32_t, kHandMarks> count{};
  std::size_t bins = 0;

  [[nodiscard]] std::size_t total() const {
    std::size_t sum = 0;
    for (std::size_t bin = 0; bin < bins; ++bin) {
      sum += count[bin];
    }
    return sum;
  }
};

// Bin of each mark.
std::array<std::uint8_t, kHandMarks> bins_of_marks(std::size_t bins) {
  std::array<std::uint8_t, kHandMarks> bin_of{};
  for (std::size_t mark = 0; mark < kHandMarks; ++mark) {
    bin_of[mark] = static_cast<std::uint8_t>(mark * bins / kHandMarks);
  }
  return bin_of;
}

HandCounts count_bins(const Hand& hand, std::size_t bins) {
  const auto bin_of = bins_of_marks(bins);
  HandCounts counts;
  counts.bins = bins;
  for (const std::uint8_t mark : hand.mark) {
    ++counts.count[bin_of[mark]];
  }
  return counts;
}

// As count_bins, with the posts of one bin in one cycle counted once. Times ascend, and a bin's
// marks are neighbours, so such posts stand next to each other.
HandCounts count_cells(const Hand& hand, std::size_t bins) {
  const auto bin_of = bins_of_marks(bins);
  HandCounts counts;
  counts.bins = bins;
  for (std::size_t i = 0; i < hand.mark.size(); ++i) {
    const std::size_t bin = bin_of[hand.mark[i]];
    const bool seen =
        i > 0 && bin_of[hand.mark[i - 1]] == bin && hand.cycle[i - 1] == hand.cycle[i];
    counts.count[bin] += seen ? 0U : 1U;
  }
  return counts;
}

double chi_square(const HandCounts& counts, std::size_t total) {
  std::array<double, kHandMarks> expected{};
  for (std::size_t mark = 0; mark < kHandMarks; ++mark) {
    expected[mark * counts.bins / kHandMarks] +=
        static_cast<double>(total) / static_cast<double>(kHandMarks);
  }
  double statistic = 0.0;
  for (std::size_t bin = 0; bin < counts.bins; ++bin) {
    const double excess = counts.count[bin] - expected[bin];
    statistic += excess * excess / expected[bin];
  }
  return statistic;
}

// Cramer's V on the largest number of equal bins up to `most`: there, and only there, one bin
// holding everything gives 1 whichever it is.
double cramers_v(const Hand& hand, std::size_t most) {
  std::size_t bins = most;
  while (kHandMarks % bins != 0) {
    --bins;
  }
  const std::size_t times = hand.mark.size();
  const double statistic = chi_square(count_bins(hand, bins), times);
  const auto degrees = static_cast<double>(bins - 1);
  return std::min(1.0, std::sqrt(statistic / (static_cast<double>(times) * degrees)));
}

// Whether unevenness stays when a burst counts once; nothing when too few posts are then left.
std::optional<bool> is_uneven_across_cycles(const Hand& hand) {
  const HandCounts fine = count_cells(hand, bins_for(hand.mark.size()));
  const std::size_t bins = std::min(fine.bins, bins_for(fine.total()));
  if (fine.total() < kMinimumCells) {
    return std::nullopt;
  }
  const HandCounts counts = count_cells(hand, bins);
  const std::size_t total = counts.total();
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
  Point mean;
  double effect = 0.0;  // What decides between periods.
  double z = 0.0;
  double second = 0.0;  // -log10 p of the second test, before Bonferroni.
};

double resultant(const Point& mean) {
  return std::min(1.0, std::sqrt(mean.norm()));
}

double bonferroni(double log10_p, std::size_t tests) {
  return std::max(0.0, log10_p - std::log10(static_cast<double>(tests)));
}

double rayleigh_log10_p(double z) {
  return z / std::numbers::ln10;
}

/// Periods of a family that are tested: those of a minute ask for seconds.
std::span<const HarmonicStep> steps_of(PeriodFamily family, bool seconds_known) {
  const auto steps = harmonics_of(family).steps;
  const bool last_is_too_fine = !seconds_known && steps.back().period_ms < 2 * kMinuteMs;
  return steps.first(steps.size() - (last_is_too_fine ? 1 : 0));
}

PeriodTest test_times(const PeriodSums& sums, std::size_t step, std::int64_t period_ms) {
  const auto events = static_cast<double>(sums.times);
  const Point& sum = sums.phases[step];
  // Posts that cancel out within every cycle leave nothing to divide by, and no alignment either.
  const double squares = sums.cycle_squares[step];
  const double z_of_cycles = squares > 1e-9 ? sum.norm() / squares : 0.0;
  const Point mean{sum.x / events, sum.y / events};
  return {.period_ms = period_ms,
          .events = sums.times,
          .mean = mean,
          .effect = resultant(mean),
          .z = sum.norm() / events,
          .second = rayleigh_log10_p(z_of_cycles)};
}

PeriodTest test_delays(const PeriodSums& sums, std::size_t step, std::int64_t period_ms) {
  const std::uint64_t events = sums.delays[step];
  if (events == 0) {
    PeriodTest nothing;
    nothing.period_ms = period_ms;
    return nothing;
  }
  const Point& sum = sums.delay_phases[step];
  const auto number = static_cast<double>(events);
  // V-test: the sum of cosines is near normal with variance n / 2; one-sided.
  const double u = sum.x * std::sqrt(2.0 / number);
  const double tail = 0.5 * std::erfc(u / std::numbers::sqrt2);
  const double v_log10_p = tail > 0.0 ? -std::log10(tail) : kLargestLog10;
  const Point mean{sum.x / number, sum.y / number};
  return {.period_ms = period_ms,
          .events = events,
          .mean = mean,
          .effect = std::min(1.0, mean.x),
          .z = sum.norm() / number,
          .second = v_log10_p};
}

/// One test per period, shortest period first.
struct PeriodTests {
  std::array<PeriodTest, kHarmonicSteps> tests;
  std::size_t count = 0;

  [[nodiscard]] std::span<const PeriodTest> all() const { return std::span{tests}.first(count); }
};

template <typename Test>
PeriodTests test_each(const PeriodSums& sums, bool seconds_known, const Test& test) {
  PeriodTests out;
  const auto steps = steps_of(sums.family, seconds_known);
  for (std::size_t i = steps.size(); i > 0; --i) {
    if (steps[i - 1].period_ms != 0) {
      out.tests[out.count++] = test(sums, i - 1, steps[i - 1].period_ms);
    }
  }
  return out;
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

}  // namespace

std::optional<HandAlignment> measure_hand(std::span<const std::int64_t> times_ms,
                                          ClockHand clock_hand) {
  if (times_ms.size() < kMinimumForHand) {
    return std::nullopt;
  }
  const std::size_t bins = bins_for(times_ms.size());
  const Hand hand = read_hand(times_ms, clock_hand);
  const double statistic = chi_square(count_bins(hand, bins), times_ms.size());
  const auto degrees = static_cast<double>(bins - 1);
  HandAlignment alignment;
  alignment.uneven_log10_p = chi_square_upper_log10(statistic, degrees);
  alignment.even_log10_p = std::min(chi_square_lower_log10(statistic, degrees), kLargestLog10);
  alignment.effect = cramers_v(hand, bins);
  if (const auto uneven = is_uneven_across_cycles(hand)) {
    const bool significant = *uneven && alignment.uneven_log10_p > kSignificant;
    alignment.strength = significant ? alignment.effect : 0.0;
  }
  return alignment;
}

std::optional<PeriodAlignment> measure_period(const PeriodSums& sums, bool seconds_known) {
  if (sums.times < kMinimumForPeriod) {
    return std::nullopt;
  }
  const PeriodTests tests = test_each(sums, seconds_known, test_times);
  const PeriodTest* const best = find_best(tests.all());
  if (best == nullptr) {
    return std::nullopt;
  }
  return describe(*best, tests.count);
}

std::optional<PeriodAlignment> measure_residue(const PeriodSums& sums, bool seconds_known) {
  const PeriodTests tests = test_each(sums, seconds_known, test_delays);
  const PeriodTest* const best = find_best(tests.all());
  if (best == nullptr) {
    return std::nullopt;
  }
  return describe(*best, tests.count);
}

NearMultiples count_near_multiples(std::span<const std::int64_t> times_ms, double period_s) {
  constexpr std::int64_t kNearSeconds = 2;
  const auto whole_s = static_cast<std::int64_t>(period_s);
  std::size_t near = 0;
  std::size_t events = 0;
  for (std::size_t i = 1; i < times_ms.size(); ++i) {
    const std::int64_t delay_ms = times_ms[i] - times_ms[i - 1];
    if (!is_beyond_half(delay_ms, whole_s * kSecondMs)) {
      continue;
    }
    const std::int64_t residue_s = (delay_ms + kSecondMs / 2) / kSecondMs % whole_s;
    near += residue_s <= kNearSeconds || residue_s >= whole_s - kNearSeconds ? 1U : 0U;
    ++events;
  }
  return {events == 0 ? 0.0 : static_cast<double>(near) / static_cast<double>(events),
          static_cast<double>(2 * kNearSeconds + 1) / period_s};
}

}  // namespace vigie::analysis

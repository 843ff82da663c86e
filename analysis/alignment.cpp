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

// --- C6 ---

std::size_t bins_for(std::size_t posts) {
  return std::min(kHandMarks, posts / kPostsPerBin);
}

// Where each time stands on a hand: its mark, 0..59, and the cycle that the mark belongs to.
struct Hand {
  std::vector<std::uint8_t> mark;
  std::vector<std::int64_t> cycle;
};

Hand read_hand(std::span<const std::int64_t> times_ms, std::int64_t hand_ms) {
  Hand hand;
  hand.mark.reserve(times_ms.size());
  hand.cycle.reserve(times_ms.size());
  const std::int64_t cycle_ms = hand_ms * static_cast<std::int64_t>(kHandMarks);
  for (const std::int64_t time_ms : times_ms) {
    const std::int64_t cycle = floor_divide(time_ms, cycle_ms);
    hand.cycle.push_back(cycle);
    hand.mark.push_back(static_cast<std::uint8_t>((time_ms - cycle * cycle_ms) / hand_ms));
  }
  return hand;
}

// Bin of each mark.
std::array<std::uint8_t, kHandMarks> bins_of_marks(std::size_t bins) {
  std::array<std::uint8_t, kHandMarks> bin_of{};
  for (std::size_t mark = 0; mark < kHandMarks; ++mark) {
    bin_of[mark] = static_cast<std::uint8_t>(mark * bins / kHandMarks);
  }
  return bin_of;
}

std::vector<std::uint32_t> count_bins(const Hand& hand, std::size_t bins) {
  const auto bin_of = bins_of_marks(bins);
  std::vector<std::uint32_t> counts(bins);
  for (const std::uint8_t mark : hand.mark) {
    ++counts[bin_of[mark]];
  }
  return counts;
}

// As count_bins, with the posts of one bin in one cycle counted once. Times ascend, and a bin's
// marks are neighbours, so such posts stand next to each other.
std::vector<std::uint32_t> count_cells(const Hand& hand, std::size_t bins) {
  const auto bin_of = bins_of_marks(bins);
  std::vector<std::uint32_t> counts(bins);
  for (std::size_t i = 0; i < hand.mark.size(); ++i) {
    const std::size_t bin = bin_of[hand.mark[i]];
    const bool seen =
        i > 0 && bin_of[hand.mark[i - 1]] == bin && hand.cycle[i - 1] == hand.cycle[i];
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
  const auto fine = count_cells(hand, bins_for(hand.mark.size()));
  const std::size_t bins = std::min(fine.size(), bins_for(total_of(fine)));
  if (total_of(fine) < kMinimumCells) {
    return std::nullopt;
  }
  const auto counts = count_cells(hand, bins);
  const std::size_t total = total_of(counts);
  if (total < kMinimumCells) {
    return std::nullopt;
  }
  const auto degrees = static_cast<double>(bins - 1);
  return chi_square_upper_log10(chi_square(counts, total), degrees) > kSignificant;
}

// --- C7 and C8 ---

// All periods of a family are whole fractions of one base period, so their phases are powers of one
// point: a single sine and cosine per time, then products. The error of the 60th power is below
// 1e-13.
struct HarmonicStep {
  std::size_t left = 0;  ///< The point of this step is the product of two earlier ones;
  std::size_t right = 0;
  std::int64_t period_ms = 0;  ///< 0: an intermediate power that is no period of ours.
};

constexpr std::int64_t kShortBaseMs = kHourMs;
constexpr std::array<HarmonicStep, 9> kShortSteps{{{0, 0, kHourMs},         // the base itself
                                                   {0, 0, 30 * kMinuteMs},  // power 2
                                                   {1, 0, 20 * kMinuteMs},  // 3
                                                   {1, 1, 15 * kMinuteMs},  // 4
                                                   {2, 2, 10 * kMinuteMs},  // 6
                                                   {4, 4, 5 * kMinuteMs},   // 12
                                                   {5, 5, 0},               // 24
                                                   {6, 4, 2 * kMinuteMs},   // 30
                                                   {7, 7, kMinuteMs}}};     // 60
constexpr std::int64_t kLongBaseMs = kDayMs;
constexpr std::array<HarmonicStep, 7> kLongSteps{{{0, 0, 0},              // the base itself
                                                  {0, 0, 12 * kHourMs},   // power 2
                                                  {1, 0, 8 * kHourMs},    // 3
                                                  {1, 1, 6 * kHourMs},    // 4
                                                  {2, 2, 4 * kHourMs},    // 6
                                                  {3, 3, 3 * kHourMs},    // 8
                                                  {4, 4, 2 * kHourMs}}};  // 12
constexpr std::size_t kMostSteps = kShortSteps.size();

// A family of periods, longest first.
struct Harmonics {
  std::int64_t base_ms = 0;
  std::span<const HarmonicStep> steps;
};

Harmonics harmonics_of(PeriodFamily family, bool seconds_known) {
  if (family == PeriodFamily::kLong) {
    return {kLongBaseMs, kLongSteps};
  }
  return {kShortBaseMs, std::span{kShortSteps}.first(kShortSteps.size() - (seconds_known ? 0 : 1))};
}

// A point of the plane; std::complex multiplies with tests for infinity that cost more than this.
struct Point {
  double x = 0.0;
  double y = 0.0;

  Point& operator+=(const Point& other) {
    x += other.x;
    y += other.y;
    return *this;
  }

  [[nodiscard]] double norm() const { return x * x + y * y; }
};

Point operator*(const Point& a, const Point& b) {
  return {a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x};
}

// Phases of `time_ms` in all periods of the family, by step.
void raise_phases(const Harmonics& harmonics,
                  std::int64_t time_ms,
                  std::array<Point, kMostSteps>& points) {
  const std::complex<double> base = phase(time_ms, harmonics.base_ms);
  points[0] = {base.real(), base.imag()};
  for (std::size_t i = 1; i < harmonics.steps.size(); ++i) {
    points[i] = points[harmonics.steps[i].left] * points[harmonics.steps[i].right];
  }
}

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

// Sums of one period while the times pass.
struct PeriodSums {
  Point sum;
  Point cycle_sum;
  double cycle_squares = 0.0;
  std::int64_t cycle_end_ms = INT64_MIN;

  void add(const Point& point, std::int64_t time_ms, std::int64_t period_ms) {
    if (time_ms >= cycle_end_ms) {  // times ascend
      close_cycle();
      cycle_end_ms = (floor_divide(time_ms, period_ms) + 1) * period_ms;
    }
    sum += point;
    cycle_sum += point;
  }

  void close_cycle() {
    cycle_squares += cycle_sum.norm();
    cycle_sum = {};
  }
};

PeriodTest conclude(PeriodSums& sums, std::size_t times, std::int64_t period_ms) {
  sums.close_cycle();
  const auto events = static_cast<double>(times);
  // Posts that cancel out within every cycle leave nothing to divide by, and no alignment either.
  const double z_of_cycles = sums.cycle_squares > 1e-9 ? sums.sum.norm() / sums.cycle_squares : 0.0;
  const Point mean{sums.sum.x / events, sums.sum.y / events};
  return {.period_ms = period_ms,
          .events = times,
          .mean = mean,
          .effect = resultant(mean),
          .z = sums.sum.norm() / events,
          .second = rayleigh_log10_p(z_of_cycles)};
}

// One test per period, shortest period first.
std::vector<PeriodTest> test_times(std::span<const std::int64_t> times_ms,
                                   const Harmonics& harmonics) {
  std::array<PeriodSums, kMostSteps> sums{};
  std::array<Point, kMostSteps> points{};
  for (const std::int64_t time_ms : times_ms) {
    raise_phases(harmonics, time_ms, points);
    for (std::size_t i = 0; i < harmonics.steps.size(); ++i) {
      if (harmonics.steps[i].period_ms != 0) {
        sums[i].add(points[i], time_ms, harmonics.steps[i].period_ms);
      }
    }
  }
  std::vector<PeriodTest> tests;
  for (std::size_t i = harmonics.steps.size(); i > 0; --i) {
    if (harmonics.steps[i - 1].period_ms != 0) {
      tests.push_back(conclude(sums[i - 1], times_ms.size(), harmonics.steps[i - 1].period_ms));
    }
  }
  return tests;
}

// The nearest multiple is not 0. From half a period on, people's delays, which grow rarer with
// length, lie rather between multiples than on them; from a whole period on they would gather just
// above it.
bool is_beyond_half(std::int64_t delay_ms, std::int64_t period_ms) {
  return delay_ms >= period_ms / 2;
}

PeriodTest conclude_delays(const Point& sum, std::size_t events, std::int64_t period_ms) {
  if (events == 0) {
    PeriodTest nothing;
    nothing.period_ms = period_ms;
    return nothing;
  }
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

std::vector<PeriodTest> test_delays(std::span<const std::int64_t> delays_ms,
                                    const Harmonics& harmonics) {
  std::array<Point, kMostSteps> sums{};
  std::array<std::size_t, kMostSteps> events{};
  std::array<Point, kMostSteps> points{};
  for (const std::int64_t delay_ms : delays_ms) {
    raise_phases(harmonics, delay_ms, points);
    for (std::size_t i = 0; i < harmonics.steps.size(); ++i) {
      const std::int64_t period_ms = harmonics.steps[i].period_ms;
      if (period_ms != 0 && is_beyond_half(delay_ms, period_ms)) {
        sums[i] += points[i];
        ++events[i];
      }
    }
  }
  std::vector<PeriodTest> tests;
  for (std::size_t i = harmonics.steps.size(); i > 0; --i) {
    if (harmonics.steps[i - 1].period_ms != 0) {
      tests.push_back(
          conclude_delays(sums[i - 1], events[i - 1], harmonics.steps[i - 1].period_ms));
    }
  }
  return tests;
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
  const Hand hand = read_hand(times_ms, hand_ms);
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

std::optional<PeriodAlignment> measure_period(std::span<const std::int64_t> times_ms,
                                              PeriodFamily family,
                                              bool seconds_known) {
  if (times_ms.size() < kMinimumForPeriod) {
    return std::nullopt;
  }
  const auto tests = test_times(times_ms, harmonics_of(family, seconds_known));
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
  const auto tests = test_delays(delays_ms, harmonics_of(PeriodFamily::kShort, seconds_known));
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

#include "analysis/period_sums.h"

#include <complex>
#include <cstddef>

#include "analysis/time_pattern.h"

namespace vigie::analysis {
namespace {

constexpr std::array<HarmonicStep, 9> kShortSteps{{{0, 0, kHourMs},         // the base itself
                                                   {0, 0, 30 * kMinuteMs},  // power 2
                                                   {1, 0, 20 * kMinuteMs},  // 3
                                                   {1, 1, 15 * kMinuteMs},  // 4
                                                   {2, 2, 10 * kMinuteMs},  // 6
                                                   {4, 4, 5 * kMinuteMs},   // 12
                                                   {5, 5, 0},               // 24
                                                   {6, 4, 2 * kMinuteMs},   // 30
                                                   {7, 7, kMinuteMs}}};     // 60
constexpr std::array<HarmonicStep, 7> kLongSteps{{{0, 0, 0},                // the base itself
                                                  {0, 0, 12 * kHourMs},     // power 2
                                                  {1, 0, 8 * kHourMs},      // 3
                                                  {1, 1, 6 * kHourMs},      // 4
                                                  {2, 2, 4 * kHourMs},      // 6
                                                  {3, 3, 3 * kHourMs},      // 8
                                                  {4, 4, 2 * kHourMs}}};    // 12
static_assert(kShortSteps.size() <= kHarmonicSteps && kLongSteps.size() <= kHarmonicSteps);

using Phases = std::array<Point, kHarmonicSteps>;

/// Fills the phases in all periods of the family from that in the base.
void raise_phases(const Harmonics& harmonics, const Point& base, Phases& points) {
  points[0] = base;
  for (std::size_t i = 1; i < harmonics.steps.size(); ++i) {
    points[i] = points[harmonics.steps[i].left] * points[harmonics.steps[i].right];
  }
}

/// Phase of the difference of two times.
Point turned_back(const Point& later, const Point& earlier) {
  return later * Point{earlier.x, -earlier.y};
}

/// The sums of the cycles that are still open, one per step.
class OpenCycles {
 public:
  explicit OpenCycles(const Harmonics& harmonics) : harmonics_(harmonics) {
    end_ms_.fill(INT64_MIN);
  }

  /// Times ascend.
  void add(std::int64_t time_ms, const Phases& points, PeriodSums& sums) {
    for (std::size_t i = 0; i < harmonics_.steps.size(); ++i) {
      const std::int64_t period_ms = harmonics_.steps[i].period_ms;
      if (period_ms == 0) {
        continue;
      }
      if (time_ms >= end_ms_[i]) {
        close(i, sums);
        end_ms_[i] = (floor_divide(time_ms, period_ms) + 1) * period_ms;
      }
      open_[i] += points[i];
    }
  }

  void close_all(PeriodSums& sums) {
    for (std::size_t i = 0; i < harmonics_.steps.size(); ++i) {
      close(i, sums);
    }
  }

 private:
  void close(std::size_t i, PeriodSums& sums) {
    sums.cycle_squares[i] += open_[i].norm();
    open_[i] = {};
  }

  Harmonics harmonics_;
  std::array<std::int64_t, kHarmonicSteps> end_ms_{};
  Phases open_{};
};

void add_delay(const Harmonics& harmonics,
               std::int64_t delay_ms,
               const Point& base,
               PeriodSums& sums) {
  Phases points;
  raise_phases(harmonics, base, points);
  for (std::size_t i = 0; i < harmonics.steps.size(); ++i) {
    const std::int64_t period_ms = harmonics.steps[i].period_ms;
    if (period_ms != 0 && is_beyond_half(delay_ms, period_ms)) {
      sums.delay_phases[i] += points[i];
      ++sums.delays[i];
    }
  }
}

}  // namespace

Harmonics harmonics_of(PeriodFamily family) {
  if (family == PeriodFamily::kLong) {
    return {kDayMs, kLongSteps};
  }
  return {kHourMs, kShortSteps};
}

PeriodSums sum_periods(std::span<const std::int64_t> times_ms, PeriodFamily family) {
  PeriodSums sums;
  sums.family = family;
  const Harmonics harmonics = harmonics_of(family);
  OpenCycles cycles{harmonics};
  Phases points{};
  for (const std::int64_t time_ms : times_ms) {
    const std::complex<double> base = phase(time_ms, harmonics.base_ms);
    const Point here{base.real(), base.imag()};
    raise_phases(harmonics, here, points);
    for (std::size_t i = 0; i < harmonics.steps.size(); ++i) {
      sums.phases[i] += points[i];
    }
    cycles.add(time_ms, points, sums);
    if (sums.times == 0) {
      sums.first_ms = time_ms;
      sums.first = here;
    } else {
      add_delay(harmonics, time_ms - sums.last_ms, turned_back(here, sums.last), sums);
    }
    sums.last_ms = time_ms;
    sums.last = here;
    ++sums.times;
  }
  cycles.close_all(sums);
  return sums;
}

void append(PeriodSums& sums, const PeriodSums& next, std::int64_t shift_ms) {
  if (next.times == 0) {
    return;
  }
  if (sums.times == 0) {
    sums = next;
    sums.first_ms += shift_ms;
    sums.last_ms += shift_ms;
    return;
  }
  const Harmonics harmonics = harmonics_of(sums.family);
  add_delay(
      harmonics, next.first_ms + shift_ms - sums.last_ms, turned_back(next.first, sums.last), sums);
  for (std::size_t i = 0; i < harmonics.steps.size(); ++i) {
    sums.phases[i] += next.phases[i];
    sums.cycle_squares[i] += next.cycle_squares[i];
    sums.delay_phases[i] += next.delay_phases[i];
    sums.delays[i] += next.delays[i];
  }
  sums.times += next.times;
  sums.last_ms = next.last_ms + shift_ms;
  sums.last = next.last;
}

}  // namespace vigie::analysis

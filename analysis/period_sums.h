// Where times, and the delays between them, fall within the periods of a clock: as sums that add
// up, so that a series laid together from pieces need not be measured again.
//
// All periods of a family are whole fractions of one base, so their phases are powers of one point:
// a single sine and cosine per time, then products. The error of the 60th power is below 1e-13.
//
// Source: METHODS section 2, C7 and C8; alignment.h makes tests of the sums.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "storage/model/time.h"

namespace vigie::analysis {

/// Periods asked for.
enum class PeriodFamily : std::uint8_t {
  kShort,  ///< 1, 2, 5, 10, 15, 20, 30 min, 1 h: a clock.
  kLong,   ///< 2, 3, 4, 6, 8, 12 h: harmonics of a day, which anyone who sleeps has.
};

/// A point of the plane; std::complex multiplies with tests for infinity that cost more than this.
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

[[nodiscard]] inline Point operator*(const Point& a, const Point& b) {
  return {a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x};
}

/// How the phase in one period follows from those before it.
struct HarmonicStep {
  std::size_t left = 0;  ///< The point of this step is the product of two earlier ones;
  std::size_t right = 0;
  std::int64_t period_ms = 0;  ///< 0: an intermediate power that is no period of ours.
};

/// Most steps of a family.
inline constexpr std::size_t kHarmonicSteps = 9;

/// A family of periods, longest first.
struct Harmonics {
  std::int64_t base_ms = 0;
  std::span<const HarmonicStep> steps;
};

[[nodiscard]] Harmonics harmonics_of(PeriodFamily family);

/// The nearest multiple is not 0. From half a period on, people's delays, which grow rarer with
/// length, lie rather between multiples than on them; from a whole period on they would gather just
/// above it.
[[nodiscard]] constexpr bool is_beyond_half(std::int64_t delay_ms, std::int64_t period_ms) {
  return delay_ms >= period_ms / 2;
}

/// Sums over a series of times, by step of its family. Steps that are no period have phases alone.
struct PeriodSums {
  PeriodFamily family = PeriodFamily::kShort;
  std::uint64_t times = 0;
  std::int64_t first_ms = 0;  ///< Meaningless without times, as the three below.
  std::int64_t last_ms = 0;
  Point first;  ///< Phase in the base period.
  Point last;
  std::array<Point, kHarmonicSteps> phases{};  ///< Sum of the phases of the times.
  /// Sum over whole cycles of the squared length of the cycle's own sum.
  std::array<double, kHarmonicSteps> cycle_squares{};
  std::array<Point, kHarmonicSteps> delay_phases{};    ///< Of delays `is_beyond_half`.
  std::array<std::uint64_t, kHarmonicSteps> delays{};  ///< Their number.
};

/// @param times_ms  Ascending, no two equal. Linear.
[[nodiscard]] PeriodSums sum_periods(std::span<const std::int64_t> times_ms, PeriodFamily family);

/// Lays `next` behind `sums`: the same as summing the times of both, `shift_ms` added to those of
/// `next`, up to rounding. `shift_ms` must be a multiple of the family's base, the two must be of
/// one family and must not share a cycle of it. Costs the same for any number of times.
void append(PeriodSums& sums, const PeriodSums& next, std::int64_t shift_ms);

}  // namespace vigie::analysis

// The clock of a list of times: hours of the day, phases within a period, delays by size.
//
// What cadence.h (a whole window) and rhythm.h (48 hours) have in common. Times are UTC
// milliseconds, ascending; each function is pure, total and linear in their number.
#pragma once

#include <array>
#include <complex>
#include <cstdint>
#include <optional>
#include <span>

#include "storage/model/time.h"

namespace vigie::analysis {

/// Quotient rounded down, for times before 1970 too; `divisor` > 0.
[[nodiscard]] constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

/// Remainder in [0, divisor).
[[nodiscard]] constexpr std::int64_t floor_remainder(std::int64_t value, std::int64_t divisor) {
  return value - floor_divide(value, divisor) * divisor;
}

/// exp(2 pi i t / period): where in its period a time falls, as a point of the unit circle.
[[nodiscard]] std::complex<double> phase(std::int64_t time_ms, std::int64_t period_ms);

/// Posts by UTC hour of the day, all days together.
[[nodiscard]] std::array<std::uint32_t, 24> hour_counts(std::span<const std::int64_t> times_ms);

/// Longest circular run of hours whose count is at most `most`: 0 to 24.
[[nodiscard]] double longest_quiet_run(const std::array<std::uint32_t, 24>& counts, double most);

/// Entropy of the delays between consecutive times, 0..1: natural-log entropy over ln 9, in bins
/// cut at 10, 60, 300, 900, 3600, 21600, 86400 and 604800 s; a delay on a cut belongs to the bin
/// above. Nothing without a delay.
[[nodiscard]] std::optional<double> delay_entropy(std::span<const std::int64_t> times_ms);

}  // namespace vigie::analysis

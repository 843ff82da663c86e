// Clock alignment: do an account's times keep to the hands of a clock?
//
// Three questions of METHODS section 2: does it prefer seconds or minutes (C6, chi-square), a
// period (C7, Rayleigh), delays that are multiples of a period (C8)? Each answer has two halves
// that must not be mixed: `log10_p`, whether chance explains it, which grows with the number of
// posts, and `effect`, how much of the activity keeps to the clock, which does not.
//
// `strength` joins them for a score: the effect where both tests below reject chance at 0.001, else
// 0. (1) the test as METHODS writes it; (2) the same with posts of one cycle (minute, hour, period)
// counted together, for people write in bursts: five posts within ten minutes prefer a minute of
// the hour, yet once. Without (2) a quarter of simulated talkative people would look scheduled.
//
// Sources: Mardia and Jupp 2000, Directional Statistics, 6.3 (Rayleigh, V-test); Cramer 1946, 21.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "analysis/period_sums.h"

namespace vigie::analysis {

/// How unevenly times fall on the 60 seconds of a minute or the 60 minutes of an hour.
struct HandAlignment {
  double uneven_log10_p = 0.0;     ///< -log10 p, upper tail of the chi-square.
  double even_log10_p = 0.0;       ///< -log10 p, lower tail: more even than chance; at most 300.
  double effect = 0.0;             ///< Cramer's V, 0..1; near the share of posts on one mark.
  std::optional<double> strength;  ///< As above; a cell is one bin of one cycle, 40 needed.
};

/// Hands of a clock, each with 60 marks.
enum class ClockHand : std::uint8_t { kSecond, kMinute };

/// C6. b = min(60, floor(N / 5)) bins; second s belongs to bin floor(s b / 60), so that a bin holds
/// whole seconds, and its expected count is N / 60 times their number. Cramer's V, sqrt(chi2 / (N
/// (d - 1))), is taken on d equal bins, d the largest divisor of 60 up to b.
///
/// @param times_ms  Ascending, no two equal.
/// @return          Nothing for fewer than 60 times.
[[nodiscard]] std::optional<HandAlignment> measure_hand(std::span<const std::int64_t> times_ms,
                                                        ClockHand hand);

/// The period that an account's times, or delays, keep to best.
struct PeriodAlignment {
  double log10_p = 0.0;    ///< -log10 of the p-value, Bonferroni over the periods of its family.
  double period_s = 0.0;   ///< The period.
  double resultant = 0.0;  ///< Length of the mean phase, 0..1.
  double strength = 0.0;   ///< See each function.
};

/// C7: z = |sum exp(2 pi i t / P)|^2 / N, p = exp(-z). Best: the longest resultant among the
/// periods that pass both tests, or among all when none does; of equals the longest period.
/// `strength` is that resultant, or 0. (The second test takes the sum of squares of the cycles' own
/// sums for N.)
///
/// @param seconds_known  False: periods under 2 minutes are left out.
/// @return               Nothing for fewer than 40 times.
[[nodiscard]] std::optional<PeriodAlignment> measure_period(const PeriodSums& sums,
                                                            bool seconds_known);

/// C8 on short periods: the same z on delays of at least half a period, whose nearest multiple is
/// not 0: all quick answers would lie near that one. Best: the largest mean cosine of the phases, 1
/// when every delay is a multiple, preferring periods where z and the V-test (mean phase 0) both
/// reject chance. `strength` is that mean cosine where they do, else 0. A constant delay that is no
/// multiple has resultant 1 and may have strength 0: C5 and C2 see it.
///
/// @return  Nothing when no period has 40 such delays.
[[nodiscard]] std::optional<PeriodAlignment> measure_residue(const PeriodSums& sums,
                                                             bool seconds_known);

/// Delays near a multiple of a period.
struct NearMultiples {
  double share = 0.0;  ///< Delays of at least half of it, rounded to 1 s, within 2 s of a multiple.
  double chance = 0.0;  ///< What chance gives: 5 of the period's seconds.
};

/// @param times_ms  Ascending, no two equal. `period_s` a whole number above 0.
[[nodiscard]] NearMultiples count_near_multiples(std::span<const std::int64_t> times_ms,
                                                 double period_s);

}  // namespace vigie::analysis

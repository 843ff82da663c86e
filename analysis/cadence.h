// Cadence: how regular an account's clock is, over a whole window (METHODS section 2, C1 to C10, C13).
//
// Regularity is a sign of automation or of scheduling, not of ill will. A value below its minimum
// data is absent, which is not the same as 0.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace vigie::analysis {

/// Minima of METHODS section 2, where n counts delays and N posts.
struct CadenceValues {
  std::optional<double> burstiness;        ///< C2, finite-size form, n >= 20; about -1..1.
  std::optional<double> memory;            ///< C3, Pearson of log delays, n >= 50; -1..1.
  std::optional<double> delay_entropy;     ///< C4, H / ln 9 over 9 log bins, n >= 30; 0..1.
  std::optional<double> delay_mode_mass;   ///< C5, share of the commonest delay (1 s, >= 2 s), n >= 30.
  std::optional<double> delay_top5_mass;   ///< C5, share of the five commonest.
  std::optional<double> delay_distinct;    ///< C5, distinct delays / n.
  std::optional<double> second_alignment;  ///< C6, -log10 p of the chi-square, uneven side, N >= 60.
  std::optional<double> second_evenness;   ///< C6, -log10 of 1 - p, too-even side, N >= 60.
  std::optional<double> minute_alignment;  ///< C6 on minute of the hour, uneven side, N >= 60.
  std::optional<double> minute_evenness;
  std::optional<double> periodicity;       ///< C7, best period's -log10 p, Bonferroni, N >= 40.
  std::optional<double> period_s;          ///< C7, that period in seconds.
  std::optional<double> delay_residue;     ///< C8, best period's -log10 p on delays, n >= 40.
  std::optional<double> delay_residue_period_s;
  std::optional<double> sleep_gap;         ///< C9, hours, N >= 120 and >= 7 active days.
  std::optional<double> hour_entropy;      ///< C10, H / ln 24, N >= 120.
  std::optional<double> hour_resultant;    ///< C10, 0..1, N >= 120.
  std::optional<double> repost_latency_median_s;  ///< C13, 10 reposts with a known original time.
  std::optional<double> repost_latency_p10_s;
  std::optional<double> reposts_within_10s;  ///< C13, share.
  std::optional<double> reposts_within_60s;
};

/// Cadence of one account.
///
/// @param times_ms           Times of its posts, ascending, UTC milliseconds.
/// @param repost_latency_ms  One per repost whose original's time is known, >= 0, any order.
/// @param seconds_known      False when all times of the collection share second 00: features of
///                           second resolution (C5 in seconds, C6 second, C7 and C8 periods under
///                           2 minutes) are then absent.
///
/// Pure and total. O(N log N).
[[nodiscard]] CadenceValues measure_cadence(std::span<const std::int64_t> times_ms,
                                            std::span<const std::int64_t> repost_latency_ms,
                                            bool seconds_known);

}  // namespace vigie::analysis

// Cadence: how regular an account's clock is, over a whole window (METHODS section 2, C1 to C10,
// C13).
//
// Regularity is a sign of automation or of scheduling, not of ill will. A value below its minimum
// data is absent, which is not the same as 0.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "analysis/period_sums.h"

namespace vigie::analysis {

/// Minima of METHODS section 2, where n counts delays and N posts. "Positive" means scheduled or
/// scripted, an innocent fact for an outlet.
///
/// Each clock test gives a p-value, an effect size and a *strength* (alignment.h): the effect where
/// chance is rejected at 0.001, else 0. A score takes strengths: p-values grow with the number of
/// posts, and bursts alone make them extreme.
struct CadenceValues {
  std::optional<double> burstiness;     ///< C2, finite-size form, n >= 20; -1..1, 0 = random.
  std::optional<double> memory;         ///< C3, Pearson of log delays, n >= 50; -1..1.
  std::optional<double> delay_entropy;  ///< C4, H / ln 9 over 9 log bins, n >= 30; 0..1.
  std::optional<double>
      delay_mode_mass;  ///< C5, share of the commonest delay (1 s, >= 2 s), n >= 30.
  std::optional<double> delay_top5_mass;  ///< C5, share of the five commonest.
  std::optional<double> delay_distinct;   ///< C5, distinct delays / n.
  std::optional<double>
      second_alignment;                   ///< C6, -log10 p of the chi-square, uneven side, N >= 60.
  std::optional<double> second_evenness;  ///< C6, -log10 p of the too-even side, N >= 60; <= 300.
  std::optional<double> second_effect;    ///< C6, Cramer's V, 0..1.
  std::optional<double> second_strength;  ///< C6, 0..1; also needs posts in 40 cells (alignment.h).
  std::optional<double> minute_alignment;  ///< C6 on minute of the hour, uneven side, N >= 60.
  std::optional<double> minute_evenness;
  std::optional<double> minute_effect;
  std::optional<double> minute_strength;
  /// C7, best period's -log10 p, Bonferroni, N >= 40. Periods to 1 h only: longer ones divide a
  /// day, and whoever posts in the evening keeps to 12, 8 and 6 h without any schedule
  /// (`measure_period` has them, for whom they interest).
  std::optional<double> periodicity;
  std::optional<double> period_s;          ///< C7, that period in seconds.
  std::optional<double> period_resultant;  ///< C7, |sum| / N, 0..1.
  std::optional<double> period_strength;   ///< C7, that resultant or 0.
  std::optional<double>
      delay_residue;  ///< C8, best period's -log10 p, 40 delays of half of it or more.
  std::optional<double> delay_residue_period_s;
  std::optional<double> residue_resultant;    ///< C8, 0..1.
  std::optional<double> residue_strength;     ///< C8, mean cosine or 0; 1 = all delays multiples.
  std::optional<double> residue_near_share;   ///< C8, delays within 2 s of a multiple.
  std::optional<double> residue_near_chance;  ///< C8, its chance rate: 5 s of the period.
  std::optional<double> sleep_gap;            ///< C9, hours, N >= 120 and >= 7 active days.
  std::optional<double> hour_entropy;         ///< C10, H / ln 24, N >= 120.
  std::optional<double> hour_resultant;       ///< C10, 0..1, N >= 120.
  std::optional<double> repost_latency_median_s;  ///< C13, 10 reposts with a known original time.
  std::optional<double> repost_latency_p10_s;
  std::optional<double> reposts_within_10s;  ///< C13, share.
  std::optional<double> reposts_within_60s;
};

/// One account's series.
struct CadenceInput {
  /// Times of its posts, ascending, UTC milliseconds. C5 to C8 take posts of one millisecond as one
  /// (bulk imports).
  std::span<const std::int64_t> times_ms{};
  /// One per repost whose original's time is known, any order; negative ones (unknown, or before
  /// the original) are left out.
  std::span<const std::int64_t> repost_latency_ms{};
  /// False when all times of the collection share second 00: features of second resolution (C5, C6
  /// on seconds, C7 and C8 on periods under 2 minutes, delays near a multiple) are then absent.
  bool seconds_known = true;
  /// Sums of the distinct times, short periods, where they are known already; null: they are taken
  /// here. With them the description of C8 (`residue_near_share`, its chance) stays absent.
  const PeriodSums* periods = nullptr;
};

/// Pure and total. O(N log N).
[[nodiscard]] CadenceValues measure_cadence(const CadenceInput& input);

}  // namespace vigie::analysis

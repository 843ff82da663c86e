// Behaviour of one account over a stretch of posts: its cadence, rhythm and text habits as signals.
//
// One function for the measurement itself and for every draw of the bootstrap, so that an interval
// is about the number it stands beside.
#pragma once

#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/automation_score.h"
#include "analysis/period_sums.h"
#include "analysis/text_facts.h"
#include "analysis/text_habits.h"

namespace vigie::analysis {

/// What adds up over pieces of a stretch: a piece laid in twice need not be measured twice.
struct StretchSums {
  TextTotals text;
  PeriodSums periods;                            ///< Of the distinct times, short periods.
  std::vector<std::complex<double>> day_phases;  ///< `day_phases_of` the times.
};

/// Posts of one account, ascending in time; the three spans have the same length.
struct PostStretch {
  std::span<const std::int64_t> time_ms;
  std::span<const TextFacts> text;
  std::span<const std::int64_t> repost_latency_ms;  ///< -1: unknown or no repost.
  std::int64_t begin_ms = 0;                        ///< Where 48-hour windows begin; <= all times.
};

/// Linear.
[[nodiscard]] StretchSums sum_stretch(std::span<const std::int64_t> times_ms,
                                      std::span<const TextFacts> text);

/// Fills the signals of cadence and text habits that `is_redrawn`; all others stay absent.
[[nodiscard]] SignalValues measure_behaviour(const PostStretch& posts, bool seconds_known);

/// The same, up to rounding, with `sums` of these posts at hand; `posts.text` is not read.
[[nodiscard]] SignalValues measure_behaviour(const PostStretch& posts,
                                             const StretchSums& sums,
                                             bool seconds_known);

/// Whether a redraw of the account's days redraws this signal. Not so: what another account or list
/// has a part in, and what a day drawn twice would change by itself, repetition and order
/// (action_habits.h).
[[nodiscard]] bool is_redrawn(Signal signal);

}  // namespace vigie::analysis

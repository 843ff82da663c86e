// Behaviour of one account over a stretch of posts: its cadence, rhythm and text habits as signals.
//
// One function for the measurement itself and for every draw of the bootstrap, so that an interval
// is about the number it stands beside.
#pragma once

#include <cstdint>
#include <span>

#include "analysis/automation_score.h"
#include "analysis/text_facts.h"

namespace vigie::analysis {

/// Posts of one account, ascending in time; the three spans have the same length.
struct PostStretch {
  std::span<const std::int64_t> time_ms;
  std::span<const TextFacts> text;
  std::span<const std::int64_t> repost_latency_ms;  ///< -1: unknown or no repost.
  std::int64_t begin_ms = 0;                        ///< Where 48-hour windows begin; <= all times.
};

/// Fills the signals of cadence and text habits that `is_redrawn`; all others stay absent.
[[nodiscard]] SignalValues measure_behaviour(const PostStretch& posts, bool seconds_known);

/// Whether a redraw of the account's days redraws this signal. Not so: what another account or list
/// has a part in, and what a day drawn twice would change by itself, repetition and order
/// (action_habits.h).
[[nodiscard]] bool is_redrawn(Signal signal);

}  // namespace vigie::analysis

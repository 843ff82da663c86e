// How sure a likelihood is: the spread of an account's log-odds over resampled days.
//
// Block bootstrap: the account's days, each as it was, are drawn with replacement and laid end to
// end, and behaviour is measured again on the result; under 7 active days the blocks are quarters
// of a day, each drawn from the same quarter of another day so that night stays night. The interval
// is the estimate +/- 1.645 standard deviations of the draws on the log-odds scale: percentiles of
// the draws themselves lie below the estimate, for a resampled series loses part of what made it
// regular. Fewer than 8 blocks say nothing about spread: then, and as a floor, the grade's width
// holds.
//
// Source: DESIGN section 6; Efron & Tibshirani 1993, sections 6 and 8.6 (block resampling).
#pragma once

#include <cstdint>

#include "analysis/automation_score.h"
#include "analysis/behaviour.h"

namespace vigie::analysis {

struct Interval {
  double low = 0.0;   ///< 5 % bound, log-odds.
  double high = 0.0;  ///< 95 % bound, log-odds.
};

/// Half-width that a grade never goes below, nats. A floor set by design, not a measurement: an
/// interval from few days looks narrower than it is.
[[nodiscard]] constexpr double minimum_half_width(Grade grade) {
  constexpr std::array<double, 4> kNats{0.3, 0.5, 0.9, 1.5};
  return kNats[static_cast<std::size_t>(grade)];
}

struct IntervalRequest {
  PostStretch posts;
  SignalValues values;  ///< As measured; signals other than behaviour are held fixed.
  Grade grade = Grade::kD;
  std::uint32_t active_days = 0;
  bool seconds_known = true;
  double prior = 0.05;
  std::uint32_t draws = 48;
  std::uint64_t seed = 1;  ///< Same seed, same interval.
};

/// Interval of the troll-bot log-odds. Cost: `draws` times a measurement, without what adds up over
/// blocks.
[[nodiscard]] Interval bootstrap_interval(const IntervalRequest& request,
                                          const Scorecard& scorecard);

}  // namespace vigie::analysis

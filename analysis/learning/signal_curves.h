// What training may change of a model, and what it may not.
//
// A base model gives each signal its shape: knots, which way is suspicious, and whether the other
// way speaks against. Training moves only how far the two ends reach, and neither below 0:
//
//   nats = most * r - against * (1 - r),   r in [0, 1] the base model's curve on its own scale
//
// So a sign can never turn, more regular never scores lower, and where a base curve knows no
// counter-evidence none is learned. The neutral point moves with the two ends, which is why no
// intercept is needed: without evidence the likelihood stays the prior.
//
// Only behaviour, rate and profile are learned. What an account passes on (sources, polarity) keeps
// the base model's weights, for labels of one campaign would teach its views; coordination keeps
// its own, for it comes out of a test.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "analysis/automation_score.h"
#include "analysis/learning/labelled_account.h"
#include "analysis/options.h"

namespace vigie::analysis {

/// One signal's curve and how much the labelled accounts know of it.
struct SignalCurve {
  SignalWeight shape;          ///< `nats` are r at the knots.
  double most = 0.0;           ///< Nats at the suspicious end, >= 0; 0: the base knows no such end.
  double against = 0.0;        ///< Nats taken off at the other end, >= 0.
  bool learned = false;        ///< False: the base model's curve stays as it is.
  std::uint32_t accounts = 0;  ///< Labelled accounts with a value.
};

/// One number that training moves.
struct CurveEnd {
  std::size_t curve = 0;  ///< Index into the curves.
  bool is_most = true;    ///< `most`, else `against`.
};

/// The curves of `base`. A signal is learned when its group may be, 10 accounts or more of each
/// class have a value and r differs among them.
[[nodiscard]] std::vector<SignalCurve> curves_of(const ScoreModel& base,
                                                 std::span<const LabelledAccount> accounts);

/// The ends that training moves: those of learned curves that the base model does not hold at 0.
[[nodiscard]] std::vector<CurveEnd> learned_ends(std::span<const SignalCurve> curves);

/// `base` with the curves' ends in place of its own.
[[nodiscard]] ScoreModel with_curves(const ScoreModel& base, std::span<const SignalCurve> curves);

/// `model` with all nats and caps but coordination's multiplied by `slope` in (0, 1]: the same
/// order, every log-odds `slope` times as far from the prior. Exact, for cap * tanh(x / cap) scales
/// with both.
[[nodiscard]] ScoreModel with_slope(ScoreModel model, double slope);

}  // namespace vigie::analysis

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
  double most = 0.0;           ///< Nats at the suspicious end, >= 0.
  double against = 0.0;        ///< Nats taken off at the other end, >= 0.
  bool has_most = false;       ///< False: the shape knows no such end, none is learned.
  bool has_against = false;    ///< Likewise.
  bool candidate = false;      ///< Of the base's candidates: both ends begin at 0.
  bool learned = false;        ///< False: the base model's curve stays as it is.
  std::uint32_t accounts = 0;  ///< Labelled accounts with a value.
};

/// One number that training moves.
struct CurveEnd {
  std::size_t curve = 0;  ///< Index into the curves.
  bool is_most = true;    ///< `most`, else `against`.
};

/// Whether training may move the signals of a group.
[[nodiscard]] bool is_learnable(SignalGroup group);

/// `base` with its candidates among the weights, at 0 nats, in the order of the signals: what
/// training begins from.
[[nodiscard]] ScoreModel with_candidates(ScoreModel base);

/// The model without the weights, and the curves without the rows, of candidates that were not
/// learned.
void drop_unlearned_candidates(ScoreModel& model, std::vector<SignalCurve>& curves);

/// The curves of `base`, one per weight; a candidate takes its shape from there. A signal is
/// learned when its group may be, 10 accounts or more of each class have a value and r differs
/// among them.
[[nodiscard]] std::vector<SignalCurve> curves_of(const ScoreModel& base,
                                                 std::span<const LabelledAccount> accounts);

/// The ends that training moves: those of learned curves that their shape has.
[[nodiscard]] std::vector<CurveEnd> learned_ends(std::span<const SignalCurve> curves);

/// `base` with the curves' ends in place of its own.
[[nodiscard]] ScoreModel with_curves(const ScoreModel& base, std::span<const SignalCurve> curves);

/// `model` with all nats but coordination's multiplied by `slope` > 0. Up to 1 the caps are too:
/// the same order, every log-odds `slope` times as far from the prior, exactly, for cap * tanh(x /
/// cap) scales with both. Above 1 the caps
/// stay, and what is not learned with them, so that what is promised of both holds.
[[nodiscard]] ScoreModel with_slope(ScoreModel model, double slope);

}  // namespace vigie::analysis

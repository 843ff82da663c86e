// The score: a sum of capped contributions on the log-odds scale, each traceable to a signal.
//
//   logit P = prior + sum over groups of cap * tanh(sum of the group's contributions / cap)
//
// Strictly monotone and two-sided: counter-evidence lowers a group as evidence raises it. Groups
// other than cadence and coordination saturate once more together, below what the report line asks
// for: nobody reaches it by content, style, zeal and a thin profile alone. The automation
// likelihood takes behaviour only (cadence, text habits, coordination), so that no list of sources
// can change it.
//
// Evidence against (a person's rhythm, careless writing) speaks against a machine; of a crew of
// people it is to be expected. So what is negative, of cadence and of the content groups together,
// is multiplied by 1 - (coordination / its cap): whole without a tested pair, gone at the cap.
//
// Source: DESIGN section 6; METHODS sections 6.5 and 8 (additive scorecard).
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "analysis/options.h"
#include "analysis/signal_value.h"
#include "storage/model/finding.h"

namespace vigie::analysis {

/// One value per signal, index = enumerator; nothing: too little data, which is not 0.
using SignalValues = std::array<SignalValue, kSignalCount>;

inline void set(SignalValues& values, Signal signal, SignalValue value) {
  values[static_cast<std::size_t>(signal)] = value;
}

/// Values as the store keeps them.
[[nodiscard]] inline SignalValues signal_values(
    const std::array<std::optional<double>, kSignalCount>& stored) {
  SignalValues values;
  std::copy(stored.begin(), stored.end(), values.begin());
  return values;
}

/// Log-odds of one account and what they are made of, in nats.
struct ScoredSignals {
  std::array<double, kSignalCount> nats{};             ///< Troll-bot scale; sums to logit - prior.
  std::array<double, kSignalGroupCount> group_nats{};  ///< The same, by group.
  double logit = 0.0;                                  ///< Troll-bot likelihood, prior included.
  double automation_logit = 0.0;                       ///< Automation likelihood, prior included.
};

[[nodiscard]] double logistic(double logit);
[[nodiscard]] double log_odds(double probability);

/// Nats of `value` under `weight`: linear between knots, flat outside them. 0 without knots.
[[nodiscard]] double weigh(const SignalWeight& weight, double value);

/// The model with its content cap lowered, if need be, so that all groups but cadence and
/// coordination together stay under `report_line` at `prior`, whatever the two are set to; 0.14
/// nats are left between, as with the defaults. A line at or below the prior leaves content
/// nothing.
[[nodiscard]] ScoreModel with_bounded_content(ScoreModel model, double prior, double report_line);

/// Sum of the model's offsets for an account of this platform and language; 0 where none fits.
[[nodiscard]] double prior_offset(const ScoreModel& model,
                                  std::string_view platform,
                                  std::string_view language);

/// `prior` with its log-odds moved by `nats`; the same number for 0.
[[nodiscard]] double moved_prior(double prior, double nats);

/// The weights, ready to be applied many times. Immutable.
class Scorecard {
 public:
  explicit Scorecard(const ScoreModel& model);

  /// Scores one account at `prior`, a probability in (0, 1). Pure and total.
  [[nodiscard]] ScoredSignals score(const SignalValues& values, double prior) const;

 private:
  std::array<SignalWeight, kSignalCount> weights_{};
  std::array<GroupCap, kSignalGroupCount> caps_{};
  double content_cap_ = 0.0;
};

}  // namespace vigie::analysis

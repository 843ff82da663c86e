// Counterfactual: the fewest contributions without which an account would stand below the line.
//
// A score of many small parts is hard to argue with; "without the repeated delays it would stand at
// 38 %" says what a reader has to check. The answer is found through the caps, not by subtracting
// points: what leaves a saturated group costs less than it showed.
//
// Source: Wachter, Mittelstadt & Russell 2018, "Counterfactual explanations without opening the
// black box", section III (smallest change that alters the outcome).
#pragma once

#include <optional>
#include <vector>

#include "analysis/automation_score.h"
#include "analysis/options.h"

namespace vigie::analysis {

struct Counterfactual {
  std::vector<Signal> without;  ///< Heaviest first; at least one.
  double logit = 0.0;           ///< Troll-bot log-odds with these signals absent.
};

/// The smallest set of signals whose absence takes the account below `report_line`; of several of
/// one size the one that takes it lowest.
///
/// A score rises with the sum of each group, so that of one group the heaviest signals go first:
/// sets are tried by how many they take of each group, which is every set that can be the answer.
///
/// @param values  As scored by `model` at `prior`.
/// @return        Nothing when the account stands below the line anyway, or would stand above it
///                with nothing speaking for it.
[[nodiscard]] std::optional<Counterfactual> find_counterfactual(const SignalValues& values,
                                                                const ScoreModel& model,
                                                                double prior,
                                                                double report_line);

}  // namespace vigie::analysis

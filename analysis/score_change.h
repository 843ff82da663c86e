// Why a score changed from one run to another: the difference of the log-odds, split by cause.
//
// An account that rises overnight may have posted differently; or the team read a missing archive,
// changed a list, or installed another model. Each cause is what the score does when that one thing
// is exchanged and all else is left as it was, in a fixed order, so that the parts add up to the
// whole:
//
//   model     the earlier values under the later weights and prior; and, where the program changed
//             and the earlier window holds the same posts, those values measured by this program
//   lists     then the listed sources (and topics) of the earlier window counted anew
//   coverage  then the earlier window as the store knows it today: posts that came late, or went
//   behaviour the rest: the later window beside the earlier one
//
// Source: sequential replacement, as in Das Gupta 1993, "Standardization and decomposition of
// rates" (Census Bureau P23-186), with the order stated rather than averaged.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "analysis/automation_score.h"
#include "analysis/options.h"
#include "storage/model/report_explanation.h"

namespace vigie::analysis {

/// One run's side of the comparison.
struct ScoredValues {
  SignalValues values{};
  double prior = 0.05;  ///< As the model moves it for the account's platform and language.
};

/// The earlier window of the account, measured by this program on what the store holds now.
struct MeasuredAgain {
  SignalValues values{};       ///< Of behaviour, rate and listed sources; the rest is absent.
  bool has_same_posts = true;  ///< As many posts, over as many covered days, as the run had.
};

struct ChangeRequest {
  const ScoreModel& model_before;
  const ScoreModel& model_now;
  ScoredValues before;
  ScoredValues now;
  /// The later prior as the later model moves it for the platform and language that the account had
  /// then; nothing: as `now` has it.
  std::optional<double> prior_of_now_then{};
  std::optional<MeasuredAgain> again;  ///< Nothing: nothing suggests that it would differ.
  bool lists_changed = false;
  bool topics_changed = false;
  bool program_changed = false;
};

/// Parts by cause, in nats, index = enumerator of ChangeCause. They add up to the difference of the
/// two log-odds, to rounding.
struct ScoreChange {
  double logit_before = 0.0;
  double logit_now = 0.0;
  std::array<double, kChangeCauseCount> nats{};
};

/// Pure and total. Four scorings.
[[nodiscard]] ScoreChange split_change(const ChangeRequest& request);

}  // namespace vigie::analysis

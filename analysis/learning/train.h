// A model from labelled accounts: the base model's scorecard with the reach of its signals fitted,
// tested on sources that were left out, and calibrated on what those tests gave.
//
// The ridge is chosen by the log-loss on left-out sources, the slope and the threshold from the
// scores that each source got while it was left out. Signs, knots, caps and what is learned at all
// come from the base model (signal_curves.h), so every promise of the score holds for the result.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/learning/labelled_account.h"
#include "analysis/learning/signal_curves.h"
#include "analysis/options.h"

namespace vigie::analysis {

/// An account as scored by a model that had not seen it, nor its source.
struct HeldOutScore {
  std::size_t row = 0;  ///< Index of the labelled account.
  double nats = 0.0;    ///< Evidence above the prior, after the slope and offsets.
};

/// What an account's platform or language takes off its prior, and on how much it rests.
struct FittedOffset {
  PriorOffset offset;
  std::uint32_t positives = 0;
  std::uint32_t negatives = 0;
};

struct TrainedModel {
  ScoreModel model;  ///< Slope and threshold included; `trained_on` is left to the caller.
  std::vector<SignalCurve> curves;     ///< Before the slope, one per weight of the model.
  double ridge = 0.0;                  ///< Chosen of the candidates.
  double slope = 1.0;                  ///< Of the calibration, already in the model.
  bool by_source = false;              ///< Whether whole sources were left out, else accounts.
  std::vector<FittedOffset> offsets;   ///< Of platforms and languages with enough accounts.
  std::vector<HeldOutScore> held_out;  ///< By row; slope and offsets included.
};

/// Why nothing can be learned, in words that end a sentence; nothing: `train_model` may be called.
[[nodiscard]] std::optional<std::string> find_training_problem(
    std::span<const LabelledAccount> accounts);

/// @param accounts  None of grade D; in an order that does not depend on the database (sums are
///                  rounded in it). Without a problem.
/// Pure; the same input gives the same model.
[[nodiscard]] TrainedModel train_model(std::span<const LabelledAccount> accounts,
                                       const ScoreModel& base);

/// Log-odds that `model` puts above the prior, coordination included if the model weighs it.
[[nodiscard]] double evidence_nats(const ScoreModel& model, const LabelledAccount& account);

}  // namespace vigie::analysis

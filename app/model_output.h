// A trained model as files: the weights that `analyze --model` reads, and a card for people.
#pragma once

#include <string>
#include <vector>

#include "analysis/learning/evaluation.h"
#include "analysis/learning/train.h"
#include "app/labelled_accounts.h"

namespace vigie::app {

/// All that the two files tell.
struct ModelDescription {
  const analysis::TrainedModel& trained;
  const analysis::Evaluation& left_out;  ///< Of the model's own left-out scores.
  const LabelledAccounts& labels;
  std::vector<std::string> kept_away;  ///< `--leave-out`.
  std::string base;                    ///< Name of the weights it started from.
  std::string dated;                   ///< ISO date.
};

/// The model file, which config::parse_model reads.
[[nodiscard]] std::string model_json(const ModelDescription& description);

/// Markdown: what it was trained on, what it reached on accounts left out, what it must not be used
/// for.
[[nodiscard]] std::string model_card(const ModelDescription& description);

}  // namespace vigie::app

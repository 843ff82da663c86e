// A model beside labels: every source by itself, their mean, and panels of who is treated how.
//
// Each source is judged by a model that may or may not have seen it; the caller says which. The
// mean over the sources that no model had seen is the headline, for a figure on seen accounts says
// little. Accounts of grade D have no likelihood: they are counted and take part in nothing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/learning/baselines.h"
#include "analysis/learning/bootstrap.h"
#include "analysis/learning/labelled_account.h"
#include "analysis/learning/metrics.h"
#include "analysis/learning/train.h"

namespace vigie::analysis {

/// What one source is judged with.
struct SourceJudge {
  const ScoreModel* model = nullptr;
  bool seen = false;                  ///< The model was trained on it.
  std::vector<Baseline> baselines{};  ///< Fitted on other sources; empty: there was nothing to fit.
  bool baselines_seen = false;  ///< They were fitted on this very source, for want of another.
};

struct EvaluationRequest {
  std::span<const LabelledAccount> accounts;  ///< Every grade; order as in train_model.
  std::span<const SourceJudge> judges;        ///< By source index.
  std::optional<double> prior{};              ///< Nothing: each source's share of positives.
  BootstrapOptions bootstrap{};
};

struct BaselineResult {
  Baseline rule;
  MetricValues metrics{};  ///< Rank metrics and F1 at the threshold; it has no likelihood.
};

struct SourceResult {
  std::uint32_t accounts = 0;  ///< With a likelihood.
  std::uint32_t positives = 0;
  std::uint32_t too_little = 0;  ///< Grade D, and of these positive.
  std::uint32_t too_little_positives = 0;
  double prior = 0.0;  ///< In use; 0: no account to be judged.
  bool seen = false;
  MetricIntervals metrics{};
  std::vector<CalibrationBin> calibration;
  std::vector<BaselineResult> baselines;
  bool baselines_seen = false;
};

/// Accounts of one kind over all sources.
struct Slice {
  std::string by;    ///< `language`, `account_age`, `volume`, `account_class`.
  std::string name;  ///< E.g. `fr`, `under 30 days`.
  std::uint32_t positives = 0;
  std::uint32_t negatives = 0;
  std::uint32_t positives_at_line = 0;  ///< Likelihood 0.5 or more at the prior in use.
  std::uint32_t negatives_at_line = 0;
  ShareBounds recall;  ///< Wilson's 95 % bounds of the two shares.
  ShareBounds false_positives;
  MetricIntervals metrics{};
};

struct Evaluation {
  std::vector<SourceResult> sources;  ///< By source index.
  MetricIntervals pooled{};           ///< All accounts with a likelihood together.
  std::vector<CalibrationBin> calibration;
  bool mean_is_of_unseen = false;  ///< The mean is over unseen sources; else there was none.
  std::uint32_t mean_of = 0;       ///< Sources in the mean; those of one class are not.
  MetricValues mean{};
  std::vector<std::pair<BaselineKind, MetricValues>> baseline_mean;
  std::vector<Slice> slices;
};

/// Pure; same input, same result. O(draws n log n) per source and slice.
[[nodiscard]] Evaluation evaluate_model(const EvaluationRequest& request);

/// A trained model's own left-out scores, by source, each at its source's share of positives; no
/// intervals, no slices. `accounts` hold every grade, `graded` what the model was trained on.
[[nodiscard]] Evaluation evaluate_held_out(std::span<const LabelledAccount> accounts,
                                           std::span<const LabelledAccount> graded,
                                           const TrainedModel& trained,
                                           std::size_t sources);

}  // namespace vigie::analysis

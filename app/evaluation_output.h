// An evaluation as JSON and for the terminal.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "analysis/learning/evaluation.h"
#include "app/console.h"
#include "app/labelled_accounts.h"

namespace vigie::app {

/// Accounts that must stay under the line, at the setting's prior.
struct ControlResult {
  std::string name;
  std::uint32_t accounts = 0;  ///< With a likelihood.
  std::uint32_t too_little = 0;
  std::uint32_t at_line = 0;
  std::uint32_t at_line_ordinary = 0;  ///< Of these, not of a declared class: those a report ranks.
  analysis::ShareBounds bounds;        ///< Wilson's 95 % of `at_line`.
};

struct EvaluationReport {
  std::string model;
  bool leave_one_out = false;
  double prior = 0.0;  ///< 0: sample.
  double control_prior = 0.0;
  const LabelledAccounts& labels;
  const analysis::Evaluation& evaluation;
  std::vector<ControlResult> controls;
};

/// Every metric with its interval, where there is one; null where it is not defined.
[[nodiscard]] nlohmann::ordered_json metrics_json(const analysis::MetricIntervals& metrics);
[[nodiscard]] nlohmann::ordered_json metrics_json(const analysis::MetricValues& metrics);

[[nodiscard]] nlohmann::ordered_json evaluation_json(const EvaluationReport& report);

/// Tables and the sentences between them.
void say_evaluation(const EvaluationReport& report, Console& console);

/// `0.982`, or `-`.
[[nodiscard]] std::string shown(const std::optional<double>& value);

}  // namespace vigie::app

#include "app/review_figures.h"

#include <string>
#include <vector>

#include "analysis/learning/measured_precision.h"

namespace vigie::app {
namespace {

/// What makes two lines the same line.
struct LineOfModel {
  std::string model;
  double prior = 0.0;
  double report_line = 0.0;

  friend bool operator==(const LineOfModel&, const LineOfModel&) = default;
};

MeasuredPrecision measure_line(storage::Database& database, const LineOfModel& line) {
  storage::ReviewStore store{database};
  std::vector<analysis::ReviewedAccount> rows;
  for (const storage::ReviewQueue& queue : store.queues()) {
    if (LineOfModel{queue.model, queue.prior, queue.report_line} != line) {
      continue;
    }
    for (const storage::ReviewItem& item : store.items(queue.id)) {
      rows.push_back({.account = static_cast<std::uint64_t>(item.account.value),
                      .at_line = item.at_line,
                      .inclusion = item.inclusion,
                      .decision = storage::decide(item.verdicts)});
    }
  }
  return analysis::measure_precision(rows, kLeastDecided);
}

}  // namespace

QueueAgreement measure_queue(std::span<const storage::ReviewItem> items) {
  constexpr analysis::BootstrapOptions kDraws{.draws = 1'000, .seed = 1};
  std::vector<analysis::UnitLabels> labels;
  std::vector<analysis::UnitLabels> use;
  for (const storage::ReviewItem& item : items) {
    analysis::UnitLabels& all = labels.emplace_back();
    analysis::UnitLabels& used = use.emplace_back();
    for (const Verdict& verdict : item.verdicts) {
      if (verdict.adjudicates || !verdict.blind) {
        continue;
      }
      all.push_back(static_cast<std::uint32_t>(verdict.label));
      if (use_of(verdict.label) != LabelUse::kExcluded) {
        used.push_back(static_cast<std::uint32_t>(use_of(verdict.label)));
      }
    }
  }
  return {analysis::measure_agreement(labels, kDraws), analysis::measure_agreement(use, kDraws)};
}

MeasuredPrecision measure_run(storage::Database& database, const AnalysisRun& run) {
  return measure_line(database, {run.model, run.prior, run.report_line});
}

MeasuredPrecision measure_like(storage::Database& database, const storage::ReviewQueue& queue) {
  return measure_line(database, {queue.model, queue.prior, queue.report_line});
}

}  // namespace vigie::app

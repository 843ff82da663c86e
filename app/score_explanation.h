// Explains the accounts of a report: reads what their runs kept, has the analysis work on it, and
// puts the answers beside the scores.
//
// A run of before its weights were kept, or of a program with other signals, is explained as far as
// that goes: where the stored values do not give the stored likelihood again, nothing is said.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "analysis/options.h"
#include "analysis/score_change.h"
#include "config/settings.h"
#include "storage/model/finding.h"
#include "storage/model/report.h"
#include "storage/naming_rules.h"
#include "storage/run_values.h"
#include "storage/score_history.h"
#include "storage/score_model_store.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// For accounts of one run. The database must outlive it. @throws storage::StorageError.
class ScoreExplainer {
 public:
  /// @param before  The run that changes are measured from; nothing: the run of the window before.
  ScoreExplainer(storage::Database& database,
                 const config::Settings& settings,
                 const AnalysisRun& now,
                 std::optional<RunId> before);
  ScoreExplainer(const ScoreExplainer&) = delete;
  ScoreExplainer& operator=(const ScoreExplainer&) = delete;
  ScoreExplainer(ScoreExplainer&&) = delete;
  ScoreExplainer& operator=(ScoreExplainer&&) = delete;
  ~ScoreExplainer();

  [[nodiscard]] ReportExplanation explain(const ReportAccount& account);

  /// Nothing without an earlier run, or where one of the two has no likelihood of the account.
  [[nodiscard]] std::optional<ReportChange> change_of(AccountId account);

  [[nodiscard]] ReportHeld held(std::uint32_t most, const storage::NamingRules& naming);

 private:
  struct Before;
  struct Lists;

  /// What follows from the run's values and weights alone: offset, counterfactual, what lacks data.
  void explain_score(const ReportAccount& account, ReportExplanation& explanation) const;
  [[nodiscard]] const Lists& lists_of_now();
  /// The earlier window, where the store, the lists or the program say something else of it today.
  [[nodiscard]] std::optional<analysis::MeasuredAgain> measure_again(AccountId account,
                                                                     const storage::RunValues& then,
                                                                     bool lists_changed,
                                                                     bool program_changed);

  storage::Database& database_;
  const config::Settings& settings_;
  const AnalysisRun& now_;
  storage::ScoreHistoryReader history_;
  std::optional<storage::StoredModel> stored_;
  std::optional<analysis::ScoreModel> model_;
  std::unique_ptr<Before> before_;  ///< Nothing to compare with: null.
  std::unique_ptr<Lists> lists_;    ///< Read when a list changed.
};

/// Fills every account shown, the changes of the comparison and who is held.
void explain_report(storage::Database& database,
                    const config::Settings& settings,
                    const storage::NamingRules& naming,
                    ReportData& data);

}  // namespace vigie::app

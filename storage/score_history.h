// An account's score over the runs, and who is still kept from an earlier one (hysteresis).
//
// A likelihood near the line crosses it back and forth by chance, and a list that changes daily for
// no reason is not read. An account that stood at the line therefore stays marked until it falls
// clearly below; to come to the line it has to reach it. The mark is read from the stored scores
// and changes none of them.
//
// Source: METHODS 6.1 (Rauchfleisch & Kaiser 2020, doi:10.1371/journal.pone.0241045: 27 % of new
// bots crossed a threshold within three months).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "storage/model/finding.h"
#include "storage/model/report_explanation.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Runs that belong to one line of history: of the same kind and length of window as `now`, not
/// later, one per window (the latest). Read once, asked for many accounts. @throws StorageError.
class ScoreHistoryReader {
 public:
  /// @param most_runs  Newest ones that are looked at; `now` is one of them.
  ScoreHistoryReader(Database& database, const AnalysisRun& now, std::uint32_t most_runs);

  /// The run of the window before `now`; nothing when it is the first.
  [[nodiscard]] std::optional<RunId> previous_run() const;

  /// Runs in which the account has a score, oldest first. One look-up per run.
  [[nodiscard]] std::vector<ReportScorePoint> read(AccountId account);

  /// End of the last window in which a ranked account stood at the line, if it stands below it now
  /// and has been within `keep_margin` of it ever since. Runs without a likelihood say nothing.
  [[nodiscard]] static std::optional<UtcTime> above_until(
      const std::vector<ReportScorePoint>& history, double keep_margin);

  /// All accounts of `now` of which `above_until` says something. One pass over the run's scores.
  ///
  /// @param most  Accounts described; the total counts all.
  [[nodiscard]] ReportHeld read_held(double keep_margin,
                                     std::uint32_t most,
                                     const NamingRules& naming);

 private:
  struct HistoryRun {
    RunId id;
    UtcTime window_end;
    double report_line = 0.5;
  };

  Database& database_;
  std::vector<HistoryRun> runs_;  ///< Newest first: `now`.
};

}  // namespace vigie::storage

// One run of the analysis over the store: reads a window once, scores it, keeps the result.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/activity.h"
#include "analysis/coordination/share_builder.h"
#include "analysis/options.h"
#include "analysis/wording.h"
#include "app/console.h"
#include "app/coordination_run.h"
#include "config/settings.h"
#include "storage/model/amplification.h"
#include "storage/model/finding.h"
#include "storage/model/run_totals.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// The span to analyse: one window, or with `all` consecutive ones over everything.
struct WindowChoice {
  std::vector<TimeWindow> windows;
  bool all = false;

  [[nodiscard]] TimeWindow span() const { return {windows.front().begin, windows.back().end}; }
};

/// From what the user typed. A default window ends with the day of the newest post, so that one day
/// has one window at whatever minute its last post came.
/// @throws UsageFailure (a time that cannot be read, an empty window), RunFailure (no posts).
[[nodiscard]] WindowChoice choose_windows(const std::string& from,
                                          const std::string& to,
                                          bool all,
                                          const config::Settings& settings,
                                          storage::Database& database);

/// With what the words of posts are read, on how many threads.
struct WordReading {
  std::span<const analysis::TopicDefinition> topics;  ///< Those of the builder's matcher.
  const analysis::WordingReader* wording = nullptr;
  std::uint32_t threads = 1;
};

/// Reads the span once, in one snapshot, in the order that the builders ask for. Without `shares`
/// nothing is gathered for coordination.
[[nodiscard]] analysis::Activity read_activity(analysis::ActivityBuilder& builder,
                                               const WordReading& words,
                                               TimeWindow span,
                                               storage::Database& database,
                                               Console& console,
                                               analysis::ShareBuilder* shares = nullptr);

struct RunOutcome {
  AnalysisRun run;
  std::vector<AccountScore> scores;
  RunTotals totals;
  std::optional<CoordinationFindings> coordination;  ///< Nothing when it is switched off.
  double coordination_seconds = 0.0;                 ///< Shares, test, self-test.
  AmplificationFindings amplification;
  std::uint64_t lookalike_domains = 0;
  std::uint64_t lookalike_accounts = 0;
  std::uint64_t bytes = 0;  ///< That the run takes in the database.
  double read_seconds = 0.0;
  double score_seconds = 0.0;
  double amplification_seconds = 0.0;
  double write_seconds = 0.0;
};

/// @throws RunFailure, storage::StorageError.
[[nodiscard]] RunOutcome run_analysis(const WindowChoice& choice,
                                      const config::Settings& settings,
                                      storage::Database& database,
                                      Console& console);

/// Grades, who is at or above the line, times; or JSON.
void report_outcome(const RunOutcome& outcome, Console& console);

}  // namespace vigie::app

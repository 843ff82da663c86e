// The one entry point of the analysis: the activity of a span to scores, with what they rest on.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/activity.h"
#include "analysis/coordination/account_signal.h"
#include "analysis/options.h"
#include "analysis/source_index.h"
#include "storage/model/finding.h"
#include "storage/model/run_totals.h"

namespace vigie::analysis {

struct AnalysisRequest {
  const Activity& activity;
  std::vector<TimeWindow> windows;  ///< Consecutive, ascending, inside `activity.span`.
  const SourceIndex& sources;
  std::span<const ListedSource> listed_sources;
  std::span<const TopicDefinition> topics;  ///< In the order of TopicMask's bits.
  const ScoreModel& model;
  const AnalysisOptions& options;
  /// Of the whole span, by account; posts are indices of `activity`. It counts in each window.
  std::span<const CoordinationSignal> coordination{};
  bool coordination_tested = false;  ///< False: the run notes that nobody looked.
};

struct AnalysisResult {
  std::vector<AccountScore> scores;  ///< One per account, by platform and native id.
  RunTotals totals;
  std::vector<std::string> notes;  ///< Limits met, in stable words, as in AnalysisRun.
};

/// Scores every account of the activity.
///
/// Each account is measured in every window; its score is the one of the window with the highest
/// likelihood among those of grade C or better (ties: the earlier window). An account without such
/// a window has grade D and no likelihood. Ranks go by the lower bound of the interval, then the
/// likelihood, then platform and native id. Same input, options and seed: same result, whatever the
/// number of threads. Empty activity: empty result.
[[nodiscard]] AnalysisResult analyze(const AnalysisRequest& request);

/// Grade of an account with `posts` on `active_days` (DESIGN section 6).
[[nodiscard]] Grade grade_of(std::uint32_t posts, std::uint32_t active_days);

/// Consecutive windows of `length` that cover [oldest, newest], the last ending at `end`.
[[nodiscard]] std::vector<TimeWindow> consecutive_windows(UtcTime oldest,
                                                          UtcTime end,
                                                          std::chrono::days length);

}  // namespace vigie::analysis

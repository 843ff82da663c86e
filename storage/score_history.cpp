#include "storage/score_history.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "storage/model/time.h"
#include "storage/sqlite/statement.h"
#include "storage/withheld_names.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kHistoryRuns =
    "SELECT run_id, window_end_ms, report_line FROM analysis_run WHERE published_ms IS NOT NULL "
    "AND all_windows = ?1 AND window_end_ms - window_begin_ms = ?2 "
    "AND (window_end_ms < ?3 OR (window_end_ms = ?3 AND run_id <= ?4)) "
    "ORDER BY window_end_ms DESC, run_id DESC";
constexpr std::string_view kHistoryPoint =
    "SELECT grade, likelihood, automation_likelihood, rank FROM account_score "
    "WHERE run_id = ?1 AND account_id = ?2";
// The plus keeps SQLite from walking the ranks, which would look up every row one by one.
constexpr std::string_view kNearLine =
    "SELECT account_id FROM account_score WHERE run_id = ?1 AND +rank > 0 AND likelihood < ?2 "
    "AND likelihood >= ?3 ORDER BY account_id";
constexpr std::string_view kHeldNames =
    "SELECT p.name, a.native_id, coalesce(a.handle, a.native_id) FROM account a "
    "JOIN platform p ON p.platform_id = a.platform_id WHERE a.account_id = ?1";

bool is_at_line(const ReportScorePoint& point) {
  return point.rank > 0 && point.likelihood && *point.likelihood >= point.report_line;
}

}  // namespace

ScoreHistoryReader::ScoreHistoryReader(Database& database,
                                       const AnalysisRun& now,
                                       std::uint32_t most_runs)
    : database_(database) {
  Statement row{database, kHistoryRuns};
  row.query(now.all_windows ? 1 : 0,
            to_ms(now.window.end) - to_ms(now.window.begin),
            to_ms(now.window.end),
            now.id.value);
  while (runs_.size() < most_runs && row.step()) {
    const UtcTime end = from_ms(row.integer(1));
    if (runs_.empty() || runs_.back().window_end != end) {
      runs_.push_back({{row.integer(0)}, end, row.real(2)});
    }
  }
}

std::optional<RunId> ScoreHistoryReader::previous_run() const {
  return runs_.size() < 2 ? std::nullopt : std::optional{runs_[1].id};
}

std::vector<ReportScorePoint> ScoreHistoryReader::read(AccountId account) {
  std::vector<ReportScorePoint> history;
  Statement row{database_, kHistoryPoint};
  for (const HistoryRun& run : runs_) {
    if (row.query(run.id.value, account.value).step()) {
      history.push_back({.run = run.id,
                         .window_end = run.window_end,
                         .grade = static_cast<Grade>(row.integer(0)),
                         .likelihood = row.optional_real(1),
                         .automation_likelihood = row.optional_real(2),
                         .rank = number_at(row, 3),
                         .report_line = run.report_line});
    }
  }
  std::reverse(history.begin(), history.end());
  return history;
}

std::optional<UtcTime> ScoreHistoryReader::above_until(const std::vector<ReportScorePoint>& history,
                                                       double keep_margin) {
  if (history.empty() || history.back().rank == 0 || !history.back().likelihood ||
      is_at_line(history.back())) {
    return std::nullopt;
  }
  for (auto point = history.rbegin(); point != history.rend(); ++point) {
    if (!point->likelihood) {
      continue;
    }
    if (is_at_line(*point)) {
      return point->window_end;
    }
    if (*point->likelihood < point->report_line - keep_margin) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

ReportHeld ScoreHistoryReader::read_held(double keep_margin,
                                         std::uint32_t most,
                                         const NamingRules& naming) {
  ReportHeld held{.keep_margin = keep_margin, .total = 0, .accounts = {}};
  if (keep_margin <= 0.0 || runs_.size() < 2) {
    return held;
  }
  Statement near{database_, kNearLine};
  Statement names{database_, kHeldNames};
  near.query(
      runs_.front().id.value, runs_.front().report_line, runs_.front().report_line - keep_margin);
  while (near.step()) {
    const AccountId account{near.integer(0)};
    const auto history = read(account);
    const auto until = above_until(history, keep_margin);
    if (!until || !names.query(account.value).step()) {
      continue;
    }
    held.accounts.push_back({.account = account,
                             .platform = std::string{names.text(0)},
                             .native_id = std::string{names.text(1)},
                             .handle = std::string{names.text(2)},
                             .rank = history.back().rank,
                             .likelihood = *history.back().likelihood,
                             .above_until = *until});
  }
  std::sort(held.accounts.begin(), held.accounts.end(), [](const auto& a, const auto& b) {
    return a.rank < b.rank;  // unique within a run
  });
  held.total = held.accounts.size();
  held.accounts.resize(std::min<std::size_t>(held.accounts.size(), most));
  WithheldNames withheld{database_, naming};
  for (ReportHeldAccount& account : held.accounts) {
    account.withheld = withheld.hide(account.account, account.native_id, account.handle);
  }
  return held;
}

}  // namespace vigie::storage

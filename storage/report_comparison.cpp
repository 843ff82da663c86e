#include "storage/report_comparison.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "storage/run_store.h"
#include "storage/sqlite/statement.h"
#include "storage/withheld_names.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kEarlierRun =
    "SELECT run_id FROM analysis_run WHERE published_ms IS NOT NULL AND all_windows = ?1 "
    "AND window_end_ms <= ?2 AND (?3 = 0 OR window_end_ms = ?2) "
    "AND (window_end_ms < ?4 OR (window_end_ms = ?4 AND run_id < ?5)) "
    "ORDER BY window_end_ms DESC, run_id DESC LIMIT 1";
// The plus keeps SQLite from walking the ranks, which would look up every row one by one.
constexpr std::string_view kAtLine =
    "SELECT account_id, rank FROM account_score "
    "WHERE run_id = ?1 AND +rank > 0 AND likelihood >= ?2 ORDER BY account_id";
constexpr std::string_view kComparisonAccount =
    "SELECT p.name, a.native_id, coalesce(a.handle, a.native_id), "
    "b.likelihood, coalesce(b.rank, 0), n.likelihood, coalesce(n.rank, 0) "
    "FROM account a JOIN platform p ON p.platform_id = a.platform_id "
    "LEFT JOIN account_score b ON b.run_id = ?2 AND b.account_id = a.account_id "
    "LEFT JOIN account_score n ON n.run_id = ?3 AND n.account_id = a.account_id "
    "WHERE a.account_id = ?1";
constexpr std::string_view kDomains =
    "SELECT coalesce(n.source, b.source), coalesce(n.label, b.label), coalesce(b.posts, 0), "
    "coalesce(n.posts, 0), coalesce(b.accounts, 0), coalesce(n.accounts, 0) "
    "FROM (SELECT source FROM source_use WHERE run_id = ?1 "
    "UNION SELECT source FROM source_use WHERE run_id = ?2) s "
    "LEFT JOIN source_use b ON b.run_id = ?1 AND b.source = s.source "
    "LEFT JOIN source_use n ON n.run_id = ?2 AND n.source = s.source "
    "WHERE coalesce(n.posts, 0) <> coalesce(b.posts, 0) "
    "ORDER BY abs(coalesce(n.posts, 0) - coalesce(b.posts, 0)) DESC, s.source LIMIT ?3";
constexpr std::string_view kComparisonTopics =
    "SELECT s.topic, coalesce(n.title, b.title, ''), coalesce(b.posts, 0), coalesce(n.posts, 0), "
    "coalesce(b.accounts, 0), coalesce(n.accounts, 0) "
    "FROM (SELECT topic FROM run_topic WHERE run_id = ?1 "
    "UNION SELECT topic FROM run_topic WHERE run_id = ?2) s "
    "LEFT JOIN run_topic b ON b.run_id = ?1 AND b.topic = s.topic "
    "LEFT JOIN run_topic n ON n.run_id = ?2 AND n.topic = s.topic "
    "WHERE coalesce(n.posts, 0) <> coalesce(b.posts, 0) "
    "ORDER BY abs(coalesce(n.posts, 0) - coalesce(b.posts, 0)) DESC, s.topic LIMIT ?3";

struct AtLine {
  std::int64_t account = 0;
  std::int64_t rank = 0;
};

std::vector<AtLine> read_at_line(Database& database, const AnalysisRun& run) {
  std::vector<AtLine> accounts;
  Statement row{database, kAtLine};
  row.query(run.id.value, run.report_line);
  while (row.step()) {
    accounts.push_back({row.integer(0), row.integer(1)});
  }
  return accounts;
}

bool by_account_id(const AtLine& a, const AtLine& b) {
  return a.account < b.account;
}

/// Those of `from` that are (not) in `others` as well; both by account.
std::vector<AtLine> pick(const std::vector<AtLine>& from,
                         const std::vector<AtLine>& others,
                         bool in_both) {
  std::vector<AtLine> picked;
  if (in_both) {
    std::set_intersection(from.begin(),
                          from.end(),
                          others.begin(),
                          others.end(),
                          std::back_inserter(picked),
                          by_account_id);
  } else {
    std::set_difference(from.begin(),
                        from.end(),
                        others.begin(),
                        others.end(),
                        std::back_inserter(picked),
                        by_account_id);
  }
  return picked;
}

/// Names and both scores of the first `limit` accounts, by rank.
std::vector<ComparedAccount> describe(Database& database,
                                      std::vector<AtLine> accounts,
                                      const ReportComparison& comparison,
                                      RunId now,
                                      const ComparisonQuery& query) {
  std::sort(accounts.begin(), accounts.end(), [](const AtLine& a, const AtLine& b) {
    return a.rank < b.rank;  // unique within a run
  });
  accounts.resize(std::min<std::size_t>(accounts.size(), query.max_accounts));
  std::vector<ComparedAccount> described;
  Statement row{database, kComparisonAccount};
  WithheldNames names{database, query.naming};
  for (const AtLine& account : accounts) {
    row.query(account.account, comparison.before->id.value, now.value);
    if (!row.step()) {
      continue;  // erased since
    }
    ComparedAccount compared{.platform = std::string{row.text(0)},
                             .native_id = std::string{row.text(1)},
                             .handle = std::string{row.text(2)},
                             .likelihood_before = row.optional_real(3),
                             .likelihood_now = row.optional_real(5),
                             .rank_before = static_cast<std::uint32_t>(row.integer(4)),
                             .rank_now = static_cast<std::uint32_t>(row.integer(6)),
                             .account_id = account.account};
    compared.withheld = names.hide({account.account}, compared.native_id, compared.handle);
    described.push_back(std::move(compared));
  }
  return described;
}

std::vector<ComparedUse> read_uses(
    Database& database, std::string_view sql, RunId before, RunId now, std::uint32_t limit) {
  std::vector<ComparedUse> uses;
  Statement row{database, sql};
  row.query(before.value, now.value, limit);
  const auto number = [&row](int column) {
    return static_cast<std::uint64_t>(row.integer(column));
  };
  while (row.step()) {
    uses.push_back({.name = std::string{row.text(0)},
                    .title = std::string{row.text(1)},
                    .posts_before = number(2),
                    .posts_now = number(3),
                    .accounts_before = number(4),
                    .accounts_now = number(5)});
  }
  return uses;
}

std::vector<RunDifference> differences_of(const AnalysisRun& before, const AnalysisRun& now) {
  std::vector<RunDifference> differences;
  const auto add = [&differences](bool differs, RunDifference difference) {
    if (differs) {
      differences.push_back(difference);
    }
  };
  add(before.model != now.model, RunDifference::kModel);
  add(before.list_versions != now.list_versions, RunDifference::kLists);
  add(before.topics != now.topics, RunDifference::kTopics);
  add(std::tie(before.report_line, before.prior) != std::tie(now.report_line, now.prior),
      RunDifference::kLine);
  add(before.window.end - before.window.begin != now.window.end - now.window.begin,
      RunDifference::kWindow);
  add(before.code_version != now.code_version, RunDifference::kProgram);
  // The hash covers weights, lists and topics too: it says something new only when they agree.
  const bool is_explained =
      std::any_of(differences.begin(), differences.end(), [](RunDifference difference) {
        return difference != RunDifference::kWindow && difference != RunDifference::kProgram;
      });
  add(!is_explained && before.config_hash != now.config_hash, RunDifference::kSettings);
  return differences;
}

}  // namespace

std::optional<RunId> find_earlier_run(Database& database,
                                      const AnalysisRun& now,
                                      const ComparisonQuery& query) {
  Statement row{database, kEarlierRun};
  row.query(now.all_windows ? 1 : 0,
            to_ms(query.since),
            query.exactly ? 1 : 0,
            to_ms(now.window.end),
            now.id.value);
  return row.step() ? std::optional{RunId{row.integer(0)}} : std::nullopt;
}

ReportComparison read_comparison(Database& database,
                                 const AnalysisRun& now,
                                 const ComparisonQuery& query) {
  ReportComparison comparison{.since = query.since,
                              .before = {},
                              .differences = {},
                              .appeared = {},
                              .gone = {},
                              .stayed = {},
                              .domains = {},
                              .topics = {}};
  const auto run = find_earlier_run(database, now, query);
  auto summary = run ? RunStore{database}.find_run(*run) : std::nullopt;
  if (!summary) {
    return comparison;
  }
  comparison.before = std::move(summary->run);
  comparison.differences = differences_of(*comparison.before, now);
  const auto before_line = read_at_line(database, *comparison.before);
  const auto now_line = read_at_line(database, now);
  const auto fill = [&](std::vector<AtLine> accounts, std::uint64_t& total) {
    total = accounts.size();
    return describe(database, std::move(accounts), comparison, now.id, query);
  };
  comparison.appeared = fill(pick(now_line, before_line, false), comparison.appeared_total);
  comparison.gone = fill(pick(before_line, now_line, false), comparison.gone_total);
  comparison.stayed = fill(pick(now_line, before_line, true), comparison.stayed_total);
  comparison.domains = read_uses(database, kDomains, *run, now.id, query.max_uses);
  comparison.topics = read_uses(database, kComparisonTopics, *run, now.id, query.max_uses);
  return comparison;
}

}  // namespace vigie::storage

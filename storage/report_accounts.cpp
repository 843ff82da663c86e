#include "storage/report_accounts.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "storage/model/time.h"
#include "storage/report_posts.h"
#include "storage/review_store.h"
#include "storage/sqlite/statement.h"
#include "storage/stated_times.h"
#include "storage/withheld_names.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kScoreColumns =
    "SELECT s.account_id, s.rank, p.name, a.native_id, coalesce(a.handle, a.native_id), "
    "a.display_name, s.account_class, s.grade, s.window_begin_ms, s.window_end_ms, s.posts, "
    "s.active_days, s.likelihood, s.automation_likelihood, s.low, s.high, s.likelihood_prior_1, "
    "s.likelihood_prior_15, s.nats_cadence, s.nats_text_habits, s.nats_coordination, "
    "s.nats_sources, s.nats_polarity, s.nats_rate, s.nats_profile, s.listed_posts, s.linking_posts "
    "FROM account_score s JOIN account a ON a.account_id = s.account_id "
    "JOIN platform p ON p.platform_id = a.platform_id WHERE s.run_id = ?1 ";
constexpr std::string_view kRanked = "AND s.rank > 0 ORDER BY s.rank LIMIT ?2";
constexpr std::string_view kDeclared =
    "AND s.account_class > 0 ORDER BY s.account_class, s.posts DESC, p.name, a.native_id LIMIT ?2";
constexpr std::string_view kOneAccount = "AND s.account_id = ?2";
constexpr std::string_view kContributions =
    "SELECT c.signal_id, g.name, c.value, c.nats, c.percentile, coalesce(r.accounts, 0) "
    "FROM contribution c JOIN signal g ON g.signal_id = c.signal_id "
    "LEFT JOIN run_signal r ON r.run_id = c.run_id AND r.signal_id = c.signal_id WHERE c.run_id = "
    "?1 AND c.account_id = ?2 "
    "ORDER BY abs(c.nats) DESC, g.name";
constexpr std::string_view kEvidence =
    "SELECT e.post_id FROM evidence e JOIN post t ON t.post_id = e.post_id AND t.state = 0 "
    "WHERE e.run_id = ?1 AND e.account_id = ?2 AND e.signal_id = ?3 "
    "AND NOT EXISTS (SELECT 1 FROM post_recheck r WHERE r.post_id = e.post_id "
    "AND r.absent_since_ms IS NOT NULL) ORDER BY e.position";
constexpr std::string_view kTimes =
    "SELECT sort_ms FROM post WHERE account_id = ?1 AND sort_ms >= ?2 AND sort_ms < ?3 "
    "AND state = 0";
constexpr std::string_view kListingSources =
    "SELECT w.source, coalesce(u.tier, 0), w.posts, w.neutral_posts, w.debunk_posts FROM "
    "account_source w "
    "LEFT JOIN source_use u ON u.run_id = w.run_id AND u.source = w.source "
    "WHERE w.run_id = ?1 AND w.account_id = ?2 ORDER BY w.posts DESC, w.source";
constexpr std::string_view kListingTopics =
    "SELECT topic, posts FROM account_topic WHERE run_id = ?1 AND account_id = ?2 "
    "ORDER BY posts DESC, topic";

const std::unordered_map<std::string_view, Signal>& signals_by_name() {
  static const auto kByName = [] {
    std::unordered_map<std::string_view, Signal> by_name;
    for (const SignalInfo& signal : kSignals) {
      by_name.emplace(signal.name, signal.signal);
    }
    return by_name;
  }();
  return kByName;
}

/// Prepared once per report: a report shows hundreds of accounts.
class AccountReader {
 public:
  AccountReader(Database& database, RunId run, const AccountQuery& query)
      : run_(run),
        max_posts_(query.max_posts),
        decisions_(newest_decisions(database)),
        contributions_(database, kContributions),
        evidence_(database, kEvidence),
        posts_(database, query.naming),
        times_(database, kTimes),
        sources_(database, kListingSources),
        topics_(database, kListingTopics),
        stated_times_(database) {}

  ReportAccount read(const Statement& row) {
    const AccountId account{row.integer(0)};
    ReportAccount report = read_score(row);
    read_contributions(account, report);
    report.stated_times = stated_times_.read(account, report.window);
    read_posts(report);
    read_times(account, report);
    read_counts(account, report);
    report.decision = decision_on(account);
    return report;
  }

 private:
  static ReportAccount read_score(const Statement& row) {
    ReportAccount report;
    report.account_id = row.integer(0);
    report.rank = number(row, 1);
    report.platform = row.text(2);
    report.native_id = row.text(3);
    report.handle = row.text(4);
    report.display_name = row.text(5);
    report.account_class = static_cast<AccountClass>(row.integer(6));
    report.grade = static_cast<Grade>(row.integer(7));
    report.window = {from_ms(row.integer(8)), from_ms(row.integer(9))};
    report.posts = number(row, 10);
    report.active_days = number(row, 11);
    report.likelihood = row.optional_real(12);
    report.automation_likelihood = row.optional_real(13);
    report.low = row.optional_real(14);
    report.high = row.optional_real(15);
    report.likelihood_prior_1 = row.optional_real(16);
    report.likelihood_prior_15 = row.optional_real(17);
    int column = 18;
    for (double& nats : report.group_nats) {
      nats = row.real(column++);
    }
    report.listed_posts = number(row, 25);
    report.linking_posts = number(row, 26);
    return report;
  }

  /// A signal that this program no longer knows is left out.
  void read_contributions(AccountId account, ReportAccount& report) {
    contributions_.query(run_.value, account.value);
    while (contributions_.step()) {
      const auto signal = signals_by_name().find(contributions_.text(1));
      if (signal == signals_by_name().end()) {
        continue;
      }
      ReportContribution contribution{.signal = signal->second,
                                      .value = contributions_.real(2),
                                      .nats = contributions_.real(3),
                                      .percentile = contributions_.real(4),
                                      .evidence = {},
                                      .accounts = count_at(contributions_, 5)};
      evidence_.query(run_.value, account.value, contributions_.integer(0));
      while (evidence_.step()) {
        contribution.evidence.push_back(evidence_.integer(0));
      }
      report.contributions.push_back(std::move(contribution));
    }
    contributions_.reset();
    evidence_.reset();
  }

  /// Evidence of the strongest contributions first, then in time order.
  void read_posts(ReportAccount& report) {
    std::vector<std::int64_t> chosen;
    for (const ReportContribution& contribution : report.contributions) {
      for (const std::int64_t post : contribution.evidence) {
        const bool is_new = std::find(chosen.begin(), chosen.end(), post) == chosen.end();
        if (is_new && chosen.size() < max_posts_) {
          chosen.push_back(post);
        }
      }
    }
    for (const StatedTime& odd : report.stated_times.examples) {
      const bool is_new = std::find(chosen.begin(), chosen.end(), odd.post_id) == chosen.end();
      if (report.stated_times.is_remarkable() && is_new && chosen.size() < max_posts_) {
        chosen.push_back(odd.post_id);
      }
    }
    for (const std::int64_t post : chosen) {
      report.posts_shown.push_back(posts_.read(post));
    }
    std::sort(report.posts_shown.begin(),
              report.posts_shown.end(),
              [](const ReportPost& a, const ReportPost& b) {
                return std::tie(a.time, a.native_id) < std::tie(b.time, b.native_id);
              });
  }

  void read_times(AccountId account, ReportAccount& report) {
    const std::int64_t begin = to_ms(report.window.begin);
    const std::int64_t end = to_ms(report.window.end);
    const auto days = (std::max(end, begin) - begin + kDayMs - 1) / kDayMs;
    report.posts_per_day.assign(static_cast<std::size_t>(days), 0);
    times_.query(account.value, begin, end);
    while (times_.step()) {
      const UtcTime time = from_ms(times_.integer(0));
      const auto midnight = std::chrono::floor<std::chrono::days>(time);
      const auto weekday = std::chrono::weekday{midnight}.iso_encoding() - 1;
      const auto hour = (time - midnight).count() / kHourMs;
      ++report.hour_by_weekday.at(weekday).at(static_cast<std::size_t>(hour));
      ++report.posts_per_day.at(static_cast<std::size_t>((to_ms(time) - begin) / kDayMs));
    }
    times_.reset();
  }

  void read_counts(AccountId account, ReportAccount& report) {
    sources_.query(run_.value, account.value);
    while (sources_.step()) {
      report.listed_domains.push_back(
          {.domain = std::string{sources_.text(0)},
           .tier = std::string{tier_name(static_cast<SourceTier>(sources_.integer(1)))},
           .posts = number(sources_, 2),
           .stance = {number(sources_, 3), number(sources_, 4)}});
    }
    topics_.query(run_.value, account.value);
    while (topics_.step()) {
      report.topics.push_back({.topic = std::string{topics_.text(0)}, .posts = number(topics_, 1)});
    }
    sources_.reset();
    topics_.reset();
  }

  [[nodiscard]] std::optional<TeamDecision> decision_on(AccountId account) const {
    const auto found = std::lower_bound(
        decisions_.begin(), decisions_.end(), account, [](const auto& row, AccountId wanted) {
          return row.first < wanted;
        });
    return found != decisions_.end() && found->first == account ? std::optional{found->second}
                                                                : std::nullopt;
  }

  static std::uint32_t number(const Statement& row, int column) {
    return static_cast<std::uint32_t>(row.integer(column));
  }

  RunId run_;
  std::uint32_t max_posts_;
  std::vector<std::pair<AccountId, TeamDecision>> decisions_;  ///< By account.
  Statement contributions_;
  Statement evidence_;
  ReportPostReader posts_;
  Statement times_;
  Statement sources_;
  Statement topics_;
  StatedTimesReader stated_times_;
};

std::vector<ReportAccount> read_accounts(Database& database,
                                         RunId run,
                                         std::string_view filter,
                                         const AccountQuery& query) {
  std::vector<ReportAccount> accounts;
  AccountReader reader{database, run, query};
  WithheldNames names{database, query.naming};
  Statement scores{database, std::string{kScoreColumns}.append(filter)};
  scores.query(run.value, query.max_accounts);
  while (scores.step()) {
    ReportAccount& account = accounts.emplace_back(reader.read(scores));
    account.withheld = names.hide({account.account_id}, account.native_id, account.handle);
    if (account.withheld) {
      account.display_name.clear();
    }
  }
  return accounts;
}

}  // namespace

std::vector<ReportAccount> read_ranked_accounts(Database& database,
                                                RunId run,
                                                const AccountQuery& query) {
  return read_accounts(database, run, kRanked, query);
}

std::vector<ReportAccount> read_declared_accounts(Database& database,
                                                  RunId run,
                                                  const AccountQuery& query) {
  return read_accounts(database, run, kDeclared, query);
}

std::optional<ReportAccount> read_one_account(Database& database, RunId run, AccountId account) {
  Statement score{database, std::string{kScoreColumns}.append(kOneAccount)};
  if (!score.query(run.value, account.value).step()) {
    return std::nullopt;
  }
  return AccountReader{database, run, {}}.read(score);
}

}  // namespace vigie::storage

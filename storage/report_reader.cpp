#include "storage/report_reader.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "storage/activity_reader.h"
#include "storage/amplification_store.h"
#include "storage/group_reader.h"
#include "storage/live_reader.h"
#include "storage/lookalike_store.h"
#include "storage/report_accounts.h"
#include "storage/run_store.h"
#include "storage/sqlite/statement.h"
#include "storage/withheld_names.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kTotals =
    "SELECT posts, accounts, reposts, urls, urls_shortened, listed_posts, listed_accounts, "
    "accounts_grade_a, accounts_grade_b, accounts_grade_c, accounts_grade_d, accounts_above_line "
    "FROM analysis_run WHERE run_id = ?1";
constexpr std::string_view kRunDays =
    "SELECT day, posts FROM run_day WHERE run_id = ?1 ORDER BY day";
constexpr std::string_view kReportSources =
    "SELECT source, tier, family, label, evidence_url, list_version, posts, accounts, "
    "neutral_posts, debunk_posts FROM source_use WHERE run_id = ?1 ORDER BY posts DESC, source";
constexpr std::string_view kSourceDays =
    "SELECT day, posts FROM source_day WHERE run_id = ?1 AND source = ?2 ORDER BY day";
constexpr std::string_view kReportTopics =
    "SELECT topic, coalesce(title, topic), posts, accounts, listed_posts, tone_posts, tone "
    "FROM run_topic WHERE run_id = ?1 ORDER BY posts DESC, topic";
constexpr std::string_view kTopicTitles =
    "SELECT language, title FROM run_topic_title WHERE run_id = ?1 AND topic = ?2";
constexpr std::string_view kTopicDays =
    "SELECT day, posts, tone_posts, tone FROM topic_day WHERE run_id = ?1 AND topic = ?2 "
    "ORDER BY day";
// In the order of the joins: the first account that has a row decides, not all of them are read.
constexpr std::string_view kReportPlatforms =
    "SELECT p.name FROM platform p WHERE EXISTS (SELECT 1 FROM account a "
    "CROSS JOIN account_score s WHERE a.platform_id = p.platform_id AND s.run_id = ?1 "
    "AND s.account_id = a.account_id) "
    "ORDER BY p.name";
constexpr std::string_view kIsSimulated =
    "SELECT EXISTS (SELECT 1 FROM platform p CROSS JOIN account a CROSS JOIN account_score s "
    "WHERE p.name = 'simulated' AND a.platform_id = p.platform_id AND s.run_id = ?1 "
    "AND s.account_id = a.account_id)";

/// Rows of (day, posts); a day without a row is 0.
std::vector<std::uint32_t> read_series(Statement& days) {
  std::vector<std::uint32_t> series;
  while (days.step()) {
    series.resize(static_cast<std::size_t>(days.integer(0)) + 1, 0);
    series.back() = static_cast<std::uint32_t>(days.integer(1));
  }
  days.reset();
  return series;
}

void read_totals(Database& database, RunId run, ReportData& data) {
  Statement row{database, kTotals};
  row.query(run.value).step();
  data.posts = count_at(row, 0);
  data.accounts = count_at(row, 1);
  data.reposts = count_at(row, 2);
  data.urls = count_at(row, 3);
  data.urls_shortened = count_at(row, 4);
  data.listed_posts = count_at(row, 5);
  data.listed_accounts = count_at(row, 6);
  data.accounts_by_grade = {
      count_at(row, 7), count_at(row, 8), count_at(row, 9), count_at(row, 10)};
  data.above_line = count_at(row, 11);
  Statement days{database, kRunDays};
  days.query(run.value);
  data.posts_per_day = read_series(days);
}

std::vector<ReportDomain> read_sources(Database& database, RunId run) {
  std::vector<ReportDomain> domains;
  Statement days{database, kSourceDays};
  Statement row{database, kReportSources};
  row.query(run.value);
  while (row.step()) {
    days.query(run.value, row.text(0));
    domains.push_back({.domain = std::string{row.text(0)},
                       .tier = std::string{tier_name(static_cast<SourceTier>(row.integer(1)))},
                       .family = std::string{row.text(2)},
                       .label = std::string{row.text(3)},
                       .evidence_url = std::string{row.text(4)},
                       .list = std::string{row.text(5)},
                       .posts = count_at(row, 6),
                       .accounts = count_at(row, 7),
                       .posts_per_day = read_series(days),
                       .stance = {count_at(row, 8), count_at(row, 9)}});
  }
  return domains;
}

/// Rows of (day, posts, tone_posts, tone).
void read_topic_days(Statement& days, ReportTopic& topic) {
  while (days.step()) {
    const auto count = static_cast<std::size_t>(days.integer(0)) + 1;
    topic.posts_per_day.resize(count, 0);
    topic.posts_per_day.back() = static_cast<std::uint32_t>(days.integer(1));
    topic.tone_per_day.resize(count);
    topic.tone_per_day.back() = {count_at(days, 2), days.optional_real(3)};
  }
  days.reset();
}

std::vector<ReportTopic> read_topics(Database& database, RunId run) {
  std::vector<ReportTopic> topics;
  Statement titles{database, kTopicTitles};
  Statement days{database, kTopicDays};
  Statement row{database, kReportTopics};
  row.query(run.value);
  while (row.step()) {
    ReportTopic& topic = topics.emplace_back();
    topic.topic = row.text(0);
    topic.title = row.text(1);
    topic.posts = count_at(row, 2);
    topic.accounts = count_at(row, 3);
    topic.listed_posts = count_at(row, 4);
    topic.tone = {count_at(row, 5), row.optional_real(6)};
    titles.query(run.value, row.text(0));
    while (titles.step()) {
      topic.titles.emplace(titles.text(0), titles.text(1));
    }
    titles.reset();
    days.query(run.value, row.text(0));
    read_topic_days(days, topic);
  }
  return topics;
}

std::vector<std::string> read_platforms(Database& database, RunId run) {
  std::vector<std::string> platforms;
  Statement row{database, kReportPlatforms};
  row.query(run.value);
  while (row.step()) {
    platforms.emplace_back(row.text(0));
  }
  return platforms;
}

/// Names of sources and examples of refused records may name an account that a watch follows.
void hide_in_sources(Database& database, const NamingRules& naming, ReportData& data) {
  WithheldNames names{database, naming};
  for (ReportCollection& collection : data.collections) {
    collection.source = names.in_text({}, collection.source);
  }
  for (ReportLiveSource& source : data.live_sources) {
    source.name = names.in_text({}, source.name);
  }
  for (ReportReject& reject : data.rejects) {
    reject.example = names.in_text({}, reject.example);
    reject.detail = names.in_text({}, reject.detail);
  }
}

}  // namespace

ReportData read_report(Database& database, RunId run, const ReportQuery& query) {
  const ReadSnapshot snapshot{database};
  RunStore runs{database};
  auto summary = runs.find_run(run);
  if (!summary || !summary->published) {
    throw StorageError(fmt::format("there is no finished run {} in {}; run the analysis first",
                                   run.value,
                                   database.file().string()));
  }
  ReportData data;
  data.run = std::move(summary->run);
  data.vigie_version = data.run.code_version;
  data.platforms = read_platforms(database, run);
  read_totals(database, run, data);
  data.min_followers_to_name = query.naming.min_followers;
  const AccountQuery accounts{query.max_accounts, query.max_posts_per_account, query.naming};
  data.ranked = read_ranked_accounts(database, run, accounts);
  data.declared = read_declared_accounts(database, run, accounts);
  data.domains = read_sources(database, run);
  data.topics = read_topics(database, run);
  data.coordination = read_groups(database, run, {.naming = query.naming});
  LookalikeStore{database}.read(run, query.naming, data);
  data.amplification = AmplificationStore{database}.read(run, query.naming);
  data.collections = runs.collections();
  data.live_sources = read_live_coverage(database, data.run.window);
  data.rejects = runs.rejects_by_reason();
  hide_in_sources(database, query.naming, data);
  Statement simulated{database, kIsSimulated};
  simulated.query(run.value).step();
  data.simulated = simulated.integer(0) != 0;
  return data;
}

}  // namespace vigie::storage

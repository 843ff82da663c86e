#include "storage/finding_store.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>

#include <fmt/format.h>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kFindingInsertRun =
    "INSERT INTO analysis_run (window_begin_ms, window_end_ms, all_windows, started_ms, "
    "code_version, model, config_hash, seed, prior, report_line) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
constexpr std::string_view kInsertRunList =
    "INSERT INTO run_list (run_id, list_version) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
constexpr std::string_view kInsertRunTopic =
    "INSERT INTO run_topic (run_id, topic) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
constexpr std::string_view kInsertRunNote =
    "INSERT INTO run_note (run_id, position, note) "
    "SELECT ?1, count(*), ?2 FROM run_note WHERE run_id = ?1";
constexpr std::string_view kRunState =
    "SELECT bytes IS NOT NULL, published_ms IS NOT NULL, report_line FROM analysis_run "
    "WHERE run_id = ?1";
constexpr std::string_view kInsertScore =
    "INSERT INTO account_score (run_id, account_id, window_begin_ms, window_end_ms, grade, "
    "account_class, posts, active_days, covered_days, likelihood, automation_likelihood, low, "
    "high, "
    "likelihood_prior_1, likelihood_prior_15, nats_cadence, nats_text_habits, nats_coordination, "
    "nats_sources, nats_polarity, nats_rate, nats_profile, rank, listed_posts, linking_posts) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, "
    "?20, ?21, ?22, ?23, ?24, ?25)";
constexpr std::string_view kInsertContribution =
    "INSERT INTO contribution (run_id, account_id, signal_id, value, nats, percentile) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
constexpr std::string_view kInsertEvidence =
    "INSERT INTO evidence (run_id, account_id, signal_id, position, post_id) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr std::string_view kInsertSignal =
    "INSERT INTO signal (name, signal_group, unit) VALUES (?1, ?2, ?3) ON CONFLICT (name) "
    "DO UPDATE SET signal_group = excluded.signal_group, unit = excluded.unit";
constexpr std::string_view kInsertRunSignal =
    "INSERT INTO run_signal (run_id, signal_id, accounts) VALUES (?1, ?2, ?3)";
constexpr std::string_view kFindSignal = "SELECT signal_id FROM signal WHERE name = ?1";
constexpr std::string_view kWriteTopic =
    "INSERT INTO run_topic (run_id, topic, title, posts, accounts, listed_posts, tone_posts, tone) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (run_id, topic) DO UPDATE SET "
    "title = excluded.title, posts = excluded.posts, accounts = excluded.accounts, "
    "listed_posts = excluded.listed_posts, tone_posts = excluded.tone_posts, tone = excluded.tone";
constexpr std::string_view kInsertTopicTitle =
    "INSERT INTO run_topic_title (run_id, topic, language, title) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kInsertSource =
    "INSERT INTO source_use (run_id, source, domain_id, tier, family, label, evidence_url, "
    "list_version, posts, accounts, neutral_posts, debunk_posts) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
constexpr std::string_view kInsertRunDay =
    "INSERT INTO run_day (run_id, day, posts) VALUES (?1, ?2, ?3)";
constexpr std::string_view kInsertTopicDay =
    "INSERT INTO topic_day (run_id, topic, day, posts, tone_posts, tone) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
constexpr std::string_view kInsertSourceDay =
    "INSERT INTO source_day (run_id, source, day, posts) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kInsertAccountTopic =
    "INSERT INTO account_topic (run_id, account_id, topic, posts) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kInsertAccountSource =
    "INSERT INTO account_source (run_id, account_id, source, posts, neutral_posts, debunk_posts) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
constexpr std::string_view kWriteTotals =
    "UPDATE analysis_run SET posts = ?2, accounts = ?3, reposts = ?4, urls = ?5, "
    "urls_shortened = ?6, listed_posts = ?7, listed_accounts = ?8, accounts_grade_a = ?9, "
    "accounts_grade_b = ?10, accounts_grade_c = ?11, accounts_grade_d = ?12, "
    "accounts_above_line = ?13 WHERE run_id = ?1";
constexpr std::string_view kWriteBytes = "UPDATE analysis_run SET bytes = ?2 WHERE run_id = ?1";
constexpr std::string_view kAddBytes =
    "UPDATE analysis_run SET bytes = bytes + ?2 WHERE run_id = ?1";
constexpr std::string_view kPublish =
    "UPDATE analysis_run SET published_ms = ?2 WHERE run_id = ?1 AND bytes IS NOT NULL";

using SignalIds = std::array<std::int64_t, kSignalCount>;

/// Signals are stored by name: their numbers here may change from one version to the next.
SignalIds intern_signals(Database& database) {
  Statement insert{database, kInsertSignal};
  Statement find{database, kFindSignal};
  SignalIds ids{};
  for (const SignalInfo& signal : kSignals) {
    insert.run(signal.name, group_name(signal.group), signal.unit);
    find.query(signal.name).step();
    ids.at(static_cast<std::size_t>(signal.signal)) = find.integer(0);
    find.reset();
  }
  return ids;
}

void write_score(Statement& insert, RunId run, const AccountScore& score) {
  insert.clear();
  insert.bind(1, run.value)
      .bind(2, score.account.value)
      .bind(3, to_ms(score.window.begin))
      .bind(4, to_ms(score.window.end))
      .bind(5, static_cast<int>(score.grade))
      .bind(6, static_cast<int>(score.account_class))
      .bind(7, score.posts)
      .bind(8, score.active_days)
      .bind(9, score.covered_days)
      .bind(10, score.likelihood)
      .bind(11, score.automation_likelihood)
      .bind(12, score.low)
      .bind(13, score.high)
      .bind(14, score.likelihood_prior_1)
      .bind(15, score.likelihood_prior_15);
  int index = 16;
  for (const double nats : score.group_nats) {
    insert.bind(index++, nats);
  }
  insert.bind(23, score.rank).bind(24, score.listed_posts).bind(25, score.linking_posts);
  insert.run_bound();
}

void write_notes(Database& database, RunId run, std::span<const std::string> notes) {
  Statement insert{database, kInsertRunNote};
  for (const std::string& note : notes) {
    insert.run(run.value, std::string_view{note});
  }
}

/// In the order of the tables: neighbours share a page, whatever the order of the scores.
std::vector<const AccountScore*> by_account(std::span<const AccountScore> scores) {
  std::vector<const AccountScore*> sorted;
  sorted.reserve(scores.size());
  for (const AccountScore& score : scores) {
    sorted.push_back(&score);
  }
  std::sort(sorted.begin(), sorted.end(), [](const AccountScore* a, const AccountScore* b) {
    return a->account < b->account;
  });
  return sorted;
}

/// Writes the rows below one account's score.
class ContributionWriter {
 public:
  ContributionWriter(Database& database, RunId run)
      : run_(run),
        signals_(intern_signals(database)),
        insert_(database, kInsertContribution),
        insert_evidence_(database, kInsertEvidence) {}

  /// Of how many accounts the percentiles are.
  void write_references(Database& database, const RunTotals& totals) {
    Statement insert{database, kInsertRunSignal};
    for (std::size_t signal = 0; signal < kSignalCount; ++signal) {
      insert.run(run_.value, signals_.at(signal), totals.reference_accounts.at(signal));
    }
  }

  void write(const AccountScore& score) {
    for (const Contribution& contribution : score.contributions) {
      const auto signal = signals_.at(static_cast<std::size_t>(contribution.signal));
      insert_.run(run_.value,
                  score.account.value,
                  signal,
                  contribution.value,
                  contribution.nats,
                  contribution.percentile);
      std::int64_t position = 0;
      for (const PostId post : contribution.evidence) {
        insert_evidence_.run(run_.value, score.account.value, signal, position++, post.value);
      }
    }
  }

 private:
  RunId run_;
  SignalIds signals_;
  Statement insert_;
  Statement insert_evidence_;
};

void write_topics(Database& database, RunId run, const RunTotals& totals) {
  Statement write{database, kWriteTopic};
  Statement insert_title{database, kInsertTopicTitle};
  Statement insert_day{database, kInsertTopicDay};
  for (const TopicUse& use : totals.topics) {
    const std::string_view topic{use.topic};
    write.run(run.value,
              topic,
              std::string_view{use.title},
              use.posts,
              use.accounts,
              use.listed_posts,
              use.tone.posts,
              use.tone.mean);
    for (const auto& [language, title] : use.titles) {
      insert_title.run(run.value, topic, std::string_view{language}, std::string_view{title});
    }
    for (std::size_t day = 0; day < use.posts_per_day.size(); ++day) {
      const Tone tone = day < use.tone_per_day.size() ? use.tone_per_day[day] : Tone{};
      insert_day.run(run.value,
                     topic,
                     static_cast<std::int64_t>(day),
                     use.posts_per_day[day],
                     tone.posts,
                     tone.mean);
    }
  }
}

void write_sources(Database& database, RunId run, const RunTotals& totals) {
  Statement insert{database, kInsertSource};
  Statement insert_day{database, kInsertSourceDay};
  for (const SourceUse& use : totals.sources) {
    const std::string_view source{use.source};
    insert.run(run.value,
               source,
               use.domain ? std::optional{use.domain.value} : std::nullopt,
               static_cast<int>(use.tier),
               std::string_view{use.family},
               std::string_view{use.label},
               std::string_view{use.evidence_url},
               std::string_view{use.list},
               use.posts,
               use.accounts,
               use.stance.neutral,
               use.stance.debunk);
    std::int64_t day = 0;
    for (const std::uint32_t posts : use.posts_per_day) {
      insert_day.run(run.value, source, day++, posts);
    }
  }
}

void write_account_counts(Database& database, RunId run, const RunTotals& totals) {
  Statement insert_topic{database, kInsertAccountTopic};
  for (const AccountTopic& use : totals.account_topics) {
    insert_topic.run(run.value, use.account.value, std::string_view{use.topic}, use.posts);
  }
  Statement insert_source{database, kInsertAccountSource};
  for (const AccountSource& use : totals.account_sources) {
    insert_source.run(run.value,
                      use.account.value,
                      std::string_view{use.source},
                      use.posts,
                      use.stance.neutral,
                      use.stance.debunk);
  }
}

void write_totals(Database& database,
                  RunId run,
                  std::span<const AccountScore> scores,
                  const RunTotals& totals,
                  double report_line) {
  std::array<std::uint64_t, 4> by_grade{};
  std::uint64_t above_line = 0;
  for (const AccountScore& score : scores) {
    ++by_grade.at(static_cast<std::size_t>(score.grade));
    above_line += score.rank > 0 && score.likelihood.value_or(0.0) >= report_line ? 1U : 0U;
  }
  Statement write{database, kWriteTotals};
  write.run(run.value,
            totals.posts,
            totals.accounts,
            totals.reposts,
            totals.urls,
            totals.urls_shortened,
            totals.listed_posts,
            totals.listed_accounts,
            by_grade[0],
            by_grade[1],
            by_grade[2],
            by_grade[3],
            above_line);
  Statement insert_day{database, kInsertRunDay};
  std::int64_t day = 0;
  for (const std::uint32_t posts : totals.posts_per_day) {
    insert_day.run(run.value, day++, posts);
  }
}

}  // namespace

FindingStore::FindingStore(Database& database) : database_(database) {}

RunId FindingStore::begin_run(const AnalysisRun& run) {
  Transaction transaction{database_};
  Statement insert{database_, kFindingInsertRun};
  insert.run(to_ms(run.window.begin),
             to_ms(run.window.end),
             run.all_windows ? 1 : 0,
             to_ms(run.started),
             std::string_view{run.code_version},
             std::string_view{run.model},
             std::string_view{run.config_hash},
             std::bit_cast<std::int64_t>(run.seed),
             run.prior,
             run.report_line);
  const RunId id{database_.last_insert_id()};
  Statement insert_list{database_, kInsertRunList};
  for (const std::string& list : run.list_versions) {
    insert_list.run(id.value, std::string_view{list});
  }
  Statement insert_topic{database_, kInsertRunTopic};
  for (const std::string& topic : run.topics) {
    insert_topic.run(id.value, std::string_view{topic});
  }
  write_notes(database_, id, run.notes);
  transaction.commit();
  return id;
}

std::uint64_t FindingStore::write(RunId run,
                                  std::span<const AccountScore> scores,
                                  const RunTotals& totals) {
  Transaction transaction{database_};
  Statement state{database_, kRunState};
  if (!state.query(run.value).step() || state.integer(0) != 0) {
    throw StorageError(
        fmt::format("run {} does not exist or was already written; begin a new run", run.value));
  }
  const double report_line = state.real(2);
  state.reset();
  const std::uint64_t bytes_before = database_.used_bytes();
  Statement insert_score{database_, kInsertScore};
  ContributionWriter contributions{database_, run};
  for (const AccountScore* score : by_account(scores)) {
    write_score(insert_score, run, *score);
    contributions.write(*score);
  }
  contributions.write_references(database_, totals);
  write_topics(database_, run, totals);
  write_sources(database_, run, totals);
  write_account_counts(database_, run, totals);
  write_totals(database_, run, scores, totals, report_line);
  const std::uint64_t bytes = database_.used_bytes() - bytes_before;
  Statement write_bytes{database_, kWriteBytes};
  write_bytes.run(run.value, bytes);
  transaction.commit();
  return bytes;
}

void FindingStore::add_bytes(RunId run, std::uint64_t bytes) {
  Statement add{database_, kAddBytes};
  add.run(run.value, bytes);
}

void FindingStore::publish(RunId run, UtcTime finished) {
  Statement publish_run{database_, kPublish};
  publish_run.run(run.value, to_ms(finished));
  if (database_.changes() == 0) {
    throw StorageError(fmt::format("run {} was not written: it cannot be published", run.value));
  }
}

}  // namespace vigie::storage

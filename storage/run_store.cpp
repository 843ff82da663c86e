#include "storage/run_store.h"

#include <bit>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "storage/activity_reader.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kLatestRun =
    "SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL";
constexpr std::string_view kLastCollected =
    "SELECT max(coalesce(finished_ms, started_ms)) FROM collection WHERE repeat_of IS NULL "
    "AND method <> 'labels'";
constexpr std::string_view kRunReadRun =
    "SELECT run_id, window_begin_ms, window_end_ms, all_windows, started_ms, code_version, model, "
    "config_hash, seed, prior, report_line, posts, accounts, published_ms, bytes FROM analysis_run "
    "WHERE ?1 IS NULL OR run_id = ?1 ORDER BY run_id DESC";
constexpr std::string_view kReadRunLists =
    "SELECT list_version FROM run_list WHERE run_id = ?1 ORDER BY list_version";
constexpr std::string_view kReadRunTopics =
    "SELECT topic FROM run_topic WHERE run_id = ?1 ORDER BY topic";
constexpr std::string_view kReadRunNotes =
    "SELECT note FROM run_note WHERE run_id = ?1 ORDER BY position";
// The readings of one live source are one line: a new one begins after every gap.
constexpr std::string_view kReadCollections =
    "SELECT coalesce(p.name, ''), c.source, c.method, sum(c.records), sum(c.stored), "
    "sum(c.duplicates), sum(c.rejected), sum(c.ignored), min(c.complete), "
    "max(c.coverage_assumed), min(v.begin_ms), max(v.end_ms) - 1, min(c.collection_id) AS first "
    "FROM collection c LEFT JOIN platform p USING (platform_id) "
    "LEFT JOIN (SELECT collection_id, min(begin_ms) AS begin_ms, max(end_ms) AS end_ms "
    "FROM coverage GROUP BY collection_id) v USING (collection_id) "
    "WHERE c.repeat_of IS NULL AND c.method <> 'labels' "
    "GROUP BY CASE WHEN c.method = 'stream' THEN c.source ELSE c.collection_id END "
    "ORDER BY first";
constexpr std::string_view kReadRejects =
    "SELECT r.reason, count(*), c.source, r.line, r.byte_offset, r.detail, "
    "min(r.collection_id * 1000000000000 + r.line) FROM reject r "
    "JOIN collection c USING (collection_id) GROUP BY r.reason ORDER BY count(*) DESC, r.reason";

std::uint64_t count(Database& database, std::string_view sql) {
  return static_cast<std::uint64_t>(database.scalar(sql));
}

std::vector<std::string> read_texts(Database& database, std::string_view sql, RunId run) {
  std::vector<std::string> texts;
  Statement read{database, sql};
  read.query(run.value);
  while (read.step()) {
    texts.emplace_back(read.text(0));
  }
  return texts;
}

RunSummary read_run(Database& database, const Statement& row) {
  RunSummary summary;
  AnalysisRun& run = summary.run;
  run.id = {row.integer(0)};
  run.window = {from_ms(row.integer(1)), from_ms(row.integer(2))};
  run.all_windows = row.integer(3) != 0;
  run.started = from_ms(row.integer(4));
  run.code_version = row.text(5);
  run.model = row.text(6);
  run.config_hash = row.text(7);
  run.seed = std::bit_cast<std::uint64_t>(row.integer(8));
  run.prior = row.real(9);
  run.report_line = row.real(10);
  run.posts = static_cast<std::uint64_t>(row.integer(11));
  run.accounts = static_cast<std::uint64_t>(row.integer(12));
  if (!row.is_null(13)) {
    summary.published = from_ms(row.integer(13));
  }
  summary.bytes = static_cast<std::uint64_t>(row.integer(14));
  run.list_versions = read_texts(database, kReadRunLists, run.id);
  run.topics = read_texts(database, kReadRunTopics, run.id);
  run.notes = read_texts(database, kReadRunNotes, run.id);
  return summary;
}

std::uint64_t log_bytes(const std::filesystem::path& file) {
  std::error_code missing;
  const auto size = std::filesystem::file_size(file.string() + "-wal", missing);
  return missing ? 0 : size;
}

}  // namespace

RunStore::RunStore(Database& database) : database_(database) {}

std::optional<UtcTime> RunStore::last_collected() {
  Statement statement{database_, kLastCollected};
  statement.step();
  return statement.is_null(0) ? std::nullopt : std::optional{from_ms(statement.integer(0))};
}

std::optional<RunId> RunStore::latest_run() {
  const RunId run{database_.scalar(kLatestRun)};
  return run ? std::optional{run} : std::nullopt;
}

std::optional<RunSummary> RunStore::find_run(RunId run) {
  Statement read{database_, kRunReadRun};
  read.query(run.value);
  return read.step() ? std::optional{read_run(database_, read)} : std::nullopt;
}

std::vector<RunSummary> RunStore::runs() {
  std::vector<RunSummary> runs;
  Statement read{database_, kRunReadRun};
  read.query(nullptr);
  while (read.step()) {
    runs.push_back(read_run(database_, read));
  }
  return runs;
}

std::vector<ReportCollection> RunStore::collections() {
  std::vector<ReportCollection> collections;
  Statement read{database_, kReadCollections};
  const auto number = [&read](int column) {
    return static_cast<std::uint64_t>(read.integer(column));
  };
  const auto time = [&read](int column) {
    const auto ms = read.optional_integer(column);
    return ms ? std::optional{from_ms(*ms)} : std::nullopt;
  };
  while (read.step()) {
    collections.push_back({.platform = std::string{read.text(0)},
                           .source = std::string{read.text(1)},
                           .method = std::string{read.text(2)},
                           .records = number(3),
                           .stored = number(4),
                           .duplicates = number(5),
                           .rejected = number(6),
                           .ignored = number(7),
                           .complete = read.integer(8) != 0 || read.text(2) == "stream",
                           .coverage_assumed = read.integer(9) != 0,
                           .first_post = time(10),
                           .last_post = time(11)});
  }
  return collections;
}

// With one min() SQLite takes the other columns from the row that holds the minimum: the example is
// the first such record.
std::vector<ReportReject> RunStore::rejects_by_reason() {
  std::vector<ReportReject> rejects;
  Statement read{database_, kReadRejects};
  while (read.step()) {
    const bool has_line = read.integer(3) > 0;
    rejects.push_back(
        {.reason = std::string{read.text(0)},
         .count = static_cast<std::uint64_t>(read.integer(1)),
         .example = fmt::format(
             "{} {} {}", read.text(2), has_line ? "line" : "byte", read.integer(has_line ? 3 : 4)),
         .detail = std::string{read.text(5)}});
  }
  return rejects;
}

StoreStatus RunStore::status() {
  ActivityReader activity{database_};
  StoreStatus status;
  status.schema_version = database_.schema_version();
  status.database_bytes = database_.used_bytes();
  status.log_bytes = log_bytes(database_.file());
  status.posts = count(database_, "SELECT count(*) FROM post");
  status.posts_deleted = count(database_, "SELECT count(*) FROM post WHERE state <> 0");
  status.accounts = count(database_, "SELECT count(*) FROM account");
  status.objects = count(database_, "SELECT count(*) FROM object");
  status.shares = count(database_, "SELECT count(*) FROM share");
  status.domains = count(database_, "SELECT count(*) FROM domain");
  status.rejects = count(database_, "SELECT count(*) FROM reject");
  status.runs =
      count(database_, "SELECT count(*) FROM analysis_run WHERE published_ms IS NOT NULL");
  status.oldest_post = activity.oldest_post_time();
  status.newest_post = activity.newest_post_time();
  return status;
}

}  // namespace vigie::storage

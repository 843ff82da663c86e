#include "storage/trace_reader.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "storage/activity_reader.h"
#include "storage/report_posts.h"
#include "storage/run_store.h"
#include "storage/sqlite/statement.h"
#include "storage/withheld_names.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kTraceFindObject =
    "SELECT object_id FROM object WHERE kind = ?1 AND key = ?2";
constexpr std::string_view kTraceObject =
    "SELECT kind, key, coalesce(url_state, 0) FROM object WHERE object_id = ?1";
constexpr std::string_view kTracePlatforms = "SELECT name FROM platform ORDER BY name";
constexpr std::string_view kTraceShares =
    "SELECT t.sort_ms, t.account_id FROM share s JOIN post t ON t.post_id = s.post_id "
    "WHERE s.object_id = ?1 AND t.state = 0";
// SQLite keeps no more than the limit while it sorts.
constexpr std::string_view kRows =
    "SELECT t.sort_ms, p.name, a.native_id, coalesce(a.handle, a.native_id), t.native_id, t.kind, "
    "t.account_id FROM share s JOIN post t ON t.post_id = s.post_id "
    "JOIN account a ON a.account_id = t.account_id JOIN platform p ON p.platform_id = "
    "a.platform_id "
    "WHERE s.object_id = ?1 AND t.state = 0 "
    "ORDER BY t.sort_ms, p.name, a.native_id, t.native_id LIMIT ?2";
constexpr std::string_view kSharer =
    "SELECT p.name, coalesce(a.handle, a.native_id) FROM account a "
    "JOIN platform p ON p.platform_id = a.platform_id WHERE a.account_id = ?1";
constexpr std::string_view kTraceScore =
    "SELECT likelihood, grade, account_class, listed_posts FROM account_score "
    "WHERE run_id = ?1 AND account_id = ?2";
constexpr std::string_view kGroup =
    "SELECT group_id, known_reason IS NOT NULL FROM group_member "
    "WHERE run_id = ?1 AND account_id = ?2 ORDER BY group_id LIMIT 1";
constexpr std::string_view kTraceIsTested =
    "SELECT 1 FROM run_coordination WHERE run_id = ?1 AND shares > 0";
constexpr std::string_view kOrigin =
    "SELECT t.post_id, coalesce(a.handle, a.native_id), a.account_id FROM platform p "
    "CROSS JOIN post t ON t.platform_id = p.platform_id AND t.native_id = ?2 "
    "JOIN account a ON a.account_id = t.account_id WHERE p.name = ?1 AND t.state = 0";

/// What a run says of one account after the other.
class SharerReader {
 public:
  SharerReader(Database& database, RunId run, double report_line)
      : run_(run),
        report_line_(report_line),
        score_(database, kTraceScore),
        group_(database, kGroup) {}

  void count(std::int64_t account, TraceSharers& sharers) {
    score_.query(run_.value, account);
    if (score_.step()) {
      ++sharers.scored;
      const auto likelihood = score_.optional_real(0);
      sharers.above_line += likelihood && *likelihood >= report_line_ ? 1U : 0U;
      sharers.declared += score_.integer(2) != 0 ? 1U : 0U;
      sharers.with_listed += score_.integer(3) > 0 ? 1U : 0U;
    }
    score_.reset();
    group_.query(run_.value, account);
    if (group_.step()) {
      ++sharers.in_groups;
      sharers.known += group_.integer(1) != 0 ? 1U : 0U;
    }
    group_.reset();
  }

  void describe(std::int64_t account, TraceRow& row) {
    score_.query(run_.value, account);
    if (score_.step()) {
      row.likelihood = score_.optional_real(0);
      row.grade = static_cast<Grade>(score_.integer(1));
    }
    score_.reset();
    group_.query(run_.value, account);
    if (group_.step()) {
      row.group = static_cast<std::uint32_t>(group_.integer(0));
    }
    group_.reset();
  }

 private:
  RunId run_;
  double report_line_;
  Statement score_;
  Statement group_;
};

void read_object(Database& database, ObjectId object, ReportTrace& trace) {
  Statement row{database, kTraceObject};
  if (!row.query(object.value).step()) {
    throw StorageError(
        fmt::format("there is no object {} in {}", object.value, database.file().string()));
  }
  trace.kind = static_cast<ObjectKind>(row.integer(0));
  trace.key = row.text(1);
  trace.is_shortened = row.integer(2) == static_cast<std::int64_t>(UrlState::kShortened);
}

void read_origin(Database& database, const NamingRules& naming, ReportTrace& trace) {
  const std::size_t space = trace.key.find(' ');
  if (trace.kind != ObjectKind::kPost || space == std::string::npos) {
    return;
  }
  const std::string_view key{trace.key};
  Statement row{database, kOrigin};
  if (row.query(key.substr(0, space), key.substr(space + 1)).step()) {
    trace.origin = ReportPostReader{database, naming}.read(row.integer(0));
    trace.origin_account = row.text(1);
    std::string id;
    static_cast<void>(
        WithheldNames{database, naming}.hide({row.integer(2)}, id, trace.origin_account));
  }
}

void read_run(Database& database, RunId run, ReportTrace& trace) {
  auto summary = RunStore{database}.find_run(run);
  if (!summary || !summary->published) {
    throw StorageError(
        fmt::format("there is no finished run {} in {}", run.value, database.file().string()));
  }
  trace.run = std::move(summary->run);
  Statement tested{database, kTraceIsTested};
  trace.groups_tested = tested.query(run.value).step();
}

std::vector<TraceShare> read_shares(Database& database, ObjectId object) {
  std::vector<TraceShare> shares;
  Statement row{database, kTraceShares};
  row.query(object.value);
  while (row.step()) {
    shares.push_back({row.integer(0), row.integer(1)});
  }
  return shares;
}

std::vector<std::int64_t> accounts_of(const std::vector<TraceShare>& shares) {
  std::vector<std::int64_t> accounts;
  accounts.reserve(shares.size());
  for (const TraceShare& share : shares) {
    accounts.push_back(share.account);
  }
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  return accounts;
}

void read_rows(Database& database,
               ObjectId object,
               const TraceQuery& query,
               SharerReader* sharers,
               ReportTrace& trace) {
  std::unordered_set<std::int64_t> seen;
  WithheldNames names{database, query.naming};
  Statement row{database, kRows};
  row.query(object.value, query.max_rows);
  while (row.step()) {
    TraceRow& shown = trace.rows.emplace_back();
    shown.time = from_ms(row.integer(0));
    shown.platform = row.text(1);
    shown.native_id = row.text(2);
    shown.handle = row.text(3);
    shown.post = row.text(4);
    shown.kind = post_kind_name(row.integer(5));
    shown.withheld = names.hide({row.integer(6)}, shown.native_id, shown.handle);
    if (shown.withheld) {
      shown.post.clear();
    }
    shown.is_first_by_account = seen.insert(row.integer(6)).second;
    if (sharers != nullptr) {
      sharers->describe(row.integer(6), shown);
    }
  }
}

}  // namespace

std::optional<ObjectId> find_object(Database& database, ObjectKind kind, std::string_view key) {
  Statement row{database, kTraceFindObject};
  return row.query(static_cast<int>(kind), key).step() ? std::optional(ObjectId{row.integer(0)})
                                                       : std::nullopt;
}

std::vector<std::string> find_post_keys(Database& database, std::string_view native_id) {
  std::vector<std::string> keys;
  Statement row{database, kTracePlatforms};
  while (row.step()) {
    std::string key = fmt::format("{} {}", row.text(0), native_id);
    if (find_object(database, ObjectKind::kPost, key)) {
      keys.push_back(std::move(key));
    }
  }
  return keys;
}

TraceReading read_trace(Database& database,
                        ObjectId object,
                        const TraceQuery& query,
                        FunctionRef<bool(std::string_view, std::string_view)> is_listed) {
  const ReadSnapshot snapshot{database};
  TraceReading reading;
  ReportTrace& trace = reading.trace;
  read_object(database, object, trace);
  read_origin(database, query.naming, trace);
  std::optional<SharerReader> sharers;
  if (query.run) {
    read_run(database, *query.run, trace);
    sharers.emplace(database, *query.run, trace.run->report_line);
  }
  reading.shares = read_shares(database, object);
  Statement sharer{database, kSharer};
  for (const std::int64_t account : accounts_of(reading.shares)) {
    if (sharers) {
      sharers->count(account, trace.sharers);
    }
    sharer.query(account);
    if (sharer.step() && is_listed(sharer.text(0), sharer.text(1))) {
      ++trace.listed_accounts;
    }
    sharer.reset();
  }
  read_rows(database, object, query, sharers ? &*sharers : nullptr, trace);
  reading.trace.key = WithheldNames{database, query.naming}.object_key(trace.key);
  return reading;
}

}  // namespace vigie::storage

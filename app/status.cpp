#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/collect_status.h"
#include "app/commands.h"
#include "app/coordination_run.h"
#include "app/query_output.h"
#include "app/status_steps.h"
#include "app/workspace.h"
#include "storage/group_reader.h"
#include "storage/live_reader.h"
#include "storage/recheck_store.h"
#include "storage/run_store.h"
#include "storage/status_reader.h"

namespace vigie::app {
namespace {

using nlohmann::ordered_json;

constexpr std::uint32_t kRunsShown = 10;
constexpr std::size_t kMostCollections = 40;
constexpr std::size_t kMostSizes = 12;
constexpr std::uint32_t kMostGaps = 10;
// Measuring tables reads the whole file: by itself only where that takes about a second.
constexpr std::uint64_t kMeasuredBytes = 1'000'000'000;

constexpr const char* kSeeRejects =
    "To see the records: vigie query \"SELECT source, line, reason, detail, CAST(bytes AS TEXT) AS "
    "record FROM v_reject LIMIT 20\" --table\n";

/// All that is shown, read once.
struct Status {
  storage::StoreStatus store;
  std::uint64_t free_bytes = 0;
  std::vector<storage::PlatformSpan> platforms;
  std::vector<ReportCollection> collections;
  std::vector<storage::LiveSourceLine> live_sources;
  std::vector<storage::GapLine> gaps;  ///< Of the last week, newest first.
  std::string collecting;              ///< What `vigie collect` wrote last; empty: nothing.
  storage::RecheckState recheck;
  std::vector<ReportReject> rejects;
  std::vector<storage::RunLine> runs;
  std::vector<storage::StoredSize> sizes;  ///< Empty: not measured.
  std::vector<std::string> steps;
  RunId latest_run;  ///< Published; 0: there is none.
  /// What it looked at for coordination; nothing when it did not look.
  std::optional<CoordinationTotals> coordination;
  std::uint64_t groups = 0;
};

void read_coordination(storage::Database& database, Status& status) {
  const auto latest = std::find_if(
      status.runs.begin(), status.runs.end(), [](const auto& run) { return run.published; });
  if (latest == status.runs.end()) {
    return;
  }
  status.latest_run = latest->run;
  status.coordination = storage::read_coordination_totals(database, latest->run);
  status.groups = storage::read_groups(database, latest->run, {.max_groups = 0}).groups_total;
}

Status read_status(storage::Database& database, const StatusCommand& command) {
  storage::RunStore store{database};
  Status status;
  status.store = store.status();
  status.free_bytes = storage::read_free_bytes(database);
  status.platforms = storage::read_platforms(database);
  status.collections = store.collections();
  status.live_sources = storage::read_live_sources(database);
  status.gaps =
      storage::read_gaps(database, wall_clock() - std::chrono::days{7}, wall_clock(), kMostGaps);
  status.collecting = collecting_line(command.common.db);
  status.recheck = storage::read_recheck_state(database);
  status.rejects = store.rejects_by_reason();
  status.runs = storage::read_runs(database, kRunsShown);
  read_coordination(database, status);
  if (command.sizes || status.store.database_bytes <= kMeasuredBytes) {
    status.sizes = storage::read_sizes(database);
  }
  status.steps =
      next_steps({.posts = status.store.posts,
                  .collections = status.collections,
                  .runs = status.runs,
                  .last_collected = store.last_collected(),
                  .max_reject_share = load_settings(command.common).import.max_reject_share});
  return status;
}

std::string time_or_dash(const std::optional<UtcTime>& time) {
  return time ? to_iso8601(*time) : "-";
}

std::string date_or_dash(const std::optional<UtcTime>& time) {
  return time ? to_iso_date(*time) : "-";
}

std::string last_day(const TimeWindow& window) {
  return to_iso_date(window.end - std::chrono::milliseconds{1});
}

std::uint64_t bytes_of(const std::vector<storage::StoredSize>& sizes, bool indexes) {
  std::uint64_t bytes = 0;
  for (const storage::StoredSize& size : sizes) {
    bytes += size.is_index == indexes ? size.bytes : 0;
  }
  return bytes;
}

ordered_json json_of(const ReportCollection& item) {
  return {{"platform", item.platform},
          {"source", item.source},
          {"method", item.method},
          {"records", item.records},
          {"stored", item.stored},
          {"duplicates", item.duplicates},
          {"rejected", item.rejected},
          {"ignored", item.ignored},
          {"complete", item.complete},
          {"first_post", time_or_dash(item.first_post)},
          {"last_post", time_or_dash(item.last_post)}};
}

ordered_json json_of(const storage::LiveSourceLine& line) {
  return {{"source", line.name},
          {"updated", to_iso8601(line.updated)},
          {"first_seen", time_or_dash(line.first_seen)},
          {"last_seen", time_or_dash(line.last_seen)},
          {"seen_hours", line.seen_hours},
          {"gaps", line.gaps},
          {"gap_hours", line.gap_hours}};
}

ordered_json json_of(const storage::GapLine& gap) {
  return {{"source", gap.source},
          {"begin", to_iso8601(gap.begin)},
          {"end", to_iso8601(gap.end)},
          {"reason", gap.reason}};
}

ordered_json json_of(const ReportReject& reject) {
  return {{"reason", reject.reason},
          {"count", reject.count},
          {"example", reject.example},
          {"detail", reject.detail}};
}

ordered_json json_of(const storage::PlatformSpan& span) {
  return {{"platform", span.platform},
          {"posts", span.posts},
          {"posts_deleted", span.posts_deleted},
          {"accounts", span.accounts},
          {"oldest_post", time_or_dash(span.oldest_post)},
          {"newest_post", time_or_dash(span.newest_post)}};
}

ordered_json json_of(const storage::RunLine& run) {
  return {{"run", run.run.value},
          {"window", {to_iso8601(run.window.begin), to_iso8601(run.window.end)}},
          {"all_windows", run.all_windows},
          {"started", to_iso8601(run.started)},
          {"published", time_or_dash(run.published)},
          {"model", run.model},
          {"posts", run.posts},
          {"accounts", run.accounts},
          {"at_or_above_line", run.above_line},
          {"bytes", run.bytes}};
}

ordered_json json_of(const storage::StoredSize& size) {
  return {{"name", size.name}, {"kind", size.is_index ? "index" : "table"}, {"bytes", size.bytes}};
}

template <typename Record>
ordered_json list_of(const std::vector<Record>& records) {
  auto list = ordered_json::array();
  for (const Record& record : records) {
    list.push_back(json_of(record));
  }
  return list;
}

ordered_json coordination_json(const Status& status) {
  if (!status.coordination) {
    return nullptr;
  }
  const CoordinationTotals& totals = *status.coordination;
  auto layers = ordered_json::array();
  for (const CoordinationLayerTotals& layer : totals.layers) {
    layers.push_back(
        {{"layer", layer_name(layer.layer)}, {"shares", layer.shares}, {"objects", layer.objects}});
  }
  return {{"run", status.latest_run.value},
          {"layers", std::move(layers)},
          {"shared_objects", totals.objects},
          {"shares", totals.shares},
          {"popular_objects", totals.popular_objects},
          {"tested_pairs", totals.tested_pairs},
          {"pairs", totals.pairs},
          {"groups", status.groups},
          {"accounts", totals.accounts},
          {"summary", coordination_line(totals, status.groups)}};
}

ordered_json as_json(const Status& status) {
  const storage::StoreStatus& store = status.store;
  return {{"schema_version", store.schema_version},
          {"database_bytes", store.database_bytes},
          {"free_bytes", status.free_bytes},
          {"log_bytes", store.log_bytes},
          {"posts", store.posts},
          {"posts_deleted", store.posts_deleted},
          {"accounts", store.accounts},
          {"objects", store.objects},
          {"shares", store.shares},
          {"domains", store.domains},
          {"oldest_post", time_or_dash(store.oldest_post)},
          {"newest_post", time_or_dash(store.newest_post)},
          {"runs", store.runs},
          {"platforms", list_of(status.platforms)},
          {"collections", list_of(status.collections)},
          {"live_sources", list_of(status.live_sources)},
          {"gaps", list_of(status.gaps)},
          {"recheck",
           {{"last", time_or_dash(status.recheck.last)},
            {"posts", status.recheck.posts},
            {"absent_once", status.recheck.absent}}},
          {"rejects", list_of(status.rejects)},
          {"latest_runs", list_of(status.runs)},
          {"coordination", coordination_json(status)},
          {"sizes", list_of(status.sizes)},
          {"next", status.steps}};
}

void say_platforms(const Status& status, Console& console) {
  if (status.platforms.empty()) {
    return;
  }
  Table table{{"platform", "posts", "erased", "accounts", "first post", "last post"}};
  for (const storage::PlatformSpan& span : status.platforms) {
    table.add({escape_controls(span.platform),
               with_thousands(span.posts),
               with_thousands(span.posts_deleted),
               with_thousands(span.accounts),
               time_or_dash(span.oldest_post),
               time_or_dash(span.newest_post)});
  }
  console.say(table.render());
}

void say_collections(const Status& status, Console& console) {
  if (status.collections.empty()) {
    return;
  }
  Table table{{"source",
               "platform",
               "records",
               "stored",
               "known",
               "rejected",
               "ignored",
               "first post",
               "last post",
               "read to its end"}};
  // The newest matter most; the others are in --json.
  const std::size_t all = status.collections.size();
  for (std::size_t i = all - std::min(all, kMostCollections); i < all; ++i) {
    const ReportCollection& item = status.collections[i];
    table.add({escape_controls(item.source),
               escape_controls(item.platform),
               with_thousands(item.records),
               with_thousands(item.stored),
               with_thousands(item.duplicates),
               with_thousands(item.rejected),
               with_thousands(item.ignored),
               date_or_dash(item.first_post),
               date_or_dash(item.last_post),
               item.complete ? "yes" : "no: import it again to go on"});
  }
  console.say(table.render());
  if (all > kMostCollections) {
    console.say(fmt::format("({} older ones: --json lists them)\n", all - kMostCollections));
  }
}

void say_recheck(const storage::RecheckState& recheck, Console& console) {
  if (recheck.last) {
    console.say(fmt::format(
        "Posts of reports were last asked for again at {}; {} are absent, and shown nowhere.\n",
        to_iso8601(*recheck.last),
        with_thousands(recheck.absent)));
  }
}

void say_live_sources(const Status& status, Console& console) {
  if (!status.collecting.empty()) {
    console.say(status.collecting);
  }
  if (status.live_sources.empty()) {
    return;
  }
  Table table{{"live source", "last heard of", "seen since", "hours seen", "gaps", "hours missed"}};
  for (const storage::LiveSourceLine& line : status.live_sources) {
    table.add({escape_controls(line.name),
               to_iso8601(line.updated),
               time_or_dash(line.first_seen),
               fmt::format("{:.1f}", line.seen_hours),
               with_thousands(line.gaps),
               fmt::format("{:.1f}", line.gap_hours)});
  }
  console.say(table.render());
  if (status.gaps.empty()) {
    return;
  }
  Table gaps{{"missed in the last week", "from", "to", "because"}};
  for (const storage::GapLine& gap : status.gaps) {
    gaps.add({escape_controls(gap.source),
              to_iso8601(gap.begin),
              to_iso8601(gap.end),
              escape_controls(gap.reason)});
  }
  console.say(gaps.render());
}

void say_rejects(const Status& status, Console& console) {
  if (status.rejects.empty()) {
    console.say("No record was refused.\n");
    return;
  }
  Table table{{"refused because", "records", "for example", "detail"}};
  for (const ReportReject& reject : status.rejects) {
    table.add({escape_controls(reject.reason),
               with_thousands(reject.count),
               escape_controls(reject.example),
               escape_controls(reject.detail.substr(0, 80))});
  }
  console.say(table.render());
  console.say(kSeeRejects);
}

void say_runs(const Status& status, Console& console) {
  if (status.runs.empty()) {
    return;
  }
  Table table{{"run",
               "started",
               "first day",
               "last day",
               "model",
               "posts",
               "accounts",
               "at the line",
               "size",
               "state"}};
  for (const storage::RunLine& run : status.runs) {
    std::string state = run.published ? "published" : "broke off";
    state += run.all_windows ? ", all windows" : "";
    table.add({std::to_string(run.run.value),
               to_iso8601(run.started),
               to_iso_date(run.window.begin),
               last_day(run.window),
               escape_controls(run.model),
               with_thousands(run.posts),
               with_thousands(run.accounts),
               with_thousands(run.above_line),
               human_bytes(run.bytes),
               state});
  }
  console.say(table.render());
}

void say_coordination(const Status& status, Console& console) {
  if (!status.latest_run) {
    return;
  }
  if (!status.coordination) {
    console.say(fmt::format("Run {} did not look for coordination: it was switched off.\n",
                            status.latest_run.value));
    return;
  }
  const CoordinationTotals& totals = *status.coordination;
  console.say(
      fmt::format("Run {}. {}", status.latest_run.value, coordination_line(totals, status.groups)));
  if (totals.layers.empty()) {
    console.say("");
    return;
  }
  Table table{{"shared thing", "shares", "different ones"}};
  for (const CoordinationLayerTotals& layer : totals.layers) {
    table.add({std::string{layer_name(layer.layer)},
               with_thousands(layer.shares),
               with_thousands(layer.objects)});
  }
  console.say(table.render());
  if (totals.popular_objects > 0) {
    console.say(fmt::format(
        "{} things were so widely shared that only near neighbours in time were looked at.\n",
        with_thousands(totals.popular_objects)));
  }
}

void say_sizes(const Status& status, Console& console) {
  console.say(fmt::format("Size: {} in use, {} free inside the file, {} of log.",
                          human_bytes(status.store.database_bytes),
                          human_bytes(status.free_bytes),
                          human_bytes(status.store.log_bytes)));
  if (status.sizes.empty()) {
    console.say("`vigie status --sizes` measures tables and indexes: it reads the whole file.\n");
    return;
  }
  console.say(fmt::format("Tables take {}, indexes {}. The largest:",
                          human_bytes(bytes_of(status.sizes, false)),
                          human_bytes(bytes_of(status.sizes, true))));
  Table table{{"name", "kind", "size"}};
  for (std::size_t i = 0; i < std::min(status.sizes.size(), kMostSizes); ++i) {
    table.add({status.sizes[i].name,
               status.sizes[i].is_index ? "index" : "table",
               human_bytes(status.sizes[i].bytes)});
  }
  console.say(table.render());
}

void say_status(const Status& status, const StatusCommand& command, Console& console) {
  const storage::StoreStatus& store = status.store;
  console.say(fmt::format("{}: {} ({} erased) of {}, {} to {}.",
                          command.common.db.string(),
                          counted(store.posts, "post"),
                          with_thousands(store.posts_deleted),
                          counted(store.accounts, "account"),
                          time_or_dash(store.oldest_post),
                          time_or_dash(store.newest_post)));
  console.say(fmt::format("{} in {}, {}; {}; schema {}.\n",
                          counted(store.objects, "object"),
                          counted(store.shares, "share"),
                          counted(store.domains, "domain"),
                          counted(store.runs, "run"),
                          store.schema_version));
  say_platforms(status, console);
  say_collections(status, console);
  say_live_sources(status, console);
  say_recheck(status.recheck, console);
  say_rejects(status, console);
  say_runs(status, console);
  say_coordination(status, console);
  say_sizes(status, console);
  for (const std::string& step : status.steps) {
    console.say("Next: " + step);
  }
}

}  // namespace

void run(const StatusCommand& command, Console& console) {
  storage::Database database = open_for_reading(command.common);
  const Status status = read_status(database, command);
  database.check_unchanged();
  if (console.json_mode()) {
    console.json(as_json(status).dump(2, ' ', false, ordered_json::error_handler_t::replace));
    return;
  }
  say_status(status, command, console);
}

}  // namespace vigie::app

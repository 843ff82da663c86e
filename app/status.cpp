#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/workspace.h"
#include "storage/run_store.h"

namespace vigie::app {
namespace {

using nlohmann::ordered_json;

std::string next_step(const storage::StoreStatus& status) {
  if (status.posts == 0) {
    return "Next: `vigie import FILE...` (no posts yet).";
  }
  if (status.runs == 0) {
    return "Next: `vigie analyze`, then `vigie report`.";
  }
  return "Next: `vigie report`, or `vigie daily` each morning.";
}

std::string time_or_dash(const std::optional<UtcTime>& time) {
  return time ? to_iso8601(*time) : "-";
}

ordered_json as_json(storage::RunStore& store, const storage::StoreStatus& status) {
  ordered_json document{{"schema_version", status.schema_version},
                        {"database_bytes", status.database_bytes},
                        {"log_bytes", status.log_bytes},
                        {"posts", status.posts},
                        {"posts_deleted", status.posts_deleted},
                        {"accounts", status.accounts},
                        {"objects", status.objects},
                        {"shares", status.shares},
                        {"domains", status.domains},
                        {"oldest_post", time_or_dash(status.oldest_post)},
                        {"newest_post", time_or_dash(status.newest_post)},
                        {"runs", status.runs}};
  document["collections"] = ordered_json::array();
  for (const ReportCollection& item : store.collections()) {
    document["collections"].push_back({{"platform", item.platform},
                                       {"source", item.source},
                                       {"method", item.method},
                                       {"records", item.records},
                                       {"stored", item.stored},
                                       {"duplicates", item.duplicates},
                                       {"rejected", item.rejected},
                                       {"ignored", item.ignored},
                                       {"complete", item.complete}});
  }
  document["rejects"] = ordered_json::array();
  for (const ReportReject& reject : store.rejects_by_reason()) {
    document["rejects"].push_back(
        {{"reason", reject.reason}, {"count", reject.count}, {"example", reject.example}});
  }
  return document;
}

void say_collections(storage::RunStore& store, Console& console) {
  Table table{{"platform", "source", "records", "stored", "known", "rejected", "ignored", "done"}};
  for (const ReportCollection& item : store.collections()) {
    table.add({item.platform,
               item.source,
               with_thousands(item.records),
               with_thousands(item.stored),
               with_thousands(item.duplicates),
               with_thousands(item.rejected),
               with_thousands(item.ignored),
               item.complete ? "yes" : "no: import it again to go on"});
  }
  console.say(table.render());
}

void say_rejects(storage::RunStore& store, Console& console) {
  const auto rejects = store.rejects_by_reason();
  if (rejects.empty()) {
    console.say("No record was refused.\n");
    return;
  }
  Table table{{"refused because", "records", "for example"}};
  for (const ReportReject& reject : rejects) {
    table.add({reject.reason, with_thousands(reject.count), reject.example});
  }
  console.say(table.render());
}

}  // namespace

void run(const StatusCommand& command, Console& console) {
  storage::Database database = open_for_reading(command.common);
  storage::RunStore store{database};
  const storage::StoreStatus status = store.status();
  if (console.json_mode()) {
    console.json(
        as_json(store, status).dump(2, ' ', false, ordered_json::error_handler_t::replace));
    return;
  }
  console.say(fmt::format("{}: {} posts ({} erased) of {} accounts, {} to {}.",
                          command.common.db.string(),
                          with_thousands(status.posts),
                          with_thousands(status.posts_deleted),
                          with_thousands(status.accounts),
                          time_or_dash(status.oldest_post),
                          time_or_dash(status.newest_post)));
  console.say(fmt::format("{} objects shared {} times, {} domains; {} runs; {} and {} of log.\n",
                          with_thousands(status.objects),
                          with_thousands(status.shares),
                          with_thousands(status.domains),
                          with_thousands(status.runs),
                          human_bytes(status.database_bytes),
                          human_bytes(status.log_bytes)));
  say_collections(store, console);
  say_rejects(store, console);
  console.say(next_step(status));
}

}  // namespace vigie::app

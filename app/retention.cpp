// `vigie retention`: erase what is older than the policy.
#include "storage/retention.h"

#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/failure.h"
#include "app/interrupt.h"
#include "app/suppression_key.h"
#include "app/workspace.h"
#include "storage/erasure.h"

namespace vigie::app {
namespace {

struct CountLine {
  const char* key;
  const char* about;
  std::uint64_t storage::RetentionCounts::*count;
};

constexpr auto kCountLines = std::to_array<CountLine>({
    {"texts", "texts, records and URLs as given", &storage::RetentionCounts::texts},
    {"posts", "post rows with their shares", &storage::RetentionCounts::posts},
    {"runs", "runs", &storage::RetentionCounts::runs},
    {"rejects", "refused records' bytes", &storage::RetentionCounts::rejects},
    {"away_accounts", "accounts away beyond the grace", &storage::RetentionCounts::away_accounts},
    {"away_posts", "posts of these", &storage::RetentionCounts::away_posts},
    {"deleted_accounts",
     "deleted accounts, now a keyed hash",
     &storage::RetentionCounts::deleted_accounts},
    {"bare_accounts", "accounts without anything left", &storage::RetentionCounts::bare_accounts},
    {"snapshots", "counters of accounts", &storage::RetentionCounts::snapshots},
    {"tombstones", "tombstones", &storage::RetentionCounts::tombstones},
});

void tell_counts(const RetentionCommand& command,
                 const storage::RetentionCounts& counts,
                 Console& console) {
  if (console.json_mode()) {
    nlohmann::ordered_json document{{"dry_run", command.dry_run}};
    for (const CountLine& line : kCountLines) {
      document[line.key] = counts.*line.count;
    }
    console.json(document.dump(2));
    return;
  }
  Table table{{command.dry_run ? "would go" : "gone", "number"}};
  for (const CountLine& line : kCountLines) {
    table.add({line.about, with_thousands(counts.*line.count)});
  }
  console.say(table.render());
}

}  // namespace

void run(const RetentionCommand& command, Console& console) {
  const config::Settings settings = load_settings(command.common);
  storage::RetentionOrder order{
      .options = settings.retention, .now = wall_clock(), .suppression_key = {}};
  if (command.dry_run) {
    storage::Database database = open_for_reading(command.common);
    tell_counts(command, storage::count_expired(database, order), console);
    database.check_unchanged();
    return;
  }
  const InterruptGuard interrupt;
  storage::Database database = open_for_writing(command.common, false);
  order.suppression_key = need_suppression_key(database);
  order.progress = [&](const storage::RetentionCounts& counts) {
    console.progress(fmt::format("{} texts, {} posts, {} accounts erased",
                                 with_thousands(counts.texts),
                                 with_thousands(counts.posts + counts.away_posts),
                                 with_thousands(counts.away_accounts + counts.deleted_accounts)));
    return !InterruptGuard::requested();
  };
  const storage::RetentionCounts counts = storage::apply_retention(database, order);
  if (command.compact && !InterruptGuard::requested()) {
    console.progress("writing the file anew");
    storage::rebuild_file(database);
  }
  const bool is_log_empty = storage::empty_log(database);
  tell_counts(command, counts, console);
  if (InterruptGuard::requested()) {
    throw RunFailure("stopped by a signal. What is done stays done; run it again to go on.");
  }
  if (!is_log_empty) {
    throw RunFailure(fmt::format(
        "{}-wal could not be emptied, for another program reads the database: it still holds what "
        "was erased. Run `vigie retention` again when nobody reads.",
        command.common.db.string()));
  }
}

}  // namespace vigie::app

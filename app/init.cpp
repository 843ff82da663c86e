#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/workspace.h"
#include "storage/list_store.h"

namespace vigie::app {

void run(const InitCommand& command, Console& console) {
  const config::Settings settings = load_settings(command.common);
  const auto lists = load_lists(settings);
  storage::Database database = open_for_writing(command.common, true);
  storage::ListStore store{database};
  std::size_t entries = 0;
  for (const SourceList& list : lists) {
    store.write(list);
    entries += list.entries.size();
  }
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{
        {"db", command.common.db.string()},
        {"schema_version", database.schema_version()},
        {"lists", lists.size()},
        {"entries",
         entries}}.dump(2));
    return;
  }
  console.say(fmt::format("{} is ready (schema {}), with {} source lists of {} entries.",
                          command.common.db.string(),
                          database.schema_version(),
                          lists.size(),
                          with_thousands(entries)));
  console.say("Next: `vigie import FILE...`.");
}

}  // namespace vigie::app

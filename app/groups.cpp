// `vigie groups`: who acts together in a run.
#include <utility>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/failure.h"
#include "app/naming.h"
#include "app/profile_texts.h"
#include "app/run_choice.h"
#include "app/workspace.h"
#include "dashboards/group_listing.h"
#include "storage/group_reader.h"

namespace vigie::app {
namespace {

constexpr std::uint32_t kPortraitObjects = 50;
constexpr std::uint32_t kPortraitMeetings = 10;

storage::GroupQuery query_of(const GroupsCommand& command, storage::NamingRules naming) {
  storage::GroupQuery query{
      .max_groups = command.limit, .only_group = command.group, .naming = std::move(naming)};
  if (command.group != 0) {
    query.max_objects = kPortraitObjects;
    query.max_meetings = kPortraitMeetings;
  }
  return query;
}

}  // namespace

void run(const GroupsCommand& command, Console& console) {
  storage::Database database = open_for_reading(command.common);
  const AnalysisRun run = require_tested_run(command.run, database, "whose groups to show");
  const storage::NamingRules naming = naming_rules(load_settings(command.common), database, run.id);
  ReportCoordination found = storage::read_groups(database, run.id, query_of(command, naming));
  show_profile_texts(found, database, naming);
  if (command.group != 0 && found.groups.empty()) {
    throw RunFailure(fmt::format("run {} has no group {}: it has {}. `vigie groups` lists them.",
                                 run.id.value,
                                 command.group,
                                 found.groups_total));
  }
  if (console.json_mode()) {
    console.json(dashboards::render_json_groups(found, run));
  } else if (command.group != 0) {
    console.say(dashboards::render_text_group(found.groups.front(), run));
  } else {
    console.say(dashboards::render_text_groups(found, run));
  }
  database.check_unchanged();
}

}  // namespace vigie::app

#include "app/commands.h"
#include "app/importing.h"
#include "app/workspace.h"

namespace vigie::app {

void run(const ImportCommand& command, Console& console) {
  const config::Settings settings = with_options_of(command, load_settings(command.common));
  const ImportRequest request = request_of(command);
  if (command.dry_run) {
    list_files(request, settings, console);
    return;
  }
  reserve_pages(request, command.common.db);
  storage::Database database = open_for_writing(command.common, true);
  const auto outcomes = import_files(request, settings, database, console);
  if (console.json_mode()) {
    console.json(outcomes_as_json(outcomes));
  }
  report_outcomes(outcomes, console);
  console.say("Next: `vigie analyze`, then `vigie report`.");
}

}  // namespace vigie::app

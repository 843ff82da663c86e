#include "app/commands.h"
#include "app/importing.h"
#include "app/workspace.h"

namespace vigie::app {

void run(const ImportCommand& command, Console& console) {
  const config::Settings settings = load_settings(command.common);
  storage::Database database = open_for_writing(command.common, true);
  const auto outcomes = import_files({.files = command.files,
                                      .mapping = command.mapping,
                                      .format = command.format,
                                      .labels = command.labels},
                                     settings,
                                     database,
                                     console);
  if (console.json_mode()) {
    console.json(outcomes_as_json(outcomes));
  }
  report_outcomes(outcomes, console);
  console.say("Next: `vigie analyze`, then `vigie report`.");
}

}  // namespace vigie::app

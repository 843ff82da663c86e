#include "app/analysis_run.h"
#include "app/commands.h"
#include "app/detection_power.h"
#include "app/freed_memory.h"
#include "app/workspace.h"

namespace vigie::app {

void run(const AnalyzeCommand& command, Console& console) {
  keep_freed_memory();
  config::Settings settings = load_settings(command.common);
  if (command.no_classes) {
    settings.analysis.media_class = false;
  }
  if (command.no_coordination) {
    settings.analysis.coordination.enabled = false;
  }
  if (!command.model.empty()) {
    settings.model = command.model;
  }
  if (command.power) {
    storage::Database database = open_for_reading(command.common);
    report_power(measure_power(choose_windows(command.from, command.to, false, settings, database),
                               settings,
                               database,
                               console),
                 console);
    return;
  }
  storage::Database database = open_for_writing(command.common, false);
  const WindowChoice choice =
      choose_windows(command.from, command.to, command.all, settings, database);
  report_outcome(run_analysis(choice, settings, database, console), console);
  console.say("Next: `vigie report`.");
}

}  // namespace vigie::app

#include "app/analysis_run.h"
#include "app/commands.h"
#include "app/workspace.h"

namespace vigie::app {

void run(const AnalyzeCommand& command, Console& console) {
  config::Settings settings = load_settings(command.common);
  if (command.no_classes) {
    settings.analysis.media_class = false;
  }
  if (!command.model.empty()) {
    settings.model = command.model;
  }
  storage::Database database = open_for_writing(command.common, false);
  const WindowChoice choice =
      choose_windows(command.from, command.to, command.all, settings, database);
  report_outcome(run_analysis(choice, settings, database, console), console);
  console.say("Next: `vigie report`.");
}

}  // namespace vigie::app

#include "app/commands.h"
#include "app/report_files.h"
#include "app/workspace.h"

namespace vigie::app {

void run(const ReportCommand& command, Console& console) {
  config::Settings settings = load_settings(command.common);
  if (!command.language.empty()) {
    settings.report.language = command.language;
  }
  storage::Database database = open_for_reading(command.common);
  const ReportData data = write_report_files(
      database, {.run = command.run, .since = command.since}, settings, command.out);
  announce_report(data, settings, command.out, {}, console);
}

}  // namespace vigie::app

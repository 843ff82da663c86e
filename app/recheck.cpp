// `vigie recheck`: ask the platforms again for what a report shows.
#include <fmt/format.h>

#include "app/commands.h"
#include "app/failure.h"
#include "app/recheck_places.h"
#include "app/recheck_run.h"
#include "app/run_choice.h"
#include "app/workspace.h"

namespace vigie::app {
namespace {

void check_may_ask(const config::Settings& settings) {
  if (!can_ask_again(settings.live)) {
    throw UsageFailure(
        "the settings name no platform that can be asked again: Bluesky, an instance of Mastodon, "
        "Reddit or X. config/README.md says how.");
  }
  if (settings.contact.empty()) {
    throw UsageFailure(
        "asking a platform needs a `contact` in the settings: it is sent along, so that somebody "
        "can be reached. Write contact = \"desk@newsroom.example\" into vigie.toml.");
  }
}

}  // namespace

void run(const RecheckCommand& command, Console& console) {
  const config::Settings settings = load_settings(command.common);
  check_may_ask(settings);
  storage::Database database = open_for_writing(command.common, false);
  const RunId run = require_run(command.run, database, "to ask again for").id;
  const RecheckSummary summary =
      recheck_run(run,
                  {.most_posts = command.limit, .believes_absences = command.believes_absences},
                  settings,
                  database,
                  console);
  if (console.json_mode()) {
    console.json(recheck_json(summary));
  } else {
    console.say(recheck_table(summary));
  }
  for (const std::string& failure : summary.failures) {
    console.warn("vigie: " + failure);
  }
  if (summary.was_stopped) {
    throw RunFailure("stopped by a signal. What was answered is kept; run it again to go on.");
  }
  if (!summary.failures.empty()) {
    throw RunFailure("not everything was asked for again: see above.");
  }
}

}  // namespace vigie::app

// `vigie pair`: two accounts side by side.
#include <fmt/format.h>

#include "app/commands.h"
#include "app/failure.h"
#include "app/named_account.h"
#include "app/naming.h"
#include "app/profile_texts.h"
#include "app/run_choice.h"
#include "app/workspace.h"
#include "dashboards/html_escape.h"
#include "dashboards/pair_report.h"
#include "storage/pair_reader.h"

namespace vigie::app {
namespace {

AccountId find_one(const std::string& name, storage::Database& database) {
  const auto found = find_named_account(name, database);
  if (!found) {
    throw RunFailure(
        fmt::format("there is no account {}. Write it as platform:handle, or as the platform's own "
                    "id; `vigie status` lists the platforms.",
                    dashboards::visible_text(name)));
  }
  return found->id;
}

}  // namespace

void run(const PairCommand& command, Console& console) {
  storage::Database database = open_for_reading(command.common);
  const AccountId a = find_one(command.accounts.at(0), database);
  const AccountId b = find_one(command.accounts.at(1), database);
  if (a == b) {
    throw UsageFailure("both names are the same account. Name two.");
  }
  const auto run = choose_run(command.run, database);
  const auto run_id = run ? std::optional{run->id} : std::nullopt;
  const storage::NamingRules naming = naming_rules(load_settings(command.common), database, run_id);
  ReportPair pair = storage::read_pair(database,
                                       a,
                                       b,
                                       {.run = run_id,
                                        .max_meetings = command.limit,
                                        .max_common = command.limit,
                                        .naming = naming});
  compare_profiles(pair, database, naming);
  if (console.json_mode()) {
    console.json(dashboards::render_json_pair(pair));
  } else {
    console.say(dashboards::render_text_pair(pair));
  }
  database.check_unchanged();
}

}  // namespace vigie::app

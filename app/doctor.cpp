#include <algorithm>
#include <iterator>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/failure.h"
#include "app/health_checks.h"
#include "app/query_output.h"
#include "app/stored_logins.h"
#include "app/version.h"
#include "app/workspace.h"
#include "collector/net/start.h"

namespace vigie::app {
namespace {

std::string_view health_name(Health health) {
  switch (health) {
    case Health::kGood:
      return "good";
    case Health::kDoubtful:
      return "doubtful";
    case Health::kBad:
      return "bad";
  }
  return "bad";
}

void append(std::vector<HealthCheck>& checks, std::vector<HealthCheck> more) {
  std::move(more.begin(), more.end(), std::back_inserter(checks));
}

std::vector<HealthCheck> ask_everybody(const config::Settings& settings,
                                       const CommonArguments& common) {
  collector::NetOptions options = settings.live.net;
  options.user_agent = fmt::format("Vigie/{} (+{})", kVersion, settings.contact);
  const auto http = collector::make_http_client(options);
  const auto websockets = collector::make_websocket_client(options);
  const ReachabilityTools tools{
      .http = *http, .websockets = *websockets, .clock = collector::system_clock()};
  std::vector<HealthCheck> checks = check_reachability(settings.live, tools);
  append(
      checks,
      check_login(
          settings.live.bluesky, tools, stored_logins(common.db, settings.live.bluesky.service)));
  return checks;
}

}  // namespace

void run(const DoctorCommand& command, Console& console) {
  const config::Settings settings = load_settings(command.common);
  std::vector<HealthCheck> checks = check_configuration(settings);
  append(checks, check_database(command.common));
  // Nobody is asked anything before there is somebody to answer for it.
  if (!command.offline && !settings.contact.empty()) {
    collector::initialize_network();
    append(checks, ask_everybody(settings, command.common));
  }
  Table table{{"", "checked", "found"}};
  auto rows = nlohmann::ordered_json::array();
  for (const HealthCheck& check : checks) {
    table.add({std::string{health_name(check.health)},
               escape_controls(check.subject),
               escape_controls(check.finding)});
    rows.push_back({{"checked", check.subject},
                    {"health", health_name(check.health)},
                    {"found", check.finding}});
  }
  const auto failed = std::count_if(checks.begin(), checks.end(), [](const HealthCheck& check) {
    return check.health == Health::kBad;
  });
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{{"checks", rows}, {"bad", failed}}.dump(2));
  } else {
    console.say(table.render());
  }
  if (failed > 0) {
    throw RunFailure(
        fmt::format("{} of {} checks are bad; the table says what to do", failed, checks.size()));
  }
}

}  // namespace vigie::app

// What `vigie doctor` looks at: one check, one line, and what to do about it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/commands.h"
#include "collector/bluesky/login_budget.h"
#include "collector/live/clock.h"
#include "collector/live/options.h"
#include "collector/net/http_client.h"
#include "collector/net/websocket_client.h"
#include "config/settings.h"

namespace vigie::app {

enum class Health : std::uint8_t { kGood, kDoubtful, kBad };

struct HealthCheck {
  std::string subject;  ///< E.g. `disk`, `social.example`.
  Health health = Health::kGood;
  std::string finding;  ///< What was found; and what to do, where something must be done.
};

/// Settings, lists, topics, watches, environment variables that they name.
[[nodiscard]] std::vector<HealthCheck> check_configuration(const config::Settings& settings);

/// The database, its record of processing, the disk that it is on.
[[nodiscard]] std::vector<HealthCheck> check_database(const CommonArguments& common);

struct ReachabilityTools {
  collector::HttpClient& http;
  collector::WebSocketClient& websockets;
  collector::Clock& clock;
};

/// Asks every place of the settings once, and compares its clock with ours.
[[nodiscard]] std::vector<HealthCheck> check_reachability(const collector::LiveOptions& options,
                                                          const ReachabilityTools& tools);

/// Tries the app password of Bluesky, when there is one and `take_login` lets it: a login, and
/// nothing else. Empty: there is none to try.
[[nodiscard]] std::vector<HealthCheck> check_login(const collector::BlueskyOptions& options,
                                                   const ReachabilityTools& tools,
                                                   const collector::TakeLogin& take_login);

}  // namespace vigie::app

// Logins counted in the database: `collect`, `doctor` and whatever else logs in share one budget.
#pragma once

#include <filesystem>
#include <string>

#include "collector/bluesky/login_budget.h"

namespace vigie::app {

/// Counts over a connection of its own, opened for each login: sources log in on their threads,
/// which must not touch the writer's. While the database cannot be written, it counts in memory.
/// `service`: the address that is logged in to.
[[nodiscard]] collector::TakeLogin stored_logins(std::filesystem::path database,
                                                 std::string service);

}  // namespace vigie::app

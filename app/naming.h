// Whom the commands that publish may name, by the team's settings.
#pragma once

#include <optional>

#include "config/settings.h"
#include "storage/model/ids.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// `report.min_followers_to_name`, and who is public whatever its size: the accounts of `[classes]`
/// and of `[[coordination.known]]`.
///
/// @param run  What it shows apart as media or institutions is public too; none: no such run.
[[nodiscard]] storage::NamingRules naming_rules(const config::Settings& settings,
                                                storage::Database& database,
                                                std::optional<RunId> run);

}  // namespace vigie::app

// The team's own blind decisions as labels to learn from and to judge by.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/commands.h"
#include "storage/label_reader.h"
#include "storage/model/verdict.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// What `--labels` calls all of them; one draw is `database:NAME`.
inline constexpr std::string_view kTeamOrigin = "database";

/// Decisions of one draw: agreed or adjudicated, blind.
struct TeamLabels {
  std::string origin;  ///< `database:NAME`.
  TimeWindow window;   ///< Of the run that was drawn from.
  std::vector<std::pair<AccountId, VerdictLabel>> labels;
};

[[nodiscard]] bool is_team_origin(std::string_view origin);

/// Of every draw that has any, by name. @throws StorageError.
[[nodiscard]] std::vector<TeamLabels> read_team_labels(storage::Database& database);

/// As `count_labels` counts others.
[[nodiscard]] std::vector<storage::LabelCount> count_team_labels(
    const std::vector<TeamLabels>& draws);

/// `names` with `database` replaced by every draw. @throws RunFailure  There is none.
[[nodiscard]] std::vector<std::string> with_draws(const std::vector<std::string>& names,
                                                  const std::vector<TeamLabels>& draws);

/// Label values on each side.
struct LabelValues {
  std::vector<std::string> positive;
  std::vector<std::string> negative;
};

/// Those of the arguments; for the team's labels, unless one of the five is among the arguments,
/// as `use_of` says.
[[nodiscard]] LabelValues values_for(const LabelArguments& arguments, std::string_view origin);

}  // namespace vigie::app

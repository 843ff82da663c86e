// What most commands need first: the team's settings, the data files, the database.
#pragma once

#include <string>
#include <vector>

#include "analysis/options.h"
#include "app/commands.h"
#include "config/settings.h"
#include "storage/model/source_list.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// Settings of `--config`, or of `vigie.toml` beside the database if there is one, or the defaults.
/// @throws UsageFailure  naming file, line and what to do.
[[nodiscard]] config::Settings load_settings(const CommonArguments& common);

/// @throws RunFailure.
[[nodiscard]] std::vector<SourceList> load_lists(const config::Settings& settings);
[[nodiscard]] std::vector<analysis::TopicDefinition> load_topics(const config::Settings& settings);
[[nodiscard]] std::vector<analysis::LexiconDefinition> load_lexicons(
    const config::Settings& settings);
[[nodiscard]] analysis::ScoreModel load_model(const config::Settings& settings);

/// Opens the database for writing and keeps the current lists in it. Creates it when `create`.
/// @throws RunFailure  It is not there: says how to make it.
[[nodiscard]] storage::Database open_for_writing(const CommonArguments& common, bool create);
[[nodiscard]] storage::Database open_for_reading(const CommonArguments& common);

/// Wall clock in whole milliseconds: for provenance only, never part of a result.
[[nodiscard]] UtcTime wall_clock();

}  // namespace vigie::app

// Which run a command is about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "storage/model/finding.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// Run `id`, or the latest for 0; nothing when there is no finished run at all.
/// @throws RunFailure  Run `id` was asked for and is not there, or not finished.
[[nodiscard]] std::optional<AnalysisRun> choose_run(std::int64_t id, storage::Database& database);

/// As above. @throws RunFailure  No run at all: says that there is none `purpose`, e.g. `to
/// recount`, and what to do.
[[nodiscard]] AnalysisRun require_run(std::int64_t id,
                                      storage::Database& database,
                                      const std::string& purpose);

/// As `require_run`, for a run that looked for coordination. @throws RunFailure  It did not.
[[nodiscard]] AnalysisRun require_tested_run(std::int64_t id,
                                             storage::Database& database,
                                             const std::string& purpose);

}  // namespace vigie::app

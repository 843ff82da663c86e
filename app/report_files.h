// Report files of one run, for `report` and `daily`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/console.h"
#include "config/settings.h"
#include "storage/model/ids.h"
#include "storage/model/report.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// Writes report.html, report.json and report.csv into `folder`, and lookalikes.csv when the run
/// protected names; mode 0600, each whole or not at all.
/// @throws RunFailure  No run yet, no such run, or the folder cannot be written.
[[nodiscard]] ReportData write_report_files(storage::Database& database,
                                            std::int64_t run,
                                            const config::Settings& settings,
                                            const std::filesystem::path& folder);

/// Terminal summary and where the files lie; or JSON.
void announce_report(const ReportData& data,
                     const config::Settings& settings,
                     const std::filesystem::path& folder,
                     Console& console);

}  // namespace vigie::app

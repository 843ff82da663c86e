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

/// What to report, and beside which earlier run.
struct ReportRequest {
  std::int64_t run = 0;  ///< 0: the latest.
  std::string since;     ///< ISO date: the run of this day or the last before. Empty: none.
  bool beside_yesterday = false;  ///< Without `since`: the run one day before, if there is one.
};

/// Writes report.html, report.json and report.csv into `folder`, groups.csv when the run looked for
/// groups, lookalikes.csv when it protected names, comparison.csv with a comparison; mode 0600,
/// each whole or not at all.
/// @throws RunFailure    No run yet, no such run, or the folder cannot be written.
/// @throws UsageFailure  `since` is no date.
[[nodiscard]] ReportData write_report_files(storage::Database& database,
                                            const ReportRequest& request,
                                            const config::Settings& settings,
                                            const std::filesystem::path& folder);

/// What `daily` did before, as JSON; empty: nothing.
struct DoneBefore {
  std::string imports;  ///< Array of `outcomes_as_json`.
  std::string recheck;  ///< Object of `recheck_json`.
};

/// Terminal summary and where the files lie; or JSON, with what was done before, if anything.
void announce_report(const ReportData& data,
                     const config::Settings& settings,
                     const std::filesystem::path& folder,
                     const DoneBefore& before,
                     Console& console);

}  // namespace vigie::app

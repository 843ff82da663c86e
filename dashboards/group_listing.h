// Groups of a run as `vigie groups` prints them: a table, or one of them whole.
#pragma once

#include <string>

#include "storage/model/finding.h"
#include "storage/model/report_groups.h"

namespace vigie::dashboards {

/// What was tested, one line a group, campaigns that are gone, and what the method finds where
/// there is nothing. Plain English, no colours; collected text harmless, addresses defanged. For a
/// run that was tested.
[[nodiscard]] std::string render_text_groups(const ReportCoordination& coordination,
                                             const AnalysisRun& run);

/// One group: figures with their meaning, members, objects, posts side by side.
[[nodiscard]] std::string render_text_group(const ReportGroup& group, const AnalysisRun& run);

/// The run, and all of `coordination` as report.json has it.
[[nodiscard]] std::string render_json_groups(const ReportCoordination& coordination,
                                             const AnalysisRun& run);

}  // namespace vigie::dashboards

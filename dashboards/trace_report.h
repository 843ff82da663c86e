// Who pushed one object, in order: for the terminal and for programs.
#pragma once

#include <string>

#include "storage/model/report_trace.h"

namespace vigie::dashboards {

/// Plain English, no colours; collected text harmless and addresses defanged.
[[nodiscard]] std::string render_text_trace(const ReportTrace& trace);

/// All of `trace`.
[[nodiscard]] std::string render_json_trace(const ReportTrace& trace);

}  // namespace vigie::dashboards

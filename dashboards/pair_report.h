// Why two accounts are linked, or what they share anyway: for the terminal and for programs.
#pragma once

#include <string>

#include "storage/model/report_pair.h"

namespace vigie::dashboards {

/// Plain English, no colours; collected text harmless and addresses defanged. The sentence on
/// chance stands before the figures.
[[nodiscard]] std::string render_text_pair(const ReportPair& pair);

/// All of `pair`; `answer` is `linked`, `not_linked`, `not_tested` or `no_run`.
[[nodiscard]] std::string render_json_pair(const ReportPair& pair);

}  // namespace vigie::dashboards

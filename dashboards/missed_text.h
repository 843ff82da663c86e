// What a live source did not see, in words.
#pragma once

#include <string>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// `not running: 3.2 h; error: 0.1 h`, or that nothing is known to be missing.
[[nodiscard]] std::string missed_text(Language language, const ReportLiveSource& source);

}  // namespace vigie::dashboards

// What a report says of an account whose posts claim times at which they did not come by: a fact
// and its ordinary causes, in every language.
#pragma once

#include <string>

#include "dashboards/language.h"
#include "storage/model/report_stated_times.h"

namespace vigie::dashboards {

/// A heading, a sentence with its causes, and the examples; empty when it is not remarkable.
[[nodiscard]] std::string render_stated_times(const ReportStatedTimes& times, Language language);

}  // namespace vigie::dashboards

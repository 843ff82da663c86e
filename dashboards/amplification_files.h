// What was pushed, narratives and alerts for programs: a part of the JSON. The CSV is in report.h.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "storage/model/report.h"

namespace vigie::dashboards {

/// Links so that no program makes them one; hashtags with their sign.
[[nodiscard]] std::string pushed_name(AmplifiedKind kind, const std::string& name);

/// Everything; null for a run that was not measured.
[[nodiscard]] nlohmann::ordered_json amplification_json(const ReportAmplification& amplification);

}  // namespace vigie::dashboards

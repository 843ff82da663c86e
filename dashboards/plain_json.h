// JSON pieces that the answers of the analyst's commands share, beside those of the report.
#pragma once

#include <optional>
#include <string>

#include "dashboards/json_parts.h"
#include "storage/model/finding.h"

namespace vigie::dashboards {

/// Null without a run; otherwise its number, window and line.
[[nodiscard]] json::Json run_as_json(const std::optional<AnalysisRun>& run);

/// Indented; broken UTF-8 becomes U+FFFD.
[[nodiscard]] std::string dump(const json::Json& document);

}  // namespace vigie::dashboards

// JSON pieces that the answers of several of the analyst's commands share.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "storage/model/finding.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// Null without a run; otherwise its number, window and line.
[[nodiscard]] nlohmann::ordered_json run_as_json(const std::optional<AnalysisRun>& run);

/// Indented; broken UTF-8 becomes U+FFFD.
[[nodiscard]] std::string dump(const nlohmann::ordered_json& document);

}  // namespace vigie::dashboards

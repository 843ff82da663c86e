// JSON pieces that the answers of several of the analyst's commands share.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "storage/model/finding.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// Number, or null for nothing and for what is not finite.
[[nodiscard]] nlohmann::ordered_json number_or_null(std::optional<double> value);

/// Null without a run; otherwise its number, window and line.
[[nodiscard]] nlohmann::ordered_json run_as_json(const std::optional<AnalysisRun>& run);

[[nodiscard]] nlohmann::ordered_json post_as_json(const ReportPost& post);

/// Indented; broken UTF-8 becomes U+FFFD.
[[nodiscard]] std::string dump(const nlohmann::ordered_json& document);

}  // namespace vigie::dashboards

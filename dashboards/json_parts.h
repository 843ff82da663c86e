// Pieces that the JSON report and its sections share.
#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

#include "storage/model/report.h"

namespace vigie::dashboards::json {

using Json = nlohmann::ordered_json;

/// JSON has no word for "not a number": such a value, like a missing one, is null.
[[nodiscard]] inline Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

[[nodiscard]] inline Json number(std::optional<double> value) {
  return value ? number(*value) : Json(nullptr);
}

[[nodiscard]] inline Json time_or_null(std::optional<UtcTime> time) {
  return time ? Json(to_iso8601(*time)) : Json(nullptr);
}

template <typename Record, typename ToJson>
[[nodiscard]] Json list(const std::vector<Record>& records, ToJson to_json) {
  Json out = Json::array();
  for (const Record& record : records) {
    out.push_back(to_json(record));
  }
  return out;
}

[[nodiscard]] Json post(const ReportPost& post);

/// What explains an account's score; null where nothing was worked out.
[[nodiscard]] Json explanation(const std::optional<ReportExplanation>& explanation);

/// From one run to another, by cause; null where there is nothing to compare.
[[nodiscard]] Json change(const std::optional<ReportChange>& change);

/// Accounts below the line that are marked from an earlier report.
[[nodiscard]] Json held(const ReportHeld& held);

/// Every group with its members, links, objects and meetings.
[[nodiscard]] Json coordination(const ReportCoordination& coordination);

}  // namespace vigie::dashboards::json

// The first sentences of a report: how many accounts were looked at, how many had enough data, how
// many reach the line, and what that means.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// Accounts of grade A, B or C.
[[nodiscard]] std::uint64_t scored_accounts(const ReportData& data);

[[nodiscard]] std::string headline_sentence(const ReportData& data, Language language);

/// Grades, and how many were abstained from.
[[nodiscard]] std::string enough_data_sentence(const ReportData& data, Language language);

/// Links behind shorteners are unknown, neither listed nor clean. Empty when there is no link.
[[nodiscard]] std::string shortener_sentence(const ReportData& data, Language language);

/// `28 days, at most 14 posts a day`.
[[nodiscard]] std::string daily_sentence(const std::vector<std::uint32_t>& posts_per_day,
                                         Language language);

}  // namespace vigie::dashboards

// The right-hand column of a group: network, activity, figures, techniques.
#pragma once

#include <string>
#include <vector>

#include "dashboards/html_group.h"

namespace vigie::dashboards {

/// The id of a group's sparkline on the page.
[[nodiscard]] std::string group_sparkline_id(const ReportGroup& group);

/// Posts behind the links by day, as long as the run's window: trailing days without a post are not
/// stored.
[[nodiscard]] std::vector<std::uint32_t> group_days(const ReportGroup& group,
                                                    const TimeWindow& window);

[[nodiscard]] std::string render_group_context(const ReportGroup& group,
                                               const GroupContext& context);

}  // namespace vigie::dashboards

// What the profiles of a group have in common, in its row of the report.
#pragma once

#include <string>

#include "dashboards/html_group.h"

namespace vigie::dashboards {

/// How many members share a profile text, against chance; that nobody looked or no member has one.
[[nodiscard]] std::string profiles_sentence(const ReportGroup& group, Language language);

/// The texts that members share, numbered as in the table of members; empty for none. Collected
/// text is escaped and cut.
[[nodiscard]] std::string render_group_profiles(const ReportGroup& group,
                                                const GroupContext& context);

}  // namespace vigie::dashboards

// Groups of invented accounts, filled in every part; the same at every call.
#pragma once

#include <cstddef>
#include <string>

#include "storage/model/report.h"

namespace vigie::tests {

/// Four groups: one that grows, of 14 accounts, the first six of them the ranked accounts of
/// `example_report`; a new one of 4; one known to coordinate openly, of 3; one without a campaign,
/// of 3. Two campaigns are gone.
[[nodiscard]] ReportCoordination example_coordination();

/// `example_report` with these groups.
[[nodiscard]] ReportData report_with_groups();

/// `groups` groups of `members` accounts each, everyone linked to everyone, every part full.
[[nodiscard]] ReportCoordination large_coordination(std::size_t groups, std::size_t members);

/// Every collected field of the groups set to `text`.
void fill_groups_with(ReportCoordination& coordination, const std::string& text);

}  // namespace vigie::tests

// Groups in each report: a section of the page, lines of the terminal. The CSV is in report.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "dashboards/group_links.h"
#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// One `<section>`, also when nothing was tested or found: it says so. Shows less of each group
/// until it weighs 650 KB or less, for the accounts need their room on the page.
///
/// @param rows        Rows of accounts on the page, to be linked.
/// @param text_limit  Characters of a post's text, at most.
[[nodiscard]] std::string render_groups(const ReportData& data,
                                        Language language,
                                        const AccountNumbers& rows,
                                        std::uint32_t text_limit);

/// The lines of the terminal report; the largest groups first.
[[nodiscard]] std::string render_text_groups(const ReportData& data, Language language);

}  // namespace vigie::dashboards

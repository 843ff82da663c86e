// Lookalikes in each report: a section of the page, lines of the terminal. The CSV is in report.h.
#pragma once

#include <string>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// One `<section>`; empty when the run protected no name.
[[nodiscard]] std::string render_lookalikes(const ReportData& data, Language language);

/// The link to that section; empty when there is none.
[[nodiscard]] std::string lookalikes_link(const ReportData& data, Language language);

/// One sentence, not wrapped; empty when the run protected no name.
[[nodiscard]] std::string lookalikes_sentence(const ReportData& data, Language language);

}  // namespace vigie::dashboards

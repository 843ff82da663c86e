// What was pushed, narratives and alerts for readers: a section of the page, lines of the terminal.
#pragma once

#include <string>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// One `<section>`; empty for a run that was not measured. At most about 150 kB.
[[nodiscard]] std::string render_amplification(const ReportData& data, Language language);

/// The link to that section; empty when there is none.
[[nodiscard]] std::string amplification_link(const ReportData& data, Language language);

/// A few sentences, not wrapped; empty when nothing was measured.
[[nodiscard]] std::string amplification_sentences(const ReportData& data, Language language);

}  // namespace vigie::dashboards

// The parts of an account's page that explain its score: standing, what carries it, what is not
// known, and its history.
#pragma once

#include <string>

#include "dashboards/html_account.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// `<span>` for the row of an account that is held from an earlier report; else empty.
[[nodiscard]] std::string render_held_badge(const ReportAccount& account,
                                            const AccountContext& context);

/// Paragraphs: how it changed and why; whether it is held.
[[nodiscard]] std::string render_standing(const ReportAccount& account,
                                          const AccountContext& context);

/// Heading and sentence; empty below the line.
[[nodiscard]] std::string render_counterfactual(const ReportAccount& account,
                                                const AccountContext& context);

/// Heading and list of what was not measured and what it would take.
[[nodiscard]] std::string render_unmeasured(const ReportAccount& account,
                                            const AccountContext& context);

/// Heading, a bar per report and a sentence; empty with fewer than two reports.
[[nodiscard]] std::string render_history(const ReportAccount& account,
                                         const AccountContext& context);

/// A section with those held from earlier reports; empty when nobody is.
[[nodiscard]] std::string render_html_held(const ReportData& data, Language language);

}  // namespace vigie::dashboards

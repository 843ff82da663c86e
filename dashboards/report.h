// Reports: pure functions from ReportData to a string. No file, no clock, no score of their own.
#pragma once

#include <string>

#include "dashboards/options.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// One self-contained HTML page: no network, print style, phone, light and dark, everything
/// escaped, links defanged. Under 2 MB with the default options.
[[nodiscard]] std::string render_html_report(const ReportData& data, const ReportOptions& options);

/// The whole ReportData as JSON, keys in snake_case, times ISO 8601.
[[nodiscard]] std::string render_json_report(const ReportData& data, const ReportOptions& options);

/// One row per account, RFC 4180, header first; cells that a spreadsheet would run as a formula are
/// disarmed.
[[nodiscard]] std::string render_csv_report(const ReportData& data, const ReportOptions& options);

/// One row per lookalike, in the same form: who resembles whom, by which rule, since when, where.
[[nodiscard]] std::string render_lookalike_csv(const ReportData& data,
                                               const ReportOptions& options);

/// Groups, in the same form: one row per member, the group's own figures repeated on each.
[[nodiscard]] std::string render_group_csv(const ReportData& data, const ReportOptions& options);

/// One row per listed source and object that was pushed, in the same form.
[[nodiscard]] std::string render_amplification_csv(const ReportData& data);

/// The comparison with an earlier run, RFC 4180, header first: one row per account at the line of
/// either run, then listed sources and topics that rose or fell. Only the header without one.
[[nodiscard]] std::string render_csv_comparison(const ReportData& data);

/// A summary for the terminal: headline, top accounts, domains, losses. No colours.
[[nodiscard]] std::string render_text_report(const ReportData& data, const ReportOptions& options);

}  // namespace vigie::dashboards

// Cells of the CSV files: RFC 4180, and nothing that a spreadsheet would run.
#pragma once

#include <string>
#include <string_view>

namespace vigie::dashboards {

inline constexpr std::string_view kEndOfCsvRow = "\r\n";  // RFC 4180 section 2

/// Quoted where RFC 4180 asks for it.
[[nodiscard]] std::string quote_csv(std::string_view text);

/// Collected text: control and bidi characters made visible, and an apostrophe before anything that
/// a spreadsheet would run (OWASP, CSV injection). The raw first byte decides too: a tab that
/// becomes a space stays disarmed.
[[nodiscard]] std::string csv_text_cell(std::string_view text);

}  // namespace vigie::dashboards

// Cells of a CSV file (RFC 4180), for reports and query results.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigie::dashboards {

inline constexpr std::string_view kCsvEndOfRow = "\r\n";  // RFC 4180 section 2

/// Quoted where RFC 4180 asks for it; every byte stays.
[[nodiscard]] std::string csv_quote(std::string_view text);

/// Collected text for a spreadsheet: control and bidi characters made visible, and an apostrophe
/// before anything that a spreadsheet would run (OWASP, CSV injection). The raw first byte decides
/// too: a tab that becomes a space stays disarmed.
[[nodiscard]] std::string csv_text_cell(std::string_view text);

/// Our own numbers, four decimals: a leading minus is a number, not a formula. Empty for nothing
/// and for what is not finite.
[[nodiscard]] std::string csv_number_cell(std::optional<double> value);

}  // namespace vigie::dashboards

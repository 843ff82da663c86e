// A report of invented accounts, filled in every part; the same at every call.
#pragma once

#include <chrono>
#include <vector>

#include "storage/model/report.h"
#include "storage/model/time.h"

namespace vigie::tests {

/// The first moment of the example's 28 days.
inline constexpr UtcTime kExampleBegin =
    std::chrono::sys_days{std::chrono::year{2026} / std::chrono::October / 27};

/// 30 ranked accounts (8 at or above the line), 3 declared, French and English texts, two
/// platforms, 28 days up to 24 November 2026. Handles and unlisted domains end in `.example`.
[[nodiscard]] ReportData example_report();

/// `accounts` accounts, each with `posts` evidence posts of `text_characters` characters.
[[nodiscard]] ReportData large_report(std::size_t accounts,
                                      std::size_t posts,
                                      std::size_t text_characters);

/// An account of nothing but these contributions.
[[nodiscard]] ReportAccount account_with(std::vector<ReportContribution> contributions);

}  // namespace vigie::tests

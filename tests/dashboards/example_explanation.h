// Explanations for the accounts of the example report: every part of them, the same at every call.
#pragma once

#include <array>

#include "storage/model/report.h"

namespace vigie::tests {

/// A change since the end of 23 November 2026 with these parts, in nats.
[[nodiscard]] ReportChange change_of(std::array<double, kChangeCauseCount> nats);

/// Counterfactual, change, history, what is not measured.
[[nodiscard]] ReportExplanation full_explanation();

/// The example report, its first account explained in full, its last one held from the day before;
/// seven are held, one is named, and its name attacks the page.
[[nodiscard]] ReportData explained_report();

}  // namespace vigie::tests

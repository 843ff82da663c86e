// What a run counts beside the scores: topics, listed sources, series by day.
#pragma once

#include <span>

#include "analysis/analyze.h"
#include "storage/model/run_totals.h"

namespace vigie::analysis {

/// Counts over the whole span of the activity. Days are counted from the begin of the first window.
///
/// @param shown  Indexes of the accounts that a report may show, ascending: topics and sources are
///               counted by account for these only.
[[nodiscard]] RunTotals count_totals(const AnalysisRequest& request,
                                     std::span<const std::uint32_t> shown);

}  // namespace vigie::analysis

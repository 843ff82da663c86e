// How one object spread: speed and concentration, from the times and accounts of its shares.
//
// Facts, no verdict: a newspaper's front page spreads within minutes, and a fan club has its few
// busy accounts. What is unusual shows only beside other objects of the same kind.
#pragma once

#include <cstdint>
#include <span>

#include "storage/model/report_trace.h"

namespace vigie::analysis {

/// Bins of a trace's timeline, at most: each covers as few whole hours as that allows.
inline constexpr std::uint32_t kMostTraceBins = 72;

/// Measures of `shares`, in any order; all zero for none. O(n log n), one copy of the times.
[[nodiscard]] TraceMeasures measure_trace(std::span<const TraceShare> shares);

}  // namespace vigie::analysis

// How one object spread: speed and concentration, from the times and accounts of its shares.
//
// Facts, no verdict: a newspaper's front page spreads within minutes, and a fan club has its few
// busy accounts. What is unusual shows only beside other objects of the same kind.
//
// Gini coefficient of the shares per account by its definition over the sorted counts x_1 <= ... <=
// x_n: sum((2 i - n - 1) x_i) / (n sum(x_i)). Source: Gini 1912, in the form of Damgaard and Weiner
// 2000, doi:10.1890/0012-9658(2000)081[1139:DIIPSO]2.0.CO;2.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "storage/model/report_trace.h"

namespace vigie::analysis {

/// Bins of a trace's timeline, at most: each covers as few whole hours as that allows.
inline constexpr std::uint32_t kMostTraceBins = 72;

/// Measures of `shares`, in any order; all zero for none. O(n log n), one copy of the times.
[[nodiscard]] TraceMeasures measure_trace(std::span<const TraceShare> shares);

/// 0 when all counts are equal, towards 1 when one holds everything; 0 for no counts or only zeros.
/// Takes a copy, which it sorts.
[[nodiscard]] double gini_coefficient(std::vector<std::uint64_t> counts);

}  // namespace vigie::analysis

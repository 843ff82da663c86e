// How often two sharers of an object come close in time, when nobody plans it.
//
// An object with many sharers sets its own rate: the share of its pairs of sharers at most W apart.
// News at its peak, a goal, a speech then explain their own coincidences. With few sharers a crew
// would set the rate by itself, so small objects of a layer share one: the mean of their rates,
// every object counting once, however many accounts a crew puts on it. (The age of an object, by
// which METHODS pools, is measured from its first share; a crew's objects are always young by that
// clock and would be their own pool, so the layer alone pools here.)
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analysis/coordination/options.h"
#include "analysis/coordination/share_table.h"

namespace vigie::analysis {

/// Per object of the table and window: probability in (0, 1].
using CloseRates = std::vector<std::array<float, kWindowCount>>;

/// Two pointers per object and window: O(shares).
[[nodiscard]] CloseRates estimate_close_rates(const ShareTable& table,
                                              const CoordinationOptions& options);

}  // namespace vigie::analysis

// How much more pairs of this collection meet than degrees explain, all in all.
//
// No collection is as well mixed as the degree model says: tastes, camps and news make more pairs
// meet three times than expected. Their number over the expected one, to the power 1/3 (the chance
// of three meetings grows with the cube of the expectation), is what the expectation is multiplied
// by before anybody is accused of sharing too much. Counting pairs, not meetings, keeps a crew's
// few hundred pairs from explaining themselves among a collection's many. (An empirical null in the
// sense of Efron 2004, doi:10.1198/016214504000000089.)
#pragma once

#include <cstdint>

#include "analysis/coordination/candidates.h"
#include "analysis/coordination/null_model.h"

namespace vigie::analysis {

/// Factor in [1, 10].
[[nodiscard]] double measure_clumpiness(const Candidates& candidates,
                                        const NullModel& null,
                                        std::uint32_t accounts,
                                        std::uint32_t max_sharers);

}  // namespace vigie::analysis

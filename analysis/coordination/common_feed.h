// What two accounts share because both follow one and the same account.
//
// Papers that print an agency's pieces by a feed meet within seconds, day after day, and no plan of
// theirs is behind it: each takes what the agency sends as it comes, at its own delay. So closeness
// is asked again, given the common cause. When one account put out two thirds of what a pair met on
// (the post reposted, or the first share of a link or text), each account's delays after it are
// dealt out anew among these objects. If the pair is about as often close as before, following
// explains it, and these meetings say nothing of the two. Who waits hours and then acts within the
// minute, again and again, is not explained.
//
// In a crew whose members take turns nobody is first so often, and nothing is asked.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/coordination/candidates.h"
#include "analysis/coordination/options.h"
#include "analysis/coordination/pair_meetings.h"
#include "analysis/coordination/share_table.h"

namespace vigie::analysis {

/// @param meetings  Of one pair, `facts` beside them.
/// @return  For each meeting, whether following one account explains it; empty when it does so for
///          none. O(n log n).
[[nodiscard]] std::vector<bool> explain_by_feed(std::span<const Meeting> meetings,
                                                std::span<const MeetingFacts> facts,
                                                const ShareTable& table,
                                                const CoordinationOptions& options);

}  // namespace vigie::analysis

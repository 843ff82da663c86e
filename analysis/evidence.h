// The posts behind a contribution: those a person opens to check what Vigie says.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/activity.h"

namespace vigie::analysis {

/// One account's posts in a window: [first, last) of the activity's post arrays.
struct PostRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  [[nodiscard]] std::uint32_t size() const { return last - first; }
};

/// Up to `limit` posts of `range` that show `signal`, in time order.
///
/// Text habits and content: the latest posts with the property. Cadence and rhythm: neighbours in
/// time that show the regularity (the commonest delay, the fullest second of the minute, the hours
/// without sleep, the busiest 48 hours). Nothing where no post can show it (account age, handle) or
/// where showing it would tell a side.
[[nodiscard]] std::vector<std::uint32_t> evidence_posts(Signal signal,
                                                        const Activity& activity,
                                                        PostRange range,
                                                        std::uint32_t limit);

}  // namespace vigie::analysis

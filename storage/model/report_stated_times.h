// Two clocks of one account: the time that a post claims, and the time at which a live stream
// carried it. A fact beside the likelihoods, part of none.
#pragma once

#include <cstdint>
#include <vector>

#include "storage/model/time.h"

namespace vigie {

/// One post whose claimed time is far from the stream's.
struct StatedTime {
  std::int64_t post_id = 0;
  UtcTime claimed;
  UtcTime received;
};

struct ReportStatedTimes {
  std::uint32_t posts = 0;           ///< Received live in the window, with a claimed time.
  std::uint32_t backdated = 0;       ///< Claimed over an hour before a stream carried them.
  std::uint32_t ahead = 0;           ///< Claimed over two minutes after that.
  std::vector<StatedTime> examples;  ///< Up to five of the furthest off, in order of receipt.

  /// Too many for a slip: five at least, and a tenth of the posts.
  [[nodiscard]] bool is_remarkable() const {
    constexpr std::uint32_t kFewest = 5;
    const std::uint32_t odd = backdated + ahead;
    return odd >= kFewest && odd * 10 >= posts;
  }
};

}  // namespace vigie

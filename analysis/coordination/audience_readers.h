// Who follows one source: the audiences that audiences.h asks.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/coordination/options.h"
#include "analysis/coordination/share_standing.h"
#include "analysis/coordination/share_table.h"

namespace vigie::analysis {

/// Readers of one source: [first, first + count) of the list of readers.
struct Audience {
  Layer layer = Layer::kRepost;
  std::uint32_t source = 0;  ///< As in the table.
  std::uint32_t feed = 0;    ///< As numbered here.
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

struct Audiences {
  std::vector<Audience> list;
  std::vector<std::uint32_t> readers;  ///< By audience, ascending.
};

/// The followers of every small source of reposts or links: accounts with a twentieth of what they
/// share in that layer from it. One object is enough, for a crew may push few of its leader's, and
/// who is there by accident is asked by itself later. From `min_members` of the options to 60; more
/// are the public. Linear in the shares but for one sort of them.
[[nodiscard]] Audiences gather_audiences(const ShareTable& table,
                                         const Standing& standing,
                                         const CoordinationOptions& options);

}  // namespace vigie::analysis

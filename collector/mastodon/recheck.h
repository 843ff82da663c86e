// Whether posts are still there: asked before they are shown to anybody.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "collector/mastodon/site.h"
#include "storage/model/record.h"

namespace vigie::collector::mastodon {

struct Rechecked {
  RecordBatch found;                 ///< As they are now, edits included.
  std::vector<std::string> absent;   ///< Asked for and not answered: twice, an hour apart, means
                                     ///< deleted (PLATFORMS section 3).
  std::vector<std::string> unknown;  ///< This instance's id of them is not known: not asked.
};

/// Asks for posts by their keys, 20 at a time (`/api/v1/statuses?id[]=`, Mastodon 4.3); where the
/// instance does not know that, one at a time. Ids come from what this process has read, and, of
/// the instance's own posts, from the key's last part.
[[nodiscard]] tl::expected<Rechecked, LiveError> recheck(Site& site,
                                                         std::span<const std::string> keys,
                                                         const std::stop_token& stop);

}  // namespace vigie::collector::mastodon

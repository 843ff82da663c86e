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
  RecordBatch found;                   ///< As they are now, edits included.
  std::vector<std::string> absent;     ///< Asked for and not answered: twice, an hour apart, means
                                       ///< deleted (PLATFORMS section 3).
  std::vector<std::string> withdrawn;  ///< There, and no longer public, or its author opted out.
  std::vector<std::string> unknown;    ///< Not asked, for this instance's id of them is not known;
                                       ///< or there and not readable.
};

/// What `site` calls a post, by its key; empty: not known.
[[nodiscard]] std::string id_on_site(Site& site, const std::string& key);

/// Asks for posts by their keys, 20 at a time (`/api/v1/statuses?id[]=`, Mastodon 4.3); where the
/// instance does not know that, one at a time. Ids come from what `site.ids()` holds, and, of the
/// instance's own posts, from the key's last part.
[[nodiscard]] tl::expected<Rechecked, LiveError> recheck(Site& site,
                                                         std::span<const std::string> keys,
                                                         const std::stop_token& stop);

}  // namespace vigie::collector::mastodon

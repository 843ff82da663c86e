// Reddit, asked again for the posts of a report: it demands that deletions are mirrored.
#pragma once

#include <memory>

#include "collector/live/recheck.h"
#include "collector/reddit/reddit_api.h"

namespace vigie::collector {

/// Asks for posts and comments; accounts show themselves in these: a deleted one has lost its name.
/// With a closed gate nothing is sent.
[[nodiscard]] std::unique_ptr<RecheckPlace> make_reddit_recheck(
    std::shared_ptr<RedditSession> session);

}  // namespace vigie::collector

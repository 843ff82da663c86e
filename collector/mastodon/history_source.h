// The past of accounts that a watch met: what they posted beside it.
//
// Apart from mastodon_source.h: accounts come and go here, and there is no cursor.
#pragma once

#include <memory>

#include "collector/live/account_queue.h"
#include "collector/live/live_source.h"
#include "collector/live/options.h"
#include "collector/mastodon/site.h"

namespace vigie::collector::mastodon {

/// `mastodon:HOST:history`. Takes actor addresses from `queue` and fetches their newest public
/// statuses, reposts included, up to `posts_per_account`. The id on this instance comes from what
/// its timelines said, else from `/api/v1/accounts/lookup`; an account that the instance does not
/// know is left out.
///
/// A seen span is told only of accounts at home here: of others an instance holds what came by.
/// `once` returns when the queue is empty.
[[nodiscard]] std::unique_ptr<LiveSource> make_history_source(std::shared_ptr<Site> site,
                                                              AccountQueue& queue,
                                                              const DeepenOptions& options);

}  // namespace vigie::collector::mastodon

// Timelines of one instance as live sources: its local posts, tags, accounts.
//
// Apart from history_source.h, which fetches the past of accounts that a watch met.
#pragma once

#include <memory>
#include <vector>

#include "collector/live/live_source.h"
#include "collector/live/options.h"
#include "collector/mastodon/site.h"

namespace vigie::collector::mastodon {

/// `mastodon:HOST:local`, `mastodon:HOST:tag:TAG`, `mastodon:HOST:account:NAME`, as the options
/// ask for. Cursor: the id of the newest status read, verbatim.
///
/// `transport`: `poll` reads new pages every `poll_interval`; `websocket` and `sse` read the
/// instance's stream, after every start caught up from the cursor by pages; accounts, which have no
/// public stream, and `once` are always polled. Statuses come with the filter of watches only from
/// the local timeline.
[[nodiscard]] std::vector<std::unique_ptr<LiveSource>> make_timeline_sources(
    const std::shared_ptr<Site>& site);

}  // namespace vigie::collector::mastodon

// A news feed, polled as rarely as it asks for and as cheaply as HTTP allows.
#pragma once

#include <memory>
#include <string>

#include "collector/live/live_source.h"
#include "collector/live/options.h"

namespace vigie::collector {

/// `rss:URL`: validators of the last answer are sent along (RFC 9110, section 13), and the next
/// poll waits for the longest of `poll_interval` (15 minutes at least), `max-age` and `<ttl>`, a
/// day at most. The wait is part of the cursor: a restart does not shorten it, `once` does.
///
/// 410 is kOperator ("gone"), as are 401, 403 with JSON and a URL with a user name in it; 404 and
/// the rest park. What was on the page at the last poll tells whether items may have been missed.
[[nodiscard]] std::unique_ptr<LiveSource> make_feed_source(std::string url,
                                                           const FeedOptions& options,
                                                           const LiveTools& tools);

}  // namespace vigie::collector

// Walks a timeline from page to page: forward from where the last run stopped.
//
// Source: docs.joinmastodon.org, "API guidelines: Pagination". `min_id` gives the statuses just
// after an id, each page newest first; the `Link` header is followed as it stands.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "collector/mastodon/site.h"
#include "collector/mastodon/status_reader.h"
#include "storage/model/record.h"

namespace vigie::collector::mastodon {

/// Where a walk stands.
struct TimelinePlace {
  std::string path;      ///< With a query, e.g. `/api/v1/timelines/public?local=true&limit=40`.
  std::string account;   ///< Native id whose statuses these are; empty: of whomever.
  std::string last_id;   ///< The cursor; empty: from now.
  UtcTime seen_until{};  ///< Everything before was delivered or told as a gap; 0: not known.
};

/// Reads what came after `place.last_id`, or the newest page where that is empty, and hands on one
/// batch a page, its cursor in it. The last batch says the span seen.
///
/// A gap is told when pages do not connect: the server ignores `min_id`, or more than kMostPages
/// pages wait (the rest is read by the next call, without a gap).
[[nodiscard]] tl::expected<void, LiveError> catch_up(Site& site,
                                                     StatusReader& reader,
                                                     TimelinePlace& place,
                                                     const LiveRun& run);

/// Counts and hands on; does nothing when there is nothing.
void hand_on(RecordBatch batch, const LiveRun& run);

/// A batch of this platform.
[[nodiscard]] RecordBatch empty_batch();

}  // namespace vigie::collector::mastodon

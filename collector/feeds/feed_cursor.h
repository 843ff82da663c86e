// What a feed source must remember between two polls, as one line of JSON in the cursor.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/model/time.h"

namespace vigie::collector {

struct FeedCursor {
  std::string etag;                ///< As the server wrote it.
  std::string modified;            ///< `Last-Modified`, as the server wrote it.
  UtcTime polled{};                ///< Last successful poll; 0: none yet.
  UtcTime next_poll{};             ///< Not before; 0: at once.
  std::vector<std::string> known;  ///< Fingerprints of the keys on the page, at most kMostKnown.

  static constexpr std::size_t kMostKnown = 500;
};

/// Eight bytes of SHA-256 in hexadecimal: enough to know a key again.
[[nodiscard]] std::string fingerprint_of_key(std::string_view key);

[[nodiscard]] std::string write_feed_cursor(const FeedCursor& cursor);

/// An empty cursor for what is none, a damaged one included: the feed is then read afresh.
[[nodiscard]] FeedCursor read_feed_cursor(std::string_view text);

}  // namespace vigie::collector

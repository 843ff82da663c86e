// Where reading the Jetstream goes on, and the address that asks for it.
//
// Source: README of github.com/bluesky-social/jetstream (first wire), the lexicon
// network.bsky.jetstream.subscribeEvents (second).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/model/time.h"

namespace vigie::collector {

/// The newest event that was read. Written as `time_us` alone on the first wire, whose times mean
/// the same on every host, and as `v2:host:seq:time_us` on the second, whose numbers do not.
struct JetstreamCursor {
  std::int64_t time_us = 0;
  std::optional<std::int64_t> seq;
  std::string host;  ///< That gave `seq`.

  friend bool operator==(const JetstreamCursor&, const JetstreamCursor&) = default;

  [[nodiscard]] UtcTime time() const { return from_ms(time_us / 1000); }
};

/// Nothing for text that is no cursor, or that lies before 1970.
[[nodiscard]] std::optional<JetstreamCursor> parse_cursor(std::string_view text);

[[nodiscard]] std::string to_text(const JetstreamCursor& cursor);

/// What a subscription asks for.
struct JetstreamSubscription {
  std::string host;  ///< `wss://host`, with or without a slash at its end.
  std::int64_t version = 1;
  bool likes = false;                     ///< Likes and follows too.
  std::optional<JetstreamCursor> cursor;  ///< Nothing: from now.
  bool compress = false;
  std::uint32_t dictionary_id = 0;  ///< Of the second wire.
  /// From exactly so far behind the cursor's time on; nothing: see subscribe_url().
  std::optional<std::chrono::microseconds> behind = {};
};

/// Messages larger than this are not asked for: no record of a kind that is kept comes near.
inline constexpr std::uint64_t kMaxJetstreamMessage = 1ULL << 20U;

/// Asks from 5 s before the cursor's time on, for hosts do not stamp events at the same moment; on
/// the second wire from the cursor's own event on, while it is the same host.
[[nodiscard]] std::string subscribe_url(const JetstreamSubscription& wanted);

}  // namespace vigie::collector

// A live source: a stream, a timeline, a feed, read for as long as the program runs.
//
// Apart from source.h, whose sources end. A live source knows one place and its cursor; when it
// fails it says why and returns, and the loop (collector.h) starts it again, later.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>

#include <tl/expected.hpp>

#include "collector/live/clock.h"
#include "collector/live/fetcher.h"
#include "collector/live/source_meter.h"
#include "collector/net/http_client.h"
#include "collector/net/stream_client.h"
#include "collector/net/websocket_client.h"
#include "collector/sink.h"

namespace vigie::collector {

/// What every live source is given. All of it may be used by several threads.
struct LiveTools {
  Fetcher& fetcher;
  StreamClient& streams;
  WebSocketClient& websockets;
  Clock& clock;
};

enum class LiveErrorKind : std::uint8_t {
  kTransient,  ///< Connection lost, server restarting: again after a back-off.
  kPark,       ///< Blocked, or failed too often: again in an hour.
  kOperator,   ///< Credentials, permission, configuration: not again; the message says what to do.
  kStopped,
};

struct LiveError {
  LiveErrorKind kind = LiveErrorKind::kTransient;
  std::string message;
  /// `error`, `throttled`, `quota`, `credentials`: why what is missed was missed; empty: an error.
  std::string gap_reason = {};
};

/// What a failed request means for its source.
[[nodiscard]] LiveError live_error(const FetchError& error);

/// One start of a source.
struct LiveRun {
  std::string cursor;  ///< As the last batch that was taken said; empty: from now.
  bool once = false;   ///< Return when what there was at the start has been read.
  PostSink& sink;      ///< Each batch says its `cursor`, `seen` spans and `gaps`.
  SourceMeter& meter;
  std::stop_token stop;
};

class LiveSource {
 public:
  LiveSource() = default;
  LiveSource(const LiveSource&) = delete;
  LiveSource& operator=(const LiveSource&) = delete;
  LiveSource(LiveSource&&) = delete;
  LiveSource& operator=(LiveSource&&) = delete;
  virtual ~LiveSource() = default;

  /// Key of its cursor and name in every list: `platform:place`, e.g. `bluesky:jetstream`,
  /// `mastodon:social.example:tag:election`, `rss:https://gazette.example/feed`.
  [[nodiscard]] virtual std::string name() const = 0;

  /// `bluesky`, `mastodon`, `rss`, `nostr`.
  [[nodiscard]] virtual std::string platform() const = 0;

  /// How its records read, e.g. `jetstream`.
  [[nodiscard]] virtual std::string format() const = 0;

  /// True when its posts pass the filter of the watches; false when everything it yields was asked
  /// for by name (an account, a feed, a tag).
  [[nodiscard]] virtual bool is_filtered() const = 0;

  /// True when it works on what other sources queue: with `once` it is started after them.
  [[nodiscard]] virtual bool follows_others() const { return false; }

  /// Reads until `stop`, an error, or (`once`) the end. Hands on what it has at least every second,
  /// and before it returns. At least once: an event may come again after a restart.
  [[nodiscard]] virtual tl::expected<void, LiveError> run(const LiveRun& run) = 0;
};

}  // namespace vigie::collector

// Live sources against servers that run beside the test: real connections, a clock that only
// politeness needs.
#pragma once

#include <cstdlib>
#include <memory>
#include <string>

#include "tests/support/live_tools.h"

namespace vigie::collector::tests {

/// The address in an environment variable; empty: no server runs, skip.
inline std::string server_in(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? std::string{} : value;
}

struct RealWorld {
  NetOptions net{.user_agent = "Vigie-test (+https://vigie.example)", .proxy = {}, .ca_file = {}};
  std::unique_ptr<HttpClient> http = make_http_client(net);
  std::unique_ptr<StreamClient> streams = make_stream_client(net);
  std::unique_ptr<WebSocketClient> websockets = make_websocket_client(net);
  HandClock clock;
  RateLimiter limiter{clock};
  Fetcher fetcher{*http, limiter, clock};
  LiveTools tools{fetcher, *streams, *websockets, clock};
  LiveSink sink;
  SourceMeter meter;
  std::stop_source stop;

  tl::expected<void, LiveError> run(LiveSource& source) {
    return source.run({.cursor = sink.cursor,
                       .once = true,
                       .sink = sink,
                       .meter = meter,
                       .stop = stop.get_token()});
  }
};

}  // namespace vigie::collector::tests

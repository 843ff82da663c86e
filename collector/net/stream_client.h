// A response body without an end, line by line: server-sent events, JSON lines.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "collector/net/http_client.h"

namespace vigie::collector {

struct StreamRequest {
  std::string url;
  HttpHeaders headers;
  std::chrono::milliseconds idle_timeout{90'000};   ///< Three heartbeats; reached: kIdle.
  std::chrono::milliseconds open_deadline{30'000};  ///< Until the headers of the answer are there.
  std::uint64_t max_line_bytes = 1ULL << 20U;       ///< A longer one ends the stream: kTooLarge.
  bool public_only = false;                         ///< As HttpRequest's.
};

class StreamClient {
 public:
  StreamClient() = default;
  StreamClient(const StreamClient&) = delete;
  StreamClient& operator=(const StreamClient&) = delete;
  StreamClient(StreamClient&&) = delete;
  StreamClient& operator=(StreamClient&&) = delete;
  virtual ~StreamClient() = default;

  /// Hands each line, without its end, to `on_line` on the calling thread, until that returns
  /// false. Also calls it with nullptr data about once a second while nothing comes, so that a
  /// batch can be handed on. A status other than 200 is `kRefused`.
  [[nodiscard]] virtual tl::expected<void, NetError> read_lines(
      const StreamRequest& request,
      const std::function<bool(std::string_view)>& on_line,
      const std::stop_token& stop) = 0;
};

[[nodiscard]] std::unique_ptr<StreamClient> make_stream_client(const NetOptions& options);

}  // namespace vigie::collector

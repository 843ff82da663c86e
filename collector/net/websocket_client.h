// A WebSocket, read by the thread that opened it: no callback reaches a collector.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "collector/net/http_client.h"

namespace vigie::collector {

struct WebSocketRequest {
  std::string url;  ///< ws or wss.
  HttpHeaders headers;
  std::chrono::milliseconds idle_timeout{90'000};  ///< Without any frame or ping: kIdle.
  std::uint32_t queued_messages = 50'000;  ///< Full: no more is read, and TCP holds the server.
  std::uint64_t max_message_bytes = 4ULL << 20U;
  bool public_only = false;  ///< As HttpRequest's.
};

struct WebSocketMessage {
  bool is_binary = false;
  std::string bytes;
};

/// One connection; one thread. Destroying it closes it; the last of its client and its connections
/// waits, up to 5 s, for servers that do not answer.
class WebSocketConnection {
 public:
  WebSocketConnection() = default;
  WebSocketConnection(const WebSocketConnection&) = delete;
  WebSocketConnection& operator=(const WebSocketConnection&) = delete;
  WebSocketConnection(WebSocketConnection&&) = delete;
  WebSocketConnection& operator=(WebSocketConnection&&) = delete;
  virtual ~WebSocketConnection() = default;

  /// The next message, in order; nothing when none came within `wait`. What had arrived before the
  /// connection ended is given out before the error is. A text message that is no UTF-8 ends the
  /// connection as kBadEncoding, and is not given out.
  [[nodiscard]] virtual tl::expected<std::optional<WebSocketMessage>, NetError> receive(
      std::chrono::milliseconds wait, const std::stop_token& stop) = 0;

  [[nodiscard]] virtual tl::expected<void, NetError> send(std::string_view text) = 0;

  /// How often reading had to wait because the queue was full.
  [[nodiscard]] virtual std::uint64_t times_full() const = 0;
};

class WebSocketClient {
 public:
  WebSocketClient() = default;
  WebSocketClient(const WebSocketClient&) = delete;
  WebSocketClient& operator=(const WebSocketClient&) = delete;
  WebSocketClient(WebSocketClient&&) = delete;
  WebSocketClient& operator=(WebSocketClient&&) = delete;
  virtual ~WebSocketClient() = default;

  /// Blocks until the handshake is done. A status other than 101 is `kRefused` with that status; 0:
  /// it could not be learnt. To learn it, the handshake is sent once more as a plain request.
  [[nodiscard]] virtual tl::expected<std::unique_ptr<WebSocketConnection>, NetError> open(
      const WebSocketRequest& request, const std::stop_token& stop) = 0;
};

[[nodiscard]] std::unique_ptr<WebSocketClient> make_websocket_client(const NetOptions& options);

}  // namespace vigie::collector

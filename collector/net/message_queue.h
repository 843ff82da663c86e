// What a WebSocket's thread and its reader share: messages in order, and how the connection ended.
//
// The library knows no back-pressure and no read timeout. Here its thread waits while the queue is
// full, so that TCP holds the server; and each frame, pings too, says that the other side is there.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include <tl/expected.hpp>

#include "collector/net/net_error.h"
#include "collector/net/websocket_client.h"

namespace vigie::collector {

/// One writer, one reader.
class MessageQueue {
 public:
  MessageQueue(std::size_t most_messages, std::chrono::milliseconds idle_timeout, std::string host);

  /// Waits while the queue is full and was not left. What comes after the end is dropped.
  void push(WebSocketMessage message);

  /// A sign of life without a message.
  void touch();

  /// The handshake is done, or has failed; comes once, and may come after end().
  void open();
  void fail_to_open(NetError reason);

  /// Nothing more will come; the first reason counts.
  void end(NetError reason);

  /// The reader is gone: never waits again.
  void leave();

  /// Until open() or fail_to_open().
  [[nodiscard]] tl::expected<void, NetError> wait_until_open(std::chrono::milliseconds wait,
                                                             const std::stop_token& stop);

  /// See WebSocketConnection::receive().
  [[nodiscard]] tl::expected<std::optional<WebSocketMessage>, NetError> take(
      std::chrono::milliseconds wait, const std::stop_token& stop);

  [[nodiscard]] std::optional<NetError> end_reason() const;
  [[nodiscard]] std::uint64_t times_full() const;

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  [[nodiscard]] bool is_full() const;
  [[nodiscard]] WebSocketMessage pop();

  const std::size_t most_messages_;
  const std::chrono::milliseconds idle_timeout_;
  const std::string host_;
  mutable std::mutex mutex_;
  std::condition_variable_any came_;
  std::condition_variable_any taken_;
  std::deque<WebSocketMessage> messages_;
  std::uint64_t bytes_ = 0;
  std::uint64_t times_full_ = 0;
  SteadyTime last_seen_ = std::chrono::steady_clock::now();
  bool is_open_ = false;
  bool has_failed_to_open_ = false;
  bool is_left_ = false;
  bool is_writer_waiting_ = false;
  std::optional<NetError> end_;
};

}  // namespace vigie::collector

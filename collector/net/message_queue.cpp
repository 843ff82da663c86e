#include "collector/net/message_queue.h"

#include <algorithm>
#include <utility>

namespace vigie::collector {
namespace {

// However many messages are allowed: a hostile server may send large ones.
constexpr std::uint64_t kMostQueuedBytes = 64ULL << 20U;

}  // namespace

MessageQueue::MessageQueue(std::size_t most_messages,
                           std::chrono::milliseconds idle_timeout,
                           std::string host)
    : most_messages_(std::max<std::size_t>(most_messages, 1)),
      idle_timeout_(idle_timeout),
      host_(std::move(host)) {}

bool MessageQueue::is_full() const {
  return messages_.size() >= most_messages_ || bytes_ >= kMostQueuedBytes;
}

void MessageQueue::push(WebSocketMessage message) {
  std::unique_lock lock{mutex_};
  if (is_full() && !is_left_ && !end_) {
    ++times_full_;
    is_writer_waiting_ = true;
    taken_.wait(lock, [this] { return !is_full() || is_left_ || end_; });
    is_writer_waiting_ = false;
  }
  last_seen_ = std::chrono::steady_clock::now();
  if (is_left_ || end_) {
    return;
  }
  bytes_ += message.bytes.size();
  messages_.push_back(std::move(message));
  came_.notify_all();
}

void MessageQueue::touch() {
  const std::scoped_lock lock{mutex_};
  last_seen_ = std::chrono::steady_clock::now();
}

void MessageQueue::open() {
  const std::scoped_lock lock{mutex_};
  is_open_ = true;
  last_seen_ = std::chrono::steady_clock::now();
  came_.notify_all();
}

void MessageQueue::fail_to_open(NetError reason) {
  const std::scoped_lock lock{mutex_};
  has_failed_to_open_ = true;
  end_ = std::move(reason);
  came_.notify_all();
  taken_.notify_all();
}

void MessageQueue::end(NetError reason) {
  const std::scoped_lock lock{mutex_};
  if (!end_) {
    end_ = std::move(reason);
  }
  came_.notify_all();
  taken_.notify_all();
}

void MessageQueue::leave() {
  const std::scoped_lock lock{mutex_};
  is_left_ = true;
  taken_.notify_all();
}

tl::expected<void, NetError> MessageQueue::wait_until_open(std::chrono::milliseconds wait,
                                                           const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  came_.wait_for(lock, stop, wait, [this] { return is_open_ || has_failed_to_open_; });
  if (is_open_) {
    return {};
  }
  if (stop.stop_requested()) {
    return tl::unexpected{NetError{.kind = NetErrorKind::kStopped, .message = host_ + ": stopped"}};
  }
  return tl::unexpected{end_.value_or(NetError{
      .kind = NetErrorKind::kIdle, .message = host_ + ": the WebSocket was not opened in time"})};
}

WebSocketMessage MessageQueue::pop() {
  WebSocketMessage message = std::move(messages_.front());
  messages_.pop_front();
  bytes_ -= message.bytes.size();
  taken_.notify_all();
  return message;
}

tl::expected<std::optional<WebSocketMessage>, NetError> MessageQueue::take(
    std::chrono::milliseconds wait, const std::stop_token& stop) {
  const SteadyTime until = std::chrono::steady_clock::now() + wait;
  std::unique_lock lock{mutex_};
  for (;;) {
    if (!messages_.empty()) {
      return pop();
    }
    if (end_) {
      return tl::unexpected{*end_};
    }
    if (stop.stop_requested()) {
      return tl::unexpected{
          NetError{.kind = NetErrorKind::kStopped, .message = host_ + ": stopped"}};
    }
    const SteadyTime now = std::chrono::steady_clock::now();
    const SteadyTime idle_at = last_seen_ + idle_timeout_;
    if (now >= idle_at && !is_writer_waiting_) {
      return tl::unexpected{
          NetError{.kind = NetErrorKind::kIdle, .message = host_ + ": nothing came for too long"}};
    }
    if (now >= until) {
      return std::nullopt;
    }
    const SteadyTime next = is_writer_waiting_ ? until : std::min(until, idle_at);
    came_.wait_until(lock, stop, next, [this] { return !messages_.empty() || end_; });
  }
}

std::optional<NetError> MessageQueue::end_reason() const {
  const std::scoped_lock lock{mutex_};
  return end_;
}

std::uint64_t MessageQueue::times_full() const {
  const std::scoped_lock lock{mutex_};
  return times_full_;
}

}  // namespace vigie::collector

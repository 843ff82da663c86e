// What a live source is given, without a network and without waiting.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "collector/live/clock.h"
#include "collector/net/stream_client.h"
#include "collector/net/websocket_client.h"
#include "collector/sink.h"

namespace vigie::collector::tests {

/// Time passes when somebody waits, and by no other means.
class FakeClock : public Clock {
 public:
  explicit FakeClock(UtcTime now) : now_(now) {}

  UtcTime now() override { return now_; }

  std::chrono::steady_clock::time_point steady_now() override { return steady_; }

  bool sleep(std::chrono::milliseconds duration, const std::stop_token& stop) override {
    slept.push_back(duration);
    pass(duration);
    return !stop.stop_requested();
  }

  void pass(std::chrono::milliseconds duration) {
    now_ += duration;
    steady_ += duration;
  }

  std::vector<std::chrono::milliseconds> slept;

 private:
  UtcTime now_;
  std::chrono::steady_clock::time_point steady_{};
};

/// Keeps every batch.
class BatchList : public PostSink {
 public:
  void accept(RecordBatch batch) override {
    for (const Post& post : batch.posts) {
      posts.push_back(post);
    }
    for (const Account& account : batch.accounts) {
      accounts.push_back(account);
    }
    for (const PostDeletion& deletion : batch.deletions) {
      deletions.push_back(deletion);
    }
    for (const Reject& reject : batch.rejects) {
      rejects.push_back(reject);
    }
    for (const CoverageGap& gap : batch.gaps) {
      gaps.push_back(gap);
    }
    for (const SeenSpan& span : batch.seen) {
      seen.push_back(span);
    }
    if (!batch.cursor.empty()) {
      cursor = batch.cursor;
    }
    batches.push_back(std::move(batch));
  }

  std::vector<RecordBatch> batches;
  std::vector<Post> posts;
  std::vector<Account> accounts;
  std::vector<PostDeletion> deletions;
  std::vector<Reject> rejects;
  std::vector<CoverageGap> gaps;
  std::vector<SeenSpan> seen;
  std::string cursor;  ///< The last.
};

/// What happens on one connection, in order.
using SocketStep = std::variant<WebSocketMessage, NetError, std::function<void()>>;

inline SocketStep text_message(std::string text) {
  return WebSocketMessage{.is_binary = false, .bytes = std::move(text)};
}

inline SocketStep binary_message(std::string bytes) {
  return WebSocketMessage{.is_binary = true, .bytes = std::move(bytes)};
}

/// Connections that a test has written down beforehand: each is refused, or plays its steps and
/// then stays silent.
class ScriptedSockets : public WebSocketClient {
 public:
  struct Script {
    std::optional<NetError> refusal;
    std::vector<SocketStep> steps;
  };

  explicit ScriptedSockets(FakeClock& clock) : clock_(clock) {}

  void refuse(NetErrorKind kind, int status = 0) {
    scripts_.push_back(
        {NetError{.kind = kind, .message = "refused by the test", .status = status}, {}});
  }

  void play(std::vector<SocketStep> steps) { scripts_.push_back({std::nullopt, std::move(steps)}); }

  tl::expected<std::unique_ptr<WebSocketConnection>, NetError> open(
      const WebSocketRequest& request, const std::stop_token& /*stop*/) override {
    urls.push_back(request.url);
    if (scripts_.empty()) {
      return tl::unexpected{
          NetError{.kind = NetErrorKind::kConnection, .message = "nothing is left to play"}};
    }
    Script script = std::move(scripts_.front());
    scripts_.pop_front();
    if (script.refusal) {
      return tl::unexpected{*script.refusal};
    }
    return std::make_unique<Connection>(clock_, std::move(script.steps));
  }

  std::vector<std::string> urls;

 private:
  class Connection : public WebSocketConnection {
   public:
    Connection(FakeClock& clock, std::vector<SocketStep> steps)
        : clock_(clock), steps_(std::move(steps)) {}

    tl::expected<std::optional<WebSocketMessage>, NetError> receive(
        std::chrono::milliseconds wait, const std::stop_token& stop) override {
      if (stop.stop_requested()) {
        return tl::unexpected{NetError{.kind = NetErrorKind::kStopped, .message = "stopped"}};
      }
      if (next_ == steps_.size()) {
        clock_.pass(wait);
        return std::optional<WebSocketMessage>{};
      }
      SocketStep& step = steps_[next_++];
      if (const auto* error = std::get_if<NetError>(&step)) {
        return tl::unexpected{*error};
      }
      if (auto* message = std::get_if<WebSocketMessage>(&step)) {
        return std::optional{std::move(*message)};
      }
      std::get<std::function<void()>>(step)();
      return std::optional<WebSocketMessage>{};
    }

    tl::expected<void, NetError> send(std::string_view /*text*/) override { return {}; }

    std::uint64_t times_full() const override { return 0; }

   private:
    FakeClock& clock_;
    std::vector<SocketStep> steps_;
    std::size_t next_ = 0;
  };

  FakeClock& clock_;
  std::deque<Script> scripts_;
};

class NoStreams : public StreamClient {
 public:
  tl::expected<void, NetError> read_lines(const StreamRequest& /*request*/,
                                          const std::function<bool(std::string_view)>& /*on_line*/,
                                          const std::stop_token& /*stop*/) override {
    return tl::unexpected{NetError{.kind = NetErrorKind::kConnection, .message = "no streams"}};
  }
};

}  // namespace vigie::collector::tests

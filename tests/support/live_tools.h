// A world for live sources: a clock that a test moves, servers that say what a test wrote, a sink
// that keeps everything.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "collector/live/live_source.h"

namespace vigie::collector::tests {

/// Time passes only when somebody sleeps.
class HandClock : public Clock {
 public:
  UtcTime now() override { return now_; }

  std::chrono::steady_clock::time_point steady_now() override {
    return std::chrono::steady_clock::time_point{now_.time_since_epoch()};
  }

  bool sleep(std::chrono::milliseconds duration, const std::stop_token& stop) override {
    if (stop.stop_requested()) {
      return false;
    }
    now_ += duration;
    slept.push_back(duration);
    if (on_sleep) {
      on_sleep();
    }
    return !stop.stop_requested();
  }

  void pass(std::chrono::milliseconds duration) { now_ += duration; }

  std::vector<std::chrono::milliseconds> slept;
  std::function<void()> on_sleep;

 private:
  UtcTime now_ = *parse_iso8601("2026-03-02T12:00:00Z");
};

/// Answers requests by a function of the test, and keeps them.
class ScriptedHttp : public HttpClient {
 public:
  using Answer = tl::expected<HttpResponse, NetError>;

  Answer send(const HttpRequest& request, const std::stop_token& /*stop*/) override {
    requests.push_back(request);
    if (!answer) {
      return HttpResponse{.status = 404, .headers = {}, .body = "{}", .url = request.url};
    }
    Answer given = answer(request);
    if (given && given->url.empty()) {
      given->url = request.url;
    }
    return given;
  }

  std::function<Answer(const HttpRequest&)> answer;
  std::vector<HttpRequest> requests;
};

inline HttpResponse answer_of(int status, std::string body, HttpHeaders headers = {}) {
  return {.status = status, .headers = std::move(headers), .body = std::move(body), .url = {}};
}

/// What one connection says, in order; then `end`.
struct SocketScript {
  std::deque<std::string> messages;
  std::function<void(SocketScript&, std::string_view sent)> on_send;
  std::function<void()> on_wait;  ///< Called when there is nothing to say.
  NetError end{.kind = NetErrorKind::kClosed, .message = "closed", .status = 0};
  bool stays_open = false;
};

class ScriptedSocket : public WebSocketConnection {
 public:
  explicit ScriptedSocket(std::shared_ptr<SocketScript> script) : script_(std::move(script)) {}

  tl::expected<std::optional<WebSocketMessage>, NetError> receive(
      std::chrono::milliseconds /*wait*/, const std::stop_token& stop) override {
    if (stop.stop_requested()) {
      return tl::unexpected{
          NetError{.kind = NetErrorKind::kStopped, .message = "stopped", .status = 0}};
    }
    if (!script_->messages.empty()) {
      WebSocketMessage message{.is_binary = false, .bytes = script_->messages.front()};
      script_->messages.pop_front();
      return message;
    }
    if (script_->on_wait) {
      script_->on_wait();
    }
    if (script_->stays_open) {
      return std::optional<WebSocketMessage>{};
    }
    return tl::unexpected{script_->end};
  }

  tl::expected<void, NetError> send(std::string_view text) override {
    if (script_->on_send) {
      script_->on_send(*script_, text);
    }
    return {};
  }

  std::uint64_t times_full() const override { return 0; }

 private:
  std::shared_ptr<SocketScript> script_;
};

/// Opens `sockets` in turn; when there is none left, the connection is refused.
class ScriptedWebSockets : public WebSocketClient {
 public:
  tl::expected<std::unique_ptr<WebSocketConnection>, NetError> open(
      const WebSocketRequest& request, const std::stop_token& /*stop*/) override {
    requests.push_back(request);
    if (sockets.empty()) {
      return tl::unexpected{refusal};
    }
    auto script = sockets.front();
    sockets.pop_front();
    return std::make_unique<ScriptedSocket>(std::move(script));
  }

  std::deque<std::shared_ptr<SocketScript>> sockets;
  std::vector<WebSocketRequest> requests;
  NetError refusal{.kind = NetErrorKind::kConnection, .message = "refused", .status = 0};
};

/// Hands out `lines`, after them one silence, then ends.
class ScriptedStreams : public StreamClient {
 public:
  tl::expected<void, NetError> read_lines(const StreamRequest& request,
                                          const std::function<bool(std::string_view)>& on_line,
                                          const std::stop_token& /*stop*/) override {
    requests.push_back(request);
    for (const std::string& line : lines) {
      if (!on_line(line)) {
        return {};
      }
    }
    (void)on_line(std::string_view{});
    return tl::unexpected{end};
  }

  std::vector<std::string> lines;
  std::vector<StreamRequest> requests;
  NetError end{.kind = NetErrorKind::kClosed, .message = "closed", .status = 0};
};

class LiveSink : public PostSink {
 public:
  void accept(RecordBatch batch) override {
    for (const Post& post : batch.posts) {
      posts.push_back(post);
    }
    for (const PostDeletion& deletion : batch.deletions) {
      deletions.push_back(deletion.native_id);
    }
    for (const Account& account : batch.accounts) {
      accounts.push_back(account);
    }
    for (const Reject& reject : batch.rejects) {
      rejects.push_back(reject.reason);
    }
    seen.insert(seen.end(), batch.seen.begin(), batch.seen.end());
    gaps.insert(gaps.end(), batch.gaps.begin(), batch.gaps.end());
    if (!batch.cursor.empty()) {
      cursor = batch.cursor;
    }
    batches.push_back(std::move(batch));
    if (on_batch) {
      on_batch();
    }
  }

  [[nodiscard]] std::vector<std::string> post_ids() const {
    std::vector<std::string> ids;
    for (const Post& post : posts) {
      ids.push_back(post.native_id);
    }
    return ids;
  }

  std::vector<Post> posts;
  std::vector<std::string> deletions;
  std::vector<Account> accounts;
  std::vector<std::string> rejects;
  std::vector<SeenSpan> seen;
  std::vector<CoverageGap> gaps;
  std::vector<RecordBatch> batches;
  std::string cursor;
  std::function<void()> on_batch;
};

/// All of it, wired. `run` gives the source the cursor that its last batch left.
struct LiveWorld {
  HandClock clock;
  ScriptedHttp http;
  ScriptedWebSockets websockets;
  ScriptedStreams streams;
  RateLimiter limiter{clock};
  Fetcher fetcher{http, limiter, clock};
  LiveTools tools{fetcher, streams, websockets, clock};
  LiveSink sink;
  SourceMeter meter;
  std::stop_source stop;

  tl::expected<void, LiveError> run(LiveSource& source, bool once = true) {
    return source.run({.cursor = sink.cursor,
                       .once = once,
                       .sink = sink,
                       .meter = meter,
                       .stop = stop.get_token()});
  }
};

}  // namespace vigie::collector::tests

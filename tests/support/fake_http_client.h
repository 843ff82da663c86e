// An HTTP client that gives the answers a test lined up.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "collector/net/http_client.h"

namespace vigie::tests {

/// Any number of threads. The last answer is given again and again.
class FakeHttpClient final : public collector::HttpClient {
 public:
  using Answer = tl::expected<collector::HttpResponse, collector::NetError>;
  using Responder = std::function<Answer(const collector::HttpRequest&)>;

  FakeHttpClient& then(Answer answer) {
    const std::scoped_lock lock{mutex_};
    answers_.push_back(std::move(answer));
    return *this;
  }

  FakeHttpClient& then(int status, std::string body, collector::HttpHeaders headers = {}) {
    return then(collector::HttpResponse{
        .status = status, .headers = std::move(headers), .body = std::move(body), .url = {}});
  }

  FakeHttpClient& then(collector::NetErrorKind kind) {
    return then(tl::unexpected{collector::NetError{.kind = kind, .message = "host.test: lost"}});
  }

  /// Instead of lined-up answers.
  FakeHttpClient& respond(Responder responder) {
    const std::scoped_lock lock{mutex_};
    responder_ = std::move(responder);
    return *this;
  }

  Answer send(const collector::HttpRequest& request, const std::stop_token& stop) override {
    Responder responder;
    {
      const std::scoped_lock lock{mutex_};
      requests_.push_back(request);
      responder = responder_;
    }
    if (stop.stop_requested()) {
      return tl::unexpected{
          collector::NetError{.kind = collector::NetErrorKind::kStopped, .message = "stopped"}};
    }
    return responder ? responder(request) : next();
  }

  [[nodiscard]] std::vector<collector::HttpRequest> requests() const {
    const std::scoped_lock lock{mutex_};
    return requests_;
  }

 private:
  Answer next() {
    const std::scoped_lock lock{mutex_};
    if (answers_.empty()) {
      return tl::unexpected{collector::NetError{.message = "no answer was lined up"}};
    }
    Answer answer = answers_.front();
    if (answers_.size() > 1) {
      answers_.pop_front();
    }
    return answer;
  }

  mutable std::mutex mutex_;
  std::deque<Answer> answers_;
  Responder responder_;
  std::vector<collector::HttpRequest> requests_;
};

}  // namespace vigie::tests

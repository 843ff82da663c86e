// A server that gives the answers that a test has written down, in order.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "collector/net/http_client.h"

namespace vigie::collector::tests {

/// For one thread. When nothing is left to say, every request fails.
class FakeHttp : public HttpClient {
 public:
  void answer(HttpResponse response) { answers_.push_back(std::move(response)); }

  void answer_json(std::string body, int status = 200) {
    answer({.status = status,
            .headers = {{"Content-Type", "application/json"}},
            .body = std::move(body),
            .url = {}});
  }

  tl::expected<HttpResponse, NetError> send(const HttpRequest& request,
                                            const std::stop_token& stop) override {
    requests.push_back(request);
    if (stop.stop_requested()) {
      return tl::unexpected{NetError{.kind = NetErrorKind::kStopped, .message = "stopped"}};
    }
    if (answers_.empty()) {
      return tl::unexpected{
          NetError{.kind = NetErrorKind::kConnection, .message = "nothing is left to answer"}};
    }
    HttpResponse response = std::move(answers_.front());
    answers_.pop_front();
    return response;
  }

  std::vector<HttpRequest> requests;

 private:
  std::deque<HttpResponse> answers_;
};

}  // namespace vigie::collector::tests

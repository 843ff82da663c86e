// The contract of the three clients: what a second implementation must also do. It adds itself to
// the lists below, and every test here runs on it too.
#pragma once

#include <chrono>
#include <memory>
#include <ostream>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "collector/net/http_client.h"
#include "collector/net/stream_client.h"
#include "collector/net/websocket_client.h"

namespace vigie::collector {

/// One library behind the seams.
struct Adapter {
  std::string name;
  std::unique_ptr<HttpClient> (*http)(const NetOptions&);
  std::unique_ptr<StreamClient> (*stream)(const NetOptions&);
  std::unique_ptr<WebSocketClient> (*websocket)(const NetOptions&);
};

inline void PrintTo(const Adapter& adapter, std::ostream* out) {
  *out << adapter.name;
}

[[nodiscard]] inline std::vector<Adapter> adapters() {
  return {{"cpprest", make_http_client, make_stream_client, make_websocket_client}};
}

[[nodiscard]] inline std::string adapter_name(const testing::TestParamInfo<Adapter>& info) {
  return info.param.name;
}

[[nodiscard]] inline NetOptions test_options() {
  return {.user_agent = "Vigie/test (+https://contact.example)", .proxy = {}, .ca_file = {}};
}

inline void PrintTo(NetErrorKind kind, std::ostream* out) {
  constexpr const char* kNames[] = {"kIdle",
                                    "kDeadline",
                                    "kConnection",
                                    "kTls",
                                    "kTooLarge",
                                    "kBadEncoding",
                                    "kRedirect",
                                    "kRefused",
                                    "kBadUrl",
                                    "kClosed",
                                    "kStopped"};
  *out << kNames[static_cast<int>(kind)];
}

/// Measures how long the calling thread was held.
class Stopwatch {
 public:
  [[nodiscard]] std::chrono::milliseconds elapsed() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 start_);
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Asks to stop after a while, from another thread.
class StopLater {
 public:
  explicit StopLater(std::chrono::milliseconds after)
      : thread_([this, after] {
          std::this_thread::sleep_for(after);
          source_.request_stop();
        }) {}

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  std::jthread thread_;
};

}  // namespace vigie::collector

// Which host is asked next, and after how long, when connections of one stream fail.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>

namespace vigie::collector {

class Reconnect {
 public:
  Reconnect(std::size_t hosts, std::uint64_t seed) : hosts_(hosts), random_(seed) {}

  [[nodiscard]] std::size_t host() const { return host_; }

  /// The stream has moved on: what failed before counts no more.
  void note_progress() {
    in_row_ = 0;
    on_host_ = 0;
  }

  /// After a failure: how long to wait before the next attempt. Doubles from 1 s to 5 minutes, of
  /// which between half and all is waited. `is_starting`: the server says that it is not ready;
  /// another host is asked at once, unless all of them have said so.
  [[nodiscard]] std::chrono::milliseconds note_failure(bool is_starting);

  /// Every host has had its three attempts since the stream moved on.
  [[nodiscard]] bool all_failed() const { return in_row_ >= kAttemptsPerHost * hosts_; }

 private:
  static constexpr std::size_t kAttemptsPerHost = 3;

  std::size_t hosts_;
  std::minstd_rand random_;
  std::size_t host_ = 0;
  std::size_t on_host_ = 0;
  std::size_t in_row_ = 0;
};

}  // namespace vigie::collector

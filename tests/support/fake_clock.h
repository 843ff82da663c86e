// A clock that a test moves: sleeping takes no time, and is remembered.
#pragma once

#include <chrono>
#include <mutex>
#include <numeric>
#include <stop_token>
#include <vector>

#include "collector/live/clock.h"

namespace vigie::tests {

/// Any number of threads. Sleepers move the time themselves, so that waiting ends at once.
class FakeClock final : public collector::Clock {
 public:
  /// 2026-03-02T00:00:00Z, unless told otherwise.
  explicit FakeClock(UtcTime start = from_ms(1'772'409'600'000)) : now_(start) {}

  UtcTime now() override {
    const std::scoped_lock lock{mutex_};
    return now_;
  }

  std::chrono::steady_clock::time_point steady_now() override {
    const std::scoped_lock lock{mutex_};
    return steady_;
  }

  bool sleep(std::chrono::milliseconds duration, const std::stop_token& stop) override {
    if (stop.stop_requested()) {
      return false;
    }
    advance(duration);
    const std::scoped_lock lock{mutex_};
    sleeps_.push_back(duration);
    return true;
  }

  void advance(std::chrono::milliseconds duration) {
    const std::scoped_lock lock{mutex_};
    now_ += duration;
    steady_ += duration;
  }

  [[nodiscard]] std::vector<std::chrono::milliseconds> sleeps() const {
    const std::scoped_lock lock{mutex_};
    return sleeps_;
  }

  /// Of all sleepers together.
  [[nodiscard]] std::chrono::milliseconds slept() const {
    const std::scoped_lock lock{mutex_};
    return std::accumulate(sleeps_.begin(), sleeps_.end(), std::chrono::milliseconds{0});
  }

 private:
  mutable std::mutex mutex_;
  UtcTime now_;
  std::chrono::steady_clock::time_point steady_{std::chrono::hours{1}};
  std::vector<std::chrono::milliseconds> sleeps_;
};

}  // namespace vigie::tests

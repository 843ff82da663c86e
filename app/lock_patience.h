// How long the writer of live collecting waits for a lock that another program holds.
//
// Short, for nothing else of the writer's thread happens meanwhile: no status, no metrics, no end
// of the run. A lock that lasts is an outage, and the waiting for its end is LiveWriting's.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace vigie::app {

/// Asks no clock. One thread.
class LockPatience {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `longest`: for one lock.
  explicit LockPatience(std::chrono::milliseconds longest) : longest_(longest) {}

  /// From `end` on a lock is waited for no longer than a moment of grace: who gives it back soon
  /// has what waits still written.
  void end_at(Time end) { end_ = end; }

  /// True: give up. `is_first`: a lock is met; `is_told`: somebody told the program to stop, who
  /// waits for one moment of grace in all.
  [[nodiscard]] bool is_at_end(bool is_first, bool is_told, Time now) {
    if (is_first) {
      begun_ = now;
    }
    if (is_told) {
      told_ = told_.value_or(now);
    }
    return now - begun_ >= longest_ || (told_ && now - *told_ >= kGrace) ||
           (end_ && now >= *end_ && now - std::max(begun_, *end_) >= kGrace);
  }

 private:
  static constexpr std::chrono::seconds kGrace{2};

  std::chrono::milliseconds longest_;
  Time begun_{};
  std::optional<Time> end_;
  std::optional<Time> told_;
};

}  // namespace vigie::app

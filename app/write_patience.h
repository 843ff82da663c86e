// When to try again to write to a store that cannot be written for now.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace vigie::app {

/// Pauses of 5 s, then twice as long each time, 5 minutes at most. Asks no clock.
class WritePatience {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `longest`: how long an outage may last; nothing: as long as it does.
  explicit WritePatience(std::optional<std::chrono::milliseconds> longest) : longest_(longest) {}

  /// True: the outage begins with this failure.
  bool note_failure(Time now) {
    const bool is_first = !begun_;
    begun_ = begun_.value_or(now);
    pause_ = is_first ? kFirstPause : std::min(2 * pause_, kLongestPause);
    next_try_ = now + pause_;
    return is_first;
  }

  /// How long the outage lasted; nothing: there was none.
  std::optional<Time::duration> note_success(Time now) {
    const auto lasted = begun_ ? std::optional{now - *begun_} : std::nullopt;
    begun_.reset();
    return lasted;
  }

  [[nodiscard]] bool is_out() const { return begun_.has_value(); }

  [[nodiscard]] bool is_due(Time now) const { return now >= next_try_; }

  /// True when whoever waits should give up.
  [[nodiscard]] bool is_at_end(Time now) const {
    return begun_ && longest_ && now - *begun_ >= *longest_;
  }

  /// Before the next try.
  [[nodiscard]] std::chrono::seconds pause() const { return pause_; }

 private:
  static constexpr std::chrono::seconds kFirstPause{5};
  static constexpr std::chrono::seconds kLongestPause{300};

  std::optional<std::chrono::milliseconds> longest_;
  std::optional<Time> begun_;
  std::chrono::seconds pause_{0};
  Time next_try_{};
};

}  // namespace vigie::app

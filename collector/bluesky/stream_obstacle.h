// A message that ends every connection over which it comes, and how far to go round it.
//
// The first wire is read on by time: the time of what cannot be read is not known, only that it
// lies behind the newest event. So the distance grows tenfold from 10 ms until the stream moves on
// again.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace vigie::collector {

class StreamObstacle {
 public:
  /// A connection ended over a message that nobody can read, when the newest event was of
  /// `newest_us`. True: it is the first time there; it may have been damaged on its way.
  bool note(std::int64_t newest_us) {
    times_ = newest_us == newest_us_ ? times_ + 1 : 1;
    newest_us_ = newest_us;
    return times_ == 1;
  }

  /// How far behind the newest event the next connection has to begin; zero: nothing is in the way.
  [[nodiscard]] std::chrono::microseconds distance(std::int64_t newest_us) const {
    if (newest_us != newest_us_ || times_ < 2) {
      return std::chrono::microseconds{0};
    }
    std::chrono::microseconds distance = std::chrono::milliseconds{10};
    for (int i = 2; i < std::min(times_, kMostTimes); ++i) {
      distance *= 10;
    }
    return distance;
  }

  /// Nothing lies beyond it: whatever is asked for, the connection ends in the same way.
  [[nodiscard]] bool is_impassable() const { return times_ > kMostTimes; }

 private:
  static constexpr int kMostTimes = 12;

  std::int64_t newest_us_ = -1;
  int times_ = 0;
};

}  // namespace vigie::collector

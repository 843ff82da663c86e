// The time seam: tests of waiting do not wait.
#pragma once

#include <chrono>
#include <stop_token>

#include "storage/model/time.h"

namespace vigie::collector {

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  Clock(Clock&&) = delete;
  Clock& operator=(Clock&&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual UtcTime now() = 0;

  /// Never goes back, whatever is done to the machine's clock.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point steady_now() = 0;

  /// False: `stop` was triggered first.
  virtual bool sleep(std::chrono::milliseconds duration, const std::stop_token& stop) = 0;
};

/// The machine's clocks; may be used by any number of threads.
[[nodiscard]] Clock& system_clock();

}  // namespace vigie::collector

// Ctrl-C and a service manager's stop: work ends at the next batch, and what was read is kept.
#pragma once

namespace vigie::app {

/// While it lives, SIGINT and SIGTERM request a stop instead of ending the program. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
  InterruptGuard(InterruptGuard&&) = delete;
  InterruptGuard& operator=(InterruptGuard&&) = delete;

  /// True once a signal came.
  [[nodiscard]] static bool requested();
};

}  // namespace vigie::app

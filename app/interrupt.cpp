#include "app/interrupt.h"

#include <atomic>
#include <csignal>

namespace vigie::app {
namespace {

static_assert(std::atomic<bool>::is_always_lock_free);

std::atomic<bool>& flag() {
  static std::atomic<bool> requested{false};
  return requested;
}

extern "C" void note_signal(int /*signal*/) {
  flag().store(true);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  flag().store(false);
  for (const int signal : {SIGINT, SIGTERM}) {
    std::signal(signal, note_signal);  // NOLINT(cert-err33-c): these signals can always be caught
  }
}

InterruptGuard::~InterruptGuard() {
  for (const int signal : {SIGINT, SIGTERM}) {
    std::signal(signal, SIG_DFL);  // NOLINT(cert-err33-c): these signals can always be reset
  }
}

bool InterruptGuard::requested() {
  return flag().load();
}

}  // namespace vigie::app

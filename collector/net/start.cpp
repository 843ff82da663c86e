#include "collector/net/start.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <mutex>
#include <thread>
#include <utility>  // The pool's header needs it, and does not say so.

#include <pplx/threadpool.h>

namespace vigie::collector {
namespace {

constexpr unsigned kFewestThreads = 4;

std::atomic<bool>& started() {
  static std::atomic<bool> is_started{false};
  return is_started;
}

}  // namespace

void initialize_network() {
  static std::once_flag done;
  std::call_once(done, [] {
    std::signal(SIGPIPE, SIG_IGN);
    crossplat::threadpool::initialize_with_threads(
        std::max(kFewestThreads, std::thread::hardware_concurrency()));
    started() = true;
  });
}

bool is_network_initialized() {
  return started();
}

}  // namespace vigie::collector

#include "collector/net/start.h"

#include <algorithm>
#include <csignal>
#include <mutex>
#include <thread>
#include <utility>  // The pool's header needs it, and does not say so.

#include <pplx/threadpool.h>

namespace vigie::collector {
namespace {

constexpr unsigned kFewestThreads = 4;

}  // namespace

void initialize_network() {
  static std::once_flag done;
  std::call_once(done, [] {
    std::signal(SIGPIPE, SIG_IGN);
    crossplat::threadpool::initialize_with_threads(
        std::max(kFewestThreads, std::thread::hardware_concurrency()));
  });
}

}  // namespace vigie::collector

#include "storage/sqlite/lock_wait.h"

#include <thread>
#include <utility>

#include <sqlite3.h>

namespace vigie::storage {
namespace {

constexpr std::chrono::milliseconds kBetweenLooksAtLock{50};
constexpr int kUsualTimeoutMs = 5000;  ///< As Database sets it.

}  // namespace

LockWait::LockWait(Database& database,
                   std::function<bool()> gives_up,
                   std::chrono::milliseconds longest)
    : database_(database), gives_up_(std::move(gives_up)), longest_(longest) {
  sqlite3_busy_handler(database_.handle(), &LockWait::wait, this);
}

LockWait::~LockWait() {
  sqlite3_busy_timeout(database_.handle(), kUsualTimeoutMs);
}

int LockWait::wait(void* self, int earlier) {
  auto& waiting = *static_cast<LockWait*>(self);
  const auto now = std::chrono::steady_clock::now();
  if (earlier == 0) {
    waiting.begun_ = now;
  }
  if (waiting.gives_up_() || now - waiting.begun_ >= waiting.longest_) {
    return 0;
  }
  std::this_thread::sleep_for(kBetweenLooksAtLock);
  return 1;
}

}  // namespace vigie::storage

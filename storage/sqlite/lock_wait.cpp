#include "storage/sqlite/lock_wait.h"

#include <chrono>
#include <thread>
#include <utility>

#include <sqlite3.h>

namespace vigie::storage {
namespace {

constexpr std::chrono::milliseconds kBetweenLooksAtLock{50};
constexpr int kUsualTimeoutMs = 5000;  ///< As Database sets it.

}  // namespace

LockWait::LockWait(Database& database, std::function<bool(bool is_first)> gives_up)
    : database_(database), gives_up_(std::move(gives_up)) {
  sqlite3_busy_handler(database_.handle(), &LockWait::wait, this);
}

LockWait::~LockWait() {
  sqlite3_busy_timeout(database_.handle(), kUsualTimeoutMs);
}

int LockWait::wait(void* self, int earlier) {
  const auto& waiting = *static_cast<const LockWait*>(self);
  if (waiting.gives_up_(earlier == 0)) {
    return 0;
  }
  std::this_thread::sleep_for(kBetweenLooksAtLock);
  return 1;
}

}  // namespace vigie::storage

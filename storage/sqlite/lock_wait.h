// Patience with whoever else writes, that ends when somebody wants to stop.
//
// Apart from SQLite's own timeout, which looks at nothing but the time: rewriting a large file
// holds the lock for minutes, and a program that was told to end has seconds.
#pragma once

#include <functional>

#include "storage/sqlite/database.h"

namespace vigie::storage {

/// While it lives, a statement that meets a lock waits until `gives_up`; then it throws a
/// WriteOutage of kind kLocked. Asks `gives_up` twenty times a second, on the thread of the
/// connection, and tells it whether this is the first look at a lock. One per connection, which
/// must outlive it.
class LockWait {
 public:
  LockWait(Database& database, std::function<bool(bool is_first)> gives_up);
  ~LockWait();
  LockWait(const LockWait&) = delete;
  LockWait& operator=(const LockWait&) = delete;
  LockWait(LockWait&&) = delete;
  LockWait& operator=(LockWait&&) = delete;

 private:
  /// Called by SQLite; `earlier`: calls for the same lock before this one. 0: give up.
  static int wait(void* self, int earlier);

  Database& database_;
  std::function<bool(bool is_first)> gives_up_;
};

}  // namespace vigie::storage

#include "storage/sqlite/checkpointer.h"

#include <sqlite3.h>

namespace vigie::storage {
namespace {

/// @return  True when nothing was left in the log.
bool checkpoint(sqlite3* handle) {
  int in_log = -1;
  int moved = -1;
  const int code =
      sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &moved);
  return code == SQLITE_OK && in_log == moved;
}

}  // namespace

Checkpointer::Checkpointer(Database& writer, Limits limits)
    : writer_(writer), limits_(limits), own_(writer.file(), OpenMode::kReadWrite) {
  thread_ = std::jthread{[this](const std::stop_token& stop) { run(stop); }};
  sqlite3_wal_hook(writer_.handle(), &Checkpointer::after_commit, this);
}

Checkpointer::~Checkpointer() {
  thread_.request_stop();
  thread_.join();
  sqlite3_wal_autocheckpoint(writer_.handle(), Database::kCheckpointPages);
}

int Checkpointer::after_commit(void* self, sqlite3* handle, const char* /*name*/, int log_pages) {
  auto* checkpointer = static_cast<Checkpointer*>(self);
  if (log_pages >= checkpointer->limits_.most) {
    checkpointer->wait();  // two checkpoints at once: the second does nothing
    checkpoint(handle);
  } else if (log_pages >= checkpointer->limits_.wake) {
    checkpointer->wake();
  }
  return SQLITE_OK;
}

void Checkpointer::wait() {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [this] { return !is_wanted_ && !is_busy_; });
}

void Checkpointer::wake() {
  {
    const std::scoped_lock lock{mutex_};
    is_wanted_ = true;
  }
  changed_.notify_all();
}

void Checkpointer::run(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  while (changed_.wait(lock, stop, [this] { return is_wanted_; })) {
    is_wanted_ = false;
    is_busy_ = true;
    lock.unlock();
    const bool is_complete = checkpoint(own_.handle());
    lock.lock();
    is_busy_ = false;
    if (is_complete) {
      is_wanted_ = false;  // the header says why
    }
    changed_.notify_all();
  }
}

}  // namespace vigie::storage

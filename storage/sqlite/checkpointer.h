// Moves the write-ahead log of a bulk load into the database while the load goes on: a third of the
// time of its commits, on a core that is idle by then.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "storage/sqlite/database.h"

namespace vigie::storage {

/// For as long as it lives, `writer` does not checkpoint by itself: after its commits a thread with
/// a connection of its own does. The log can begin anew only when all of it was moved before a
/// transaction begins, which one thread behind another never reaches: a log of `Limits::most` is
/// moved to its end by the writer.
///
/// No checkpoint follows one that left nothing in the log before another commit asks for it: SQLite
/// from 3.7.0 to 3.51.2 may lose pages when a checkpoint begins on a log that is moved whole while
/// another connection begins it anew (sqlite.org/wal.html#walresetbug). A commit that asks while
/// the last pages are moved may go unheard; the next one asks again.
///
/// A failure of the thread (a full disk) is passed over, as SQLite passes over those of its own
/// checkpoints: the log keeps all that was committed.
class Checkpointer {
 public:
  /// Pages in the log.
  struct Limits {
    int wake = Database::kCheckpointPages;      ///< From here the thread is woken: 64 MiB.
    int most = 4 * Database::kCheckpointPages;  ///< From here the writer itself moves them.
  };

  /// @param writer  Outlives this; used by the thread that constructs, destroys and commits. One
  ///                at a time: the end of one takes the hook of `writer` away.
  /// @throws StorageError, std::system_error  No second connection, no thread.
  Checkpointer(Database& writer, Limits limits);

  explicit Checkpointer(Database& writer) : Checkpointer(writer, Limits{}) {}

  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;
  Checkpointer(Checkpointer&&) = delete;
  Checkpointer& operator=(Checkpointer&&) = delete;
  ~Checkpointer();

 private:
  static int after_commit(void* self, sqlite3* handle, const char* name, int log_pages);
  void wake();
  void wait();
  void run(const std::stop_token& stop);

  Database& writer_;
  Limits limits_;
  Database own_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool is_wanted_ = false;
  bool is_busy_ = false;
  std::jthread thread_;
};

}  // namespace vigie::storage

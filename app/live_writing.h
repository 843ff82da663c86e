// The writer's turn of live collecting: batches from the queue into the store, also when the store
// cannot be written for a while.
//
// A disk that is full, or a lock that another program holds, ends nothing: what is not committed is
// kept and written again at growing pauses. Meanwhile nothing is taken from the queue, which is
// full soon: that holds the sources back, and memory with them.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "app/bounded_queue.h"
#include "app/live_sink.h"
#include "app/live_store.h"
#include "app/write_patience.h"
#include "collector/live/clock.h"
#include "storage/write_outage.h"

namespace vigie::app {

/// All of it outlives the writing.
struct LiveWritingContext {
  LiveStore& store;
  BoundedQueue<LiveBatch>& queue;
  collector::Clock& clock;
  std::function<void(const std::string&)> tell;  ///< A line for the operator.
  /// How long an outage may last, the waiting for a lock included; nothing: as long as it does.
  std::optional<std::chrono::milliseconds> patience;
};

/// One thread: the only one that touches the database.
class LiveWriting {
 public:
  explicit LiveWriting(LiveWritingContext context);

  /// Writes one batch, for which it waits up to `wait`. During an outage it takes none: it waits,
  /// or tries again when that is due. False: nothing was written.
  /// @throws storage::WriteOutage  The patience is at its end. @throws storage::StorageError.
  bool step(std::chrono::milliseconds wait);

  /// Commits what is open; nothing during an outage.
  void flush();

  /// As LiveStore; nothing during an outage.
  void note_away(std::size_t source, const std::string& reason);

  /// Writes what still comes until the queue is closed by its sources, and closes all readings.
  /// False: the store cannot be written, tried once more. The queue is closed then, and what was
  /// not committed is left to the next start, which goes on at the stored cursors.
  [[nodiscard]] bool finish();

  /// What keeps the store from being written; nothing: it can be.
  [[nodiscard]] const std::optional<storage::WriteOutage>& outage() const { return outage_; }

 private:
  bool attempt(const std::function<void()>& write);
  void note_outage(const storage::WriteOutage& outage, WritePatience::Time begun);
  bool try_again();

  LiveWritingContext context_;
  WritePatience patience_;
  std::optional<storage::WriteOutage> outage_;
  bool is_ending_ = false;
};

}  // namespace vigie::app

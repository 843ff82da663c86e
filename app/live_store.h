// The one writer of live collecting: each source has a collection open, and a new one after a gap.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/live_sink.h"
#include "storage/post_store.h"

namespace vigie::app {

/// What the writer must know of a source.
struct LiveSourceInfo {
  std::string name;
  std::string platform;
  std::string format;
};

class LiveStore {
 public:
  LiveStore(storage::Database& database,
            storage::WriteOptions options,
            std::vector<LiveSourceInfo> sources);

  /// Writes one batch. A gap in it ends the reading before it, so that no account is covered across
  /// the gap. @throws storage::StorageError  Nothing that was committed is lost.
  void append(const LiveBatch& batch);

  /// Commits what is open.
  void flush();

  /// Closes all readings in good order.
  void finish();

  [[nodiscard]] const storage::ImportCounts& counts(std::size_t source) const {
    return readings_.at(source).counts;
  }

 private:
  /// The reading of one source that is open.
  struct Reading {
    LiveSourceInfo info;
    std::optional<storage::CollectionHandle> open;
    storage::ImportCounts counts;  ///< Of this run of the program.
  };

  void begin(Reading& reading);
  void end(Reading& reading);

  storage::PostStore store_;
  std::vector<Reading> readings_;
};

}  // namespace vigie::app

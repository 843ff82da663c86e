// The one writer of live collecting: each source has a collection open, and a new one after a gap.
//
// What was not committed yet is kept until it is: a store that could not be written for a while is
// begun anew and given it again.
#pragma once

#include <cstddef>
#include <memory>
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

/// One thread. After a StorageError nothing but begin_anew(), counts() and the end of its life.
class LiveStore {
 public:
  LiveStore(storage::Database& database,
            storage::WriteOptions options,
            std::vector<LiveSourceInfo> sources);

  /// Writes one batch. A gap in it ends the reading before it, so that no account is covered across
  /// the gap. @throws storage::StorageError  Nothing that was committed is lost.
  void append(LiveBatch batch);

  /// Commits what is open.
  void flush();

  /// Why a source is not read at present, as in `coverage_gap`; empty: unchanged, for only a batch
  /// of it proves that it is back. What is not written now is written with the next call.
  void note_away(std::size_t source, const std::string& reason);

  /// After a WriteOutage: writes again what was not committed, and commits it. The readings before
  /// it stay open, as after a kill. @throws storage::StorageError  It still cannot be written.
  void begin_anew();

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
    storage::ImportCounts counts;     ///< Of this run of the program.
    storage::ImportCounts committed;  ///< Of these: as of the last commit.
    std::string away_reason;          ///< As it is stored.
  };

  void begin(Reading& reading);
  void end(Reading& reading);
  void write(const LiveBatch& batch);
  void save_away(Reading& reading, const std::string& reason);
  void note_commit();

  storage::Database& database_;
  storage::WriteOptions options_;
  std::unique_ptr<storage::PostStore> store_;
  std::vector<Reading> readings_;
  std::vector<LiveBatch> uncommitted_;  ///< Of one transaction at most: about a second's.
};

}  // namespace vigie::app

// Runs of the analysis: scores, contributions, evidence and series, under one run id.
//
// A run is written once and never overwritten. It counts once it is published: the latest run is
// the published one with the highest id.
#pragma once

#include <cstdint>
#include <span>

#include "storage/model/finding.h"
#include "storage/model/ids.h"
#include "storage/model/run_totals.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Writes over a writable connection, which must outlive it. @throws StorageError.
class FindingStore {
 public:
  explicit FindingStore(Database& database);

  /// Records what the run is made of; `run.id` is ignored. Unpublished runs are invisible.
  [[nodiscard]] RunId begin_run(const AnalysisRun& run);

  /// Scores, contributions, evidence and totals in one transaction. Once per run.
  ///
  /// @return  Bytes that the run takes in the database, indexes included, in whole pages.
  std::uint64_t write(RunId run, std::span<const AccountScore> scores, const RunTotals& totals);

  /// Counts what others wrote for the run to its size. It must have been written.
  void add_bytes(RunId run, std::uint64_t bytes);

  /// Makes the run the latest one. It must have been written.
  void publish(RunId run, UtcTime finished);

 private:
  Database& database_;
};

}  // namespace vigie::storage

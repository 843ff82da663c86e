// What a run found of accounts that act together: written once beside its scores, read back for
// reports, for the analyst's commands and for the run that follows.
#pragma once

#include "storage/model/coordination.h"
#include "storage/model/ids.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Writes over a writable connection, which must outlive it. @throws StorageError.
class CoordinationStore {
 public:
  explicit CoordinationStore(Database& database);

  /// All of `findings` in one transaction, between FindingStore's begin_run and publish. Once per
  /// run.
  void write(RunId run, const CoordinationFindings& findings);

 private:
  Database& database_;
};

}  // namespace vigie::storage

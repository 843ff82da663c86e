// What a run keeps of amplification, narratives and alerts, and reads back for a report.
#pragma once

#include "storage/model/amplification.h"
#include "storage/model/ids.h"
#include "storage/model/report_amplification.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Works over a connection that must outlive it. @throws StorageError.
class AmplificationStore {
 public:
  explicit AmplificationStore(Database& database);

  /// In one transaction; once per run, before it is published.
  void write(RunId run, const AmplificationFindings& findings);

  /// Everything of a run, in the order in which it was found. Objects that nobody shares any more,
  /// erased posts and accounts that opted out are left out.
  [[nodiscard]] ReportAmplification read(RunId run, const NamingRules& naming);

 private:
  Database& database_;
};

}  // namespace vigie::storage

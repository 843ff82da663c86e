// The record of exports, erasures and other acts to account for.
#pragma once

#include <string>

#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct AuditEntry {
  UtcTime time;
  std::string action;   ///< E.g. `export`.
  std::string subject;  ///< E.g. `network of run 3`.
  std::string detail;   ///< `key value; key value`; names of files without folders, nobody's name.
};

/// Adds a row, in the caller's transaction if there is one. @throws StorageError.
void write_audit(Database& database, const AuditEntry& entry);

}  // namespace vigie::storage

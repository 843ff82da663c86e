// The record of processing activities (GDPR, article 30): what is collected, why, on what ground
// and for how long. Live collecting asks for one before it starts.
#pragma once

#include <optional>
#include <string>

#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct ProcessingRecord {
  std::string name;  ///< Of the watch, e.g. `election watch 2026`.
  std::string purpose;
  std::string legal_basis;  ///< E.g. `GDPR art. 6(1)(f), 89`.
  std::string retention;    ///< In words; what is carried out are the settings `retention.*`.
  UtcTime recorded;
};

[[nodiscard]] bool has_processing_record(Database& database);

/// The newest; earlier ones stay in the table.
[[nodiscard]] std::optional<ProcessingRecord> read_processing_record(Database& database);

void write_processing_record(Database& database, const ProcessingRecord& record);

}  // namespace vigie::storage

// Provenance and state: runs, collections, rejected records and why, sizes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/finding.h"
#include "storage/model/ids.h"
#include "storage/model/report.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// A run as it stands in the store.
struct RunSummary {
  AnalysisRun run;
  std::optional<UtcTime> published;
  std::uint64_t bytes = 0;  ///< In the database, indexes included; 0 before it was written.
};

struct StoreStatus {
  std::int32_t schema_version = 0;
  std::uint64_t database_bytes = 0;  ///< Pages in use.
  std::uint64_t log_bytes = 0;       ///< Write-ahead log on disk.
  std::uint64_t posts = 0;           ///< Erased ones included.
  std::uint64_t posts_deleted = 0;   ///< Of these: erased.
  std::uint64_t accounts = 0;        ///< Accounts only mentioned included.
  std::uint64_t objects = 0;
  std::uint64_t shares = 0;
  std::uint64_t domains = 0;
  std::uint64_t rejects = 0;
  std::uint64_t runs = 0;  ///< Published.
  std::optional<UtcTime> oldest_post;
  std::optional<UtcTime> newest_post;
};

/// Reads over a connection of any mode, which must outlive it. @throws StorageError.
class RunStore {
 public:
  explicit RunStore(Database& database);

  /// The published run with the highest id.
  [[nodiscard]] std::optional<RunId> latest_run();
  [[nodiscard]] std::optional<RunSummary> find_run(RunId run);
  /// Newest first, unpublished ones included.
  [[nodiscard]] std::vector<RunSummary> runs();

  /// When something was last collected; nothing in an empty database. Reading known content again
  /// does not count.
  [[nodiscard]] std::optional<UtcTime> last_collected();

  /// Oldest first; a second reading of the same content is left out, and so are readings of labels.
  [[nodiscard]] std::vector<ReportCollection> collections();
  /// By falling count, then reason.
  [[nodiscard]] std::vector<ReportReject> rejects_by_reason();
  [[nodiscard]] StoreStatus status();

 private:
  Database& database_;
};

}  // namespace vigie::storage

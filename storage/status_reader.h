// What an operator wants to know of the file beyond its totals: platforms and their spans, runs,
// sizes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/ids.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct PlatformSpan {
  std::string platform;
  std::uint64_t posts = 0;             ///< Erased ones included.
  std::uint64_t posts_deleted = 0;     ///< Of these: erased.
  std::uint64_t accounts = 0;          ///< Accounts only mentioned included.
  std::optional<UtcTime> oldest_post;  ///< Not erased.
  std::optional<UtcTime> newest_post;
};

struct RunLine {
  RunId run;
  TimeWindow window;
  bool all_windows = false;
  UtcTime started;
  std::optional<UtcTime> published;  ///< Nothing: it broke off, and no report shows it.
  std::string model;
  std::uint64_t posts = 0;
  std::uint64_t accounts = 0;
  std::uint64_t above_line = 0;
  std::uint64_t bytes = 0;  ///< In the database, indexes included; 0 before it was written.
};

struct StoredSize {
  std::string name;  ///< Table or index.
  bool is_index = false;
  std::uint64_t bytes = 0;
};

/// By falling posts, then name. Reads every post once. @throws StorageError, as all of these.
[[nodiscard]] std::vector<PlatformSpan> read_platforms(Database& database);

/// Newest first, at most `limit`, unpublished ones included.
[[nodiscard]] std::vector<RunLine> read_runs(Database& database, std::uint32_t limit);

/// Pages in nobody's use, in bytes: what is stored next goes there.
[[nodiscard]] std::uint64_t read_free_bytes(Database& database);

/// By falling size, then name. Reads the whole file (SQLite, the DBSTAT virtual table).
[[nodiscard]] std::vector<StoredSize> read_sizes(Database& database);

}  // namespace vigie::storage

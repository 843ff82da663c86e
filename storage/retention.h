// What is older than the policy, and accounts that did not come back: the daily job.
//
// In transactions of some thousand posts, so that a collector can write in between; stopped at any
// moment, the next run goes on.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "storage/file_residue.h"
#include "storage/model/time.h"
#include "storage/options.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Rows that were, or in a dry run would be, changed or removed.
struct RetentionCounts {
  std::uint64_t texts = 0;             ///< Posts whose text, record or URLs as given went.
  std::uint64_t posts = 0;             ///< Rows removed with their shares.
  std::uint64_t runs = 0;              ///< Removed with all they say.
  std::uint64_t rejects = 0;           ///< Refused records that lost their bytes.
  std::uint64_t away_accounts = 0;     ///< Away for longer than the grace: content erased.
  std::uint64_t away_posts = 0;        ///< Their posts.
  std::uint64_t deleted_accounts = 0;  ///< Replaced by a keyed hash.
  std::uint64_t bare_accounts = 0;     ///< Accounts that nothing refers to any more.
  std::uint64_t snapshots = 0;
  std::uint64_t tombstones = 0;

  friend bool operator==(const RetentionCounts&, const RetentionCounts&) = default;
};

struct RetentionOrder {
  RetentionOptions options;
  UtcTime now;
  std::string suppression_key;  ///< Not empty, but in a dry run.
  /// Told after each transaction; may be empty. @return False: stop after it.
  std::function<bool(const RetentionCounts&)> progress = {};
};

/// Carries the policy out. One row in `audit` when anything changed. @throws StorageError.
[[nodiscard]] RetentionCounts apply_retention(Database& database, const RetentionOrder& order);

/// Counts what it would do. The database may be read-only; nothing is written.
[[nodiscard]] RetentionCounts count_expired(Database& database, const RetentionOrder& order);

}  // namespace vigie::storage

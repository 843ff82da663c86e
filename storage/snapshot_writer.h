// Counters of accounts over time: a row for each account and UTC day on which it was seen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/model/account.h"
#include "storage/model/ids.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/row_batch.h"

namespace vigie::storage {

/// Counters of an account on one UTC day.
struct ProfileSnapshot {
  std::int64_t account = 0;
  std::int64_t day = 0;  ///< Since 1970-01-01.
  std::int64_t seen_ms = 0;
  std::optional<std::int64_t> followers = {};
  std::optional<std::int64_t> following = {};
  std::optional<std::int64_t> posts_count = {};
};

/// What a profile says of its counters; nothing, if none or not when.
[[nodiscard]] std::optional<ProfileSnapshot> snapshot_of(AccountId account, const Account& profile);

/// `IN` this: every day of which there are counters. Each is found from the one before, by the key.
inline constexpr std::string_view kSnapshotDays =
    "(WITH RECURSIVE days (day) AS (SELECT min(day) FROM account_snapshot UNION ALL "
    "SELECT (SELECT min(s.day) FROM account_snapshot s WHERE s.day > days.day) FROM days "
    "WHERE days.day IS NOT NULL) SELECT day FROM days)";

/// Takes out the rows of accounts. The table stands by day: each account is looked for on each day,
/// or, where these are many look-ups, the table is read once. @throws StorageError.
void delete_snapshots(Database& database, std::span<const std::int64_t> accounts);

/// Works inside the writer's transaction. What it takes waits for the end and is written in the
/// order of the table: neighbours share a page.
class SnapshotWriter {
 public:
  explicit SnapshotWriter(Database& database);

  /// The newest of a day stays.
  void add(const ProfileSnapshot& snapshot) { waiting_.push_back(snapshot); }

  /// Takes out what there is of the account up to now: what waits, and, if there may be any, rows.
  void forget(AccountId account, bool may_have_rows);

  /// Before the commit. @throws StorageError.
  void flush();

 private:
  Database& database_;
  std::vector<ProfileSnapshot> waiting_;
  /// Account → how many of `waiting_` came before it was forgotten.
  std::unordered_map<std::int64_t, std::size_t> forgotten_;
  std::vector<std::int64_t> without_rows_;  ///< Accounts whose rows are to be taken out.
  RowBatch rows_;
};

}  // namespace vigie::storage

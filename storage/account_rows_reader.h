// Reads one account's posts, links and coverage in a window. activity_reader.h reads everybody's.
#pragma once

#include "storage/model/account_rows.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Over a connection of any mode, which must outlive it. @throws StorageError.
class AccountRowsReader {
 public:
  explicit AccountRowsReader(Database& database);

  /// Posts that are not deleted, and what hangs on them. Over the index by account: the cost is
  /// that of the account's posts.
  [[nodiscard]] AccountRows read(AccountId account, TimeWindow window);

  /// Posts that `read` would give.
  [[nodiscard]] std::uint64_t count_posts(AccountId account, TimeWindow window);

  /// Coverage that `read` would give.
  [[nodiscard]] std::vector<CoverageRow> coverage(AccountId account, TimeWindow window);

  /// What the live sources of that coverage saw and missed of the window, as `read` would give it.
  [[nodiscard]] std::vector<LedgerRow> ledger(AccountId account, TimeWindow window);

 private:
  Database& database_;
};

}  // namespace vigie::storage

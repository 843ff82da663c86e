// What a file holds of an account, table by table: the statements that erase it. A table that is
// added with a column for accounts or posts gets its line here; a test looks for those that have
// none.
//
// They work on the accounts of the temporary table `leaving (account_id)`, and on the objects that
// nobody else shares, in `unshared (object_id, domain_id)`.
#pragma once

#include <span>
#include <string_view>

namespace vigie::storage {

/// Makes the two temporary tables, empty.
[[nodiscard]] std::string_view plan_tables();
[[nodiscard]] std::string_view drop_plan_tables();

/// Fills `unshared` while the posts and their shares are still there.
[[nodiscard]] std::string_view find_unshared_objects();

/// One step: what it is about, and its SQL.
struct ErasureStep {
  std::string_view table;
  std::string_view sql;
};

/// What runs and people said of the accounts, in order. The posts must still be there.
[[nodiscard]] std::span<const ErasureStep> finding_steps();

/// The records, in order: shares before posts, the accounts last.
[[nodiscard]] std::span<const ErasureStep> record_steps();

}  // namespace vigie::storage

// Accounts as a person names them: `platform:handle`, a bare handle, a native id, or
// the pseudonym of a report.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/ids.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct FoundAccount {
  AccountId id;
  std::string platform;
  std::string native_id;
  std::string handle;  ///< Falls back to the native id.
};

/// Every account that `name` may mean, by platform and native id; at most `limit`. Handles are
/// compared without `@` and, as to ASCII letters, without case; native ids exactly. What stands
/// before the first colon is a platform only if there is one of that name. Accounts that opted out
/// are found by their native id, and only `with_opted_out`.
///
/// A pseudonym of this database's reports (`account-7f3a9c21d4`) is found too, beside whoever bears
/// that as a name.
///
/// Names are looked up by index; a pseudonym takes one pass over the accounts.
/// @throws StorageError.
[[nodiscard]] std::vector<FoundAccount> find_accounts(Database& database,
                                                      std::string_view name,
                                                      std::uint32_t limit = 10,
                                                      bool with_opted_out = false);

}  // namespace vigie::storage

// Accounts as a person names them: `platform:handle`, a bare handle, or a native id.
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
/// Native ids are looked up by index; handles have none: one pass over the accounts.
/// @throws StorageError.
[[nodiscard]] std::vector<FoundAccount> find_accounts(Database& database,
                                                      std::string_view name,
                                                      std::uint32_t limit = 10,
                                                      bool with_opted_out = false);

}  // namespace vigie::storage

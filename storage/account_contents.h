// All that a file holds of one account, table by table: what an account may ask to see, and what an
// erasure must take out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/model/ids.h"

namespace vigie::storage {

/// A part of it, and the SQL that reads it: complete, without parameters.
struct AccountSection {
  std::string_view name;  ///< E.g. `posts`.
  std::string sql;
};

/// Every section, in the order in which it is shown. Names stand in for keys where there are any.
[[nodiscard]] std::vector<AccountSection> account_sections(AccountId account);

/// The newest texts, for the eye: time, kind, text.
[[nodiscard]] std::string newest_texts_sql(AccountId account, std::uint32_t posts);

}  // namespace vigie::storage

// What several records say of one account, as one profile.
#pragma once

#include "storage/model/account.h"

namespace vigie::storage {

/// Adds to `known` what another record says of the same account: the newer `seen` wins field by
/// field, nothing never overwrites, opt-out bits add up. Undated is older than dated; of equals
/// `added` wins.
void merge_profile(Account& known, const Account& added);

/// True when both say the same; when they were seen does not matter.
[[nodiscard]] bool says_the_same(const Account& a, const Account& b);

}  // namespace vigie::storage

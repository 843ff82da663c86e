// The account that a person names.
#pragma once

#include <optional>
#include <string>

#include "storage/account_finder.h"

namespace vigie::app {

/// Nothing when there is none. @throws UsageFailure  It may be several: lists them.
[[nodiscard]] std::optional<storage::FoundAccount> find_named_account(const std::string& name,
                                                                      storage::Database& database,
                                                                      bool with_opted_out = false);

}  // namespace vigie::app

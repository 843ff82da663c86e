// The key of the suppression list. The list holds keyed hashes, so that it names nobody; who has
// the database alone cannot ask whether a given account is on it. The key is in the environment
// (VIGIE_SUPPRESSION_KEY), or in a file of mode 0600 beside the database, named as it and `.key`.
#pragma once

#include <string>

#include "storage/sqlite/database.h"

namespace vigie::app {

/// What every command needs that writes posts. Empty when there is no key and no list yet.
/// @throws RunFailure  There is a list and its key is missing, or is another one: posts of erased
///                     accounts would come back.
[[nodiscard]] std::string read_suppression_key(storage::Database& database);

/// The same, made and written when there is none.
[[nodiscard]] std::string need_suppression_key(storage::Database& database);

}  // namespace vigie::app

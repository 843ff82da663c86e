// The plain indexes of posts and shares: left out during a bulk load, built at its end.
#pragma once

#include "storage/sqlite/database.h"

namespace vigie::storage {

/// True when all of them are there.
[[nodiscard]] bool has_plain_indexes(Database& database);

/// For a database without posts only: whoever writes next builds them again.
void drop_plain_indexes(Database& database);

/// Builds what is missing, also after a bulk load that was killed, and removes the objects that
/// erased or edited posts left behind meanwhile: without the index nobody could tell who else
/// shares one. Cheap when nothing is missing.
///
/// Memory is bounded: large sorts go through temporary files, which hold numbers and no text.
void ensure_plain_indexes(Database& database);

}  // namespace vigie::storage

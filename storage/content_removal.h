// Taking out what earlier readings of a content stored, before it is read anew: a file read with a
// wrong mapping left posts whose made-up keys the corrected reading does not meet.
#pragma once

#include "storage/post_store.h"
#include "storage/post_writer.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// True when the content has been read before, as whatever.
[[nodiscard]] bool has_readings(Database& database, const CollectionInfo& content);

/// As PostStore::remove_readings says. Needs the plain indexes; no transaction may be open. Objects
/// are removed: whoever caches them must forget.
Removal take_out_readings(Database& database,
                          PostWriter& posts,
                          const CollectionInfo& content,
                          UtcTime now);

}  // namespace vigie::storage

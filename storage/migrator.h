// Numbered migrations: applied once, in order, each in a transaction; never edited once released.
#pragma once

#include <cstdint>
#include <filesystem>

#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Number of the newest migration that this program knows.
[[nodiscard]] std::int32_t known_schema_version();

/// Applies what is missing. Nothing to do: nothing is written.
///
/// @throws StorageError  A migration fails (it is rolled back), or the database is read-only and
/// older
///                       than this program.
void migrate(Database& database);

/// Opens `file` and brings it to the known schema: what every command calls.
///
/// A read-only database must already have it. Opened to read and write (not to create, as imports
/// do), it also gets the indexes that a killed bulk load left out.
[[nodiscard]] Database open_store(const std::filesystem::path& file, OpenMode mode);

}  // namespace vigie::storage

#include "storage/migrator.h"

#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include "migration_files.h"
#include "storage/bulk_indexes.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

/// `0003_views.sql` is number 3.
std::int32_t number_of(std::string_view path) {
  std::int32_t number = 0;
  std::from_chars(path.data(), path.data() + path.size(), number);
  return number;
}

void apply(Database& database, std::int32_t number, std::string_view sql) {
  Transaction transaction{database};
  // Another program may have migrated between our look and our lock.
  if (database.schema_version() >= number) {
    return;
  }
  database.execute(sql);
  database.execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kApplicationId, number));
  transaction.commit();
}

void check_not_newer(Database& database) {
  const auto version = database.schema_version();
  if (version > known_schema_version()) {
    throw StorageError(
        fmt::format("{} was made by a newer Vigie (schema {}, this program knows {}); update Vigie",
                    database.file().string(),
                    version,
                    known_schema_version()));
  }
}

}  // namespace

std::int32_t known_schema_version() {
  return number_of(migration_files().back().path);
}

void migrate(Database& database) {
  check_not_newer(database);
  if (database.schema_version() == known_schema_version()) {
    return;
  }
  if (database.mode() == OpenMode::kReadOnly) {
    throw StorageError(
        fmt::format("{} has schema {}, this program needs {}; run a command that writes (such as "
                    "import or analyze) once: it brings the database up to date",
                    database.file().string(),
                    database.schema_version(),
                    known_schema_version()));
  }
  for (const auto& [path, sql] : migration_files()) {
    if (number_of(path) > database.schema_version()) {
      apply(database, number_of(path), sql);
    }
  }
}

Database open_store(const std::filesystem::path& file, OpenMode mode) {
  Database database{file, mode};
  migrate(database);
  if (mode == OpenMode::kReadWrite) {
    ensure_plain_indexes(database);
  }
  return database;
}

}  // namespace vigie::storage

#include "storage/migrator.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "migration_files.h"
#include "storage/bulk_indexes.h"
#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

/// `0003_views.sql` is number 3.
std::int32_t number_of(std::string_view path) {
  std::int32_t number = 0;
  std::from_chars(path.data(), path.data() + path.size(), number);
  return number;
}

/// Migration 0005 made the table that tells; before it, numbers were given in order.
constexpr std::int32_t kFirstRecorded = 5;

bool has_record(Database& database) {
  return database.scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'migration'") != 0;
}

/// Numbers that this program knows and the file has not had, in order. One may be lower than the
/// version of the file: it was added beside others.
std::vector<std::int32_t> missing_migrations(Database& database) {
  std::set<std::int32_t> applied;
  if (has_record(database)) {
    Statement read{database, "SELECT number FROM migration"};
    while (read.step()) {
      applied.insert(static_cast<std::int32_t>(read.integer(0)));
    }
  } else {
    for (const auto& [path, sql] : migration_files()) {
      const std::int32_t number = number_of(path);
      if (number <= database.schema_version() && number != kFirstRecorded) {
        applied.insert(number);
      }
    }
  }
  std::vector<std::int32_t> missing;
  for (const auto& [path, sql] : migration_files()) {
    if (!applied.contains(number_of(path))) {
      missing.push_back(number_of(path));
    }
  }
  return missing;
}

void record(Database& database, std::int32_t number) {
  if (!has_record(database)) {
    return;
  }
  Statement insert{database, "INSERT OR IGNORE INTO migration (number) VALUES (?1)"};
  insert.run(number);
}

void apply(Database& database, std::int32_t number, std::string_view sql) {
  Transaction transaction{database};
  // Another program may have migrated between our look and our lock.
  const auto missing = missing_migrations(database);
  if (std::find(missing.begin(), missing.end(), number) == missing.end()) {
    return;
  }
  const std::int32_t version = database.schema_version();
  database.execute(sql);
  if (number == kFirstRecorded) {
    for (const auto& [path, earlier] : migration_files()) {
      if (number_of(path) <= version) {
        record(database, number_of(path));
      }
    }
  }
  record(database, number);
  database.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};",
                               kApplicationId,
                               std::max(version, number)));
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
  const auto missing = missing_migrations(database);
  if (missing.empty()) {
    return;
  }
  if (database.mode() == OpenMode::kReadOnly) {
    throw StorageError(fmt::format(
        "{} has schema {} and lacks change {} that this program needs; run a command "
        "that writes (such as import or analyze) once: it brings the database up to date",
        database.file().string(),
        database.schema_version(),
        missing.front()));
  }
  for (const auto& [path, sql] : migration_files()) {
    if (std::find(missing.begin(), missing.end(), number_of(path)) != missing.end()) {
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

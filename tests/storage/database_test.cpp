#include "storage/sqlite/database.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/migrator.h"
#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using testing::HasSubstr;
using tests::StoreTest;

class DatabaseTest : public StoreTest {
 protected:
  /// Message of the StorageError that opening gives; empty when it opens.
  [[nodiscard]] std::string failure_to_open(OpenMode mode) const {
    try {
      static_cast<void>(open_store(file(), mode));
    } catch (const StorageError& error) {
      return error.what();
    }
    return {};
  }
};

TEST_F(DatabaseTest, MakesAFileThatOnlyItsOwnerMayRead) {
  const Database database = create();

  for (const char* suffix : {"", "-wal", "-shm"}) {
    const auto rights = std::filesystem::status(file().string() + suffix).permissions();
    EXPECT_EQ(rights, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)
        << suffix;
  }
}

TEST_F(DatabaseTest, SetsEveryConnectionUpForSafety) {
  Database database = create();

  EXPECT_EQ(database.scalar("PRAGMA application_id"), 0x56494749);
  EXPECT_EQ(database.scalar("PRAGMA foreign_keys"), 1);
  EXPECT_EQ(database.scalar("PRAGMA secure_delete"), 1);
  EXPECT_EQ(database.scalar("PRAGMA synchronous"), 1);  // NORMAL
  EXPECT_EQ(database.scalar("PRAGMA busy_timeout"), 5000);
  EXPECT_EQ(tests::text_of(database, "PRAGMA journal_mode"), "wal");
}

TEST_F(DatabaseTest, SaysWhatToDoWhenThereIsNoFile) {
  EXPECT_THAT(failure_to_open(OpenMode::kReadOnly), HasSubstr("there is no database"));
  EXPECT_THAT(failure_to_open(OpenMode::kReadWrite), HasSubstr("import something first"));
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(DatabaseTest, RefusesAnotherProgramsDatabaseAndLeavesItAlone) {
  {
    Database database = create();
    database.execute("PRAGMA application_id = 42");
  }

  EXPECT_THAT(failure_to_open(OpenMode::kCreate), HasSubstr("database of another program"));

  std::array<char, 72> header{};
  std::ifstream{file(), std::ios::binary}.read(header.data(), header.size());
  EXPECT_EQ(header.at(71), 42);  // big-endian application id at bytes 68 to 71
}

TEST_F(DatabaseTest, RefusesADatabaseWithTablesAndNoMark) {
  {
    Database database = create();
    database.execute("PRAGMA application_id = 0");
  }

  EXPECT_THAT(failure_to_open(OpenMode::kReadWrite), HasSubstr("another program"));
}

TEST_F(DatabaseTest, RefusesAFileThatIsNotADatabase) {
  std::ofstream{file()} << std::string(5000, 'x');

  EXPECT_THAT(failure_to_open(OpenMode::kCreate), HasSubstr("is not a database"));
}

TEST_F(DatabaseTest, RefusesATruncatedFile) {
  { const Database database = create(); }
  std::filesystem::resize_file(file(), 20'000);

  EXPECT_THAT(failure_to_open(OpenMode::kReadOnly), HasSubstr("damaged or cut short"));
}

TEST_F(DatabaseTest, RefusesADatabaseOfANewerVigie) {
  {
    Database database = create();
    database.execute("PRAGMA user_version = 9999");
  }

  EXPECT_THAT(failure_to_open(OpenMode::kCreate), HasSubstr("newer Vigie"));
  EXPECT_THAT(failure_to_open(OpenMode::kReadOnly), HasSubstr("update Vigie"));
}

TEST_F(DatabaseTest, WritesNothingOverAReadOnlyConnection) {
  { const Database database = create(); }
  Database database = open_store(file(), OpenMode::kReadOnly);

  EXPECT_THROW(database.execute("INSERT INTO platform (name) VALUES ('x')"), StorageError);
}

TEST_F(DatabaseTest, TakesTextAsAValueAndNeverAsSql) {
  Database database = create();
  const std::string hostile = "x'); DROP TABLE post; --";

  Statement{database, "INSERT INTO platform (name) VALUES (?1)"}.run(std::string_view{hostile});

  EXPECT_EQ(tests::text_of(database, "SELECT name FROM platform"), hostile);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post"), 0);
}

TEST_F(DatabaseTest, RollsBackWhatIsNotCommitted) {
  Database database = create();
  {
    const Transaction transaction{database};
    database.execute("INSERT INTO platform (name) VALUES ('x')");
  }
  EXPECT_EQ(database.scalar("SELECT count(*) FROM platform"), 0);

  Transaction transaction{database};
  database.execute("INSERT INTO platform (name) VALUES ('x')");
  transaction.commit();
  EXPECT_EQ(database.scalar("SELECT count(*) FROM platform"), 1);
}

TEST_F(DatabaseTest, AppliesEveryMigrationOnceAndInOrder) {
  Database database = create();
  EXPECT_EQ(database.schema_version(), known_schema_version());
  const auto tables = database.scalar("SELECT count(*) FROM sqlite_schema");

  migrate(database);

  EXPECT_EQ(database.scalar("SELECT count(*) FROM sqlite_schema"), tables);
  EXPECT_GE(known_schema_version(), 4);
}

TEST_F(DatabaseTest, GoesOnFromTheMigrationThatItHas) {
  {
    Database database{file(), OpenMode::kCreate};
    for (const char* name : {"0001_records.sql", "0002_findings.sql"}) {
      std::ifstream sql{std::string{VIGIE_SOURCE_DIR} + "/storage/migrations/" + name};
      database.execute(std::string{std::istreambuf_iterator<char>{sql}, {}});
    }
    database.execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                     "; PRAGMA user_version = 2;");
  }
  EXPECT_THAT(failure_to_open(OpenMode::kReadOnly), HasSubstr("brings the database up to date"));

  Database database = create();

  EXPECT_EQ(database.schema_version(), known_schema_version());
  EXPECT_EQ(database.scalar("SELECT count(*) FROM v_post"), 0);
}

}  // namespace
}  // namespace vigie::storage

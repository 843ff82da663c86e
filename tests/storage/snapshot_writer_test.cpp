#include "storage/snapshot_writer.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using tests::text_of;

class SnapshotWriterTest : public tests::StoreTest {
 protected:
  Database database{create()};

  /// Day, account and followers of every row.
  [[nodiscard]] std::string rows() {
    return text_of(database,
                   "SELECT group_concat(row, ', ') FROM (SELECT day || ' ' || account_id || ' ' || "
                   "followers AS row FROM account_snapshot ORDER BY day, account_id)");
  }

  static ProfileSnapshot counters(std::int64_t account,
                                  std::int64_t day,
                                  std::int64_t followers,
                                  std::int64_t seen_ms = 0) {
    return {.account = account, .day = day, .seen_ms = seen_ms, .followers = followers};
  }

  void write(const std::vector<ProfileSnapshot>& snapshots) {
    Transaction transaction{database};
    SnapshotWriter writer{database};
    for (const ProfileSnapshot& snapshot : snapshots) {
      writer.add(snapshot);
    }
    writer.flush();
    transaction.commit();
  }
};

TEST_F(SnapshotWriterTest, KeepsTheNewestOfADayInWhateverOrderTheyCome) {
  write({counters(2, 7, 5, 50), counters(1, 8, 3), counters(2, 7, 4, 40)});
  write({counters(2, 7, 6, 60), counters(1, 8, 2, -1)});

  EXPECT_EQ(rows(), "7 2 6, 8 1 3");
}

TEST_F(SnapshotWriterTest, ForgetsWhatAnAccountHadAndTakesWhatComesAfter) {
  write({counters(1, 6, 10), counters(1, 7, 11), counters(2, 6, 20)});

  SnapshotWriter writer{database};
  writer.add(counters(1, 8, 12));
  writer.add(counters(2, 8, 22));
  writer.forget({1}, true);
  writer.add(counters(1, 9, 13));
  writer.flush();
  EXPECT_EQ(rows(), "6 2 20, 8 2 22, 9 1 13");

  writer.add(counters(1, 10, 14));
  writer.flush();
  EXPECT_EQ(rows(), "6 2 20, 8 2 22, 9 1 13, 10 1 14") << "forgotten once, not for ever";
}

TEST_F(SnapshotWriterTest, ForgetsOnlyWhatWaitsOfAnAccountWithoutRows) {
  SnapshotWriter writer{database};
  writer.add(counters(1, 8, 12));
  writer.forget({1}, false);
  writer.add(counters(2, 8, 22));
  writer.flush();

  EXPECT_EQ(rows(), "8 2 22");
}

TEST_F(SnapshotWriterTest, DeletesThoseOfFewAndOfManyAccountsAndNoOthers) {
  constexpr std::int64_t kAccounts = 30'000;  // on four days
  const auto fill = [this] {
    std::vector<ProfileSnapshot> all;
    for (std::int64_t account = 1; account <= kAccounts; ++account) {
      all.push_back(counters(account, 1 + account % 3, 1));
      all.push_back(counters(account, 30, 1));
    }
    write(all);
  };
  for (const std::int64_t gone : {0, 1, 25'000, 25'001, 29'000}) {
    fill();
    std::vector<std::int64_t> accounts;
    for (std::int64_t account = 1; account <= gone; ++account) {
      accounts.push_back(account);
    }
    Transaction transaction{database};
    delete_snapshots(database, accounts);
    transaction.commit();
    EXPECT_EQ(database.scalar("SELECT count(*) FROM account_snapshot"), 2 * (kAccounts - gone));
    EXPECT_EQ(database.scalar("SELECT min(account_id) FROM account_snapshot"), gone + 1);
  }
}

TEST_F(SnapshotWriterTest, ComesThroughTheMigrationThatOrdersThemByDay) {
  const std::filesystem::path old = file("old.db");
  {
    Database made{old, OpenMode::kCreate};
    std::vector<std::filesystem::path> earlier;
    for (const auto& entry : std::filesystem::directory_iterator{std::string{VIGIE_SOURCE_DIR} +
                                                                 "/storage/migrations"}) {
      if (entry.path().filename() < "0019") {
        earlier.push_back(entry.path());
      }
    }
    std::sort(earlier.begin(), earlier.end());
    for (const auto& path : earlier) {
      std::ifstream sql{path};
      made.execute(std::string{std::istreambuf_iterator<char>{sql}, {}});
    }
    made.execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                 "; PRAGMA user_version = 18;"
                 "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 18) "
                 "INSERT INTO migration (number) SELECT i FROM n;"
                 "INSERT INTO platform VALUES (1, 'p');"
                 "INSERT INTO account (account_id, platform_id, native_id) "
                 "VALUES (1, 1, 'a'), (2, 1, 'b');"
                 "INSERT INTO account_snapshot VALUES (1, 7, 70, 1, 2, 3), (1, 8, 80, 4, 5, NULL), "
                 "(2, 7, 71, NULL, 6, 7);");
  }
  Database migrated{old, OpenMode::kReadWrite};
  migrate(migrated);

  EXPECT_EQ(text_of(migrated,
                    "SELECT group_concat(row, ', ') FROM (SELECT day || ' ' || account_id || ' ' "
                    "|| seen_ms || ' ' || coalesce(followers, '-') || ' ' || following || ' ' || "
                    "coalesce(posts_count, '-') AS row FROM account_snapshot "
                    "ORDER BY day, account_id)"),
            "7 1 70 1 2 3, 7 2 71 - 6 7, 8 1 80 4 5 -");
  EXPECT_EQ(migrated.scalar("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

}  // namespace
}  // namespace vigie::storage

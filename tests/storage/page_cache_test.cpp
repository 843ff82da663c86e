#include "storage/sqlite/page_cache.h"

#include <cstdint>
#include <unistd.h>

#include <gtest/gtest.h>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

constexpr std::uint64_t kBytes = 8ULL << 20U;

// What is reserved stays until the process ends: each test wants a process of its own, which it has
// under ctest.
class PageCacheTest : public tests::StoreTest {
 protected:
  static void write_pages(Database& database, int pages) {
    database.execute("CREATE TABLE page (bytes BLOB NOT NULL)");
    Statement insert{database, "INSERT INTO page (bytes) VALUES (randomblob(8000))"};
    Transaction transaction{database};
    for (int i = 0; i < pages; ++i) {
      insert.run_bound();
    }
    transaction.commit();
  }
};

TEST_F(PageCacheTest, HoldsPagesAndLeavesTheRestToTheHeap) {
  if (!reserve_page_cache(kBytes)) {
    GTEST_SKIP() << "no large pages here, or a connection was opened before";
  }
  EXPECT_EQ(reserved_page_cache(), kBytes);
  EXPECT_TRUE(reserve_page_cache(2 * kBytes)) << "once";
  EXPECT_EQ(reserved_page_cache(), kBytes);

  Database database = create();
  database.set_page_cache(4 * kBytes);  // more than is reserved
  write_pages(database, 3'000);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM page WHERE length(bytes) = 8000"), 3'000);
  Database other{file(), OpenMode::kReadOnly};
  EXPECT_EQ(other.scalar("SELECT sum(length(bytes)) FROM page"), 3'000 * 8'000);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM pragma_integrity_check WHERE "
                            "integrity_check = 'ok'"),
            1);
}

TEST_F(PageCacheTest, IsNotTakenAfterAConnectionWasOpened) {
  if (reserved_page_cache() > 0) {
    GTEST_SKIP() << "reserved by an earlier test of this process";
  }
  Database database = create();
  EXPECT_FALSE(reserve_page_cache(kBytes));
  EXPECT_EQ(reserved_page_cache(), 0U);
  write_pages(database, 10);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM page"), 10);
}

TEST_F(PageCacheTest, IsNotTakenWhereItWouldBeMuchOfTheMemory) {
  if (reserved_page_cache() > 0) {
    GTEST_SKIP() << "reserved by an earlier test of this process";
  }
  const auto pages = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES));
  const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  EXPECT_FALSE(reserve_page_cache(pages * page / 8));
  EXPECT_EQ(reserved_page_cache(), 0U);
}

}  // namespace
}  // namespace vigie::storage

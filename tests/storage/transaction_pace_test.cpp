#include "storage/transaction_pace.h"

#include <chrono>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;

class TransactionPaceTest : public tests::StoreTest {
 protected:
  TransactionPaceTest() { database_.execute("CREATE TABLE page (bytes BLOB NOT NULL)"); }

  void write_pages(int pages) {
    Statement insert{database_, "INSERT INTO page (bytes) VALUES (zeroblob(8000))"};
    Transaction transaction{database_};
    for (int i = 0; i < pages; ++i) {
      insert.run_bound();
    }
    transaction.commit();
  }

  [[nodiscard]] std::int64_t kibibytes_held() { return -database_.scalar("PRAGMA cache_size"); }

  Database database_{create()};
};

TEST_F(TransactionPaceTest, GivesALargeFileMoreTime) {
  const auto is_full_after_a_while = [this](std::uint64_t large_bytes) {
    TransactionPace pace{
        database_, {.commit_interval = 20ms, .large_factor = 3'000, .large_bytes = large_bytes}};
    pace.begin();
    std::this_thread::sleep_for(30ms);
    return pace.is_full();
  };
  EXPECT_TRUE(is_full_after_a_while(1ULL << 40U));
  EXPECT_FALSE(is_full_after_a_while(1));
}

TEST_F(TransactionPaceTest, LeavesThePagesOfOtherTransactionsOutOfAccount) {
  TransactionPace pace{database_, {.page_cache_bytes = 1U << 20U, .page_cache_most = 4U << 20U}};
  write_pages(500);  // beside: as indexes are built
  pace.begin();
  write_pages(1);
  pace.end();
  EXPECT_EQ(kibibytes_held(), 1'024);

  pace.begin();
  write_pages(500);
  pace.end();
  EXPECT_EQ(kibibytes_held(), 2'048);
}

TEST_F(TransactionPaceTest, GivesThePageCacheBack) {
  const std::int64_t before = kibibytes_held();
  {
    const TransactionPace pace{database_, {.page_cache_bytes = 1U << 20U}};
    EXPECT_EQ(kibibytes_held(), 1'024);
  }
  EXPECT_EQ(kibibytes_held(), before);
  {
    const TransactionPace pace{database_, {}};
    EXPECT_EQ(kibibytes_held(), before);
  }
  EXPECT_EQ(kibibytes_held(), before);
}

}  // namespace
}  // namespace vigie::storage

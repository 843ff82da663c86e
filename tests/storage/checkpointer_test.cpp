#include "storage/sqlite/checkpointer.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "storage/sqlite/statement.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;

constexpr std::uintmax_t kPageBytes = 8'192;
constexpr Checkpointer::Limits kSmall{.wake = 8, .most = 64};

class CheckpointerTest : public tests::StoreTest {
 protected:
  CheckpointerTest() {
    database_.execute("CREATE TABLE page (bytes BLOB NOT NULL)");
    database_.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /// Each of them fills a page and more.
  void write_pages(int pages) {
    Statement insert{database_, "INSERT INTO page (bytes) VALUES (zeroblob(8000))"};
    database_.execute("BEGIN");
    for (int i = 0; i < pages; ++i) {
      insert.run_bound();
    }
    database_.execute("COMMIT");
  }

  [[nodiscard]] std::uintmax_t file_pages() const {
    return std::filesystem::file_size(file_) / kPageBytes;
  }

  [[nodiscard]] std::uintmax_t log_pages() const {
    return std::filesystem::file_size(file_.string() + "-wal") / kPageBytes;
  }

  std::filesystem::path file_ = file();
  Database database_{create()};
};

TEST_F(CheckpointerTest, MovesTheLogWhileTheWriterDoesNothing) {
  const Checkpointer checkpointer{database_, kSmall};
  const auto written = file_pages() + 20;
  write_pages(20);
  const auto deadline = std::chrono::steady_clock::now() + 60s;
  while (file_pages() < written && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_GE(file_pages(), written);
}

// With commits as fast as they come, so that checkpoints run into each other.
TEST_F(CheckpointerTest, LosesNoPageHoweverItsWorkAndTheCommitsMeet) {
  {
    const Checkpointer checkpointer{database_, {.wake = 1, .most = 40}};
    for (int i = 0; i < 2'000; ++i) {
      write_pages(1);
    }
    EXPECT_EQ(database_.scalar("SELECT count(*) FROM page"), 2'000);
  }
  Database reader{file_, OpenMode::kReadOnly};
  EXPECT_EQ(reader.scalar("SELECT count(*) FROM page"), 2'000);
  EXPECT_EQ(reader.scalar("SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
}

TEST_F(CheckpointerTest, AFewPagesStayInTheLog) {
  const auto before = file_pages();
  {
    const Checkpointer checkpointer{database_, {.wake = 1'000, .most = 2'000}};
    write_pages(20);
  }
  EXPECT_EQ(file_pages(), before);
}

TEST_F(CheckpointerTest, TheLogIsBoundedHoweverLongTheLoad) {
  const Checkpointer checkpointer{database_, kSmall};
  for (int i = 0; i < 200; ++i) {
    write_pages(10);
  }
  // The transaction that reaches the limit, and what it writes beside its rows.
  EXPECT_LE(log_pages(), static_cast<std::uintmax_t>(kSmall.most) + 40U);
  EXPECT_EQ(database_.scalar("SELECT count(*) FROM page"), 2'000);
}

TEST_F(CheckpointerTest, AReaderHoldsTheLogAndNothingIsLost) {
  Database reader{file_, OpenMode::kReadOnly};
  reader.execute("BEGIN");
  EXPECT_EQ(reader.scalar("SELECT count(*) FROM page"), 0);
  {
    const Checkpointer checkpointer{database_, kSmall};
    for (int i = 0; i < 20; ++i) {
      write_pages(10);
    }
  }
  EXPECT_GT(log_pages(), 200U);
  EXPECT_EQ(reader.scalar("SELECT count(*) FROM page"), 0);
  reader.execute("COMMIT");
  EXPECT_EQ(reader.scalar("SELECT count(*) FROM page"), 200);
}

TEST_F(CheckpointerTest, AfterwardsTheWriterChecksPointsByItself) {
  EXPECT_EQ(database_.scalar("PRAGMA wal_autocheckpoint"), Database::kCheckpointPages);
  {
    const Checkpointer checkpointer{database_, kSmall};
    EXPECT_EQ(database_.scalar("PRAGMA wal_autocheckpoint"), 0);
  }
  EXPECT_EQ(database_.scalar("PRAGMA wal_autocheckpoint"), Database::kCheckpointPages);
}

}  // namespace
}  // namespace vigie::storage

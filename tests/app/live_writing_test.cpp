#include "app/live_writing.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/lock_patience.h"
#include "storage/live_reader.h"
#include "storage/live_state.h"
#include "storage/sqlite/lock_wait.h"
#include "tests/storage/store_fixture.h"
#include "tests/support/fake_clock.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;
using storage::tests::at;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kStreamName = "x:stream";
constexpr int kPostsPerBatch = 40;

/// A store of two sources whose database can be told that there is no more room.
class LiveWritingTest : public storage::tests::StoreTest {
 protected:
  storage::Database database{create()};
  tests::FakeClock clock;
  BoundedQueue<LiveBatch> queue{4};
  std::vector<std::string> told;
  LiveStore store{database, {}, {{std::string{kStreamName}, "x", "twitter_v2"}}};
  LiveWriting writing{context({})};

  [[nodiscard]] LiveWritingContext context(std::optional<std::chrono::milliseconds> patience) {
    return {.store = store,
            .queue = queue,
            .clock = clock,
            .tell = [this](const std::string& line) { told.push_back(line); },
            .patience = patience};
  }

  /// Posts whose texts fill pages; the cursor is the number of the batch.
  void push(int number) {
    std::vector<PreparedPost> posts;
    for (int i = 0; i < kPostsPerBatch; ++i) {
      posts.push_back(storage::tests::post(std::to_string(number * kPostsPerBatch + i),
                                           "100",
                                           at(std::chrono::seconds{number * kPostsPerBatch + i}),
                                           std::string(400, 'x') + std::to_string(number)));
    }
    LiveBatch batch{.source = 0, .batch = storage::tests::batch_of(std::move(posts))};
    batch.batch.records.cursor = std::to_string(number);
    ASSERT_TRUE(queue.push(std::move(batch)));
  }

  /// For a LockWait whose every look takes `step`.
  [[nodiscard]] std::function<bool(bool)> seconds_pass(LockPatience& patience,
                                                       std::chrono::seconds step) {
    return [this, &patience, step](bool is_first) {
      const bool is_at_end = patience.is_at_end(is_first, false, clock.steady_now());
      if (!is_at_end) {
        clock.advance(step);
      }
      return is_at_end;
    };
  }

  void leave_no_room() {
    database.execute("PRAGMA max_page_count = 1");  // SQLite takes as many as there are
  }

  void make_room() { database.execute("PRAGMA max_page_count = 1000000"); }

  [[nodiscard]] std::int64_t stored() { return database.scalar("SELECT count(*) FROM post"); }

  [[nodiscard]] std::string cursor() { return storage::read_live_cursor(database, kStreamName); }
};

TEST_F(LiveWritingTest, GoesOnByItselfWhenThereIsRoomAgainAndLosesNothing) {
  push(1);
  ASSERT_TRUE(writing.step(0ms));
  writing.flush();
  leave_no_room();
  push(2);
  push(3);

  while (!writing.outage()) {
    ASSERT_TRUE(writing.step(0ms) || writing.outage());
    writing.flush();
  }
  EXPECT_EQ(writing.outage()->kind(), storage::OutageKind::kFull);
  EXPECT_EQ(stored(), kPostsPerBatch);
  EXPECT_EQ(cursor(), "1");
  make_room();
  while (writing.outage()) {
    writing.step(200ms);
  }
  while (writing.step(0ms)) {
  }
  writing.flush();

  EXPECT_EQ(stored(), 3 * kPostsPerBatch);
  EXPECT_EQ(cursor(), "3");
  EXPECT_EQ(store.counts(0).stored, 3U * kPostsPerBatch);
  EXPECT_EQ(store.counts(0).duplicates, 0U);
  EXPECT_THAT(told,
              ElementsAre(AllOf(HasSubstr("no room left"), HasSubstr("tried again after 5 s")),
                          HasSubstr("can be written again after 5 s")));
}

TEST_F(LiveWritingTest, TriesAtGrowingPausesAndHoldsTheSourcesBackMeanwhile) {
  leave_no_room();
  push(1);
  push(2);
  std::vector<std::int64_t> tries;
  const auto begin = clock.steady_now();

  writing.step(0ms);
  writing.flush();
  ASSERT_TRUE(writing.outage());
  for (int i = 0; i < 4'000; ++i) {
    const auto before = clock.steady_now();
    writing.step(1s);
    if (clock.steady_now() == before) {  // it did not wait: it tried
      tries.push_back(std::chrono::duration_cast<std::chrono::seconds>(before - begin).count());
    }
  }

  ASSERT_GT(tries.size(), 9U);
  EXPECT_THAT((std::vector<std::int64_t>{tries.begin(), tries.begin() + 9}),
              ElementsAre(5, 15, 35, 75, 155, 315, 615, 915, 1215));
  EXPECT_THAT(told, SizeIs(1));
  EXPECT_TRUE(queue.pop(0ms).has_value()) << "the second batch waits in the queue";
}

TEST_F(LiveWritingTest, GivesUpAShortRunAfterAWhileWithTheErrorOfTheStore) {
  LiveWriting brief{context(30s)};
  leave_no_room();
  push(1);
  const auto begin = clock.steady_now();

  EXPECT_THROW(
      {
        brief.step(0ms);
        brief.flush();
        while (true) {
          brief.step(1s);
        }
      },
      storage::WriteOutage);

  EXPECT_EQ(clock.steady_now() - begin, 35s);  // tried after 5, 15 and 35 seconds
}

TEST_F(LiveWritingTest, StopsDuringAnOutageWithoutWaitingAndKeepsWhatWasCommitted) {
  push(1);
  writing.step(0ms);
  writing.flush();
  leave_no_room();
  push(2);
  push(3);
  while (!writing.outage()) {
    writing.step(0ms);
    writing.flush();
  }
  const auto begin = clock.steady_now();

  EXPECT_FALSE(writing.finish());

  EXPECT_EQ(clock.steady_now(), begin);
  EXPECT_FALSE(queue.push({})) << "sources that wait for room are let go";
  EXPECT_EQ(stored(), kPostsPerBatch);
  EXPECT_EQ(cursor(), "1");
  EXPECT_THAT(told, SizeIs(1));
}

TEST_F(LiveWritingTest, WritesWhatStillComesBeforeItEnds) {
  push(1);
  push(2);
  queue.close();

  EXPECT_TRUE(writing.finish());

  EXPECT_EQ(stored(), 2 * kPostsPerBatch);
  EXPECT_EQ(database.scalar("SELECT complete FROM collection"), 1);
  EXPECT_THAT(told, IsEmpty());
}

TEST_F(LiveWritingTest, LetsGoOfALockThatAnotherProgramHoldsWhenToldToStop) {
  storage::Database other = storage::open_store(file(), storage::OpenMode::kReadWrite);
  other.execute("BEGIN IMMEDIATE");
  int looks = 0;
  const storage::LockWait patience{database, [&](bool) { return ++looks > 3; }};
  push(1);
  const auto begin = std::chrono::steady_clock::now();

  EXPECT_FALSE(writing.step(0ms));
  EXPECT_FALSE(writing.finish());

  ASSERT_TRUE(writing.outage());
  EXPECT_EQ(writing.outage()->kind(), storage::OutageKind::kLocked);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
  EXPECT_GT(looks, 3);
}

TEST_F(LiveWritingTest, WaitsForALockThatIsGivenBack) {
  storage::Database other = storage::open_store(file(), storage::OpenMode::kReadWrite);
  other.execute("BEGIN IMMEDIATE");
  int looks = 0;
  const storage::LockWait patience{database, [&](bool is_first) {
                                     EXPECT_EQ(is_first, looks == 0);
                                     if (++looks == 2) {
                                       other.execute("COMMIT");
                                     }
                                     return false;
                                   }};
  push(1);

  EXPECT_TRUE(writing.step(0ms));

  EXPECT_EQ(looks, 2);
  EXPECT_FALSE(writing.outage());
}

TEST_F(LiveWritingTest, GivesUpAShortRunAfterThirtySecondsOfALockInAll) {
  LiveWriting brief{context(30s)};
  storage::Database other = storage::open_store(file(), storage::OpenMode::kReadWrite);
  other.execute("BEGIN IMMEDIATE");
  LockPatience lock_patience{30s};
  const storage::LockWait wait{database, seconds_pass(lock_patience, 10s)};
  push(1);
  const auto begin = clock.steady_now();

  EXPECT_THROW(
      {
        brief.step(0ms);
        brief.flush();
      },
      storage::WriteOutage);

  EXPECT_EQ(clock.steady_now() - begin, 30s);
  EXPECT_THAT(told, IsEmpty()) << "it is not tried again";
}

TEST_F(LiveWritingTest, ReturnsFromALockWithinSecondsInAServiceAndGoesOnWhenItIsGivenBack) {
  storage::Database other = storage::open_store(file(), storage::OpenMode::kReadWrite);
  other.execute("BEGIN IMMEDIATE");
  LockPatience lock_patience{5s};
  const storage::LockWait wait{database, seconds_pass(lock_patience, 5s)};
  push(1);
  std::chrono::steady_clock::duration longest{0};

  for (int i = 0; i < 60; ++i) {
    const auto before = clock.steady_now();
    writing.step(1s);
    longest = std::max(longest, clock.steady_now() - before);
  }
  ASSERT_TRUE(writing.outage());
  EXPECT_EQ(writing.outage()->kind(), storage::OutageKind::kLocked);
  EXPECT_EQ(longest, 5s);
  other.execute("COMMIT");
  for (int i = 0; i < 300 && writing.outage(); ++i) {
    writing.step(1s);
  }

  EXPECT_FALSE(writing.outage());
  EXPECT_EQ(stored(), kPostsPerBatch);
  EXPECT_THAT(told, ElementsAre(HasSubstr("is locked"), HasSubstr("can be written again")));
}

TEST_F(LiveWritingTest, LeavesALockToItsHolderSoonAfterTheEndOfTheRun) {
  storage::Database other = storage::open_store(file(), storage::OpenMode::kReadWrite);
  other.execute("BEGIN IMMEDIATE");
  LockPatience lock_patience{30s};
  const auto end = clock.steady_now() + 4s;
  lock_patience.end_at(end);
  const storage::LockWait wait{database, seconds_pass(lock_patience, 1s)};
  LiveWriting brief{context(30s)};
  push(1);

  EXPECT_FALSE(brief.step(0ms));
  EXPECT_EQ(clock.steady_now(), end + 2s);
  EXPECT_FALSE(brief.finish());

  EXPECT_LE(clock.steady_now(), end + 5s);
  EXPECT_EQ(brief.outage()->kind(), storage::OutageKind::kLocked);
}

TEST(LockPatienceTest, HasAMomentOfGraceForEachLockAfterTheEnd) {
  LockPatience patience{30s};
  const LockPatience::Time start{1h};
  patience.end_at(start + 60s);

  EXPECT_FALSE(patience.is_at_end(true, false, start));
  EXPECT_FALSE(patience.is_at_end(false, false, start + 29s));
  EXPECT_TRUE(patience.is_at_end(false, false, start + 30s));
  EXPECT_FALSE(patience.is_at_end(true, false, start + 59s));
  EXPECT_FALSE(patience.is_at_end(false, false, start + 61s));
  EXPECT_TRUE(patience.is_at_end(false, false, start + 62s));
  EXPECT_FALSE(patience.is_at_end(true, false, start + 70s)) << "another lock";
  EXPECT_TRUE(patience.is_at_end(false, false, start + 72s));
}

TEST(LockPatienceTest, HasOneMomentOfGraceWhenToldToStop) {
  LockPatience patience{30s};
  const LockPatience::Time start{1h};

  EXPECT_FALSE(patience.is_at_end(true, false, start));
  EXPECT_FALSE(patience.is_at_end(false, true, start + 10s));
  EXPECT_TRUE(patience.is_at_end(false, true, start + 12s));
  EXPECT_TRUE(patience.is_at_end(true, true, start + 13s)) << "it has waited";
}

TEST_F(LiveWritingTest, StoresWhyASourceIsAwayUntilABatchOfItComes) {
  push(1);
  writing.step(0ms);

  writing.note_away(0, "throttled");
  writing.note_away(0, "");
  writing.flush();
  EXPECT_EQ(storage::read_away_reason(database, kStreamName), "throttled");
  push(2);
  writing.step(0ms);
  writing.flush();

  EXPECT_EQ(storage::read_away_reason(database, kStreamName), "");
}

}  // namespace
}  // namespace vigie::app

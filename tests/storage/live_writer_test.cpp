#include "storage/live_writer.h"

#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "storage/live_reader.h"
#include "storage/post_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::at;
using tests::batch_of;
using tests::post;
using tests::text_of;

constexpr std::string_view kSource = "bluesky:jetstream";

class LiveWriterTest : public tests::StoreTest {
 protected:
  Database database{create()};

  [[nodiscard]] static CollectionInfo stream() {
    return {.platform = "bluesky",
            .method = "stream",
            .source = std::string{kSource},
            .format = "jetstream",
            .source_hash = {},
            .started = at(0s),
            .live_source = std::string{kSource}};
  }

  void append(const std::vector<PreparedBatch>& batches) {
    PostStore store{database, {.bulk_load = false}};
    const CollectionHandle leg = store.begin_import(stream());
    for (const PreparedBatch& batch : batches) {
      store.append(leg, batch);
    }
    store.finish(leg, at(1h));
  }

  [[nodiscard]] static PreparedBatch seen(UtcTime begin, UtcTime end, std::string account = {}) {
    PreparedBatch batch = batch_of({});
    batch.records.platform = "bluesky";
    batch.records.seen = {{std::move(account), begin, end}};
    return batch;
  }

  [[nodiscard]] std::string spans() {
    return text_of(database,
                   "SELECT coalesce(group_concat(((begin_ms - 1717200000000) / 1000) || '-' || "
                   "((end_ms - 1717200000000) / 1000), ' '), '') FROM seen_span");
  }
};

TEST_F(LiveWriterTest, KeepsTheCursorOfTheLastBatchThatSaidOne) {
  PreparedBatch first = batch_of({post("1", "100", at(0s))});
  first.records.cursor = "1717200000000001";
  const PreparedBatch second = batch_of({post("2", "100", at(1s))});

  append({first, second});

  EXPECT_EQ(read_live_cursor(database, kSource), "1717200000000001");
  EXPECT_EQ(read_live_cursor(database, "bluesky:other"), "");
}

TEST_F(LiveWriterTest, JoinsSpansThatTouchAndKeepsThoseThatDoNotApart) {
  append({seen(at(0s), at(10s)),
          seen(at(10s), at(20s)),
          seen(at(40s), at(50s)),
          seen(at(60s), at(60s))});

  EXPECT_EQ(spans(), "0-20 40-50");
}

TEST_F(LiveWriterTest, ClosesAHoleThatIsReadLater) {
  append({seen(at(0s), at(10s)), seen(at(40s), at(50s)), seen(at(5s), at(45s))});

  EXPECT_EQ(spans(), "0-50");
}

TEST_F(LiveWriterTest, KeepsGapsWithTheirReasonOnce) {
  PreparedBatch batch = batch_of({});
  batch.records.platform = "bluesky";
  batch.records.gaps = {{at(10s), at(20s), "cursor too old"}};

  append({batch, batch});

  const auto gaps = read_gaps(database, at(0s), at(15s), 10);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].reason, "cursor too old");
  EXPECT_EQ(gaps[0].source, kSource);
  EXPECT_TRUE(read_gaps(database, at(20s), at(30s), 10).empty());
}

TEST_F(LiveWriterTest, MeasuresTheCoverageOfAnAccountThatWasReadWhole) {
  PreparedBatch history = batch_of({post("1", "100", at(5s))});
  history.records.platform = "bluesky";

  append({history, seen(at(0s), at(100s), "100")});

  EXPECT_EQ(
      text_of(database,
              "SELECT (begin_ms - 1717200000000) || ' ' || (end_ms - 1717200000000) || ' ' || "
              "assumed FROM coverage"),
      "0 100000 0");
}

TEST_F(LiveWriterTest, ClaimsNothingBetweenTwoReadingsOfAnAccountThatDoNotMeet) {
  append({seen(at(0s), at(100s), "100"), seen(at(500s), at(600s), "100")});

  EXPECT_EQ(text_of(database,
                    "SELECT (begin_ms - 1717200000000) || ' ' || (end_ms - 1717200000000) "
                    "FROM coverage"),
            "500000 600000");
}

TEST_F(LiveWriterTest, DoesNotWidenMeasuredCoverageByThePostsOfALaterReading) {
  PreparedBatch later = batch_of({post("1", "100", at(500s))});
  later.records.platform = "bluesky";
  PostStore store{database, {.bulk_load = false}};
  const CollectionHandle leg = store.begin_import(stream());
  store.append(leg, seen(at(0s), at(100s), "100"));
  store.flush();

  store.append(leg, later);
  store.flush();
  store.append(leg, seen(at(400s), at(600s), "100"));
  store.finish(leg, at(1h));

  EXPECT_EQ(text_of(database,
                    "SELECT (begin_ms - 1717200000000) || ' ' || (end_ms - 1717200000000) "
                    "FROM coverage"),
            "400000 600000");
}

TEST_F(LiveWriterTest, KeepsEveryRefusedRecordOfAStream) {
  PreparedBatch batch = batch_of({});
  batch.records.platform = "bluesky";
  batch.records.rejects = {{.reason = "message: unreadable", .detail = "", .bytes = "a"},
                           {.reason = "message: unreadable", .detail = "", .bytes = "b"}};
  batch.records.records_read = 2;

  append({batch, batch});

  EXPECT_EQ(text_of(database, "SELECT count(*) FROM reject"), "4");
}

TEST_F(LiveWriterTest, HeedsWhatAnotherProgramHearsMeanwhile) {
  PostStore store{database, {.bulk_load = false}};
  const CollectionHandle leg = store.begin_import(stream());
  PreparedBatch first = batch_of({post("1", "100", at(0s))});
  first.records.platform = "bluesky";
  store.append(leg, first);
  store.flush();
  {
    Database other = open_store(file(), OpenMode::kReadWrite);
    PreparedBatch news = batch_of({});
    news.records.platform = "bluesky";
    Account gone;
    gone.native_id = "100";
    gone.state = AccountState::kDeleted;
    gone.seen = at(10s);
    news.records.accounts = {gone};
    news.records.records_read = 1;
    tests::import(other, {news});
  }

  PreparedBatch second = batch_of({post("2", "100", at(20s))});
  second.records.platform = "bluesky";
  store.append(leg, second);
  store.finish(leg, at(1h));

  EXPECT_EQ(text_of(database, "SELECT count(*) FROM post WHERE state = 0"), "0");
}

TEST_F(LiveWriterTest, LeavesNoTraceOfStrangersThatAStreamSpeaksOf) {
  PreparedBatch batch = batch_of({post("1", "100", at(0s))});
  batch.records.is_about_everybody = true;
  Account author;
  author.native_id = "100";
  author.handle = "author.example";
  author.seen = at(1s);
  Account stranger;
  stranger.native_id = "999";
  stranger.state = AccountState::kDeleted;
  batch.records.accounts = {author, stranger};
  batch.records.deletions = {{"7", at(2s)}};
  batch.records.records_read = 4;

  append({batch});

  EXPECT_EQ(text_of(database, "SELECT group_concat(native_id) FROM account"), "100");
  EXPECT_EQ(text_of(database, "SELECT handle FROM account"), "author.example");
  EXPECT_EQ(text_of(database, "SELECT count(*) FROM tombstone"), "0");
  EXPECT_EQ(text_of(database, "SELECT ignored FROM collection"), "2");
}

TEST_F(LiveWriterTest, DoesNotTakeInAPostWhoseDeletionOvertookIt) {
  PreparedBatch deletion = batch_of({});
  deletion.records.platform = "x";
  deletion.records.is_about_everybody = true;
  deletion.records.deletions = {{"7", at(2s)}};
  deletion.records.records_read = 1;

  append({deletion, batch_of({post("7", "100", at(0s), "late"), post("8", "100", at(1s))})});

  EXPECT_EQ(text_of(database, "SELECT group_concat(native_id) FROM post"), "8");
}

TEST_F(LiveWriterTest, ListsSourcesWithWhatTheySaw) {
  PreparedBatch batch = seen(at(0s), at(1h));
  batch.records.gaps = {{at(1h), at(3h), "stopped"}};
  append({batch});

  const auto sources = read_live_sources(database);

  ASSERT_EQ(sources.size(), 1U);
  EXPECT_EQ(sources[0].name, kSource);
  EXPECT_DOUBLE_EQ(sources[0].seen_hours, 1.0);
  EXPECT_EQ(sources[0].gaps, 1U);
  EXPECT_DOUBLE_EQ(sources[0].gap_hours, 2.0);
}

TEST_F(LiveWriterTest, CountsWhatWasSeenAndMissedOfAWindow) {
  PreparedBatch batch = seen(at(0s), at(3h));
  batch.records.gaps = {{at(3h), at(5h), "stopped"}, {at(6h), at(7h), "stopped"}};
  append({batch});

  const auto sources = read_live_coverage(database, {at(2h), at(4h)});

  ASSERT_EQ(sources.size(), 1U);
  EXPECT_DOUBLE_EQ(sources[0].seen_hours, 1.0);
  ASSERT_EQ(sources[0].missed.size(), 1U);
  EXPECT_EQ(sources[0].missed[0].reason, "stopped");
  EXPECT_EQ(sources[0].missed[0].gaps, 1U);
  EXPECT_DOUBLE_EQ(sources[0].missed[0].hours, 1.0);
  const auto unseen = read_live_coverage(database, {at(20h), at(21h)});
  ASSERT_EQ(unseen.size(), 1U) << "a source that saw nothing is told, too";
  EXPECT_DOUBLE_EQ(unseen[0].seen_hours, 0.0);
}

TEST_F(LiveWriterTest, GivesTheNewestPostsThatAreStillThere) {
  PreparedBatch deletion = batch_of({});
  deletion.records.deletions = {{"2", at(9s)}};
  deletion.records.records_read = 1;
  append({batch_of({post("1", "100", at(0s)), post("2", "100", at(1s)), post("3", "100", at(2s))}),
          deletion});

  std::string found;
  read_newest_posts(database, 5, [&](std::string_view platform, std::string_view native_id) {
    found += std::string{platform} + ":" + std::string{native_id} + " ";
  });

  EXPECT_EQ(found, "x:3 x:1 ");
}

}  // namespace
}  // namespace vigie::storage

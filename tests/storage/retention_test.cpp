// Retention: each rule, its limits, and that a dry run counts what a run does.
#include "storage/retention.h"

#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "storage/post_store.h"
#include "storage/processing_record.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::at;
using tests::batch_of;
using tests::hashtag;
using tests::kDay;
using tests::post;
using tests::text_of;
using tests::url;

class RetentionTest : public tests::StoreTest {
 protected:
  Database database{create()};

  /// One post with an address, taken in on that day.
  void take_in(std::string id, int day, const std::string& platform = "x") {
    PreparedPost prepared = post(id, "of " + id, at(kDay * day), "text " + id);
    prepared.post.observed = at(kDay * day);
    prepared.shares = {url("https://a.example/" + id, id + ".example", "http://a.example/" + id),
                       hashtag("shared")};
    take(batch_of({prepared}), id, day, platform);
  }

  void take(PreparedBatch batch, const std::string& content, int day, const std::string& platform) {
    batch.records.platform = platform;
    CollectionInfo info = tests::archive(content);
    info.platform = platform;
    info.started = at(kDay * day);
    tests::import(database, {batch}, info);
  }

  [[nodiscard]] static RetentionOrder on_day(int day) {
    return {.options = {}, .now = at(kDay * day), .suppression_key = "an invented key"};
  }

  RetentionCounts apply(int day) {
    const RetentionCounts expected = count_expired(database, on_day(day));
    RetentionCounts counts = apply_retention(database, on_day(day));
    EXPECT_EQ(counts.texts, expected.texts);
    EXPECT_EQ(counts.posts, expected.posts);
    EXPECT_EQ(counts.runs, expected.runs);
    EXPECT_EQ(counts.away_accounts, expected.away_accounts);
    EXPECT_EQ(counts.deleted_accounts, expected.deleted_accounts);
    return counts;
  }

  [[nodiscard]] std::string texts() {
    return text_of(database, "SELECT group_concat(text) FROM (SELECT text FROM post ORDER BY 1)");
  }

  void take_profile(AccountState state, int day) {
    PreparedBatch batch = batch_of({});
    batch.records.accounts = {tests::Profile{.native_id = "of a",
                                             .handle = "north",
                                             .bio = "a bio",
                                             .state = state,
                                             .seen = at(kDay * day)}};
    batch.records.records_read = 1;
    take(batch, "profile " + std::to_string(day), day, "x");
  }
};

TEST_F(RetentionTest, ForgetsTextsAfterNinetyDaysAndKeepsWhatWasShared) {
  take_in("a", 0);
  take_in("b", 10);

  const RetentionCounts counts = apply(91);

  EXPECT_EQ(counts.texts, 1U);
  EXPECT_EQ(texts(), "text b");
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post WHERE state = 0"), 2);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM share"), 4);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post_url WHERE url_as_given IS NOT NULL"), 1);
  EXPECT_EQ(apply(91), RetentionCounts{}) << "nothing is left to do";
}

TEST_F(RetentionTest, ForgetsTextsOfYoutubeAfterThirty) {
  take_in("a", 0);
  take_in("b", 0, "youtube");

  apply(31);

  EXPECT_EQ(texts(), "text a");
}

TEST_F(RetentionTest, CountsFromTheReadingOfAnOldArchive) {
  PreparedPost old = post("a", "100", at(kDay * -2000), "text of years ago");
  take(batch_of({old}), "archive", 0, "x");

  EXPECT_EQ(apply(89).texts, 0U);
  EXPECT_EQ(apply(91).texts, 1U);
}

TEST_F(RetentionTest, RemovesRowsAndWhatOnlyTheySharedAfterFourHundred) {
  take_in("a", 0);
  take_in("b", 100);

  const RetentionCounts counts = apply(401);

  EXPECT_EQ(counts.posts, 1U);
  EXPECT_EQ(text_of(database, "SELECT group_concat(native_id) FROM post"), "b");
  EXPECT_EQ(text_of(database, "SELECT group_concat(host) FROM domain"), "b.example");
  EXPECT_EQ(counts.bare_accounts, 1U);
}

TEST_F(RetentionTest, KeepsTheNumberOfTheNewestPostTaken) {
  take_in("a", 0);

  apply(401);
  take_in("b", 402);

  EXPECT_EQ(database.scalar("SELECT post_id FROM post WHERE native_id = 'b'"), 2);
  EXPECT_EQ(database.scalar("SELECT state FROM post WHERE post_id = 1"), 3);
}

TEST_F(RetentionTest, WaitsForASuspendedAccountToComeBack) {
  take_in("a", 0);
  take_profile(AccountState::kSuspended, 1);

  EXPECT_EQ(apply(8).away_accounts, 0U);
  const RetentionCounts counts = apply(9);

  EXPECT_EQ(counts.away_accounts, 1U);
  EXPECT_EQ(counts.away_posts, 1U);
  EXPECT_EQ(texts(), "");
  EXPECT_EQ(text_of(database, "SELECT state || coalesce(bio, '-') FROM account"), "2-");
}

TEST_F(RetentionTest, LeavesASuspendedAccountThatCameBack) {
  take_in("a", 0);
  take_profile(AccountState::kSuspended, 1);
  take_profile(AccountState::kActive, 5);

  EXPECT_EQ(apply(30).away_accounts, 0U);
  EXPECT_EQ(texts(), "text a");
}

TEST_F(RetentionTest, ReplacesADeletedAccountByItsKeyedHash) {
  take_in("a", 0);
  take_profile(AccountState::kDeleted, 1);
  ASSERT_EQ(texts(), "");

  EXPECT_EQ(apply(8).deleted_accounts, 0U);
  EXPECT_EQ(apply(9).deleted_accounts, 1U);

  EXPECT_EQ(database.scalar("SELECT count(*) FROM account"), 0);
  EXPECT_EQ(text_of(database, "SELECT reason || posts FROM erased_account"), "deleted1");
}

TEST_F(RetentionTest, ForgetsRunsWithAllTheySay) {
  for (const char* run : {"1", "2"}) {
    database.execute(
        std::string{
            "INSERT INTO analysis_run (run_id, window_begin_ms, window_end_ms, all_windows, "
            "started_ms, code_version, model, config_hash, seed, prior, report_line) VALUES ("} +
        run + ", 0, 1, 0, " + std::to_string(to_ms(at(*run == '1' ? 0 * kDay : 200 * kDay))) +
        ", '', '', '', 1, 0.1, 0.5); INSERT INTO run_note VALUES (" + run + ", 0, 'a note')");
  }

  EXPECT_EQ(apply(401).runs, 1U);

  EXPECT_EQ(text_of(database, "SELECT group_concat(run_id) FROM run_note"), "2");
}

TEST_F(RetentionTest, DatesTombstonesAndForgetsThem) {
  PreparedBatch batch = batch_of({});
  batch.records.deletions = {{"gone", at(0s)}};
  batch.records.records_read = 1;
  take(batch, "deletions", 0, "x");

  apply(1);
  EXPECT_EQ(database.scalar("SELECT expires_ms FROM tombstone"), to_ms(at(kDay * 401)));
  EXPECT_EQ(apply(402).tombstones, 1U);
}

TEST_F(RetentionTest, GoesOnWhereItWasStopped) {
  for (const char* id : {"a", "b", "c"}) {
    take_in(id, 0);
  }
  RetentionOrder order = on_day(91);
  order.options.batch_posts = 1;
  order.progress = [](const RetentionCounts& counts) { return counts.texts < 2; };

  EXPECT_EQ(apply_retention(database, order).texts, 2U);
  EXPECT_EQ(apply(91).texts, 1U);
}

TEST_F(RetentionTest, CountsInAReadOnlyDatabase) {
  take_in("a", 0);
  Database reader = open_store(file(), OpenMode::kReadOnly);

  EXPECT_EQ(count_expired(reader, on_day(91)).texts, 1U);
  EXPECT_EQ(texts(), "text a");
}

TEST_F(RetentionTest, RecordsWhyDataIsKept) {
  EXPECT_FALSE(has_processing_record(database));

  write_processing_record(database, {"a watch", "a purpose", "a ground", "90 days", at(0s)});

  EXPECT_TRUE(has_processing_record(database));
  EXPECT_EQ(read_processing_record(database)->legal_basis, "a ground");
}

}  // namespace
}  // namespace vigie::storage

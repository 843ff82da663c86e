// A content read wrongly and read again: what the first reading stored goes, and nothing else.
#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::archive;
using tests::at;
using tests::batch_of;
using tests::hashtag;
using tests::post;
using tests::text_of;
using tests::url;

CollectionInfo read_as(std::string format, std::string hash = "00aa") {
  CollectionInfo info = archive(std::move(hash));
  info.format = std::move(format);
  return info;
}

/// A post without an id of its own that shares a page and a tag.
PreparedPost unkeyed(std::string account, UtcTime time, std::string text, std::string tag) {
  PreparedPost made = post("", std::move(account), time, std::move(text));
  made.shares = {url("https://a.example/" + tag, "a.example"), hashtag(std::move(tag))};
  return made;
}

class ContentRemoval : public tests::StoreTest {
 protected:
  Database database{create()};

  Removal remove(const CollectionInfo& content) {
    return PostStore{database}.remove_readings(content);
  }

  [[nodiscard]] std::string texts() {
    return text_of(database,
                   "SELECT coalesce(group_concat(text, ' '), '') FROM (SELECT text FROM post WHERE "
                   "state = 0 ORDER BY text)");
  }

  [[nodiscard]] std::int64_t count(const std::string& rows) {
    return database.scalar("SELECT count(*) FROM " + rows);
  }
};

TEST_F(ContentRemoval, TakesOutAllThatAReadingLeftWhateverItWasReadAs) {
  PreparedBatch wrong = batch_of(
      {unkeyed("100", at(0s), "wrong", "first"), unkeyed("100", at(1s), "wronger", "second")});
  wrong.records.rejects.push_back(
      {.line = 9, .reason = "time: missing", .detail = {}, .bytes = {}});
  ++wrong.records.records_read;
  tests::import(database, {wrong}, read_as("wrong"));
  tests::import(database, {batch_of({post("7", "200", at(0s), "other")})}, read_as("x", "00bb"));

  const Removal removal = remove(read_as("corrected"));

  EXPECT_EQ(removal.collections, 1U);
  EXPECT_EQ(removal.posts, 2U);
  EXPECT_EQ(removal.shared, 0U);
  EXPECT_EQ(texts(), "other");
  EXPECT_EQ(count("object WHERE kind <> 4"), 0) << "nobody else shares them";
  EXPECT_EQ(count("share"), 0);
  EXPECT_EQ(count("post_url"), 0);
  EXPECT_EQ(count("reject"), 0);
  EXPECT_EQ(count("collection"), 1);
  EXPECT_EQ(count("coverage"), 1);
  EXPECT_EQ(text_of(database, "SELECT action || ' ' || detail FROM audit"),
            "replace 1 readings, 2 posts taken out, 0 left");
}

TEST_F(ContentRemoval, LetsTheContentBeReadAnew) {
  tests::import(database, {batch_of({unkeyed("100", at(0s), "wrong", "first")})}, read_as("table"));

  remove(read_as("table"));
  const ImportCounts counts = tests::import(
      database, {batch_of({unkeyed("100", at(3600s), "right", "first")})}, read_as("table"));

  EXPECT_EQ(counts, (ImportCounts{.records = 1, .stored = 1}));
  EXPECT_EQ(texts(), "right");
  EXPECT_EQ(count("share"), 2);
  EXPECT_EQ(count("collection WHERE repeat_of IS NULL AND complete = 1"), 1);
}

TEST_F(ContentRemoval, LeavesWhatAnotherContentMayHold) {
  const PreparedPost both = post("1", "100", at(5s), "both");
  tests::import(database, {batch_of({post("2", "100", at(0s), "early"), both})}, read_as("wrong"));
  tests::import(database, {batch_of({both})}, read_as("x", "00bb"));

  const Removal removal = remove(read_as("corrected"));

  EXPECT_EQ(removal.posts, 1U);
  EXPECT_EQ(removal.shared, 1U);
  EXPECT_EQ(texts(), "both");
  EXPECT_EQ(count("collection"), 2) << "its post still says where it came from";
  EXPECT_EQ(remove(read_as("corrected")).collections, 0U);
}

TEST_F(ContentRemoval, NeverBringsBackWhatWasDeleted) {
  PreparedBatch deletion;
  deletion.records.platform = "x";
  deletion.records.deletions = {{.native_id = "1", .time = at(9s)}};
  deletion.records.records_read = 1;
  tests::import(database, {batch_of({post("1", "100", at(0s), "gone")})}, read_as("wrong"));
  tests::import(database, {deletion}, read_as("x", "00bb"));

  remove(read_as("corrected"));
  tests::import(database, {batch_of({post("1", "100", at(0s), "gone")})}, read_as("corrected"));

  EXPECT_EQ(texts(), "");
  EXPECT_EQ(count("post WHERE state = 1"), 1);
}

TEST_F(ContentRemoval, NeverGivesANumberAwayThatARunMayName) {
  tests::import(database,
                {batch_of({post("1", "100", at(0s), "one"), post("2", "100", at(1s), "two")})},
                read_as("wrong"));
  const auto highest = database.scalar("SELECT max(post_id) FROM post");

  remove(read_as("corrected"));
  tests::import(database, {batch_of({post("3", "100", at(2s), "three")})}, read_as("corrected"));

  EXPECT_GT(database.scalar("SELECT post_id FROM post WHERE native_id = '3'"), highest);
  EXPECT_EQ(text_of(database, "SELECT text FROM v_post WHERE native_id LIKE 'retired:%'"), "");
}

TEST_F(ContentRemoval, InterruptedLosesNothing) {
  tests::import(database, {batch_of({post("1", "100", at(0s), "one")}, 50)}, read_as("table"));
  tests::import(database, {batch_of({post("2", "100", at(0s), "two")}, 50)}, read_as("x", "00bb"));
  // As after its first step: nothing is taken out yet.
  database.execute("UPDATE collection SET complete = 0, records = 0, stored = 0");
  database.execute("UPDATE cursor SET byte_offset = 0, line = 0");

  PostStore store{database};
  const CollectionHandle opened = store.begin_import(read_as("table"));

  EXPECT_TRUE(opened.resumed);
  EXPECT_EQ(opened.resume_offset, 0U);
  store.finish(opened, at(0s));
  EXPECT_EQ(PostStore{database}.remove_readings(read_as("table")).posts, 1U);
}

TEST_F(ContentRemoval, OfWhatWasNeverReadDoesNothing) {
  tests::import(database, {batch_of({post("1", "100", at(0s), "one")})}, read_as("x", "00bb"));

  EXPECT_EQ(remove(read_as("corrected")).collections, 0U);
  EXPECT_EQ(texts(), "one");
  EXPECT_EQ(count("audit"), 0);
}

}  // namespace
}  // namespace vigie::storage

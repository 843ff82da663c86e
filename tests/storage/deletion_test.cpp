#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "storage/post_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::at;
using tests::batch_of;
using tests::hashtag;
using tests::post;
using tests::text_of;
using tests::url;

constexpr std::string_view kSecret = "Quokka-Zephyr";

PreparedBatch deletion_of(std::string native_id) {
  PreparedBatch batch = batch_of({});
  batch.records.deletions = {{std::move(native_id), at(60s)}};
  batch.records.records_read = 1;
  return batch;
}

PreparedPost secret_post() {
  PreparedPost secret = post("1", "100", at(0s), std::string{kSecret} + " in the text");
  secret.post.client_app = kSecret;
  secret.shares = {url("https://own.example/" + std::string{kSecret},
                       "own.example",
                       "http://own.example/" + std::string{kSecret} + "?x"),
                   hashtag("shared"),
                   hashtag(std::string{kSecret})};
  return secret;
}

class DeletionTest : public tests::StoreTest {
 protected:
  Database database{create()};

  [[nodiscard]] bool file_holds(std::string_view needle) {
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    std::ifstream stream{file(), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    return bytes.find(needle) != std::string::npos;
  }

  void import_secret() {
    PreparedPost other = post("2", "200", at(1s), "other");
    other.shares = {hashtag("shared")};
    tests::import(database, {batch_of({secret_post(), other})});
  }
};

TEST_F(DeletionTest, LeavesNoByteOfTheTextInTheFile) {
  import_secret();
  ASSERT_TRUE(file_holds(kSecret));

  const ImportCounts counts =
      tests::import(database, {deletion_of("1")}, tests::archive("deletions"));

  EXPECT_EQ(counts, (ImportCounts{.records = 1, .stored = 1, .deleted = 1}));
  EXPECT_FALSE(file_holds(kSecret));
}

TEST_F(DeletionTest, KeepsKeyAuthorTimesAndKind) {
  import_secret();

  tests::import(database, {deletion_of("1")}, tests::archive("deletions"));

  EXPECT_EQ(text_of(database,
                    "SELECT native_id || ' ' || handle || ' ' || kind || ' ' || time || ' ' "
                    "|| deleted || ' ' || state FROM v_post WHERE text IS NULL"),
            "1 100 post 2024-06-01T00:00:00.000Z 2024-06-01T00:01:00.000Z 1");
  EXPECT_EQ(text_of(database, "SELECT group_concat(key) FROM object"), "shared");
  EXPECT_EQ(database.scalar("SELECT count(*) FROM share"), 1);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post_url"), 0);
}

TEST_F(DeletionTest, IsNotUndoneByASecondImport) {
  import_secret();
  tests::import(database, {deletion_of("1")}, tests::archive("deletions"));

  import_secret();
  const ImportCounts again =
      tests::import(database, {deletion_of("1")}, tests::archive("deletions"));

  EXPECT_EQ(again, (ImportCounts{.records = 1, .duplicates = 1}));
  EXPECT_FALSE(file_holds(kSecret));
}

TEST_F(DeletionTest, HoldsForAPostThatComesLaterButNotForOneWrittenLater) {
  PreparedPost reused = post("1", "100", at(120s), "the key used again");

  tests::import(database, {deletion_of("1")});
  const ImportCounts before =
      tests::import(database, {batch_of({secret_post()})}, tests::archive("posts"));
  EXPECT_EQ(before, (ImportCounts{.records = 1, .ignored = 1, .suppressed = 1}));
  EXPECT_FALSE(file_holds(kSecret));

  tests::import(database, {batch_of({reused})}, tests::archive("later"));
  EXPECT_EQ(text_of(database, "SELECT text FROM post"), "the key used again");
}

TEST_F(DeletionTest, RemovesOrphansOfABulkLoadAtItsEnd) {
  tests::import(database, {batch_of({secret_post()}), deletion_of("1")});

  EXPECT_EQ(database.scalar("SELECT count(*) FROM object"), 0);
  EXPECT_FALSE(file_holds(kSecret));
}

TEST_F(DeletionTest, LetsARemovedObjectComeBack) {
  Database live = open_store(file(), OpenMode::kCreate);
  PostStore store{live, {.bulk_load = false}};
  const auto handle = store.begin_import(tests::archive("live"));
  PreparedPost first = post("1", "100", at(0s));
  PreparedPost second = post("2", "100", at(1s));
  first.shares = {hashtag("tag")};
  second.shares = {hashtag("tag")};

  store.append(handle, batch_of({first}));
  store.append(handle, deletion_of("1"));
  store.append(handle, batch_of({second}));
  store.finish(handle, at(0s));

  EXPECT_EQ(text_of(live, "SELECT object_key FROM v_share WHERE native_id = '2'"), "tag");
}

PreparedBatch deletion_by(std::string account, std::string native_id) {
  PreparedBatch batch = deletion_of(std::move(native_id));
  batch.records.deletions.front().account_native_id = std::move(account);
  return batch;
}

TEST_F(DeletionTest, OnlyOfTheAuthorCountsWhereNobodyElseMayDelete) {
  import_secret();

  const ImportCounts another =
      tests::import(database, {deletion_by("200", "1")}, tests::archive("d1"));
  EXPECT_EQ(another, (ImportCounts{.records = 1, .ignored = 1}));
  EXPECT_EQ(text_of(database, "SELECT group_concat(state) FROM post"), "0,0");

  const ImportCounts own = tests::import(database, {deletion_by("100", "1")}, tests::archive("d2"));
  EXPECT_EQ(own.deleted, 1U);
  EXPECT_EQ(text_of(database, "SELECT group_concat(state) FROM post"), "1,0");
}

TEST_F(DeletionTest, BeforeItsPostKeepsOutThatOfItsAuthorAlone) {
  tests::import(
      database,
      {deletion_by("100", "1"),
       deletion_by("100", "2"),
       batch_of({post("1", "100", at(0s), "doomed"), post("2", "200", at(1s), "stays")})});

  EXPECT_EQ(text_of(database, "SELECT group_concat(text) FROM post"), "stays");
  EXPECT_EQ(database.scalar("SELECT count(*) FROM tombstone"), 0);
}

TEST_F(DeletionTest, FindsThePostByWhatAServerCallsIt) {
  PreparedBatch batch = batch_of({post("https://far.example/1", "100", at(0s), "one"),
                                  post("https://far.example/2", "100", at(1s), "two")});
  batch.records.aliases = {{"social.example", "71", "https://far.example/1"},
                           {"social.example", "72", "https://far.example/2"}};
  tests::import(database, {batch});
  PreparedBatch elsewhere = deletion_of("71");
  elsewhere.records.deletions.front().place = "other.example";
  PreparedBatch here = deletion_of("72");
  here.records.deletions.front().place = "social.example";

  const ImportCounts counts =
      tests::import(database, {elsewhere, here}, tests::archive("deletions"));

  EXPECT_EQ(counts.deleted, 1U);
  EXPECT_EQ(text_of(database, "SELECT group_concat(text) FROM post"), "one");
  EXPECT_EQ(database.scalar("SELECT count(*) FROM tombstone"), 0);
}

}  // namespace
}  // namespace vigie::storage

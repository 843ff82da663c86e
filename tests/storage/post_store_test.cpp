#include "storage/post_store.h"

#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/sqlite/database.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::archive;
using tests::at;
using tests::batch_of;
using tests::hashtag;
using tests::post;
using tests::repost;
using tests::text_of;
using tests::url;

class PostStoreTest : public tests::StoreTest {
 protected:
  Database database{create()};

  [[nodiscard]] std::int64_t count(std::string_view table) {
    return database.scalar("SELECT count(*) FROM " + std::string{table});
  }
};

bool adds_up(const ImportCounts& counts) {
  return counts.records == counts.stored + counts.duplicates + counts.rejected + counts.ignored;
}

TEST_F(PostStoreTest, WritesAPostWithAllThatItSays) {
  PreparedPost full = post("7", "100", at(5s), "Hello #news");
  full.post.kind = PostKind::kQuote;
  full.post.observed = at(6s);
  full.post.declared_language = "en-GB";
  full.post.parent_id = "5";
  full.post.root_id = "4";
  full.post.subject_id = "3";
  full.post.subject_account_native_id = "200";
  full.post.subject_account_handle = "bea";
  full.post.subject_created = at(1s);
  full.post.client_app = "App";
  full.post.sensitive = true;
  full.post.metrics = {.likes = 1, .reposts = 2, .replies = 3, .quotes = 4, .views = 5};
  full.text_hash = 0xFFFFFFFFFFFFFFFEULL;
  full.language = "en";
  full.shares = {url("https://a.example/x", "a.example", "http://a.example/x?utm_source=z"),
                 hashtag("news")};

  const ImportCounts counts = tests::import(database, {batch_of({full})});

  EXPECT_EQ(counts, (ImportCounts{.records = 1, .stored = 1}));
  EXPECT_EQ(
      text_of(database,
              "SELECT concat.row FROM (SELECT platform || '|' || handle || '|' || kind || '|' "
              "|| time || '|' || text || '|' || language || '|' || declared_language || '|' || "
              "client || '|' || parent || '|' || root || '|' || subject || '|' || "
              "subject_handle || '|' || sensitive || '|' || likes || reposts || replies || "
              "quotes || views || '|' || observed || '|' || subject_created || '|' || source "
              "|| '|' || text_hash AS row FROM v_post) AS concat"),
      "x|100|quote|2024-06-01T00:00:05.000Z|Hello #news|en|en-GB|App|5|4|3|bea|1|12345|"
      "2024-06-01T00:00:06.000Z|2024-06-01T00:00:01.000Z|posts.jsonl|-2");
  EXPECT_EQ(text_of(database,
                    "SELECT group_concat(object_kind || ' ' || object_key || ' ' || "
                    "coalesce(registrable, '-'), ', ') FROM (SELECT * FROM v_share "
                    "ORDER BY object_key)"),
            "url https://a.example/x a.example, hashtag news -");
  EXPECT_EQ(text_of(database, "SELECT url_as_given FROM post_url"),
            "http://a.example/x?utm_source=z");
}

TEST_F(PostStoreTest, KeepsMissingApartFromZero) {
  tests::import(database, {batch_of({post("1", "100", at(0s))})});

  EXPECT_EQ(database.scalar("SELECT count(*) FROM post WHERE text IS NULL AND likes IS NULL AND "
                            "language IS NULL AND sensitive IS NULL AND subject_object_id IS NULL "
                            "AND edited_ms IS NULL AND client IS NULL"),
            1);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM account WHERE followers IS NULL AND "
                            "created_ms IS NULL AND handle IS NULL"),
            1);
}

TEST_F(PostStoreTest, SortsByTheObservedTimeWhenTheClaimedOneCannotBe) {
  PreparedPost future = post("1", "100", at(0s) + std::chrono::years{50});
  future.post.observed = at(10s);
  PreparedPost just_ahead = post("2", "100", at(130s));
  just_ahead.post.observed = at(10s);

  tests::import(database, {batch_of({future, just_ahead})});

  EXPECT_EQ(database.scalar("SELECT sort_ms FROM post WHERE native_id = '1'"), to_ms(at(10s)));
  EXPECT_EQ(database.scalar("SELECT sort_ms FROM post WHERE native_id = '2'"), to_ms(at(130s)));
}

TEST_F(PostStoreTest, SharesOneObjectAmongItsPosts) {
  PreparedPost first = post("1", "100", at(0s), "a");
  PreparedPost second = post("2", "200", at(1s), "b");
  first.shares = {url("https://a.example/", "a.example")};
  second.shares = first.shares;

  tests::import(database, {batch_of({first}), batch_of({second})});

  EXPECT_EQ(count("object"), 1);
  EXPECT_EQ(count("domain"), 1);
  EXPECT_EQ(count("share"), 2);
  EXPECT_EQ(count("post_url WHERE url_as_given IS NULL"), 2);
}

TEST_F(PostStoreTest, KeysPostsAndMentionsByPlatformToo) {
  PreparedBatch elsewhere = batch_of({repost("1", "100", at(0s), "9")});
  elsewhere.records.platform = "bluesky";

  tests::import(database, {batch_of({repost("1", "100", at(0s), "9")}), elsewhere});

  EXPECT_EQ(count("post"), 2);
  EXPECT_EQ(text_of(database,
                    "SELECT group_concat(key, ', ') FROM "
                    "(SELECT key FROM object ORDER BY key)"),
            "bluesky 9, x 9");
}

TEST_F(PostStoreTest, AddsNothingWhenTheSameFileComesAgain) {
  PreparedBatch batch = batch_of({post("1", "100", at(0s), "a"), post("2", "100", at(1s), "b")});
  batch.posts[0].shares = {hashtag("tag")};
  batch.records.rejects = {
      {.line = 3, .byte_offset = 40, .reason = "time: missing", .detail = {}, .bytes = "{}"}};
  batch.records.records_read = 3;
  tests::import(database, {batch});
  const auto before = text_of(database, "SELECT group_concat(post_id || text) FROM post");

  const ImportCounts again = tests::import(database, {batch});

  EXPECT_EQ(again, (ImportCounts{.records = 3, .duplicates = 2, .rejected = 1}));
  EXPECT_EQ(text_of(database, "SELECT group_concat(post_id || text) FROM post"), before);
  EXPECT_EQ(count("share"), 1);
  EXPECT_EQ(count("reject"), 1);
  EXPECT_EQ(count("coverage"), 1);
  EXPECT_EQ(database.scalar("SELECT repeat_of FROM collection WHERE collection_id = 2"), 1);
}

TEST_F(PostStoreTest, KeepsExactRepeatsOfPostsWithoutIdAndAddsNothingTheSecondTime) {
  const PreparedPost same = post("", "100", at(0s), "again and again");
  const PreparedBatch batch = batch_of({same, same, post("", "100", at(1s), "other"), same});

  const ImportCounts first = tests::import(database, {batch});
  const ImportCounts second = tests::import(database, {batch});
  const ImportCounts elsewhere = tests::import(database, {batch}, archive("another file"));

  EXPECT_EQ(first.stored, 4U);
  EXPECT_EQ(count("post"), 4);
  EXPECT_EQ(count("post WHERE native_id GLOB 'k:[0-9a-f]*' AND length(native_id) = 34"), 4);
  EXPECT_EQ(second, (ImportCounts{.records = 4, .duplicates = 4}));
  EXPECT_EQ(elsewhere, (ImportCounts{.records = 4, .duplicates = 4}));
}

TEST_F(PostStoreTest, ReadsAFileOfPostsWithoutIdFromItsStartWhenItGoesOn) {
  const PreparedPost same = post("", "100", at(0s), "again");
  {
    PostStore store{database};
    const auto handle = store.begin_import(archive());
    store.append(handle, batch_of({same, same}, 20));
    store.flush();
  }

  PostStore store{database};
  const auto handle = store.begin_import(archive());
  EXPECT_TRUE(handle.resumed);
  EXPECT_TRUE(handle.from_start);
  EXPECT_EQ(handle.resume_offset, 0U);
  store.append(handle, batch_of({same, same}, 20));
  store.append(handle, batch_of({same}, 30));
  const ImportCounts counts = store.finish(handle, at(0s));

  EXPECT_EQ(counts, (ImportCounts{.records = 3, .stored = 3}));
  EXPECT_EQ(count("post"), 3);
}

TEST_F(PostStoreTest, GoesOnFromTheCursorOfAnUnfinishedFile) {
  {
    PostStore store{database, {.commit_posts = 1}};
    const auto handle = store.begin_import(archive());
    EXPECT_FALSE(handle.resumed);
    PreparedBatch batch = batch_of({post("1", "100", at(0s))}, 500);
    batch.records.end_line = 12;
    store.append(handle, batch);  // committed
  }

  PostStore store{database};
  const auto other = store.begin_import(archive("other content"));
  EXPECT_FALSE(other.resumed);
  const auto handle = store.begin_import(archive());

  EXPECT_TRUE(handle.resumed);
  EXPECT_FALSE(handle.from_start);
  EXPECT_EQ(handle.resume_offset, 500U);
  EXPECT_EQ(handle.resume_line, 12U);
  store.append(handle, batch_of({post("2", "100", at(1s))}, 900));
  EXPECT_EQ(store.finish(handle, at(0s)), (ImportCounts{.records = 2, .stored = 2}));
  EXPECT_EQ(count("collection"), 2);
}

TEST_F(PostStoreTest, LosesWithTheCursorWhatWasNotCommitted) {
  {
    PostStore store{database, {.commit_interval = 1h}};
    const auto handle = store.begin_import(archive());
    store.append(handle, batch_of({post("1", "100", at(0s))}, 500));
  }  // as if killed

  PostStore store{database};
  EXPECT_EQ(store.begin_import(archive()).resume_offset, 0U);
  EXPECT_EQ(count("post"), 0);
  EXPECT_EQ(count("coverage"), 0);
}

TEST_F(PostStoreTest, HoldsMoreInATransactionOfALargeFile) {
  const auto transactions = [this](std::uint64_t large_bytes) {
    PostStore store{
        database,
        {.commit_posts = 1, .commit_interval = 1h, .large_factor = 3, .large_bytes = large_bytes}};
    const auto handle = store.begin_import(archive(std::to_string(large_bytes)));
    store.flush();
    std::string open;
    for (int i = 0; i < 6; ++i) {
      store.append(
          handle,
          batch_of({post(std::to_string(large_bytes) + "-" + std::to_string(i), "100", at(0s))}));
      open += database.in_transaction() ? '+' : '.';
    }
    store.finish(handle, at(0s));
    return open;
  };

  EXPECT_EQ(transactions(1ULL << 40U), "......");
  EXPECT_EQ(transactions(1), "++.++.");
}

TEST_F(PostStoreTest, WidensItsPageCacheWhereATransactionDidNotFit) {
  constexpr std::int64_t kKibibytes = 1'024;
  const std::string text(1'000, 'w');
  PostStore store{database,
                  {.commit_interval = 1h,
                   .page_cache_bytes = kKibibytes << 10U,
                   .page_cache_most = 3 * kKibibytes << 10U}};
  const auto handle = store.begin_import(archive());
  const auto page_cache = [this] { return -database.scalar("PRAGMA cache_size"); };
  int next = 0;
  const auto transaction = [&](int posts) {
    for (const int end = next + posts; next < end; ++next) {
      store.append(handle, batch_of({post(std::to_string(next), "100", at(0s), text)}));
    }
    store.flush();
  };

  transaction(1);
  EXPECT_EQ(page_cache(), kKibibytes);
  transaction(2'000);
  EXPECT_EQ(page_cache(), 2 * kKibibytes);
  transaction(1);
  EXPECT_EQ(page_cache(), 2 * kKibibytes);
  transaction(4'000);
  EXPECT_EQ(page_cache(), 3 * kKibibytes);
  transaction(8'000);
  EXPECT_EQ(page_cache(), 3 * kKibibytes);
}

TEST_F(PostStoreTest, HidesNoShareFromADeletionInTheSameTransaction) {
  PreparedPost first = post("1", "100", at(0s));
  first.shares = {hashtag("alone"), hashtag("both")};
  PreparedPost second = post("2", "100", at(1s));
  second.shares = {hashtag("both"), hashtag("both too")};
  PreparedBatch deletion = batch_of({});
  deletion.records.deletions = {{.native_id = "1", .time = at(60s)}};
  deletion.records.records_read = 1;
  PreparedPost third = post("3", "100", at(2s));
  third.shares = {hashtag("both")};

  PostStore store{database, {.commit_interval = 1h, .bulk_load = false}};
  const auto handle = store.begin_import(archive());
  for (const PreparedBatch& batch : {batch_of({first, second}), deletion, batch_of({third})}) {
    store.append(handle, batch);
    EXPECT_TRUE(database.in_transaction());
  }
  store.finish(handle, at(0s));

  EXPECT_EQ(text_of(database,
                    "SELECT group_concat(row, ', ') FROM (SELECT p.native_id || ' ' || o.key AS "
                    "row FROM share s JOIN post p USING (post_id) JOIN object o USING (object_id) "
                    "ORDER BY 1)"),
            "2 both, 2 both too, 3 both");
  EXPECT_EQ(count("object WHERE key = 'alone'"), 0);
}

TEST_F(PostStoreTest, TakesANewerEditAndNoOlderOne) {
  PreparedPost original = post("1", "100", at(0s), "first words");
  original.shares = {hashtag("old"), hashtag("both")};
  PreparedPost edit = post("1", "100", at(0s), "second words");
  edit.post.edited = at(60s);
  edit.shares = {hashtag("both"), url("https://b.example/", "b.example")};
  PreparedPost older = post("1", "100", at(0s), "between");
  older.post.edited = at(30s);
  PreparedPost stranger = post("1", "666", at(0s), "not mine");
  stranger.post.edited = at(90s);

  const ImportCounts counts = tests::import(
      database, {batch_of({original}), batch_of({edit}), batch_of({older, stranger})});

  EXPECT_EQ(counts, (ImportCounts{.records = 4, .stored = 2, .duplicates = 2, .replaced = 1}));
  EXPECT_EQ(text_of(database, "SELECT text FROM post"), "second words");
  EXPECT_EQ(text_of(database,
                    "SELECT group_concat(object_key, ' ') FROM "
                    "(SELECT object_key FROM v_share ORDER BY object_key)"),
            "both https://b.example/");
  EXPECT_EQ(count("object WHERE key = 'old'"), 0);
}

TEST_F(PostStoreTest, CountsEveryRecordOnceWhateverItLedTo) {
  PreparedBatch batch = batch_of({post("1", "100", at(0s)), post("1", "100", at(0s))});
  batch.records.accounts = {
      tests::Profile{.native_id = "200", .handle = "bea"}};  // a record of its own
  batch.records.rejects = {
      {.line = 9, .byte_offset = 80, .reason = "json", .detail = {}, .bytes = {}}};
  batch.records.records_ignored = 3;
  batch.records.records_read = 7;

  const ImportCounts counts = tests::import(database, {batch});
  EXPECT_EQ(
      counts,
      (ImportCounts{.records = 7, .stored = 2, .duplicates = 1, .rejected = 1, .ignored = 3}));

  const ImportCounts again = tests::import(database, {batch});
  EXPECT_EQ(again, (ImportCounts{.records = 7, .duplicates = 3, .rejected = 1, .ignored = 3}));
}

TEST_F(PostStoreTest, AddsUpWhateverASourceClaims) {
  for (std::uint64_t claimed = 0; claimed < 9; ++claimed) {
    PreparedBatch batch =
        batch_of({post(std::to_string(claimed), "100", at(0s)), post("again", "100", at(0s))});
    batch.records.records_read = claimed;
    batch.records.records_ignored = 2;
    batch.records.rejects = {
        {.line = claimed, .byte_offset = 0, .reason = "json", .detail = {}, .bytes = {}}};
    EXPECT_TRUE(adds_up(tests::import(database, {batch}, archive(std::to_string(claimed)))))
        << claimed;
  }
}

TEST_F(PostStoreTest, CoversEachAccountFromItsFirstPostToItsLast) {
  tests::import(database,
                {batch_of({post("1", "100", at(9s)), post("2", "200", at(5s))}),
                 batch_of({post("3", "100", at(2s)), post("4", "100", at(4s))})});

  EXPECT_EQ(text_of(database,
                    "SELECT group_concat(handle || ' ' || begin_time || ' ' || end_ms || "
                    "' ' || assumed, ', ') FROM (SELECT * FROM v_coverage "
                    "ORDER BY handle)"),
            "100 2024-06-01T00:00:02.000Z " + std::to_string(to_ms(at(9s)) + 1) +
                " 1, 200 2024-06-01T00:00:05.000Z " + std::to_string(to_ms(at(5s)) + 1) + " 1");
}

TEST_F(PostStoreTest, NamesTheAccountOfARepostedPost) {
  PreparedPost known = repost("1", "100", at(0s), "9");
  known.post.subject_account_native_id = "200";
  PreparedPost named = known;
  named.post.native_id = "2";
  named.post.subject_account_handle = "bea";
  PreparedPost handle_only = repost("3", "100", at(0s), "8");
  handle_only.post.subject_account_handle = "cem";

  tests::import(database, {batch_of({known, named, handle_only})});

  EXPECT_EQ(text_of(database,
                    "SELECT group_concat(native_id || '=' || handle, ' ') FROM "
                    "(SELECT * FROM account WHERE handle IS NOT NULL ORDER BY native_id)"),
            "200=bea @cem=cem");
  EXPECT_EQ(count("post WHERE subject_account_id IS NOT NULL"), 3);
}

TEST_F(PostStoreTest, GivesTheSameRowsHoweverTheRecordsAreBatched) {
  std::vector<PreparedPost> posts;
  for (int i = 0; i < 50; ++i) {
    posts.push_back(post(std::to_string(i), std::to_string(i % 7), at(1s * i), "t"));
    posts.back().shares = {hashtag("tag" + std::to_string(i % 3))};
  }
  tests::import(database, {batch_of(posts)});
  const auto whole =
      text_of(database, "SELECT group_concat(post_id || native_id || account_id) FROM post");
  Database other = open_store(file("other.db"), OpenMode::kCreate);
  std::vector<PreparedBatch> singles;
  for (const PreparedPost& one : posts) {
    singles.push_back(batch_of({one}));
  }

  PostStore store{other, {.commit_posts = 3, .cache_bytes = 1}};  // hardly any cache
  const auto handle = store.begin_import(archive());
  for (const PreparedBatch& single : singles) {
    store.append(handle, single);
  }
  store.finish(handle, at(0s));

  EXPECT_EQ(text_of(other, "SELECT group_concat(post_id || native_id || account_id) FROM post"),
            whole);
  EXPECT_EQ(other.scalar("SELECT count(*) FROM object"), 3);
}

TEST_F(PostStoreTest, BuildsTheIndexesAtTheEndOfABulkLoad) {
  PostStore store{database};
  EXPECT_TRUE(store.in_bulk_mode());
  const auto handle = store.begin_import(archive());
  store.append(handle, batch_of({post("1", "100", at(0s))}));
  store.flush();
  EXPECT_EQ(count("sqlite_schema WHERE name IN ('post_by_time', 'post_by_account', "
                  "'share_by_object')"),
            0);

  store.finish(handle, at(0s));

  EXPECT_FALSE(store.in_bulk_mode());
  EXPECT_EQ(count("sqlite_schema WHERE name IN ('post_by_time', 'post_by_account', "
                  "'share_by_object')"),
            3);
  EXPECT_FALSE(PostStore{database}.in_bulk_mode());
}

TEST_F(PostStoreTest, BuildsTheIndexesThatAKilledBulkLoadLeftOut) {
  {
    PostStore store{database};
    const auto handle = store.begin_import(archive());
    store.append(handle, batch_of({post("1", "100", at(0s))}, 10));
    store.flush();
  }  // as if killed

  Database opened = open_store(file(), OpenMode::kReadWrite);
  EXPECT_EQ(opened.scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'post_by_time'"), 1);

  PostStore store{database};
  EXPECT_FALSE(store.in_bulk_mode());
  EXPECT_EQ(store.begin_import(archive()).resume_offset, 10U);
}

TEST_F(PostStoreTest, GoesOnInBulkOnlyWithTheFileThatWasCut) {
  {
    PostStore store{database};
    const auto handle = store.begin_import(archive());
    store.append(handle, batch_of({post("1", "100", at(0s))}, 10));
    store.flush();
  }
  {
    PostStore store{database};
    static_cast<void>(store.begin_import(archive()));
    EXPECT_TRUE(store.in_bulk_mode());
  }
  PostStore store{database};
  static_cast<void>(store.begin_import(archive("another file")));
  EXPECT_FALSE(store.in_bulk_mode());
}

}  // namespace
}  // namespace vigie::storage

#include "storage/activity_reader.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/account_rows_reader.h"
#include "storage/run_values.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::at;
using tests::batch_of;
using tests::post;

class ActivityReaderTest : public tests::StoreTest {
 protected:
  Database database{create()};
  ActivityReader reader{database};

  /// Texts of the posts of a window, in the order in which they are read.
  [[nodiscard]] std::vector<std::string> texts(TimeWindow window) {
    std::vector<std::string> found;
    reader.read_posts(window, [&](const PostRow& row) { found.emplace_back(row.text); });
    return found;
  }
};

TEST_F(ActivityReaderTest, ReadsAHalfOpenWindowInTimeOrder) {
  tests::import(database,
                {batch_of({post("1", "100", at(3s), "c"),
                           post("2", "100", at(1s), "a"),
                           post("3", "200", at(4s), "d"),
                           post("4", "200", at(3s), "c2"),
                           post("5", "200", at(0s), "before")})});

  EXPECT_THAT(texts({at(1s), at(4s)}), ElementsAre("a", "c", "c2"));
  EXPECT_EQ(reader.count_posts({at(1s), at(4s)}), 3U);
  EXPECT_EQ(reader.oldest_post_time(), at(0s));
  EXPECT_EQ(reader.newest_post_time(), at(4s));
}

TEST_F(ActivityReaderTest, HandsOutEveryFieldOfAPost) {
  PreparedPost full = post("1", "100", at(1s), "text");
  full.post.kind = PostKind::kQuote;
  full.post.subject_id = "9";
  full.post.subject_created = at(0s);
  full.text_hash = 0x8000000000000001ULL;
  full.language = "fr";
  tests::import(database, {batch_of({full})});

  std::vector<std::string> seen;
  reader.read_posts({at(0s), at(9s)}, [&](const PostRow& row) {
    EXPECT_EQ(row.kind, PostKind::kQuote);
    EXPECT_EQ(row.text_hash, 0x8000000000000001ULL);
    EXPECT_EQ(row.language, "fr");
    EXPECT_EQ(row.sort_ms, to_ms(at(1s)));
    EXPECT_EQ(row.subject_created_ms, to_ms(at(0s)));
    EXPECT_EQ(row.subject.value, database.scalar("SELECT object_id FROM object WHERE key = 'x 9'"));
    seen.emplace_back(row.text);
  });
  EXPECT_THAT(seen, ElementsAre("text"));
}

TEST_F(ActivityReaderTest, SaysNothingOfAnEmptyDatabase) {
  EXPECT_EQ(reader.oldest_post_time(), std::nullopt);
  EXPECT_EQ(reader.newest_post_time(), std::nullopt);
  EXPECT_EQ(reader.count_posts({at(0s), at(9s)}), 0U);
  reader.read_shares({at(0s), at(9s)}, [](const ShareRow&) { FAIL(); });
}

TEST_F(ActivityReaderTest, NeverHandsOutADeletedPost) {
  PreparedPost gone = post("1", "100", at(9s), "gone");
  gone.shares = {tests::hashtag("tag")};
  PreparedBatch batch = batch_of({gone, post("2", "100", at(5s), "here")});
  batch.records.deletions = {{"1", at(10s)}};

  tests::import(database, {batch});

  EXPECT_THAT(texts({at(0s), at(99s)}), ElementsAre("here"));
  EXPECT_EQ(reader.newest_post_time(), at(5s));
  reader.read_shares({at(0s), at(99s)}, [](const ShareRow&) { FAIL(); });
}

TEST_F(ActivityReaderTest, ReadsSharesByPostThenObject) {
  PreparedPost first = post("1", "100", at(1s));
  PreparedPost second = post("2", "100", at(2s));
  first.shares = {tests::hashtag("b"), tests::hashtag("a")};
  second.shares = {tests::hashtag("a"), tests::hashtag("b")};
  tests::import(database, {batch_of({first, second})});

  std::vector<std::pair<std::int64_t, std::int64_t>> rows;
  reader.read_shares({at(0s), at(9s)}, [&](const ShareRow& row) {
    rows.emplace_back(row.post.value, row.object.value);
  });

  using Row = std::pair<std::int64_t, std::int64_t>;
  EXPECT_THAT(rows, ElementsAre(Row{1, 1}, Row{1, 2}, Row{2, 1}, Row{2, 2}));
}

TEST_F(ActivityReaderTest, ReadsUrlsAndHashtagsWithTheirDomains) {
  PreparedPost shared = post("1", "100", at(1s));
  shared.shares = {tests::url("https://a.example/x", "a.example"),
                   tests::hashtag("tag"),
                   {.kind = ObjectKind::kMention,
                    .key = "200",
                    .host = {},
                    .registrable_domain = {},
                    .url_as_given = {}}};
  shared.shares[0].url_state = UrlState::kShortened;
  tests::import(database, {batch_of({shared})});

  std::vector<std::string> objects;
  reader.read_objects([&](const ObjectRow& row) {
    objects.push_back(std::string{row.key} + (row.domain ? " in a domain" : ""));
    EXPECT_EQ(row.url_state == UrlState::kShortened, row.kind == ObjectKind::kUrl);
  });
  std::vector<std::string> domains;
  reader.read_domains([&](const DomainRow& row) { domains.emplace_back(row.host); });

  EXPECT_THAT(objects, ElementsAre("https://a.example/x in a domain", "tag"));
  EXPECT_THAT(domains, ElementsAre("a.example"));
}

TEST_F(ActivityReaderTest, ReadsOnlyAccountsThatPostedInTheWindow) {
  PreparedPost mentions = tests::repost("1", "100", at(1s), "9");
  mentions.post.subject_account_native_id = "300";
  PreparedBatch batch = batch_of({mentions, post("2", "200", at(50s))});
  batch.records.accounts = {tests::Profile{.native_id = "100",
                                           .handle = "ali",
                                           .created = at(-5s),
                                           .followers = 0,
                                           .declared_bot = DeclaredBot::kYes}};
  tests::import(database, {batch});

  std::vector<std::string> accounts;
  reader.read_accounts({at(0s), at(9s)}, [&](const AccountRow& row) {
    accounts.push_back(std::string{row.platform} + " " + std::string{row.native_id});
    EXPECT_EQ(row.handle, "ali");
    EXPECT_EQ(row.created_ms, to_ms(at(-5s)));
    EXPECT_EQ(row.followers, 0);
    EXPECT_EQ(row.following, std::nullopt);
    EXPECT_EQ(row.declared_bot, DeclaredBot::kYes);
  });

  EXPECT_THAT(accounts, ElementsAre("x 100"));
}

TEST_F(ActivityReaderTest, CutsCoverageToTheWindow) {
  tests::import(
      database,
      {batch_of({post("1", "100", at(0s)), post("2", "100", at(60s)), post("3", "200", at(90s))})});

  std::vector<std::pair<std::int64_t, std::int64_t>> spans;
  reader.read_coverage({at(10s), at(30s)}, [&](const CoverageRow& row) {
    spans.emplace_back(row.begin_ms, row.end_ms);
    EXPECT_TRUE(row.assumed);
  });

  EXPECT_THAT(spans, ElementsAre(std::pair{to_ms(at(10s)), to_ms(at(30s))}));
}

TEST_F(ActivityReaderTest, SaysOnWhichLiveSourceCoverageRestsAndWhatThatSawAndMissed) {
  tests::import(database, {batch_of({post("1", "100", at(20s))})});
  {
    PostStore store{database, {.bulk_load = false}};
    const CollectionHandle stream = store.begin_import({.platform = "x",
                                                        .method = "stream",
                                                        .source = "x:stream",
                                                        .format = "twitter_v2",
                                                        .source_hash = {},
                                                        .started = at(0s),
                                                        .live_source = "x:stream"});
    PreparedBatch batch = batch_of({post("2", "200", at(21s))});
    batch.records.seen = {{{}, at(0s), at(12s)}};
    batch.records.gaps = {{at(12s), at(40s), "error"}, {at(50s), at(60s), "error"}};
    store.append(stream, batch);
    store.finish(stream, at(1h));
  }
  const auto source = database.scalar("SELECT live_source_id FROM live_source");

  std::vector<std::int64_t> sources;
  reader.read_coverage({at(10s), at(30s)},
                       [&](const CoverageRow& row) { sources.push_back(row.live_source); });
  std::vector<std::string> ledger;
  reader.read_ledger({at(10s), at(30s)}, [&](const LedgerRow& row) {
    EXPECT_EQ(row.live_source, source);
    ledger.push_back(std::to_string((row.begin_ms - to_ms(at(0s))) / 1000) + "-" +
                     std::to_string((row.end_ms - to_ms(at(0s))) / 1000) +
                     (row.is_missed ? " missed" : " seen"));
  });

  EXPECT_THAT(sources, ElementsAre(0, source));
  EXPECT_THAT(ledger, ElementsAre("10-12 seen", "12-30 missed"));
  AccountRowsReader account{database};
  const auto id = [&](const char* name) {
    return AccountId{std::stoll(text_of(
        database, std::string{"SELECT account_id FROM account WHERE native_id = '"} + name + "'"))};
  };
  const AccountRows rows = account.read(id("200"), {at(10s), at(30s)});
  ASSERT_EQ(rows.coverage.size(), 1U);
  EXPECT_EQ(rows.coverage[0].live_source, source);
  ASSERT_EQ(rows.ledger.size(), 2U);
  EXPECT_EQ(rows.ledger[1].begin_ms, to_ms(at(12s)));
  EXPECT_THAT(account.ledger(id("100"), {at(10s), at(30s)}), IsEmpty());
}

TEST_F(ActivityReaderTest, ReadsAWindowOverTheIndexesWithoutSorting) {
  tests::import(database, {batch_of({post("1", "100", at(0s))})});
  const auto run = ActivityReader::statements();
  for (const std::string_view statement : {run.newest, run.posts, run.post_span}) {
    const std::string plan = tests::plan_of(database, std::string{statement});
    EXPECT_THAT(plan, HasSubstr("post_by_time")) << statement;
    EXPECT_THAT(plan, Not(HasSubstr("TEMP B-TREE"))) << statement;
  }
  const auto shares = tests::plan_of(database, std::string{run.shares});
  EXPECT_THAT(shares, HasSubstr("SEARCH share USING PRIMARY KEY"));
  EXPECT_THAT(shares, Not(HasSubstr("TEMP B-TREE")));
  const auto accounts = tests::plan_of(database, std::string{run.accounts});
  EXPECT_THAT(accounts, HasSubstr("COVERING INDEX post_by_account"));
  EXPECT_THAT(accounts, Not(HasSubstr("TEMP B-TREE")));
}

TEST_F(ActivityReaderTest, SeesOneStateWhileASnapshotLasts) {
  tests::import(database, {batch_of({post("1", "100", at(0s), "old")})});
  Database other = open_store(file(), OpenMode::kReadOnly);
  ActivityReader watcher{other};
  {
    const ReadSnapshot snapshot{other};
    EXPECT_EQ(watcher.count_posts({at(0s), at(9s)}), 1U);
    tests::import(database, {batch_of({post("2", "100", at(1s))})}, tests::archive("more"));
    EXPECT_EQ(watcher.count_posts({at(0s), at(9s)}), 1U);
  }
  EXPECT_EQ(watcher.count_posts({at(0s), at(9s)}), 2U);
}

}  // namespace
}  // namespace vigie::storage

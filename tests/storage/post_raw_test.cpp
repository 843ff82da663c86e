// Records kept as they came, records that contradict what is known, and how many refused records
// keep their bytes.
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/migrator.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::archive;
using tests::at;
using tests::batch_of;
using tests::post;
using tests::text_of;

/// A batch whose posts carry `raw`, on lines 1, 2, ...
PreparedBatch with_raw(std::vector<PreparedPost> posts, const std::vector<std::string>& raw) {
  PreparedBatch batch = batch_of(std::move(posts));
  batch.records.raw_format = "jetstream";
  for (std::size_t i = 0; i < raw.size(); ++i) {
    batch.records.origins.push_back({.line = i + 1, .byte_offset = i * 100, .raw = raw[i]});
  }
  return batch;
}

PreparedPost saying(PreparedPost post, std::uint64_t text_hash) {
  post.text_hash = text_hash;
  return post;
}

class PostRaw : public tests::StoreTest {
 protected:
  Database database{create()};

  [[nodiscard]] std::string kept() {
    return text_of(database,
                   "SELECT coalesce(group_concat(native_id || ' ' || format || ' ' || "
                   "CAST(bytes AS TEXT), ', '), '') FROM (SELECT * FROM post_raw JOIN post USING "
                   "(post_id) ORDER BY native_id)");
  }
};

TEST_F(PostRaw, IsKeptBesideItsPostWhereThereIsOne) {
  tests::import(database,
                {with_raw({post("1", "100", at(0s)), post("2", "100", at(1s))}, {"one", ""})});

  EXPECT_EQ(kept(), "1 jetstream one");
}

TEST_F(PostRaw, OfAKnownPostStaysTheFirst) {
  tests::import(database, {with_raw({post("1", "100", at(0s))}, {"one"})});
  tests::import(database, {with_raw({post("1", "100", at(0s))}, {"two"})}, archive("00bb"));

  EXPECT_EQ(kept(), "1 jetstream one");
}

TEST_F(PostRaw, GoesWithADeletedPost) {
  PreparedBatch deletion;
  deletion.records.platform = "x";
  deletion.records.deletions = {{.native_id = "1", .time = at(9s)}};
  deletion.records.records_read = 1;
  tests::import(database, {with_raw({post("1", "100", at(0s))}, {"one"})});

  tests::import(database, {deletion}, archive("00bb"));

  EXPECT_EQ(kept(), "");
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post WHERE state = 1"), 1);
}

TEST_F(PostRaw, GoesWithTheAccountThatOptsOut) {
  tests::import(database,
                {with_raw({post("1", "100", at(0s)), post("2", "200", at(0s))}, {"one", "two"})});
  PreparedBatch wish;
  wish.records.platform = "x";
  wish.records.accounts = {
      tests::Profile{.native_id = "100", .opt_out = OptOut::kNoIndex, .seen = at(9s)}};
  wish.records.records_read = 1;

  tests::import(database, {wish}, archive("00bb"));

  EXPECT_EQ(kept(), "2 jetstream two");
}

TEST_F(PostRaw, IsReplacedWithItsPost) {
  PreparedPost edit = post("1", "100", at(0s), "edited");
  edit.post.edited = at(5s);
  tests::import(database, {with_raw({post("1", "100", at(0s), "first")}, {"one"})});

  tests::import(database, {with_raw({edit}, {"two"})}, archive("00bb"));
  EXPECT_EQ(kept(), "1 jetstream two");

  edit.post.edited = at(6s);
  tests::import(database, {batch_of({edit})}, archive("00cc"));
  EXPECT_EQ(kept(), "") << "the record of an edit that is gone says what its author took back";
}

TEST_F(PostRaw, OfARepostGoesWithThePostThatItHolds) {
  const PreparedPost repost = tests::repost("2", "200", at(1s), "1");
  PreparedBatch deletion;
  deletion.records.platform = "x";
  deletion.records.deletions = {{.native_id = "1", .time = at(9s)}};
  deletion.records.records_read = 1;
  for (const bool comes_first : {false, true}) {
    Database own{file(comes_first ? "first.db" : "last.db"), OpenMode::kCreate};
    migrate(own);
    std::vector<PreparedBatch> batches{
        with_raw({post("1", "100", at(0s)), repost, post("3", "300", at(2s))},
                 {"one", "two with one in it", "three"})};
    batches.insert(comes_first ? batches.begin() : batches.end(), deletion);

    tests::import(own, batches);

    EXPECT_EQ(text_of(own, "SELECT group_concat(CAST(bytes AS TEXT)) FROM post_raw"), "three");
  }
}

class Contradiction : public tests::StoreTest {
 protected:
  Database database{create()};

  [[nodiscard]] std::string rejects() {
    return text_of(
        database,
        "SELECT coalesce(group_concat(line || ' ' || byte_offset || ' ' || reason || ' ' "
        "|| detail, ', '), '') FROM (SELECT * FROM reject ORDER BY line)");
  }
};

TEST_F(Contradiction, KeepsTheFirstAndRefusesTheSecondWithItsPlace) {
  const ImportCounts counts = tests::import(database,
                                            {with_raw({saying(post("1", "100", at(0s), "yes"), 11),
                                                       saying(post("1", "100", at(0s), "no"), 12),
                                                       saying(post("1", "200", at(0s), "yes"), 11),
                                                       saying(post("1", "100", at(0s), "yes"), 11)},
                                                      {"", "", "", ""})});

  EXPECT_EQ(
      counts,
      (ImportCounts{.records = 4, .stored = 1, .duplicates = 1, .rejected = 2, .contradicted = 2}));
  EXPECT_EQ(text_of(database, "SELECT text FROM post"), "yes");
  EXPECT_EQ(rejects(),
            "2 100 id: known with other content 1, 3 200 id: known with other content 1");
}

TEST_F(Contradiction, IsNoneBetweenTwoEditsOrWithAnArchiveWithoutTexts) {
  PreparedPost edit = saying(post("1", "100", at(0s), "edited"), 12);
  edit.post.edited = at(5s);
  const PreparedPost first = saying(post("1", "100", at(0s), "first"), 11);
  const PreparedPost silent = post("1", "100", at(0s));

  const ImportCounts counts = tests::import(database, {batch_of({first, edit, first, silent})});

  EXPECT_EQ(counts, (ImportCounts{.records = 4, .stored = 2, .duplicates = 2, .replaced = 1}));
  EXPECT_EQ(text_of(database, "SELECT text FROM post"), "edited");
  EXPECT_EQ(rejects(), "");
}

TEST_F(Contradiction, IsToldOnceForAContentThatIsReadAgain) {
  const PreparedBatch batch = with_raw(
      {saying(post("1", "100", at(0s), "yes"), 11), saying(post("1", "100", at(0s), "no"), 12)},
      {"", ""});
  tests::import(database, {batch});

  EXPECT_EQ(tests::import(database, {batch}), (ImportCounts{.records = 2, .duplicates = 2}));
  EXPECT_EQ(rejects(), "2 100 id: known with other content 1");
}

TEST_F(Contradiction, IsNoneWithAPostThatItsAuthorDeleted) {
  PreparedBatch deletion;
  deletion.records.platform = "x";
  deletion.records.deletions = {{.native_id = "1", .time = at(9s)}};
  deletion.records.records_read = 1;
  const PreparedPost first = saying(post("1", "100", at(0s), "first"), 11);
  tests::import(database, {batch_of({first}), deletion});

  EXPECT_EQ(tests::import(database, {batch_of({first})}, archive("00bb")),
            (ImportCounts{.records = 1, .duplicates = 1}));
  EXPECT_EQ(rejects(), "");
}

TEST(RejectBytes, AreKeptOfTheFirstOnesOnlyWhateverTheBatchesAndInterruptions) {
  class Fixture : public tests::StoreTest {
   public:
    using StoreTest::create;

    void TestBody() override {}
  } fixture;

  Database database = fixture.create();
  const auto refused = [](std::uint64_t first) {
    PreparedBatch batch;
    batch.records.platform = "x";
    for (std::uint64_t i = first; i < first + 3; ++i) {
      batch.records.rejects.push_back(
          {.line = i, .byte_offset = i, .reason = "time: missing", .detail = "d", .bytes = "b"});
    }
    batch.records.records_read = 3;
    batch.records.end_offset = first + 3;
    return batch;
  };
  {
    PostStore store{database, {.rejects_with_bytes = 4}};
    const auto opened = store.begin_import(archive());
    store.append(opened, refused(1));
    store.finish(opened, at(0s), false);
  }
  PostStore store{database, {.rejects_with_bytes = 4}};
  const auto resumed = store.begin_import(archive());
  store.append(resumed, refused(4));
  store.finish(resumed, at(0s));

  EXPECT_EQ(
      text_of(database,
              "SELECT group_concat(line || coalesce(bytes, '-') || detail, ' ') FROM "
              "(SELECT line, CAST(bytes AS TEXT) AS bytes, detail FROM reject ORDER BY line)"),
      "1bd 2bd 3bd 4bd 5-d 6-d");
}

TEST(Migrations, AddedBelowTheHighestNumberAreAppliedToo) {
  class Fixture : public tests::StoreTest {
   public:
    using StoreTest::create;
    using StoreTest::file;

    void TestBody() override {}
  } fixture;

  {
    Database database{fixture.file(), OpenMode::kCreate};
    for (const char* name : {"0001_records.sql",
                             "0002_findings.sql",
                             "0003_views.sql",
                             "0004_dictionary.sql",
                             "0006_lookalikes.sql",
                             "0007_wording.sql",
                             "0008_coordination.sql"}) {
      std::ifstream sql{std::string{VIGIE_SOURCE_DIR} + "/storage/migrations/" + name};
      database.execute(std::string{std::istreambuf_iterator<char>{sql}, {}});
    }
    database.execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                     "; PRAGMA user_version = 8;");
  }

  Database database = fixture.create();

  EXPECT_GE(database.schema_version(), 8);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post_raw"), 0);
  EXPECT_EQ(text_of(database, "SELECT group_concat(number, ' ') FROM migration WHERE number <= 8"),
            "1 2 3 4 5 6 7 8");
  migrate(database);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM migration WHERE number = 5"), 1);
}

}  // namespace
}  // namespace vigie::storage

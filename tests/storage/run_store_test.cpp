#include "storage/run_store.h"

#include <chrono>

#include <gtest/gtest.h>

#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::at;

class RunStoreTest : public tests::StoreTest {
 protected:
  Database database{create()};
  RunStore runs{database};
};

PreparedBatch batch_with_rejects() {
  PreparedBatch batch =
      tests::batch_of({tests::post("1", "100", at(5s), "a"), tests::post("2", "100", at(9s), "b")});
  const auto reject = [](std::uint64_t line, std::string reason) {
    return Reject{.line = line,
                  .byte_offset = line * 10,
                  .reason = std::move(reason),
                  .detail = "field",
                  .bytes = "{"};
  };
  batch.records.rejects = {
      reject(7, "time: missing"), reject(3, "json"), reject(4, "time: missing")};
  batch.records.rejects.push_back(
      {.line = 0, .byte_offset = 123, .reason = "depth", .detail = {}, .bytes = {}});
  batch.records.records_read = 6;
  return batch;
}

TEST_F(RunStoreTest, ReportsEveryCollectionWithItsLosses) {
  tests::import(database, {batch_with_rejects()});
  tests::import(database, {batch_with_rejects()});  // the same content again

  const auto collections = runs.collections();

  ASSERT_EQ(collections.size(), 1U);
  EXPECT_EQ(collections[0].platform, "x");
  EXPECT_EQ(collections[0].source, "posts.jsonl");
  EXPECT_EQ(collections[0].method, "import");
  EXPECT_EQ(collections[0].records, 6U);
  EXPECT_EQ(collections[0].stored, 2U);
  EXPECT_EQ(collections[0].rejected, 4U);
  EXPECT_TRUE(collections[0].complete);
  EXPECT_TRUE(collections[0].coverage_assumed);
  EXPECT_EQ(collections[0].first_post, at(5s));
  EXPECT_EQ(collections[0].last_post, at(9s));
}

TEST_F(RunStoreTest, GroupsRejectsByReasonWithTheFirstExample) {
  tests::import(database, {batch_with_rejects()});

  const auto rejects = runs.rejects_by_reason();

  ASSERT_EQ(rejects.size(), 3U);
  EXPECT_EQ(rejects[0].reason, "time: missing");
  EXPECT_EQ(rejects[0].count, 2U);
  EXPECT_EQ(rejects[0].example, "posts.jsonl line 4");
  EXPECT_EQ(rejects[1].reason, "depth");
  EXPECT_EQ(rejects[1].example, "posts.jsonl byte 123");
  EXPECT_EQ(rejects[2].reason, "json");
}

TEST_F(RunStoreTest, CountsWhatTheDatabaseHolds) {
  PreparedBatch batch = batch_with_rejects();
  batch.posts[0].shares = {tests::url("https://a.example/", "a.example"), tests::hashtag("t")};
  batch.records.deletions = {{"2", at(10s)}};
  tests::import(database, {batch});

  const StoreStatus status = runs.status();

  EXPECT_EQ(status.posts, 2U);
  EXPECT_EQ(status.posts_deleted, 1U);
  EXPECT_EQ(status.accounts, 1U);
  EXPECT_EQ(status.objects, 2U);
  EXPECT_EQ(status.shares, 2U);
  EXPECT_EQ(status.domains, 1U);
  EXPECT_EQ(status.rejects, 4U);
  EXPECT_EQ(status.runs, 0U);
  EXPECT_EQ(status.oldest_post, at(5s));
  EXPECT_EQ(status.newest_post, at(5s));
  EXPECT_GT(status.database_bytes, 0U);
  EXPECT_EQ(status.schema_version, known_schema_version());
}

}  // namespace
}  // namespace vigie::storage

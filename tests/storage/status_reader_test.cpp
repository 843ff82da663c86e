#include "storage/status_reader.h"

#include <algorithm>
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/dictionary_reader.h"
#include "storage/finding_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::at;

class StatusReaderTest : public tests::StoreTest {
 protected:
  Database database{create()};
};

TEST_F(StatusReaderTest, GivesEachPlatformItsSpanWithoutErasedPosts) {
  PreparedBatch x = tests::batch_of({tests::post("1", "100", at(5s)),
                                     tests::post("2", "100", at(9s)),
                                     tests::post("3", "101", at(70s))});
  x.records.deletions = {{"3", at(80s)}};
  PreparedBatch bluesky = tests::batch_of({tests::post("1", "a", at(3s))});
  bluesky.records.platform = "bluesky";
  tests::import(database, {x});
  tests::import(database, {bluesky}, tests::archive("bb"));

  const auto platforms = read_platforms(database);

  ASSERT_EQ(platforms.size(), 2U);
  EXPECT_EQ(platforms[0].platform, "x");
  EXPECT_EQ(platforms[0].posts, 3U);
  EXPECT_EQ(platforms[0].posts_deleted, 1U);
  EXPECT_EQ(platforms[0].accounts, 2U);
  EXPECT_EQ(platforms[0].oldest_post, at(5s));
  EXPECT_EQ(platforms[0].newest_post, at(9s));
  EXPECT_EQ(platforms[1].platform, "bluesky");
  EXPECT_EQ(platforms[1].newest_post, at(3s));
}

TEST_F(StatusReaderTest, HasNoPlatformInAnEmptyDatabase) {
  EXPECT_TRUE(read_platforms(database).empty());
  EXPECT_TRUE(read_runs(database, 10).empty());
}

TEST_F(StatusReaderTest, ListsRunsNewestFirstAndThoseThatBrokeOff) {
  FindingStore findings{database};
  AnalysisRun made_of;
  made_of.window = {at(0s), at(24h)};
  made_of.started = at(30h);
  made_of.model = "default";
  const RunId first = findings.begin_run(made_of);
  findings.write(first, {}, {});
  findings.publish(first, at(31h));
  const RunId second = findings.begin_run(made_of);

  const auto runs = read_runs(database, 10);

  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].run, second);
  EXPECT_FALSE(runs[0].published);
  EXPECT_EQ(runs[1].published, at(31h));
  EXPECT_EQ(runs[1].started, at(30h));
  EXPECT_EQ(runs[1].window.end, at(24h));
  EXPECT_EQ(runs[1].model, "default");
  EXPECT_EQ(read_runs(database, 1).size(), 1U);
}

TEST_F(StatusReaderTest, MeasuresTablesAndIndexesByFallingSize) {
  tests::import(database, {tests::batch_of({tests::post("1", "100", at(5s))})});

  const auto sizes = read_sizes(database);

  const auto is = [](std::string_view name) {
    return [name](const StoredSize& size) { return size.name == name; };
  };
  const auto post = std::find_if(sizes.begin(), sizes.end(), is("post"));
  const auto index = std::find_if(sizes.begin(), sizes.end(), is("post_by_time"));
  ASSERT_NE(post, sizes.end());
  ASSERT_NE(index, sizes.end());
  EXPECT_FALSE(post->is_index);
  EXPECT_TRUE(index->is_index);
  EXPECT_TRUE(std::is_sorted(
      sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.bytes > b.bytes; }));
  std::uint64_t together = 0;
  for (const StoredSize& size : sizes) {
    together += size.bytes;
  }
  EXPECT_EQ(together, database.used_bytes());
}

TEST_F(StatusReaderTest, DescribesEveryViewInItsOwnOrder) {
  const auto views = read_views(database);

  const auto score = std::find_if(
      views.begin(), views.end(), [](const auto& view) { return view.name == "v_score"; });
  ASSERT_NE(score, views.end());
  EXPECT_EQ(score->columns.at(0).name, "platform");
  EXPECT_EQ(score->columns.at(1).name, "handle");
  EXPECT_EQ(score->columns.at(2).name, "likelihood");
  EXPECT_EQ(score->columns.at(2).unit, "0..1");
  for (const auto& view : views) {
    EXPECT_NE(view.description, "") << view.name;
    for (const auto& column : view.columns) {
      EXPECT_NE(column.description, "") << view.name << '.' << column.name;
    }
  }
}

}  // namespace
}  // namespace vigie::storage

// Answers that X and Reddit once gave, read as if they came now.
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include "collector/reddit/reddit_source.h"
#include "collector/x/search_source.h"
#include "tests/collector/gated/gated_support.h"

namespace vigie::collector::tests {
namespace {

using testing::IsEmpty;
using testing::Not;

/// Bodies of the answers of one file whose request's path contains `path`.
std::vector<std::string> recorded_bodies(const std::filesystem::path& file, std::string_view path) {
  simdjson::dom::parser parser;
  const simdjson::dom::element recording = parser.load(file.string());
  std::vector<std::string> bodies;
  for (const simdjson::dom::element exchange : recording.get_array()) {
    const std::string_view asked = exchange["request"]["path"];
    simdjson::dom::element body;
    if (asked.find(path) != std::string_view::npos &&
        exchange["response"]["json"].get(body) == simdjson::SUCCESS) {
      bodies.push_back(simdjson::minify(body));
    }
  }
  return bodies;
}

TEST(RecordedX, IsReadPageByPage) {
  const auto folder = recordings("x");
  if (folder.empty()) {
    GTEST_SKIP() << "../shared/servers/specs/recordings/x is not there";
  }
  const auto bodies =
      recorded_bodies(folder / "test_client_search_recent_tweets.json", "/search/recent");
  ASSERT_THAT(bodies, Not(IsEmpty()));

  const auto objects = count_x_objects(bodies.front());

  ASSERT_TRUE(objects);
  EXPECT_GT(objects->posts, 0U);
  EXPECT_FALSE(objects->newest_id.empty());
  EXPECT_FALSE(objects->next_token.empty());
  EXPECT_TRUE(time_of_x_id(objects->newest_id));
}

TEST(RecordedX, KeepsPostsAndAccountsOfALookup) {
  const auto folder = recordings("x");
  if (folder.empty()) {
    GTEST_SKIP() << "../shared/servers/specs/recordings/x is not there";
  }
  GatedBench bench{"2022-10-08T00:00:00Z"};
  XOptions options;
  options.terms_acknowledged = true;
  options.monthly_budget_dollars = 10.0;
  options.queries = {"q"};
  const auto bodies = recorded_bodies(folder / "test_client_get_users.json", "/2/users/by");
  ASSERT_THAT(bodies, Not(IsEmpty()));
  bench.http.answer_json(bodies.front());
  XSearch search{options, "token", bench.tools};

  ASSERT_TRUE(bench.run(search));

  EXPECT_EQ(bench.sink.accounts.size(), 2U);
  EXPECT_THAT(bench.sink.rejects, IsEmpty());
}

TEST(RecordedReddit, IsReadWithoutARefusal) {
  const auto folder = recordings("reddit");
  if (folder.empty()) {
    GTEST_SKIP() << "../shared/servers/specs/recordings/reddit is not there";
  }
  for (const std::string_view name : {"TestRedditorListings.test_new.json",
                                      "TestRedditorListings.test_comments__new.json",
                                      "TestReddit.test_info_url.json",
                                      "TestSubreddit.test_search.json"}) {
    std::size_t things = 0;
    RecordBatch batch;
    for (const std::string& body : recorded_bodies(folder / name, "/")) {
      RedditPages pages;
      if (const auto listing = pages.read(body, batch)) {
        things += listing->things.size();
      }
    }
    EXPECT_GT(things, 0U) << name;
    EXPECT_EQ(batch.posts.size() + batch.deletions.size(), things) << name;
    EXPECT_THAT(batch.rejects, IsEmpty()) << name;
  }
}

}  // namespace
}  // namespace vigie::collector::tests

// Feeds of a real nginx, where VIGIE_TEST_FEEDS says where it is.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/feeds/feed_source.h"
#include "tests/support/real_tools.h"

namespace vigie::collector {
namespace {

class RealFeeds : public testing::Test {
 protected:
  void SetUp() override {
    server_ = tests::server_in("VIGIE_TEST_FEEDS");
    if (server_.empty()) {
      GTEST_SKIP() << "VIGIE_TEST_FEEDS names no server of feeds";
    }
  }

  std::string poll(const std::string& path) {
    const auto source = make_feed_source(server_ + path, FeedOptions{}, world_.tools);
    world_.sink.cursor.clear();
    world_.sink.posts.clear();
    const auto polled = world_.run(*source);
    return polled ? std::to_string(world_.sink.posts.size()) : polled.error().message;
  }

  std::string server_;
  tests::RealWorld world_;
};

TEST_F(RealFeeds, AreReadWhateverTheirKind) {
  EXPECT_EQ(poll("/feed.rss"), "40");
  EXPECT_EQ(world_.sink.posts.at(0).native_id, "https://press-one.example/a/0");
  EXPECT_EQ(world_.sink.posts.at(0).text,
            "They hide the truth about the water (0)\nText 0 with a link & an entity");
  EXPECT_EQ(poll("/feed.atom"), "40");
  EXPECT_EQ(poll("/latin1.rss"), "3");
  EXPECT_EQ(poll("/empty.rss"), "0");
  EXPECT_EQ(poll("/no-dates.rss"), "3");
  EXPECT_EQ(poll("/no-guid.rss"), "3");
  EXPECT_EQ(poll("/bad-dates.rss"), "3");
  EXPECT_EQ(poll("/duplicate-guid.rss"), "1");
  EXPECT_EQ(poll("/wrong-type.rss"), "40");
  EXPECT_GT(std::stoi(poll("/truncated.rss")), 2);
}

TEST_F(RealFeeds, AreRefusedWhenTheyAreNone) {
  EXPECT_THAT(poll("/not-a-feed.rss"), testing::HasSubstr("malformed"));
  EXPECT_THAT(poll("/feed.jsonfeed"), testing::HasSubstr("malformed"));
  EXPECT_THAT(poll("/entities.rss"), testing::HasSubstr("entity declared"));
  EXPECT_THAT(poll("/xxe.rss"), testing::HasSubstr("entity declared"));
  EXPECT_EQ(poll("/huge.rss").find("20000"), std::string::npos);
}

TEST_F(RealFeeds, AreAskedForOnceWhileTheyDoNotChange) {
  const auto source = make_feed_source(server_ + "/feed.rss", FeedOptions{}, world_.tools);
  ASSERT_TRUE(world_.run(*source));
  ASSERT_TRUE(world_.run(*source));

  EXPECT_EQ(world_.sink.posts.size(), 40U);
  EXPECT_EQ(world_.sink.batches.size(), 2U);
  EXPECT_EQ(world_.sink.batches.at(1).records_read, 0U);
}

TEST_F(RealFeeds, FollowMovesAndTellThem) {
  EXPECT_EQ(poll("/moved.rss"), "40");
  EXPECT_THAT(world_.meter.read().message, testing::HasSubstr("/feed.rss: if the feed has moved"));
  EXPECT_EQ(poll("/found.rss"), "40");
  EXPECT_NE(poll("/loop.rss"), "40");
  EXPECT_THAT(poll("/gone.rss"), testing::HasSubstr("remove it"));
  EXPECT_NE(poll("/forbidden.rss"), "40");
  EXPECT_NE(poll("/error.rss"), "40");
  EXPECT_NE(poll("/auth/feed.rss"), "40");
}

}  // namespace
}  // namespace vigie::collector

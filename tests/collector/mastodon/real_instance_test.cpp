// Recorded answers of a real instance, served where VIGIE_TEST_FEDIVERSE says.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/mastodon/account_lookup.h"
#include "collector/mastodon/mastodon_source.h"
#include "tests/support/real_tools.h"

namespace vigie::collector::mastodon {
namespace {

TEST(RealInstance, GivesItsLocalTimeline) {
  const std::string server = collector::tests::server_in("VIGIE_TEST_FEDIVERSE");
  if (server.empty()) {
    GTEST_SKIP() << "VIGIE_TEST_FEDIVERSE names no instance";
  }
  collector::tests::RealWorld world;
  world.clock.pass(std::chrono::hours{24 * 365});  // the recordings are of November 2026
  MastodonInstance instance;
  instance.url = server;
  instance.terms_acknowledged = true;
  instance.tags = {"vote"};
  const auto site = std::make_shared<Site>(instance, "anything", world.tools);
  const auto sources = make_timeline_sources(site);

  const auto local = world.run(*sources.at(0));

  ASSERT_TRUE(local) << local.error().message;
  EXPECT_GT(world.sink.posts.size(), 10U);
  EXPECT_THAT(world.sink.rejects, testing::IsEmpty());
  EXPECT_FALSE(world.sink.cursor.empty());
  EXPECT_FALSE(world.sink.seen.empty());

  world.sink.cursor.clear();
  const auto tag = world.run(*sources.at(1));
  ASSERT_TRUE(tag) << tag.error().message;
  EXPECT_THAT(world.sink.rejects, testing::IsEmpty());
}

}  // namespace
}  // namespace vigie::collector::mastodon

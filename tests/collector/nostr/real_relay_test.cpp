// A real relay, where VIGIE_TEST_NOSTR says where it is: seeded, signed events of March 2026.
#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/nostr/nostr_source.h"
#include "tests/support/real_tools.h"

namespace vigie::collector::nostr {
namespace {

TEST(RealRelay, GivesAllItsEventsOnce) {
  const std::string relay = collector::tests::server_in("VIGIE_TEST_NOSTR");
  if (relay.empty()) {
    GTEST_SKIP() << "VIGIE_TEST_NOSTR names no relay";
  }
  collector::tests::RealWorld world;
  world.clock.pass(std::chrono::hours{24 * 30});
  world.sink.cursor = "1772236800";  // 2026-02-28
  const auto source = make_nostr_source(relay, NostrOptions{}, world.tools);

  const auto read = world.run(*source);

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(world.sink.posts.size(), 62U) << "60 notes and 2 reposts; the deleted one is gone";
  EXPECT_EQ(world.sink.accounts.size(), 6U);
  EXPECT_THAT(world.sink.rejects, testing::IsEmpty());
  EXPECT_EQ(std::count_if(world.sink.posts.begin(),
                          world.sink.posts.end(),
                          [](const Post& post) { return post.kind == PostKind::kRepost; }),
            2);
  ASSERT_EQ(world.sink.seen.size(), 1U);
}

}  // namespace
}  // namespace vigie::collector::nostr

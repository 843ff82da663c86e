#include "collector/bluesky/recheck_place.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/live/rate_limiter.h"
#include "tests/collector/bluesky/fake_http.h"
#include "tests/collector/bluesky/live_fakes.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kPost = "at://did:plc:ana/app.bsky.feed.post/3k";

class BlueskyRecheckTest : public testing::Test {
 protected:
  BlueskyRecheckTest() {
    options.appview = "https://appview.example";
    place = make_bluesky_recheck(
        options,
        LiveTools{.fetcher = fetcher, .streams = streams, .websockets = sockets, .clock = clock});
  }

  tests::FakeClock clock{from_ms(1'717'243'200'000)};
  tests::FakeHttp http;
  RateLimiter limiter{clock};
  Fetcher fetcher{http, limiter, clock};
  tests::NoStreams streams;
  tests::ScriptedSockets sockets{clock};
  BlueskyOptions options;
  std::unique_ptr<RecheckPlace> place;
};

TEST_F(BlueskyRecheckTest, TellsWhichPostsAreNoLongerShown) {
  http.answer_json(R"({"posts":[{"uri":")" + kPost + R"(1","record":{"text":"x"}}]})");

  const auto answer = place->ask_posts(std::vector{kPost + "1", kPost + "2"}, {});

  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->there, ElementsAre(kPost + "1"));
  EXPECT_THAT(answer->absent, ElementsAre(kPost + "2"));
  EXPECT_THAT(http.requests.at(0).url, HasSubstr("app.bsky.feed.getPosts?uris=at%3A%2F%2Fdid"));
}

TEST_F(BlueskyRecheckTest, CallsNoPostGoneWhenTheAnswerIsUnclear) {
  http.answer_json(R"({"posts":7})");
  EXPECT_FALSE(place->ask_posts(std::vector{kPost}, {}));

  http.answer_json(R"({"posts":[{"uri":")" + kPost + R"(","record":7}]})");
  const auto answer = place->ask_posts(std::vector{kPost}, {});
  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->absent, IsEmpty()) << "it is there, though it cannot be read";
  EXPECT_THAT(answer->unknown, ElementsAre(kPost));
}

TEST_F(BlueskyRecheckTest, AsksAloneForAccountsThatTheListLeavesOut) {
  http.answer_json(R"({"profiles":[{"did":"did:plc:ana","handle":"ana.example"}]})");
  http.answer_json(R"({"error":"AccountTakedown","message":"x"})", 400);
  http.answer_json(R"({"error":"AccountDeactivated","message":"x"})", 400);
  http.answer_json(R"({"error":"InvalidRequest","message":"Profile not found"})", 400);

  const auto answer = place->ask_accounts(
      std::vector<std::string>{"did:plc:ana", "did:plc:bo", "did:plc:cy", "did:plc:di"}, {});

  ASSERT_TRUE(answer);
  ASSERT_THAT(answer->told, SizeIs(3));
  EXPECT_EQ(answer->told[0].state, AccountState::kActive);
  EXPECT_EQ(answer->told[1].state, AccountState::kTakenDown);
  EXPECT_EQ(answer->told[2].state, AccountState::kDeactivated);
  EXPECT_THAT(answer->absent, ElementsAre("did:plc:di"));
}

TEST_F(BlueskyRecheckTest, AsksOnlyForPostsByKeysThatTheServerTakes) {
  EXPECT_EQ(place->standing_of_post(kPost), Standing::kHome);
  for (const std::string& key : {std::string{"at://did:plc:ana/app.bsky.feed.repost/3k"},
                                 std::string{"at://ana.example/app.bsky.feed.post/3k"},
                                 std::string{"at://did:plc:a na/app.bsky.feed.post/3k"},
                                 std::string{"at://did:plc:ana/app.bsky.feed.post/3k?x"},
                                 std::string{"1790000000000000001"}}) {
    EXPECT_EQ(place->standing_of_post(key), Standing::kNone) << key;
  }
  EXPECT_EQ(place->standing_of_account("did:plc:ana"), Standing::kHome);
  EXPECT_EQ(place->standing_of_account("did:plc:"), Standing::kNone);
}

}  // namespace
}  // namespace vigie::collector

#include "collector/bluesky/history_source.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/live/rate_limiter.h"
#include "tests/collector/bluesky/fake_http.h"
#include "tests/collector/bluesky/live_fakes.h"

namespace vigie::collector {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// 2024-06-01T12:00:00Z
constexpr UtcTime kNowOfHistory = from_ms(1'717'243'200'000);

std::string profiles_of(const std::vector<std::string>& dids) {
  std::string list;
  for (const std::string& did : dids) {
    list += (list.empty() ? "" : ",") + (R"({"did":")" + did) +
            R"(","handle":"a.example","createdAt":"2023-01-01T00:00:00Z"})";
  }
  return R"({"profiles":[)" + list + "]}";
}

std::string item(const std::string& did, const std::string& rkey, const std::string& time) {
  return R"({"post":{"uri":"at://)" + did + "/app.bsky.feed.post/" + rkey +
         R"(","record":{"text":"x","createdAt":")" + time + R"("},"indexedAt":")" + time + R"("}})";
}

std::string feed(const std::string& items, const std::string& cursor = {}) {
  return R"({"feed":[)" + items + "]" +
         (cursor.empty() ? std::string{} : R"(,"cursor":")" + cursor + "\"") + "}";
}

class HistorySourceTest : public testing::Test {
 protected:
  HistorySourceTest() {
    options.appview = "https://appview.example";
    options.plc_directory = "https://plc.example";
  }

  void run() {
    BlueskyHistory source{
        options,
        posts_per_account,
        queue,
        LiveTools{.fetcher = fetcher, .streams = streams, .websockets = sockets, .clock = clock}};
    const LiveRun live{
        .cursor = {}, .once = true, .sink = sink, .meter = meter, .stop = stopper.get_token()};
    result = source.run(live);
  }

  tests::FakeClock clock{kNowOfHistory};
  tests::FakeHttp http;
  RateLimiter limiter{clock};
  Fetcher fetcher{http, limiter, clock};
  tests::NoStreams streams;
  tests::ScriptedSockets sockets{clock};
  tests::BatchList sink;
  SourceMeter meter;
  std::stop_source stopper;
  BlueskyOptions options;
  std::uint32_t posts_per_account = 1'000;
  AccountQueue queue{DeepenOptions{}, clock};
  tl::expected<void, LiveError> result;
};

TEST_F(HistorySourceTest, ReadsProfileAndFeedToItsEnd) {
  queue.want("did:plc:ana");
  http.answer_json(profiles_of({"did:plc:ana"}));
  http.answer_json(feed(item("did:plc:ana", "3kb", "2024-05-02T00:00:00Z"), "c1"));
  http.answer_json(feed("", "c2"));
  http.answer_json(feed(item("did:plc:ana", "3ka", "2024-05-01T00:00:00Z")));

  run();

  EXPECT_TRUE(result);
  ASSERT_THAT(http.requests, SizeIs(4));
  EXPECT_EQ(http.requests[0].url,
            "https://appview.example/xrpc/app.bsky.actor.getProfiles?actors=did%3Aplc%3Aana");
  EXPECT_EQ(http.requests[1].url,
            "https://appview.example/xrpc/app.bsky.feed.getAuthorFeed?actor=did%3Aplc%3Aana&"
            "filter=posts_with_replies&limit=100");
  EXPECT_THAT(http.requests[3].url, HasSubstr("&cursor=c2")) << "an empty page is not the end";
  EXPECT_THAT(sink.posts, SizeIs(2));
  EXPECT_THAT(sink.accounts, SizeIs(1));
  ASSERT_THAT(sink.seen, SizeIs(1));
  EXPECT_EQ(sink.seen[0].account_native_id, "did:plc:ana");
  EXPECT_EQ(to_iso8601(sink.seen[0].begin), "2023-01-01T00:00:00.000Z") << "since it was created";
  EXPECT_LE(sink.seen[0].end, clock.now());
  EXPECT_GE(sink.seen[0].end, kNowOfHistory);
  EXPECT_FALSE(sink.batches[0].is_about_everybody);
}

TEST_F(HistorySourceTest, AsksAgainForAPageThatIsAnotherAccounts) {
  queue.want("did:plc:ana");
  http.answer_json(profiles_of({"did:plc:ana"}));
  http.answer_json(feed(item("did:plc:bo", "3kz", "2024-05-02T00:00:00Z"), "of bo"));
  http.answer_json(feed(item("did:plc:ana", "3ka", "2024-05-01T00:00:00Z")));

  run();

  EXPECT_TRUE(result);
  ASSERT_THAT(http.requests, SizeIs(3));
  EXPECT_EQ(http.requests[2].url, http.requests[1].url);
  ASSERT_THAT(sink.posts, SizeIs(1));
  EXPECT_EQ(sink.posts[0].account_native_id, "did:plc:ana");
  EXPECT_THAT(sink.seen, SizeIs(1));
}

TEST_F(HistorySourceTest, LeavesAnAccountWhosePagesAreAnothersThreeTimes) {
  queue.want("did:plc:ana");
  http.answer_json(profiles_of({"did:plc:ana"}));
  for (int tried = 0; tried < 3; ++tried) {
    http.answer_json(feed(item("did:plc:bo", "3kz", "2024-05-02T00:00:00Z")));
  }

  run();

  EXPECT_TRUE(result) << "the source goes on";
  EXPECT_THAT(http.requests, SizeIs(4));
  EXPECT_THAT(sink.posts, IsEmpty());
  EXPECT_THAT(sink.seen, IsEmpty()) << "nothing of the account was read";
}

TEST_F(HistorySourceTest, KeepsWhatTheDaysBudgetWasSpentOnAsItsCursor) {
  queue.want("did:plc:ana");
  http.answer_json(profiles_of({"did:plc:ana"}));
  http.answer_json(feed(""));

  run();

  EXPECT_EQ(sink.cursor, std::to_string(to_ms(kNowOfHistory) / 86'400'000) + ":1");
  EXPECT_EQ(sink.batches[0].cursor, sink.cursor) << "before anything was asked for";
}

TEST_F(HistorySourceTest, ClaimsNoMoreThanItHasReadWhenItStopsEarlier) {
  posts_per_account = 2;
  queue.want("did:plc:ana");
  http.answer_json(profiles_of({"did:plc:ana"}));
  http.answer_json(feed(item("did:plc:ana", "3kb", "2024-05-02T00:00:00Z") + "," +
                            item("did:plc:ana", "3ka", "2024-05-01T00:00:00Z"),
                        "c1"));

  run();

  ASSERT_THAT(http.requests, SizeIs(2));
  EXPECT_THAT(http.requests[1].url, HasSubstr("limit=2"));
  ASSERT_THAT(sink.seen, SizeIs(1));
  EXPECT_EQ(to_iso8601(sink.seen[0].begin), "2024-05-01T00:00:00.000Z");
}

TEST_F(HistorySourceTest, AsksForManyProfilesAtOnce) {
  queue.want("did:plc:ana");
  queue.want("did:plc:bo");
  http.answer_json(profiles_of({"did:plc:ana", "did:plc:bo"}));
  http.answer_json(feed(""));
  http.answer_json(feed(""));

  run();

  EXPECT_THAT(http.requests, SizeIs(3));
  EXPECT_THAT(sink.accounts, SizeIs(2));
  EXPECT_THAT(sink.seen, SizeIs(2)) << "nothing was posted, and that was seen";
}

TEST_F(HistorySourceTest, ResolvesHandlesAndLeavesOutThoseThatNobodyHas) {
  queue.want("nobody.example");
  queue.want("ana.example");
  queue.want("not a name");
  http.answer_json(R"({"did":"did:plc:ana"})");
  http.answer_json(R"({"error":"InvalidRequest","message":"Unable to resolve handle"})", 400);
  http.answer_json(profiles_of({"did:plc:ana"}));
  http.answer_json(feed(""));

  run();

  EXPECT_TRUE(result);
  ASSERT_THAT(http.requests, SizeIs(4));
  EXPECT_EQ(http.requests[0].url,
            "https://appview.example/xrpc/com.atproto.identity.resolveHandle?handle=ana.example");
  EXPECT_THAT(sink.seen, SizeIs(1));
}

TEST_F(HistorySourceTest, SaysThatItKnowsNothingOfAccountsThatAreNotShown) {
  queue.want("did:plc:gone");
  http.answer_json(profiles_of({}));

  run();

  EXPECT_TRUE(result);
  EXPECT_THAT(http.requests, SizeIs(1)) << "its feed is not asked for";
  ASSERT_THAT(sink.accounts, SizeIs(1));
  EXPECT_EQ(sink.accounts[0].state, AccountState::kUnknown);
  EXPECT_TRUE(sink.batches.back().is_about_everybody) << "no trace of one that is not stored";
  EXPECT_THAT(sink.seen, IsEmpty());
}

TEST_F(HistorySourceTest, DoesNotAskAgainForAFeedThatIsGone) {
  queue.want("did:plc:ana");
  http.answer_json(profiles_of({"did:plc:ana"}));
  http.answer_json(R"({"error":"InvalidRequest","message":"Profile not found"})", 400);

  run();

  EXPECT_TRUE(result);
  EXPECT_THAT(http.requests, SizeIs(2));
  ASSERT_THAT(sink.accounts, SizeIs(2));
  EXPECT_EQ(sink.accounts[1].state, AccountState::kUnknown);
}

TEST_F(HistorySourceTest, ReadsTheOthersAloneWhenOneAccountIsNotTaken) {
  queue.want("did:plc:odd");
  queue.want("did:plc:ana");
  http.answer_json(R"({"error":"InvalidRequest"})", 400);
  http.answer_json(profiles_of({"did:plc:ana"}));
  http.answer_json(R"({"error":"InvalidRequest"})", 400);
  http.answer_json(feed(""));

  run();

  EXPECT_TRUE(result);
  ASSERT_THAT(sink.seen, SizeIs(1));
  EXPECT_EQ(sink.seen[0].account_native_id, "did:plc:ana");
}

TEST_F(HistorySourceTest, PutsBackWhatIsLeftWhenTheServerFails) {
  queue.want("did:plc:bo");
  queue.want("did:plc:ana");
  http.answer_json(profiles_of({"did:plc:ana", "did:plc:bo"}));
  http.answer_json(R"({"error":"Forbidden"})", 403);

  run();

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, LiveErrorKind::kOperator);
  EXPECT_EQ(queue.waiting(), 1U) << "the second";
}

TEST_F(HistorySourceTest, ReadsTheWholeRepositoryFromTheAccountsOwnServer) {
  options.full_history = true;
  queue.want("did:plc:ana");
  http.answer_json(profiles_of({"did:plc:ana"}));
  http.answer_json(R"({"id":"did:plc:ana","service":[{"id":"#atproto_pds",
    "type":"AtprotoPersonalDataServer","serviceEndpoint":"https://pds.example"}]})");
  http.answer_json(R"({"cursor":"c1","records":[{"uri":"at://did:plc:ana/app.bsky.feed.post/3ka",
    "value":{"text":"x","createdAt":"2022-05-01T00:00:00Z"}}]})");
  http.answer_json(R"({"records":[]})");
  http.answer_json(R"({"records":[{"uri":"at://did:plc:ana/app.bsky.feed.repost/3kr",
    "value":{"subject":{"uri":"at://did:plc:bo/app.bsky.feed.post/3kb"},
    "createdAt":"2024-05-01T00:00:00Z"}}]})");

  run();

  ASSERT_THAT(http.requests, SizeIs(5));
  EXPECT_EQ(http.requests[1].url, "https://plc.example/did:plc:ana");
  EXPECT_EQ(http.requests[2].url,
            "https://pds.example/xrpc/com.atproto.repo.listRecords?repo=did%3Aplc%3Aana&"
            "collection=app.bsky.feed.post&limit=100");
  EXPECT_FALSE(http.requests[1].public_only) << "the directory is one of the settings";
  EXPECT_TRUE(http.requests[2].public_only) << "the account's owner wrote down that host";
  EXPECT_EQ(http.requests[2].max_redirects, 0);
  EXPECT_THAT(sink.posts, SizeIs(2));
  ASSERT_THAT(sink.seen, SizeIs(1));
  EXPECT_EQ(to_iso8601(sink.seen[0].begin), "2022-05-01T00:00:00.000Z")
      << "a post may claim a time before its account was there";
}

TEST_F(HistorySourceTest, AsksTheHostOfAWebAccountOnlyWhenItIsPublic) {
  AppView appview{options, fetcher, clock};
  http.answer_json(R"({"id":"did:web:gazette.example","service":[{"id":"#atproto_pds",
    "type":"AtprotoPersonalDataServer","serviceEndpoint":"https://pds.example"}]})");

  const auto server = appview.repository_server("did:web:gazette.example", stopper.get_token());
  ASSERT_TRUE(server);
  EXPECT_EQ(*server, "https://pds.example");
  ASSERT_THAT(http.requests, SizeIs(1));
  EXPECT_EQ(http.requests[0].url, "https://gazette.example/.well-known/did.json");
  EXPECT_TRUE(http.requests[0].public_only);

  for (const char* did : {"did:web:localhost",
                          "did:web:127.0.0.1",
                          "did:web:gazette.example%3A22",
                          "did:web:gazette.example:path",
                          "did:plc:../export",
                          "did:plc:",
                          "did:other:x"}) {
    const auto none = appview.repository_server(did, stopper.get_token());
    ASSERT_FALSE(none) << did;
    EXPECT_EQ(none.error().kind, FetchErrorKind::kGone) << did;
  }
  EXPECT_THAT(http.requests, SizeIs(1)) << "nobody was asked";
}

}  // namespace
}  // namespace vigie::collector

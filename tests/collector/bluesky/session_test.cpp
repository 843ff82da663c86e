#include "collector/bluesky/session.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/bluesky/search_source.h"
#include "collector/live/rate_limiter.h"
#include "tests/collector/bluesky/fake_http.h"
#include "tests/collector/bluesky/live_fakes.h"

namespace vigie::collector {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr UtcTime kNowOfSession = from_ms(1'717'243'200'000);

std::string session_named(const std::string& token) {
  return R"({"accessJwt":"access-)" + token + R"(","refreshJwt":"refresh-)" + token +
         R"(","did":"did:plc:ana"})";
}

class BlueskySessionTest : public testing::Test {
 protected:
  BlueskySessionTest() {
    options.service = "https://pds.example";
    options.identifier = "ana.example";
  }

  std::string authorization(std::size_t request) const {
    return std::string{header_value(http.requests.at(request).headers, "Authorization")};
  }

  tests::FakeClock clock{kNowOfSession};
  tests::FakeHttp http;
  RateLimiter limiter{clock};
  Fetcher fetcher{http, limiter, clock};
  BlueskyOptions options;
  std::stop_source stopper;
};

TEST_F(BlueskySessionTest, LogsInOnceAndSendsTheTokenInTheHeader) {
  BlueskySession session{options, "app-\"pass\"", fetcher, clock};
  http.answer_json(session_named("1"));
  http.answer_json(R"({"n":1})");
  http.answer_json(R"({"n":2})");

  EXPECT_EQ(session.get("https://pds.example/xrpc/a", stopper.get_token()), R"({"n":1})");
  EXPECT_EQ(session.get("https://pds.example/xrpc/b", stopper.get_token()), R"({"n":2})");

  ASSERT_THAT(http.requests, SizeIs(3));
  EXPECT_EQ(http.requests[0].method, "POST");
  EXPECT_EQ(http.requests[0].url, "https://pds.example/xrpc/com.atproto.server.createSession");
  EXPECT_EQ(http.requests[0].body, R"({"identifier":"ana.example","password":"app-\"pass\""})");
  EXPECT_EQ(authorization(1), "Bearer access-1");
  EXPECT_EQ(authorization(2), "Bearer access-1");
}

TEST_F(BlueskySessionTest, RenewsATokenThatHasRunOutAndAsksAgain) {
  BlueskySession session{options, "secret", fetcher, clock};
  http.answer_json(session_named("1"));
  http.answer_json(R"({"error":"ExpiredToken","message":"Token has expired"})", 400);
  http.answer_json(session_named("2"));
  http.answer_json(R"({"n":1})");

  EXPECT_EQ(session.get("https://pds.example/xrpc/a", stopper.get_token()), R"({"n":1})");

  ASSERT_THAT(http.requests, SizeIs(4));
  EXPECT_EQ(http.requests[2].url, "https://pds.example/xrpc/com.atproto.server.refreshSession");
  EXPECT_THAT(http.requests[2].body, IsEmpty());
  EXPECT_EQ(authorization(2), "Bearer refresh-1");
  EXPECT_EQ(authorization(3), "Bearer access-2");
}

TEST_F(BlueskySessionTest, SaysThatAnAppPasswordWasRevokedWhileItsSessionLasted) {
  BlueskySession session{options, "secret", fetcher, clock};
  http.answer_json(session_named("1"));
  http.answer_json(R"({"error":"ExpiredToken"})", 400);
  http.answer_json(R"({"error":"ExpiredToken","message":"Token has been revoked"})", 400);
  http.answer_json(R"({"error":"AuthenticationRequired"})", 401);

  const auto body = session.get("https://pds.example/xrpc/a", stopper.get_token());

  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().kind, FetchErrorKind::kAuth);
  EXPECT_THAT(body.error().message, HasSubstr("revoked"));
  EXPECT_THAT(body.error().message, HasSubstr("VIGIE_BLUESKY_APP_PASSWORD"));
  EXPECT_THAT(body.error().message, Not(HasSubstr("secret")));
  EXPECT_THAT(http.requests, SizeIs(4)) << "asked, renewed, logged in once, and no more";
}

TEST_F(BlueskySessionTest, LogsInNoMoreThanFiveTimesADay) {
  BlueskySession session{options, "xyzzy", fetcher, clock};
  for (int i = 0; i < 6; ++i) {
    http.answer_json(R"({"error":"AuthenticationRequired"})", 401);
  }

  for (int i = 0; i < 6; ++i) {
    const auto body = session.get("https://pds.example/xrpc/a", stopper.get_token());
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().kind, i < 5 ? FetchErrorKind::kAuth : FetchErrorKind::kThrottled);
    EXPECT_THAT(body.error().message, Not(HasSubstr("xyzzy"))) << "no secret in messages";
  }
  EXPECT_THAT(http.requests, SizeIs(5));

  clock.pass(std::chrono::hours{24});
  EXPECT_FALSE(session.get("https://pds.example/xrpc/a", stopper.get_token()));
  EXPECT_THAT(http.requests, SizeIs(6));
}

TEST_F(BlueskySessionTest, DoesNotLogInWhenOtherProgramsHaveUsedTheDay) {
  BlueskySession session{options, "xyzzy", fetcher, clock, [](UtcTime) { return false; }};

  const auto refused = session.log_in(stopper.get_token());

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FetchErrorKind::kThrottled) << "it may again tomorrow";
  EXPECT_THAT(refused.error().message, HasSubstr("5 logins to https://pds.example within a day"));
  EXPECT_THAT(http.requests, IsEmpty());
}

TEST_F(BlueskySessionTest, SaysWhatIsNeededForALogin) {
  BlueskySession session{options, "", fetcher, clock};

  const auto body = session.get("https://pds.example/xrpc/a", stopper.get_token());

  ASSERT_FALSE(body);
  EXPECT_THAT(body.error().message, HasSubstr("VIGIE_BLUESKY_APP_PASSWORD"));
  EXPECT_THAT(http.requests, IsEmpty());
}

TEST_F(BlueskySessionTest, TakesNoTokenThatWouldBreakAHeader) {
  BlueskySession session{options, "secret", fetcher, clock};
  http.answer_json(R"({"accessJwt":"a\r\nX: y","refreshJwt":"r"})");

  EXPECT_FALSE(session.get("https://pds.example/xrpc/a", stopper.get_token()));
  EXPECT_THAT(http.requests, SizeIs(1));
}

TEST_F(BlueskySessionTest, SearchYieldsThePostsOfAllPagesOnce) {
  tests::NoStreams streams;
  tests::ScriptedSockets sockets{clock};
  tests::BatchList sink;
  SourceMeter meter;
  const auto page = [](const std::string& rkey, const std::string& more) {
    return R"({"posts":[{"uri":"at://did:plc:bo/app.bsky.feed.post/)" + rkey +
           R"(","record":{"text":"x"}}],"hitsTotal":2)" + more + "}";
  };
  http.answer_json(session_named("1"));
  http.answer_json(page("3ka", R"(,"cursor":"100")"));
  http.answer_json(page("3kb", ""));
  SearchSource source{
      options,
      {{.text = "vote now", .since = from_ms(1'717'000'000'000), .until = {}, .most_posts = 100}},
      "secret",
      LiveTools{.fetcher = fetcher, .streams = streams, .websockets = sockets, .clock = clock}};

  const auto result = source.run(
      {.cursor = {}, .once = true, .sink = sink, .meter = meter, .stop = stopper.get_token()});

  EXPECT_TRUE(result);
  ASSERT_THAT(http.requests, SizeIs(3));
  EXPECT_EQ(http.requests[1].url,
            "https://pds.example/xrpc/app.bsky.feed.searchPosts?q=vote%20now&sort=latest&limit=100&"
            "since=2024-05-29T16%3A26%3A40.000Z");
  EXPECT_THAT(http.requests[2].url, HasSubstr("&limit=99&"));
  EXPECT_THAT(http.requests[2].url, HasSubstr("&cursor=100"));
  EXPECT_THAT(sink.posts, SizeIs(2));
  EXPECT_THAT(sink.seen, IsEmpty()) << "a search is no stretch of time";
}

TEST_F(BlueskySessionTest, SearchAsksNextTimeForWhatIsNewer) {
  tests::NoStreams streams;
  tests::ScriptedSockets sockets{clock};
  tests::BatchList sink;
  SourceMeter meter;
  http.answer_json(session_named("1"));
  http.answer_json(R"({"posts":[]})");
  SearchSource source{
      options,
      {{.text = "#vote", .since = {}, .until = {}}},
      "secret",
      LiveTools{.fetcher = fetcher, .streams = streams, .websockets = sockets, .clock = clock}};

  const auto result = source.run({.cursor = "2024-06-01T00:00:00.000Z",
                                  .once = true,
                                  .sink = sink,
                                  .meter = meter,
                                  .stop = stopper.get_token()});

  EXPECT_TRUE(result);
  EXPECT_THAT(http.requests.at(1).url,
              HasSubstr("q=%23vote&sort=latest&limit=100&since=2024-05-31T23%3A50%3A00.000Z"));
  EXPECT_EQ(sink.cursor, "2024-06-01T12:00:00.000Z") << "when the round began";
}

TEST(SearchQueries, AreWhatAnAnalystHasTypedOnce) {
  const std::vector<SearchQuery> queries = search_queries({{.topics = {"elections"},
                                                            .keywords = {"postal vote", "ballot"},
                                                            .hashtags = {"vote2026"},
                                                            .domains = {"gazette.example"},
                                                            .listed_sources = true},
                                                           {.keywords = {"ballot", "say \"it\""}}});

  std::vector<std::string> texts;
  for (const SearchQuery& query : queries) {
    texts.push_back(query.text);
  }
  EXPECT_THAT(texts,
              testing::ElementsAre(
                  "\"postal vote\"", "ballot", "#vote2026", "gazette.example", "\"say it\""));
}

}  // namespace
}  // namespace vigie::collector

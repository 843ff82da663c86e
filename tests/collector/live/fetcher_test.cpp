#include "collector/live/fetcher.h"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "tests/support/fake_clock.h"
#include "tests/support/fake_http_client.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using tests::FakeClock;
using tests::FakeHttpClient;

HttpRequest get(const std::string& url) {
  HttpRequest request;
  request.url = url;
  return request;
}

class FetcherTest : public testing::Test {
 protected:
  FetcherTest() { limiter.set_limit("host.test", {.requests = 2'000'000.0, .per = 1s}); }

  tl::expected<HttpResponse, FetchError> fetch(const FetchOptions& options = {},
                                               const std::stop_token& stop = {}) {
    return fetcher.fetch(
        get("https://host.test/xrpc/app.test.getPosts?uris=secret"), options, stop);
  }

  FetchErrorKind failure(const FetchOptions& options = {}) {
    const auto answer = fetch(options);
    EXPECT_FALSE(answer);
    return answer ? FetchErrorKind::kStopped : answer.error().kind;
  }

  std::size_t sent() { return http.requests().size(); }

  FakeClock clock;
  FakeHttpClient http;
  RateLimiter limiter{clock};
  Fetcher fetcher{http, limiter, clock, 11};
};

TEST_F(FetcherTest, AnAnswerIsGivenAsItCame) {
  http.then(200, R"({"posts":[]})", {{"X-A", "1"}});

  const auto answer = fetch();

  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, R"({"posts":[]})");
  EXPECT_EQ(sent(), 1U);
  EXPECT_EQ(clock.slept(), 0ms);
}

TEST_F(FetcherTest, NotModifiedIsAnAnswerWithoutABody) {
  http.then(304, "");

  EXPECT_TRUE(fetch());
}

TEST_F(FetcherTest, TransientFailuresAreTriedEightTimesWithPausesThatGrow) {
  for (const auto kind :
       {NetErrorKind::kIdle, NetErrorKind::kConnection, NetErrorKind::kDeadline}) {
    FakeHttpClient failing;
    failing.then(kind);
    Fetcher persistent{failing, limiter, clock};

    const auto answer = persistent.fetch(get("https://host.test/"), {}, {});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, FetchErrorKind::kTransient);
    EXPECT_EQ(failing.requests().size(), 8U);
  }
  EXPECT_GT(clock.slept(), 0ms);
  EXPECT_LE(clock.slept(), 3 * 127s);
}

TEST_F(FetcherTest, ARequestThatWorksAgainIsAnswered) {
  http.then(NetErrorKind::kConnection).then(503, "").then(502, "").then(200, "{}");

  EXPECT_TRUE(fetch());
  EXPECT_EQ(sent(), 4U);
}

TEST_F(FetcherTest, AServerErrorIsTriedThreeTimes) {
  http.then(500, "");

  EXPECT_EQ(failure(), FetchErrorKind::kTransient);
  EXPECT_EQ(sent(), 3U);
}

TEST_F(FetcherTest, RetryAfterOfABusyServerIsWaitedFor) {
  http.then(503, "", {{"Retry-After", "120"}}).then(200, "{}");

  EXPECT_TRUE(fetch());
  EXPECT_GE(clock.slept(), 120s);
}

TEST_F(FetcherTest, ThrottlingWaitsForTheResetAndThenGoesOn) {
  http.then(429, R"({"error":"RateLimitExceeded"})", {{"RateLimit-Reset", "289"}}).then(200, "{}");

  EXPECT_TRUE(fetch());
  EXPECT_EQ(clock.slept(), 289s);
}

TEST_F(FetcherTest, ACertificateThatIsNotTrustedIsNotTriedAgain) {
  http.then(NetErrorKind::kTls);

  EXPECT_EQ(failure(), FetchErrorKind::kUntrusted);
  EXPECT_EQ(sent(), 1U);
}

TEST_F(FetcherTest, AStormOfThrottlingEndsAfterEightTries) {
  http.then(429, "");

  EXPECT_EQ(failure(), FetchErrorKind::kThrottled);
  EXPECT_EQ(sent(), 8U);
  EXPECT_LE(clock.slept(), 128s);
}

TEST_F(FetcherTest, AHostThatWantsToBeLeftAloneForHoursKeepsNoThreadWaiting) {
  http.then(429, "", {{"Retry-After", "7200"}}).then(200, "{}");

  EXPECT_EQ(failure(), FetchErrorKind::kThrottled);
  EXPECT_EQ(sent(), 1U);
  EXPECT_EQ(clock.slept(), 0ms);

  EXPECT_TRUE(fetch());
  EXPECT_EQ(clock.slept(), 7200s);
}

TEST_F(FetcherTest, ThrottlingOfOneJobHoldsAllJobsOfItsBucket) {
  http.then(429, "", {{"Retry-After", "60"}}).then(200, "{}");
  EXPECT_EQ(failure({.limit_key = {}, .max_tries = 1}), FetchErrorKind::kThrottled);

  EXPECT_TRUE(fetch());

  EXPECT_EQ(clock.slept(), 60s);
}

TEST_F(FetcherTest, AnAnswerThatUsesUpTheLimitHoldsTheNextRequest) {
  http.then(200, "{}", {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "30"}});

  EXPECT_TRUE(fetch());
  EXPECT_TRUE(fetch());

  EXPECT_EQ(clock.slept(), 30s);
}

TEST_F(FetcherTest, CredentialsAreRefreshedOnceAndTheRequestIsSentOnceMore) {
  http.then(401, R"({"error":"AuthRequired"})").then(200, "{}");
  int refreshes = 0;
  const auto refresh = [&](HttpRequest& request) {
    ++refreshes;
    request.headers = {{"Authorization", "Bearer renewed"}};
    return true;
  };

  EXPECT_TRUE(fetch({.limit_key = {}, .refresh = refresh}));
  EXPECT_EQ(refreshes, 1);
  EXPECT_EQ(header_value(http.requests().back().headers, "authorization"), "Bearer renewed");
}

TEST_F(FetcherTest, CredentialsThatStayWrongAreNotRefreshedAgain) {
  http.then(401, "");
  int refreshes = 0;

  EXPECT_EQ(failure({.limit_key = {},
                     .refresh =
                         [&](HttpRequest&) {
                           ++refreshes;
                           return true;
                         }}),
            FetchErrorKind::kAuth);
  EXPECT_EQ(refreshes, 1);
  EXPECT_EQ(sent(), 2U);
}

TEST_F(FetcherTest, ARefreshThatFailsSendsNothingMore) {
  http.then(400, R"({"error":"ExpiredToken"})");

  const auto answer = fetch({.limit_key = {}, .refresh = [](HttpRequest&) { return false; }});

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, FetchErrorKind::kAuth);
  EXPECT_EQ(answer.error().error_code, "ExpiredToken");
  EXPECT_EQ(sent(), 1U);
}

TEST_F(FetcherTest, WhatWillNotChangeIsAskedOnce) {
  const std::vector<std::pair<int, FetchErrorKind>> cases{{404, FetchErrorKind::kGone},
                                                          {410, FetchErrorKind::kGone},
                                                          {400, FetchErrorKind::kBadRequest},
                                                          {422, FetchErrorKind::kBadRequest},
                                                          {401, FetchErrorKind::kAuth}};
  for (const auto& [status, kind] : cases) {
    FakeHttpClient answering;
    answering.then(status, "");
    Fetcher once{answering, limiter, clock};

    const auto answer = once.fetch(get("https://host.test/"), {}, {});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, kind) << status;
    EXPECT_EQ(answer.error().status, status);
    EXPECT_EQ(answering.requests().size(), 1U) << status;
  }
}

TEST_F(FetcherTest, ARefusalInJsonIsTheServersAndOneInHtmlThatOfItsEdge) {
  http.then(403, R"({"error":"Forbidden"})").then(403, "<html>no</html>");

  EXPECT_EQ(failure(), FetchErrorKind::kDenied);
  EXPECT_EQ(failure(), FetchErrorKind::kEdgeBlock);
}

TEST_F(FetcherTest, AnAnswerThatWasCutOnItsWayIsAskedForAgain) {
  http.then(200, R"({"posts":[)").then(200, R"({"posts":[]})");

  const auto answer = fetcher.fetch(get("https://host.test/"), {}, {});

  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, R"({"posts":[]})");
}

TEST_F(FetcherTest, HtmlCutJsonAndDeepJsonAreUnreadable) {
  for (const std::string& body : {std::string{"<html>hello</html>"},
                                  std::string{R"({"posts":[)"},
                                  std::string{},
                                  std::string(100, '[') + std::string(100, ']')}) {
    FakeHttpClient answering;
    answering.then(200, body).then(200, body).then(200, body);
    Fetcher three_times{answering, limiter, clock};

    const auto answer = three_times.fetch(get("https://host.test/"), {}, {});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, FetchErrorKind::kUnreadable);
    EXPECT_EQ(answering.requests().size(), 3U);
  }
}

TEST_F(FetcherTest, WhoAsksForSomethingElseThanJsonGetsIt) {
  http.then(200, "<rss/>");

  EXPECT_TRUE(fetch({.limit_key = {}, .expect_json = false}));
}

TEST_F(FetcherTest, MessagesSayHostPathAndStatusAndNothingPersonal) {
  http.then(400, R"({"error":"InvalidRequest","message":"private"})");

  const auto answer = fetch();
  const auto personal =
      fetcher.fetch(get("https://host.test/api/v1/accounts/12345/statuses"), {}, {});

  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().message,
              HasSubstr("host.test/xrpc/app.test.getPosts: 400 InvalidRequest"));
  EXPECT_THAT(answer.error().message, Not(HasSubstr("secret")));
  EXPECT_THAT(answer.error().message, Not(HasSubstr("private")));
  ASSERT_FALSE(personal);
  EXPECT_THAT(personal.error().message, HasSubstr("host.test/api/v1/accounts/: 400"));
  EXPECT_THAT(personal.error().message, Not(HasSubstr("12345")));
}

TEST_F(FetcherTest, AMessageOfTheNetworkNamesItsHostOnce) {
  http.then(NetErrorKind::kConnection);

  const auto answer = fetch({.limit_key = {}, .max_tries = 1});

  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().message,
              testing::StartsWith("host.test/xrpc/app.test.getPosts: lost; "));
}

TEST_F(FetcherTest, AStopEndsTheTries) {
  std::stop_source source;
  http.respond([&](const HttpRequest&) -> FakeHttpClient::Answer {
    source.request_stop();
    return tl::unexpected{NetError{.kind = NetErrorKind::kConnection, .message = "lost"}};
  });

  const auto answer = fetch({}, source.get_token());

  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, FetchErrorKind::kStopped);
  EXPECT_EQ(sent(), 1U);
}

TEST_F(FetcherTest, ALimitKeyIsABucketOfItsOwn) {
  limiter.hold("host.test", clock.now() + 1h, false);
  http.then(200, "{}");

  EXPECT_TRUE(fetch({.limit_key = "host.test as operator"}));
  EXPECT_EQ(clock.slept(), 0ms);
}

TEST_F(FetcherTest, NoMoreThanTwoRequestsAreUnderWayToOneHost) {
  std::atomic<int> under_way = 0;
  std::atomic<int> most = 0;
  http.respond([&](const HttpRequest&) -> FakeHttpClient::Answer {
    const int now = ++under_way;
    int seen = most;
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
    std::this_thread::yield();
    system_clock().sleep(5ms, {});
    --under_way;
    return HttpResponse{.status = 200, .headers = {}, .body = "{}", .url = {}};
  });
  {
    std::vector<std::jthread> jobs;
    for (int i = 0; i < 8; ++i) {
      jobs.emplace_back([&] { EXPECT_TRUE(fetch()); });
    }
  }

  EXPECT_EQ(most, 2);
  EXPECT_EQ(sent(), 8U);
}

}  // namespace
}  // namespace vigie::collector

#include <chrono>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/reddit/recheck_place.h"
#include "collector/reddit/reddit_source.h"
#include "tests/collector/gated/gated_support.h"

namespace vigie::collector::tests {
namespace {

using namespace std::chrono_literals;

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view kRedditNow = "2026-11-30T12:00:00Z";
constexpr std::int64_t kElevenOClock = 1'796'036'400;  // 2026-11-30T11:00:00Z

RedditOptions reddit_options() {
  RedditOptions options;
  options.enabled = true;
  options.terms_acknowledged = true;
  options.base = "https://oauth.example";
  options.login = "https://www.example";
  options.user_agent = "linux:example.vigie:1.0 (by /u/desk_example)";
  options.subreddits = {"townhall"};
  return options;
}

const RedditClient kClient{.id = "client", .secret = "s3cret"};

std::string comment(std::string_view id,
                    std::int64_t created = kElevenOClock,
                    std::string_view body = "I disagree") {
  return fmt::format(
      R"({{"kind":"t1","data":{{"id":"{0}","name":"t1_{0}","author":"ada","author_fullname":)"
      R"("t2_7","body":"{2}","parent_id":"t3_q","link_id":"t3_q","created_utc":{1}.0,)"
      R"("subreddit":"townhall"}}}})",
      id,
      created,
      body);
}

std::string submission(std::string_view id) {
  return fmt::format(
      R"({{"kind":"t3","data":{{"id":"{0}","name":"t3_{0}","author":"ada","author_fullname":)"
      R"("t2_7","title":"Look","selftext":"","url":"https://gazette.example/a",)"
      R"("created_utc":{1}.0,"subreddit":"townhall"}}}})",
      id,
      kElevenOClock);
}

std::string listing(const std::string& children, std::string_view after = {}) {
  return fmt::format(R"({{"kind":"Listing","data":{{"after":{},"children":[{}]}}}})",
                     after.empty() ? "null" : fmt::format("\"{}\"", after),
                     children);
}

struct RedditBench : GatedBench {
  explicit RedditBench(RedditOptions with = reddit_options(), RedditClient client = kClient)
      : GatedBench(kRedditNow),
        options(std::move(with)),
        session(std::make_shared<RedditSession>(options, std::move(client), fetcher)),
        source(options, "townhall", session, tools) {}

  void answer_token(std::string_view token = "t0ken") {
    http.answer_json(fmt::format(R"({{"access_token":"{}","expires_in":3600}})", token));
  }

  RedditOptions options;
  std::shared_ptr<RedditSession> session;
  RedditSource source;
};

TEST(RedditGate, SendsNothingBeforeItIsOpen) {
  RedditOptions not_acknowledged = reddit_options();
  not_acknowledged.terms_acknowledged = false;
  RedditOptions nobody = reddit_options();
  nobody.user_agent = "curl";
  RedditBench without_terms{not_acknowledged};
  RedditBench without_secret{reddit_options(), {.id = "client", .secret = ""}};
  RedditBench without_name{nobody};

  const auto first = without_terms.run(without_terms.source);
  const auto second = without_secret.run(without_secret.source);
  const auto third = without_name.run(without_name.source);
  const auto past_the_source = without_terms.session->get("/api/info", {});

  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(first.error().message,
              AllOf(HasSubstr("approved"), HasSubstr("reddit.terms_acknowledged = true")));
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("VIGIE_REDDIT_CLIENT_SECRET"));
  ASSERT_FALSE(third);
  EXPECT_THAT(third.error().message, HasSubstr("reddit.user_agent"));
  EXPECT_FALSE(past_the_source);
  EXPECT_EQ(without_terms.sent() + without_secret.sent() + without_name.sent(), 0U);
}

TEST(Reddit, ReadsSubmissionsAndCommentsWithAClientsToken) {
  RedditBench bench;
  bench.answer_token();
  bench.http.answer_json(listing(submission("q")));
  bench.http.answer_json(listing(comment("b"), "t1_b"));
  bench.http.answer_json(listing("", "t1_a9"));
  bench.http.answer_json(listing(comment("a")));

  ASSERT_TRUE(bench.run(bench.source));

  ASSERT_THAT(bench.http.requests, SizeIs(5));
  const HttpRequest& login = bench.http.requests[0];
  EXPECT_EQ(login.url, "https://www.example/api/v1/access_token");
  EXPECT_EQ(login.body, "grant_type=client_credentials");
  EXPECT_EQ(header_value(login.headers, "Authorization"), "Basic Y2xpZW50OnMzY3JldA==");
  const HttpRequest& page = bench.http.requests[2];
  EXPECT_EQ(page.url, "https://oauth.example/r/townhall/comments?limit=100&raw_json=1");
  EXPECT_EQ(header_value(page.headers, "Authorization"), "bearer t0ken");
  EXPECT_EQ(header_value(page.headers, "User-Agent"), bench.options.user_agent);
  EXPECT_TRUE(has_parameter(bench.http.requests[3].url, "after=t1_b"));
  EXPECT_TRUE(has_parameter(bench.http.requests[4].url, "after=t1_a9"));
  ASSERT_THAT(bench.sink.posts, SizeIs(3));
  EXPECT_EQ(bench.sink.posts[0].native_id, "t3_q");
  EXPECT_THAT(bench.sink.posts[0].urls, ElementsAre("https://gazette.example/a"));
  EXPECT_EQ(bench.sink.posts[1].kind, PostKind::kReply);
}

TEST(Reddit, ReadsDownToWhatItKnowsEvenWhenThatIsDeleted) {
  RedditBench bench;
  const std::string cursor =
      R"({"new":{"name":"t3_q","until":1796036400000},"comments":{"name":"t1_b","until":)"
      R"(1796036400000}})";
  bench.answer_token();
  bench.http.answer_json(listing(submission("q"), "t3_q"));
  bench.http.answer_json(listing(comment("zz") + "," + comment("c") + "," + comment("a"), "t1_a"));

  ASSERT_TRUE(bench.run(bench.source, cursor));

  EXPECT_THAT(bench.http.requests, SizeIs(3));
  EXPECT_THAT(bench.sink.gaps, IsEmpty());
  EXPECT_THAT(bench.sink.cursor, HasSubstr(R"("comments":{"name":"t1_zz")"));
  ASSERT_THAT(bench.sink.seen, SizeIs(1));
  EXPECT_EQ(bench.sink.seen[0].begin, from_ms(kElevenOClock * 1000));
}

TEST(Reddit, WritesDownWhatLiesDeeperThanRedditGoes) {
  RedditBench bench;
  const std::string cursor =
      R"({"new":{"name":"t3_q","until":1796000000000},"comments":{"name":"t1_b","until":)"
      R"(1796000000000}})";
  bench.answer_token();
  bench.http.answer_json(listing(submission("q")));
  for (int page = 0; page < 12; ++page) {
    bench.http.answer_json(listing(comment(fmt::format("z{}", 20 - page)), "t1_more"));
  }

  ASSERT_TRUE(bench.run(bench.source, cursor));

  EXPECT_THAT(bench.http.requests, SizeIs(12)) << "a token, submissions, ten pages";
  ASSERT_THAT(bench.sink.gaps, SizeIs(1));
  EXPECT_EQ(bench.sink.gaps[0].begin, from_ms(1'796'000'000'000));
  EXPECT_EQ(bench.sink.gaps[0].end, from_ms(kElevenOClock * 1000));
}

TEST(Reddit, RenewsAWornOutTokenOnceAndThenStops) {
  RedditBench bench;
  bench.answer_token("first");
  bench.http.answer_json(R"({"message":"Unauthorized","error":401})", 401);
  bench.answer_token("second");
  bench.http.answer_json(listing(submission("q")));
  bench.http.answer_json(R"({"message":"Unauthorized","error":401})", 401);
  bench.answer_token("third");
  bench.http.answer_json(R"({"message":"Unauthorized","error":401})", 401);

  const auto read = bench.run(bench.source);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(bench.http.requests, SizeIs(7));
  EXPECT_EQ(header_value(bench.http.requests[3].headers, "Authorization"), "bearer second");
  EXPECT_THAT(bench.sink.posts, SizeIs(1));
}

TEST(Reddit, TellsTheOperatorOfAPrivateSubredditAndOfWrongCredentials) {
  RedditBench bench;
  bench.answer_token();
  bench.http.answer_json(R"({"reason":"private","message":"Forbidden","error":403})", 403);
  RedditBench wrong;
  wrong.http.answer_json(R"({"message":"Unauthorized","error":401})", 401);

  const auto is_private = bench.run(bench.source);
  const auto is_wrong = wrong.run(wrong.source);

  ASSERT_FALSE(is_private);
  EXPECT_EQ(is_private.error().kind, LiveErrorKind::kOperator);
  ASSERT_FALSE(is_wrong);
  EXPECT_EQ(is_wrong.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(is_wrong.error().message, Not(HasSubstr("s3cret")));
}

TEST(Reddit, WaitsForTheResetThatItsHeadersTellInFractionsOfSeconds) {
  RedditBench bench;
  bench.answer_token();
  bench.http.answer({.status = 429,
                     .headers = {{"X-Ratelimit-Reset", "41.5"}},
                     .body = R"({"message":"Too Many Requests","error":429})",
                     .url = {}});
  bench.http.answer_json(listing(""));
  bench.http.answer_json(listing(""));
  const UtcTime before = bench.clock.now();

  ASSERT_TRUE(bench.run(bench.source));

  EXPECT_GE(bench.clock.now() - before, 41'500ms);
}

TEST(Reddit, MakesDeletionsOfWhatIsTakenBackAndKeepsWhatItCannotRead) {
  RedditBench bench;
  bench.answer_token();
  bench.http.answer_json(
      listing(R"({"kind":"t3","data":{"id":"q","name":"t3_q","author":"[deleted]","title":"x",)"
              R"("created_utc":1796036400}},{"kind":"t3"},{"kind":"t3","data":{"id":"r",)"
              R"("title":"no author","name":"t3_r"}})"));
  bench.http.answer_json(listing(comment("a", kElevenOClock, "[deleted]")));

  ASSERT_TRUE(bench.run(bench.source));

  ASSERT_THAT(bench.sink.deletions, SizeIs(2));
  EXPECT_EQ(bench.sink.deletions[0].native_id, "t3_q");
  EXPECT_EQ(bench.sink.deletions[1].native_id, "t1_a");
  EXPECT_THAT(bench.sink.rejects, SizeIs(2));
}

TEST(Reddit, ParksWhenAListingIsNone) {
  RedditBench bench;
  bench.answer_token();
  bench.http.answer_json(R"({"data":{"children":7}})");

  const auto read = bench.run(bench.source);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, LiveErrorKind::kPark);
}

TEST(RedditRecheck, AsksForAHundredAtATimeAndNamesWhatIsGone) {
  RedditBench bench;
  std::vector<std::string> names;
  for (int i = 0; i < 101; ++i) {
    names.push_back(fmt::format("t1_a{}", i));
  }
  std::string shown;
  for (int i = 1; i < 99; ++i) {
    shown += (i == 1 ? "" : ",") + comment(fmt::format("a{}", i));
  }
  shown += "," + comment("a99", kElevenOClock, "[removed]");
  bench.answer_token();
  bench.http.answer_json(listing(shown));
  bench.http.answer_json(listing(comment("a100")));

  const auto checked = recheck_reddit(*bench.session, names, {});

  ASSERT_TRUE(checked);
  EXPECT_THAT(checked->absent, ElementsAre("t1_a0"));
  EXPECT_THAT(checked->withdrawn, ElementsAre("t1_a99"));
  ASSERT_THAT(bench.http.requests, SizeIs(3));
  EXPECT_THAT(bench.http.requests[1].url, HasSubstr("/api/info?id=t1_a0,t1_a1,"));
  EXPECT_TRUE(has_parameter(bench.http.requests[2].url, "id=t1_a100"));
}

TEST(RedditRecheck, TakesWhatLostItsWordsForTakenBack) {
  RedditBench bench;
  bench.answer_token();
  bench.http.answer_json(listing(comment("a1") + "," + comment("a2", kElevenOClock, "[deleted]")));
  const auto place = make_reddit_recheck(bench.session);

  const auto answer = place->ask_posts(std::vector<std::string>{"t1_a1", "t1_a2", "t1_a3"}, {});

  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->there, ElementsAre("t1_a1"));
  EXPECT_THAT(answer->gone, ElementsAre("t1_a2"));
  EXPECT_THAT(answer->absent, ElementsAre("t1_a3"));
  EXPECT_EQ(place->standing_of_post("t3_x9"), Standing::kHome);
  EXPECT_EQ(place->standing_of_post("t5_x9"), Standing::kNone);
  EXPECT_EQ(place->standing_of_post("t1_a,t1_b"), Standing::kNone);
}

TEST(RedditFullnames, AreNumbersToTheBaseOf36) {
  EXPECT_TRUE(is_newer_fullname("t1_10", "t1_z"));
  EXPECT_TRUE(is_newer_fullname("t1_b", "t1_a"));
  EXPECT_FALSE(is_newer_fullname("t1_a", "t1_a"));
}

}  // namespace
}  // namespace vigie::collector::tests

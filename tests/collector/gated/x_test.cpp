#include <chrono>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/x/recheck_place.h"
#include "collector/x/search_source.h"
#include "collector/x/stream_source.h"
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

constexpr std::string_view kNow = "2026-11-30T12:00:00Z";

/// Id of a post of that time.
std::string id_at(std::string_view time, int nth = 0) {
  const std::int64_t ms = to_ms(parse_iso8601(time).value()) - 1'288'834'974'657;
  return std::to_string((ms << 22) + nth);
}

XOptions x_options() {
  XOptions options;
  options.enabled = true;
  options.terms_acknowledged = true;
  options.base = "https://x.example";
  options.monthly_budget_dollars = 100.0;
  return options;
}

XOptions search_options() {
  XOptions options = x_options();
  options.queries = {"\"postal vote\" -is:retweet"};
  return options;
}

XOptions stream_options() {
  XOptions options = x_options();
  options.rules = {"#vote2026", "url:\"gazette.example\""};
  return options;
}

std::string post_json(const std::string& id, std::string_view text = "Hello") {
  return fmt::format(
      R"({{"id":"{}","author_id":"7","created_at":"2026-11-30T11:00:00.000Z","text":"{}"}})",
      id,
      text);
}

std::string page_json(const std::string& posts, const std::string& newest, std::string_view next) {
  return fmt::format(
      R"({{"data":[{}],"includes":{{"users":[{{"id":"7","username":"ada","name":"Ada",)"
      R"("public_metrics":{{"followers_count":3}}}}]}},"meta":{{"newest_id":"{}"{}}}}})",
      posts,
      newest,
      next.empty() ? "" : fmt::format(R"(,"next_token":"{}")", next));
}

std::string stream_line(const std::string& id) {
  return fmt::format(R"({{"data":{},"matching_rules":[{{"id":"1","tag":"vigie"}}]}})",
                     post_json(id));
}

constexpr std::string_view kRulesInPlace =
    R"({"data":[{"id":"1","value":"#vote2026"},{"id":"2","value":"url:\"gazette.example\""}],)"
    R"("meta":{"sent":"2026-11-30T12:00:00Z"}})";

TEST(XGate, SendsNothingBeforeTheTermsAreAcknowledged) {
  GatedBench bench{kNow};
  XOptions options = search_options();
  options.terms_acknowledged = false;
  XSearch search{options, "token", bench.tools};
  XStream stream{options, "token", bench.tools};

  const auto searched = bench.run(search);
  const auto streamed = bench.run(stream, {}, false);

  ASSERT_FALSE(searched);
  ASSERT_FALSE(streamed);
  EXPECT_EQ(searched.error().kind, LiveErrorKind::kOperator);
  EXPECT_EQ(streamed.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(searched.error().message,
              AllOf(HasSubstr("written permission"),
                    HasSubstr("political affiliation"),
                    HasSubstr("deletions"),
                    HasSubstr("x.terms_acknowledged = true")));
  EXPECT_EQ(bench.sent(), 0U);
}

TEST(XGate, NamesTheVariableOfAMissingTokenAndTheMissingBudget) {
  GatedBench bench{kNow};
  XSearch without_token{search_options(), "", bench.tools};
  XSearch with_broken_token{search_options(), "to\nken", bench.tools};
  XOptions free = search_options();
  free.monthly_budget_dollars = 0.0;
  XSearch without_budget{free, "token", bench.tools};

  const auto first = bench.run(without_token);
  const auto second = bench.run(without_budget);
  const auto third = bench.run(with_broken_token);

  ASSERT_FALSE(first);
  EXPECT_THAT(first.error().message, HasSubstr("VIGIE_X_BEARER_TOKEN"));
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("x.monthly_budget_dollars"));
  ASSERT_FALSE(third);
  EXPECT_THAT(third.error().message, Not(HasSubstr("ken\"")));
  EXPECT_EQ(bench.sent(), 0U);
}

TEST(XSearch, ReadsAllPagesAndGoesOnBehindThem) {
  GatedBench bench{kNow};
  const std::string newest = id_at("2026-11-30T11:30:00Z");
  const std::string older = id_at("2026-11-30T11:00:00Z");
  bench.http.answer_json(page_json(post_json(newest), newest, "b26v"));
  bench.http.answer_json(R"({"meta":{"result_count":0,"next_token":"b27v"}})");
  bench.http.answer_json(page_json(post_json(older), older, ""));
  XSearch search{search_options(), "s3cret", bench.tools};

  ASSERT_TRUE(bench.run(search));

  ASSERT_THAT(bench.http.requests, SizeIs(3));
  const HttpRequest& first = bench.http.requests[0];
  EXPECT_TRUE(has_parameter(first.url, "query=%22postal%20vote%22%20-is%3Aretweet")) << first.url;
  EXPECT_TRUE(has_parameter(first.url, "max_results=100"));
  EXPECT_THAT(first.url, AllOf(HasSubstr("tweet.fields="), Not(HasSubstr("since_id"))));
  EXPECT_EQ(header_value(first.headers, "authorization"), "Bearer s3cret");
  EXPECT_THAT(first.url, Not(HasSubstr("s3cret")));
  EXPECT_TRUE(has_parameter(bench.http.requests[1].url, "next_token=b26v"));
  EXPECT_TRUE(has_parameter(bench.http.requests[2].url, "next_token=b27v"));
  ASSERT_THAT(bench.sink.posts, SizeIs(2));
  EXPECT_GE(bench.sink.accounts.at(0).seen, parse_iso8601(kNow)) << "not when the post was made";
  ASSERT_THAT(bench.sink.seen, SizeIs(1));

  bench.http.answer_json(R"({"meta":{"result_count":0}})");
  ASSERT_TRUE(bench.run(search, bench.sink.cursor));

  EXPECT_TRUE(has_parameter(bench.http.requests[3].url, "since_id=" + newest));
  EXPECT_THAT(bench.sink.gaps, IsEmpty());
}

TEST(XSearch, BeginsAnewWhenTheLastPageWasNotRead) {
  GatedBench bench{kNow};
  const std::string newest = id_at("2026-11-30T11:30:00Z");
  bench.http.answer_json(page_json(post_json(newest), newest, "b26v"));
  bench.http.answer({.status = 403, .headers = {}, .body = "<html>no</html>", .url = {}});
  XSearch search{search_options(), "token", bench.tools};

  const auto read = bench.run(search);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, LiveErrorKind::kPark);
  const XCursor cursor = parse_x_cursor(bench.sink.cursor);
  EXPECT_EQ(cursor.posts, 1U);
  EXPECT_EQ(cursor.users, 1U);
  EXPECT_THAT(cursor.queries.at(search_options().queries[0]).since_id, IsEmpty());
}

TEST(XSearch, WritesDownWhatLiesBeyondSevenDays) {
  GatedBench bench{kNow};
  XCursor cursor;
  const std::string query = search_options().queries[0];
  cursor.queries[query] = {.since_id = id_at("2026-11-10T00:00:00Z"),
                           .until = parse_iso8601("2026-11-10T00:00:00Z")};
  bench.http.answer_json(R"({"meta":{"result_count":0}})");
  XSearch search{search_options(), "token", bench.tools};

  ASSERT_TRUE(bench.run(search, to_text(cursor)));

  ASSERT_THAT(bench.sink.gaps, SizeIs(1));
  EXPECT_EQ(bench.sink.gaps[0].reason, "cursor too old");
  EXPECT_EQ(bench.sink.gaps[0].begin, parse_iso8601("2026-11-10T00:00:00Z"));
  EXPECT_THAT(bench.http.requests[0].url, Not(HasSubstr("since_id")));
  EXPECT_TRUE(has_parameter(bench.http.requests[0].url, "start_time=2026-11-23T12%3A01%3A00Z"));
}

TEST(XSearch, AsksForNoMoreThanTheBudgetAllowsAndThenStopsUntilTheNextMonth) {
  GatedBench bench{kNow};
  XOptions options = search_options();
  options.monthly_budget_dollars = 1.0;
  XCursor cursor;
  cursor.month = "2026-11";
  cursor.posts = 90;  // 0.45 $, of 0.81 $
  cursor.queries[options.queries[0]] = {.since_id = {},
                                        .until = parse_iso8601("2026-11-30T11:00:00Z")};
  const std::string id = id_at("2026-11-30T11:30:00Z");
  bench.http.answer_json(page_json(post_json(id), id, "more"));
  std::string many;
  for (int i = 0; i < 60; ++i) {
    many += (i == 0 ? "" : ",") + post_json(id_at("2026-11-30T11:20:00Z", i));
  }
  bench.http.answer_json(page_json(many, id, "more"));
  XSearch search{options, "token", bench.tools};

  const auto read = bench.run(search, to_text(cursor));

  EXPECT_TRUE(has_parameter(bench.http.requests.at(0).url, "max_results=12"));
  EXPECT_THAT(bench.http.requests, SizeIs(2));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, LiveErrorKind::kPark);
  EXPECT_EQ(read.error().gap_reason, "quota");
  ASSERT_THAT(bench.sink.gaps, SizeIs(1));
  EXPECT_EQ(bench.sink.gaps[0].reason, "quota");
  EXPECT_EQ(bench.sink.gaps[0].begin, parse_iso8601("2026-11-30T11:00:00Z"));

  const std::string spent = bench.sink.cursor;
  ASSERT_FALSE(bench.run(search, spent));
  EXPECT_THAT(bench.http.requests, SizeIs(2)) << "a restart forgets nothing";

  bench.clock.pass(24h);
  bench.http.answer_json(R"({"meta":{"result_count":0}})");
  EXPECT_TRUE(bench.run(search, spent));
  EXPECT_EQ(parse_x_cursor(bench.sink.cursor).month, "2026-12");
  EXPECT_EQ(parse_x_cursor(bench.sink.cursor).posts, 0U);
}

TEST(XSearch, HasHalfOfTheBudgetBesideAStream) {
  XCursor cursor;
  XOptions options = search_options();
  options.monthly_budget_dollars = 1.0;
  const std::uint64_t alone = XBudget{options, cursor}.affordable_posts();
  options.rules = {"#vote2026"};

  EXPECT_EQ(alone, 27U);
  EXPECT_EQ((XBudget{options, cursor}.affordable_posts()), 13U);
}

TEST(XSearch, TakesWhatIsGoneOrProtectedAsSuch) {
  GatedBench bench{kNow};
  bench.http.answer_json(
      R"({"errors":[{"type":"https://x.example/problems/resource-not-found",)"
      R"("resource_type":"tweet","resource_id":"11"},)"
      R"({"type":"https://x.example/problems/not-authorized-for-resource",)"
      R"("resource_type":"user","resource_id":"12"}],"meta":{"result_count":0}})");
  XSearch search{search_options(), "token", bench.tools};

  ASSERT_TRUE(bench.run(search));

  ASSERT_THAT(bench.sink.deletions, SizeIs(1));
  EXPECT_EQ(bench.sink.deletions[0].native_id, "11");
  ASSERT_THAT(bench.sink.accounts, SizeIs(1));
  EXPECT_EQ(bench.sink.accounts[0].state, AccountState::kProtected);
}

TEST(XSearch, AsksInTheNewVocabularyAndReadsIt) {
  GatedBench bench{kNow};
  XOptions options = search_options();
  options.fields_parameter = "post.fields";
  bench.http.answer_json(
      R"({"data":[{"id":"30000000001","author_id":"7","created_at":"2026-11-30T11:00:00Z",)"
      R"("text":"RT","referenced_posts":[{"type":"reposted","id":"30000000000"}]}],"meta":{}})");
  XSearch search{options, "token", bench.tools};

  ASSERT_TRUE(bench.run(search));

  EXPECT_THAT(bench.http.requests[0].url,
              AllOf(HasSubstr("&post.fields="),
                    HasSubstr("referenced_posts"),
                    Not(HasSubstr("tweet.fields"))));
  ASSERT_THAT(bench.sink.posts, SizeIs(1));
  EXPECT_EQ(bench.sink.posts[0].kind, PostKind::kRepost);
  EXPECT_EQ(bench.sink.posts[0].subject_id, "30000000000");
}

TEST(XSearch, CountsAnAnswerThatItCannotReadAsPaidFor) {
  GatedBench bench{kNow};
  bench.http.answer_json(R"([1])");
  XSearch search{search_options(), "token", bench.tools};

  const auto read = bench.run(search);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, LiveErrorKind::kPark);
  EXPECT_EQ(parse_x_cursor(bench.sink.cursor).posts, 100U);
}

TEST(XSearch, StopsForTheOperatorWhenTheTokenIsRefused) {
  GatedBench bench{kNow};
  bench.http.answer_json(R"({"title":"Unauthorized","status":401})", 401);
  XSearch search{search_options(), "s3cret", bench.tools};

  const auto read = bench.run(search);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(read.error().message, Not(HasSubstr("s3cret")));
  EXPECT_THAT(bench.http.requests, SizeIs(1));
}

TEST(XCursor, ComesBackFromItsText) {
  XCursor cursor;
  cursor.month = "2026-11";
  cursor.posts = 12;
  cursor.users = 3;
  cursor.until = parse_iso8601("2026-11-30T11:00:00Z");
  cursor.queries["a \"b\" \\ c"] = {.since_id = "123", .until = cursor.until};

  const XCursor again = parse_x_cursor(to_text(cursor));

  EXPECT_EQ(to_text(again), to_text(cursor));
  EXPECT_EQ(again.queries.at("a \"b\" \\ c").since_id, "123");
  EXPECT_EQ(to_text(parse_x_cursor("no cursor")), to_text(XCursor{}));
}

TEST(XStream, MakesTheRulesMatchTheSettings) {
  GatedBench bench{kNow};
  bench.http.answer_json(
      R"({"data":[{"id":"1","value":"#vote2026"},{"id":"9","value":"cats"}],"meta":{}})");
  bench.http.answer_json(R"({"meta":{"summary":{"deleted":1}}})");
  bench.http.answer_json(R"({"meta":{"summary":{"created":1}}})", 201);
  bench.http.answer_json(std::string{kRulesInPlace});
  XStream stream{stream_options(), "token", bench.tools};

  static_cast<void>(bench.run(stream, {}, false));

  ASSERT_THAT(bench.http.requests, SizeIs(4));
  EXPECT_EQ(bench.http.requests[1].method, "POST");
  EXPECT_EQ(bench.http.requests[1].body, R"({"delete":{"ids":["9"]}})");
  EXPECT_EQ(bench.http.requests[2].body,
            R"({"add":[{"value":"url:\"gazette.example\"","tag":"vigie"}]})");
  EXPECT_THAT(bench.streams.requests, SizeIs(1));
  EXPECT_EQ(bench.streams.requests[0].idle_timeout, 20s);
}

TEST(XStream, TellsTheOperatorWhenARuleIsNotTaken) {
  GatedBench bench{kNow};
  for (int round = 0; round < 2; ++round) {
    bench.http.answer_json(R"({"data":[{"id":"1","value":"#vote2026"}],"meta":{}})");
    if (round == 0) {
      bench.http.answer_json(R"({"errors":[{"title":"Invalid Rule"}],"meta":{}})");
    }
  }
  XStream stream{stream_options(), "token", bench.tools};

  const auto read = bench.run(stream, {}, false);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(read.error().message, HasSubstr("x.rules"));
  EXPECT_THAT(bench.streams.requests, IsEmpty());
}

TEST(XStream, KeepsPostsAndSaysFromWhenToWhenItSaw) {
  GatedBench bench{kNow};
  bench.http.answer_json(std::string{kRulesInPlace});
  bench.streams.play({stream_line("30000000001"), 1000ms, "", 1000ms, stream_line("30000000002")});
  XStream stream{stream_options(), "token", bench.tools};

  const auto read = bench.run(stream, {}, false);

  EXPECT_EQ(read.error().kind, LiveErrorKind::kStopped);
  EXPECT_THAT(bench.sink.posts, SizeIs(2));
  EXPECT_THAT(bench.sink.gaps, IsEmpty());
  ASSERT_FALSE(bench.sink.seen.empty());
  EXPECT_EQ(bench.sink.seen.front().begin, parse_iso8601(kNow));
  EXPECT_EQ(bench.sink.seen.back().end, parse_iso8601("2026-11-30T12:00:02Z"));
  EXPECT_EQ(parse_x_cursor(bench.sink.cursor).posts, 2U);
}

TEST(XStream, ReconnectsAfterSilenceAndWritesDownWhatItMissed) {
  GatedBench bench{kNow};
  bench.http.answer_json(std::string{kRulesInPlace});
  bench.streams.play({stream_line("30000000001"),
                      20'000ms,
                      NetError{.kind = NetErrorKind::kIdle, .message = "silent"}});
  bench.streams.play({NetError{.kind = NetErrorKind::kConnection, .message = "reset"}});
  bench.streams.play({stream_line("30000000002")});
  XStream stream{stream_options(), "token", bench.tools};

  static_cast<void>(bench.run(stream, {}, false));

  EXPECT_THAT(bench.sink.posts, SizeIs(2));
  ASSERT_THAT(bench.sink.gaps, SizeIs(1));
  EXPECT_EQ(bench.sink.gaps[0].begin, parse_iso8601(kNow));
  EXPECT_EQ(bench.sink.gaps[0].end, parse_iso8601("2026-11-30T12:00:20.750Z"));
  EXPECT_EQ(bench.sink.gaps[0].reason, "error");
}

TEST(XStream, SaysAfterARestartThatItHadStopped) {
  GatedBench bench{kNow};
  XCursor cursor;
  cursor.until = parse_iso8601("2026-11-30T10:00:00Z");
  bench.http.answer_json(std::string{kRulesInPlace});
  bench.streams.play({""});
  XStream stream{stream_options(), "token", bench.tools};

  static_cast<void>(bench.run(stream, to_text(cursor), false));

  ASSERT_THAT(bench.sink.gaps, SizeIs(1));
  EXPECT_EQ(bench.sink.gaps[0].begin, cursor.until);
  EXPECT_EQ(bench.sink.gaps[0].reason, "stopped");
}

TEST(XStream, WaitsAsXAsks) {
  XReconnect reconnect;
  EXPECT_EQ(reconnect.after_network_error(), 250ms);
  EXPECT_EQ(reconnect.after_network_error(), 500ms);
  EXPECT_EQ(reconnect.after_http_error(), 5s);
  EXPECT_EQ(reconnect.after_http_error(), 10s);
  EXPECT_EQ(reconnect.after_throttling(), 60s);
  EXPECT_EQ(reconnect.after_throttling(), 120s);
  for (int i = 0; i < 100; ++i) {
    static_cast<void>(reconnect.after_network_error());
    static_cast<void>(reconnect.after_http_error());
  }
  EXPECT_EQ(reconnect.after_network_error(), 16s);
  EXPECT_EQ(reconnect.after_http_error(), 320s);

  reconnect.note_progress();

  EXPECT_EQ(reconnect.after_network_error(), 250ms);
}

TEST(XStream, ChoosesTheWaitByWhatWentWrong) {
  GatedBench bench{kNow};
  bench.http.answer_json(std::string{kRulesInPlace});
  const auto refuse = [&bench](int status) {
    bench.streams.play(
        {NetError{.kind = NetErrorKind::kRefused, .message = "refused", .status = status}});
  };
  refuse(503);
  refuse(429);
  bench.streams.play({NetError{.kind = NetErrorKind::kConnection, .message = "reset"}});
  refuse(401);
  XStream stream{stream_options(), "token", bench.tools};

  const auto read = bench.run(stream, {}, false);

  EXPECT_THAT(bench.clock.slept, ElementsAre(5s, 60s, 250ms));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, LiveErrorKind::kOperator);
}

TEST(XStream, StopsWithinTheBudgetAndSaysSo) {
  GatedBench bench{kNow};
  XOptions options = stream_options();
  options.monthly_budget_dollars = 0.1;  // 0.081 $: 11 posts leave less than one more may cost
  bench.http.answer_json(std::string{kRulesInPlace});
  std::vector<StreamStep> steps;
  for (int i = 0; i < 40; ++i) {
    steps.emplace_back(stream_line(std::to_string(30'000'000'000 + i)));
  }
  bench.streams.play(std::move(steps));
  XStream stream{options, "token", bench.tools};

  const auto read = bench.run(stream, {}, false);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().gap_reason, "quota");
  EXPECT_THAT(bench.sink.posts, SizeIs(11));

  bench.clock.pass(1h);
  ASSERT_FALSE(bench.run(stream, bench.sink.cursor, false));
  EXPECT_THAT(bench.streams.requests, SizeIs(1));
  ASSERT_THAT(bench.sink.gaps, SizeIs(1));
  EXPECT_EQ(bench.sink.gaps[0].reason, "quota");
  EXPECT_EQ(bench.sink.gaps[0].end - bench.sink.gaps[0].begin, 1h);
}

TEST(XStream, KeepsALineThatIsNoPostAsRefusedAndGoesOn) {
  GatedBench bench{kNow};
  bench.http.answer_json(std::string{kRulesInPlace});
  bench.streams.play({std::string{R"({"data":{"id":"1")"},
                      std::string(200, '['),
                      std::string{"{\"data\":{\"id\":\"30000000003\",\"author_id\":\"7\","
                                  "\"created_at\":\"2026-11-30T11:00:00Z\",\"text\":\"\xFF\"}}"},
                      std::string{R"({"errors":[{"title":"operational-disconnect"}]})"}});
  XStream stream{stream_options(), "token", bench.tools};

  static_cast<void>(bench.run(stream, {}, false));

  EXPECT_THAT(bench.sink.rejects, SizeIs(2));
  ASSERT_THAT(bench.sink.posts, SizeIs(1));
  EXPECT_TRUE(bench.sink.posts[0].text_repaired);
}

TEST(XRecheck, BelievesOnlyWhatXSaysIsGoneAndCountsTheRest) {
  GatedBench bench{kNow};
  bench.http.answer_json(R"({"data":[{"id":"11","text":"x"}],"errors":[)"
                         R"({"type":"https://api.example/problems/resource-not-found",)"
                         R"("resource_type":"tweet","resource_id":"12"},)"
                         R"({"type":"https://api.example/problems/not-authorized-for-resource",)"
                         R"("resource_type":"tweet","resource_id":"13"},)"
                         R"({"type":"https://api.example/problems/resource-not-found",)"
                         R"("resource_type":"user","resource_id":"14"}]})");
  const auto place = make_x_recheck(x_options(), "token", "", bench.tools);

  const auto answer = place->ask_posts(std::vector<std::string>{"11", "12", "13", "14", "15"}, {});

  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->there, ElementsAre("11"));
  EXPECT_THAT(answer->gone, ElementsAre("12"));
  EXPECT_THAT(answer->absent, ElementsAre("13"));  // to be looked at again
  EXPECT_THAT(answer->unknown, ElementsAre("14", "15"));
  EXPECT_EQ(bench.http.requests.at(0).url, "https://x.example/2/tweets?ids=11,12,13,14,15");
  EXPECT_EQ(parse_x_cursor(place->cursor()).posts, 1U);
}

TEST(XRecheck, SendsNothingBeyondItsTenthOfTheBudgetNorWithAClosedGate) {
  GatedBench bench{kNow};
  XOptions options = x_options();
  options.monthly_budget_dollars = 1.0;  // 0.09 dollars: 18 posts
  XCursor spent;
  spent.month = "2026-11";
  spent.posts = 17;
  const auto place = make_x_recheck(options, "token", to_text(spent), bench.tools);

  const auto answer = place->ask_posts(std::vector<std::string>{"11", "12"}, {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, LiveErrorKind::kPark);
  EXPECT_THAT(answer.error().message, HasSubstr("budget"));

  options.terms_acknowledged = false;
  const auto shut = make_x_recheck(options, "token", "", bench.tools);
  EXPECT_EQ(shut->ask_posts(std::vector<std::string>{"11"}, {}).error().kind,
            LiveErrorKind::kOperator);
  EXPECT_THAT(bench.http.requests, IsEmpty());
}

}  // namespace
}  // namespace vigie::collector::tests

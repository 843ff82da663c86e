#include "collector/feeds/feed_source.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/feeds/feed_cursor.h"
#include "tests/collector/feeds/feed_samples.h"
#include "tests/support/live_tools.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::answer_of;
using tests::dated;
using tests::kFeedUrl;
using tests::LiveWorld;
using tests::rss_item;
using tests::rss_of;

constexpr const char* kTen = "2026-03-02T10:00:00Z";
constexpr const char* kEleven = "2026-03-02T11:00:00Z";

struct FeedWorld : LiveWorld {
  /// Every request is answered with this.
  void serve(int status, const std::string& body, const HttpHeaders& headers = {}) {
    http.answer = [=](const HttpRequest&) { return answer_of(status, body, headers); };
  }

  tl::expected<void, LiveError> poll() { return run(*source); }

  std::unique_ptr<LiveSource> source = make_feed_source(kFeedUrl, FeedOptions{}, tools);
};

std::string header_of(const HttpRequest& request, std::string_view name) {
  return std::string{header_value(request.headers, name)};
}

TEST(FeedSource, DeliversPostsProfileAndWhatItHasSeen) {
  FeedWorld world;
  world.serve(200, rss_of(dated("b:2", kEleven) + dated("b:1", kTen)));

  ASSERT_TRUE(world.poll());

  EXPECT_EQ(world.source->name(), "rss:" + kFeedUrl);
  EXPECT_EQ(world.source->platform(), "rss");
  EXPECT_FALSE(world.source->is_filtered());
  EXPECT_EQ(world.sink.posts.size(), 2U);
  EXPECT_EQ(world.sink.posts.front().observed, world.clock.now());
  EXPECT_EQ(world.sink.accounts.at(0).display_name, "The Gazette");
  ASSERT_EQ(world.sink.seen.size(), 2U) << "of the feed as an account, and of the source";
  EXPECT_EQ(world.sink.seen[0].account_native_id, kFeedUrl);
  EXPECT_EQ(world.sink.seen[1].account_native_id, "");
  EXPECT_EQ(to_iso8601(world.sink.seen[0].begin), "2026-03-02T10:00:00.000Z");
  EXPECT_EQ(world.sink.seen[0].end, world.clock.now());
  EXPECT_THAT(world.sink.gaps, IsEmpty());
}

TEST(FeedSource, SendsTheValidatorsOfTheLastAnswerAlong) {
  FeedWorld world;
  world.serve(200, rss_of(dated("b:1", kTen)), {{"etag", "W/\"a\\b\""}, {"last-modified", "Mon"}});
  ASSERT_TRUE(world.poll());
  const UtcTime first = world.clock.now();
  world.clock.pass(20min);
  world.serve(304, "");

  ASSERT_TRUE(world.poll());

  EXPECT_EQ(header_of(world.http.requests.at(0), "If-None-Match"), "");
  EXPECT_EQ(header_of(world.http.requests.at(1), "If-None-Match"), "W/\"a\\b\"");
  EXPECT_EQ(header_of(world.http.requests.at(1), "If-Modified-Since"), "Mon");
  EXPECT_EQ(world.sink.posts.size(), 1U);
  EXPECT_EQ(world.sink.seen.at(2).begin, first);
  EXPECT_EQ(world.sink.seen.at(2).end, world.clock.now());
}

TEST(FeedSource, SeesNoGapWhileAKnownItemIsOnThePage) {
  FeedWorld world;
  world.serve(200, rss_of(dated("b:2", kEleven) + dated("b:1", kTen)));
  ASSERT_TRUE(world.poll());
  world.clock.pass(1h);
  world.serve(200, rss_of(dated("b:3", "2026-03-02T12:30:00Z") + dated("b:2", kEleven)));

  ASSERT_TRUE(world.poll());

  EXPECT_THAT(world.sink.gaps, IsEmpty());
  EXPECT_EQ(to_iso8601(world.sink.seen.at(2).begin), "2026-03-02T11:00:00.000Z");
}

TEST(FeedSource, TellsTheGapWhenNothingOnThePageWasKnown) {
  FeedWorld world;
  world.serve(200, rss_of(dated("b:1", kTen)));
  ASSERT_TRUE(world.poll());
  const UtcTime first = world.clock.now();
  world.clock.pass(3h);
  world.serve(200,
              rss_of(dated("b:9", "2026-03-02T14:30:00Z") + dated("b:8", "2026-03-02T14:00:00Z")));

  ASSERT_TRUE(world.poll());

  ASSERT_EQ(world.sink.gaps.size(), 1U);
  EXPECT_EQ(world.sink.gaps[0].begin, first);
  EXPECT_EQ(to_iso8601(world.sink.gaps[0].end), "2026-03-02T14:00:00.000Z");
  EXPECT_EQ(world.sink.gaps[0].reason, "feed too short");
  EXPECT_EQ(world.meter.read().gaps, 1U);
}

TEST(FeedSource, ClaimsNothingBetweenAPinnedItemAndTheRest) {
  FeedWorld world;
  world.serve(200,
              rss_of(dated("b:0", "2015-01-01T00:00:00Z") + dated("b:3", kEleven) +
                     dated("b:2", "2026-03-02T10:30:00Z") + dated("b:1", kTen)));

  ASSERT_TRUE(world.poll());

  EXPECT_EQ(to_iso8601(world.sink.seen.at(0).begin), "2026-03-02T10:00:00.000Z");
}

TEST(FeedSource, ReadsAPageThatRunsFromOldToNew) {
  FeedWorld world;
  world.serve(200, rss_of(dated("b:1", kTen) + dated("b:2", kEleven)));

  ASSERT_TRUE(world.poll());

  EXPECT_EQ(to_iso8601(world.sink.seen.at(0).begin), "2026-03-02T10:00:00.000Z");
}

TEST(FeedSource, ClaimsOfAFeedWithoutDatesOnlyTheTimeBetweenTwoPolls) {
  FeedWorld world;
  world.serve(200, rss_of(rss_item("b:1")));
  ASSERT_TRUE(world.poll());
  EXPECT_THAT(world.sink.seen, IsEmpty());
  const UtcTime first = world.clock.now();
  world.clock.pass(1h);

  ASSERT_TRUE(world.poll());

  ASSERT_EQ(world.sink.seen.size(), 2U);
  EXPECT_EQ(world.sink.seen[0].begin, first);
}

/// How long a source waits after one poll.
std::chrono::milliseconds wait_after(const std::string& body, const HttpHeaders& headers) {
  FeedWorld world;
  world.serve(200, body, headers);
  world.clock.on_sleep = [&world] { world.stop.request_stop(); };
  EXPECT_EQ(world.run(*world.source, false).error().kind, LiveErrorKind::kStopped);
  EXPECT_EQ(world.http.requests.size(), 1U);
  return world.clock.slept.empty() ? 0ms : world.clock.slept.back();
}

TEST(FeedSource, WaitsAsLongAsTheFeedAsksFor) {
  EXPECT_EQ(wait_after(rss_of(""), {}), 15min);
  EXPECT_EQ(wait_after(rss_of("", "<ttl>60</ttl>"), {}), 60min);
  EXPECT_EQ(wait_after(rss_of("", "<ttl>1</ttl>"), {}), 15min);
  EXPECT_EQ(wait_after(rss_of(""), {{"Cache-Control", "public, max-age=7200"}}), 120min);
  EXPECT_EQ(wait_after(rss_of(""), {{"Cache-Control", "no-cache, max-age=7200"}}), 15min);
  EXPECT_EQ(wait_after(rss_of(""), {{"Cache-Control", "max-age=99999999999999999999"}}), 15min);
  EXPECT_EQ(wait_after(rss_of(""), {{"Cache-Control", "max-age=999999999"}}), 24h);
}

TEST(FeedSource, KeepsItsTurnAcrossARestart) {
  FeedWorld world;
  world.serve(200, rss_of(dated("b:1", kTen)));
  ASSERT_TRUE(world.poll());
  world.clock.pass(5min);
  world.clock.on_sleep = [&world] { world.stop.request_stop(); };

  const auto stopped = world.run(*world.source, false);

  EXPECT_EQ(stopped.error().kind, LiveErrorKind::kStopped);
  EXPECT_EQ(world.http.requests.size(), 1U);
  EXPECT_THAT(world.clock.slept, ElementsAre(10min));
}

TEST(FeedSource, TellsTheOperatorThatAFeedIsGone) {
  FeedWorld world;
  world.serve(410, "");

  const auto gone = world.poll();

  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(gone.error().message, testing::HasSubstr("remove it"));
}

TEST(FeedSource, ParksWhatIsNotFoundOrNoFeed) {
  FeedWorld world;
  world.serve(404, "");
  EXPECT_EQ(world.poll().error().kind, LiveErrorKind::kPark);

  world.serve(200, "<html><body>Log in</body></html>");
  const auto login = world.poll();
  EXPECT_EQ(login.error().kind, LiveErrorKind::kPark);
  EXPECT_EQ(login.error().gap_reason, "error");
  EXPECT_THAT(login.error().message, testing::HasSubstr("feed: none"));
  EXPECT_THAT(world.sink.batches, IsEmpty());
}

TEST(FeedSource, NamesThePlaceToWhichAFeedHasMovedWithoutItsQuery) {
  FeedWorld world;
  world.http.answer = [](const HttpRequest&) {
    HttpResponse moved = answer_of(200, rss_of(""));
    moved.url = "https://new.example/feed?key=secret";
    return moved;
  };

  ASSERT_TRUE(world.poll());

  EXPECT_THAT(world.meter.read().message, testing::HasSubstr("https://new.example/feed:"));
}

TEST(FeedSource, RefusesAnAddressThatHoldsAPassword) {
  FeedWorld world;
  const auto source = make_feed_source("https://u:p@gazette.example/f", FeedOptions{}, world.tools);

  const auto refused = world.run(*source);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, LiveErrorKind::kOperator);
  EXPECT_EQ(refused.error().message.find("u:p"), std::string::npos);
  EXPECT_THAT(world.http.requests, IsEmpty());
}

TEST(FeedSource, IsNotAskedBeforeItsTurnEvenOnce) {
  FeedWorld world;
  world.serve(200, rss_of(dated("b:1", kTen)));
  ASSERT_TRUE(world.poll());
  world.clock.pass(5min);

  ASSERT_TRUE(world.poll());

  EXPECT_EQ(world.http.requests.size(), 1U);
}

TEST(FeedSource, KeepsNoValidatorOfADocumentThatBrokeOff) {
  FeedWorld world;
  const std::string whole = rss_of(dated("b:2", kEleven) + dated("b:1", kTen));
  world.serve(200, whole.substr(0, whole.find("Title b:1")), {{"ETag", "\"x\""}});
  ASSERT_TRUE(world.poll());
  world.clock.pass(20min);

  ASSERT_TRUE(world.poll());

  EXPECT_THAT(world.sink.post_ids(), ElementsAre(kFeedUrl + "#b:2", kFeedUrl + "#b:2"));
  EXPECT_EQ(header_of(world.http.requests.at(1), "If-None-Match"), "");
}

TEST(FeedCursor, ComesBackAsItWasAndIsEmptyWhenDamaged) {
  const FeedCursor cursor{.etag = "\"a\"",
                          .modified = "Mon, 02 Mar 2026 06:00:00 GMT",
                          .polled = from_ms(5),
                          .next_poll = from_ms(6),
                          .known = {fingerprint_of_key("a"), fingerprint_of_key("b")}};
  const std::string text = write_feed_cursor(cursor);
  const FeedCursor back = read_feed_cursor(text);

  EXPECT_EQ(back.etag, cursor.etag);
  EXPECT_EQ(back.modified, cursor.modified);
  EXPECT_EQ(back.polled, cursor.polled);
  EXPECT_EQ(back.next_poll, cursor.next_poll);
  EXPECT_EQ(back.known, cursor.known);
  EXPECT_THAT(read_feed_cursor(text.substr(1)).known, IsEmpty());
  EXPECT_THAT(read_feed_cursor("").etag, IsEmpty());
  FeedCursor split;
  split.etag = "a\r\nX: y";
  EXPECT_EQ(read_feed_cursor(write_feed_cursor(split)).etag, "");
}

}  // namespace
}  // namespace vigie::collector

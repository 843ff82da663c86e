// Timelines by pages: the first start, going on, what does not connect, what an instance forbids.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/mastodon/mastodon_source.h"
#include "tests/collector/mastodon/statuses.h"

namespace vigie::collector::mastodon {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::acknowledged;
using tests::answer_of;
using tests::kOrigin;
using tests::MastodonWorld;
using tests::status_json;
using tests::uri_of;

std::unique_ptr<LiveSource> first_source(const std::shared_ptr<Site>& site) {
  return std::move(make_timeline_sources(site).front());
}

TEST(MastodonTimeline, ReadsTheNewestPageAtFirst) {
  MastodonWorld world;
  world.newest = 9;
  const UtcTime started = world.clock.now();
  const auto source = first_source(world.site());

  ASSERT_TRUE(world.run(*source));

  EXPECT_THAT(world.sink.post_ids(), ElementsAre(uri_of(9), uri_of(8), uri_of(7)));
  EXPECT_THAT(world.pages, ElementsAre("/api/v1/timelines/public?local=true&limit=40"));
  EXPECT_EQ(world.sink.cursor, "9");
  EXPECT_EQ(world.sink.posts.front().observed, world.clock.now());
  EXPECT_EQ(source->name(), "mastodon:social.example:local");
  EXPECT_TRUE(source->is_filtered());
  ASSERT_EQ(world.sink.seen.size(), 1U);
  EXPECT_EQ(to_iso8601(world.sink.seen[0].begin), "2026-03-02T10:07:00.000Z");
  EXPECT_GE(world.sink.seen[0].end, started) << "when the page was asked for";
  EXPECT_LE(world.sink.seen[0].end, world.clock.now());
  EXPECT_EQ(world.sink.seen[0].account_native_id, "");
}

TEST(MastodonTimeline, GoesOnFromItsCursorPageAfterPageToTheEnd) {
  MastodonWorld world;
  world.newest = 2;
  const auto source = first_source(world.site());
  ASSERT_TRUE(world.run(*source));
  world.pages.clear();
  world.newest = 9;
  world.clock.pass(1h);

  ASSERT_TRUE(world.run(*source));

  EXPECT_THAT(world.pages,
              ElementsAre("/api/v1/timelines/public?local=true&limit=40&min_id=2",
                          "/api/v1/timelines/public?min_id=5",
                          "/api/v1/timelines/public?min_id=8",
                          "/api/v1/timelines/public?min_id=9"));
  EXPECT_THAT(world.sink.post_ids(),
              ElementsAre(uri_of(2),
                          uri_of(1),
                          uri_of(5),
                          uri_of(4),
                          uri_of(3),
                          uri_of(8),
                          uri_of(7),
                          uri_of(6),
                          uri_of(9)));
  EXPECT_EQ(world.sink.cursor, "9");
  EXPECT_THAT(world.sink.gaps, IsEmpty());
  ASSERT_EQ(world.sink.seen.size(), 2U);
  EXPECT_EQ(world.sink.seen[1].begin, world.sink.seen[0].end);
}

TEST(MastodonTimeline, LosesNothingWhenItIsKilledBetweenTwoPages) {
  MastodonWorld world;
  world.newest = 8;
  world.sink.cursor = "2";
  {
    const auto source = first_source(world.site());
    world.sink.on_batch = [&world] {
      if (world.sink.cursor == "5") {
        world.http.answer = [](const HttpRequest&) { return answer_of(403, "{\"error\":\"x\"}"); };
      }
    };
    EXPECT_FALSE(world.run(*source));
  }
  MastodonWorld after;
  after.newest = 8;
  after.sink.cursor = world.sink.cursor;
  ASSERT_TRUE(after.run(*first_source(after.site())));

  EXPECT_THAT(world.sink.post_ids(), ElementsAre(uri_of(5), uri_of(4), uri_of(3)));
  EXPECT_THAT(after.sink.post_ids(), ElementsAre(uri_of(8), uri_of(7), uri_of(6)));
}

TEST(MastodonTimeline, TellsTheGapWhenAServerIgnoresWhereToGoOn) {
  MastodonWorld world;
  world.knows_min_id = false;
  world.newest = 2;
  const auto source = first_source(world.site());
  ASSERT_TRUE(world.run(*source));
  world.newest = 3;
  ASSERT_TRUE(world.run(*source));
  EXPECT_THAT(world.sink.gaps, IsEmpty()) << "the page reached back to the cursor";
  const UtcTime last = world.clock.now();
  world.newest = 50;

  ASSERT_TRUE(world.run(*source));

  ASSERT_EQ(world.sink.gaps.size(), 1U);
  EXPECT_EQ(to_iso8601(world.sink.gaps[0].end), "2026-03-02T10:48:00.000Z");
  EXPECT_LE(world.sink.gaps[0].begin, last);
}

TEST(MastodonTimeline, FollowsNoLinkToAnotherHost) {
  MastodonWorld world;
  world.sink.cursor = "1";
  int asked = 0;
  world.http.answer = [&](const HttpRequest& request) {
    EXPECT_TRUE(request.url.starts_with(kOrigin + "/")) << request.url;
    if (request.url.find("instance") != std::string::npos) {
      return answer_of(200, "{}");
    }
    return ++asked == 1 ? answer_of(200,
                                    "[" + status_json(2) + "]",
                                    {{"Link", "<https://evil.example/?min_id=2>; rel=\"prev\""}})
                        : answer_of(200, "[]");
  };

  ASSERT_TRUE(world.run(*first_source(world.site(acknowledged(), "secret"))));

  EXPECT_EQ(asked, 2);
  EXPECT_EQ(tests::query_of(world.http.requests.back().url, "min_id"), "2");
}

TEST(MastodonTimeline, IsNotAskedForBeforeTheOperatorHasReadTheRules) {
  MastodonWorld world;
  MastodonInstance instance = acknowledged();
  instance.terms_acknowledged = false;

  const auto refused = world.run(*first_source(world.site(instance)));

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(refused.error().message, HasSubstr("terms_acknowledged = true"));
  EXPECT_THAT(world.http.requests, IsEmpty());
}

TEST(MastodonTimeline, TellsTheOperatorWhenATokenIsNeeded) {
  MastodonWorld world;
  world.rules = R"({"configuration":{"timelines_access":{"live_feeds":{"local":"authenticated"},)"
                R"("hashtag_feeds":{"local":"disabled"}}}})";
  MastodonInstance instance = acknowledged();
  instance.tags = {"vote"};
  const auto sources = make_timeline_sources(world.site(instance));

  const auto local = world.run(*sources.at(0));
  const auto tag = world.run(*sources.at(1));

  EXPECT_EQ(local.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(local.error().message, HasSubstr("token_variable"));
  EXPECT_EQ(tag.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(tag.error().message, HasSubstr("switched this timeline off"));
  EXPECT_TRUE(world.run(*first_source(world.site(acknowledged(), "secret"))));
}

TEST(MastodonTimeline, SendsATokenInAHeaderAloneAndNeverWithoutTls) {
  MastodonWorld world;
  ASSERT_TRUE(world.run(*first_source(world.site(acknowledged(), "secret"))));
  for (const HttpRequest& request : world.http.requests) {
    EXPECT_EQ(header_value(request.headers, "Authorization"), "Bearer secret");
    EXPECT_EQ(request.url.find("secret"), std::string::npos);
  }
  MastodonInstance open = acknowledged();
  open.url = "http://social.example";
  const auto refused = world.run(*first_source(world.site(open, "secret")));
  EXPECT_EQ(refused.error().kind, LiveErrorKind::kOperator);
  EXPECT_EQ(refused.error().message.find("secret"), std::string::npos);
}

TEST(MastodonTimeline, AsksForAVariableThatIsEmpty) {
  MastodonWorld world;
  MastodonInstance instance = acknowledged();
  instance.token_variable = "VIGIE_NO_SUCH_TOKEN";

  const auto refused = world.run(*first_source(make_site(instance, world.tools)));

  EXPECT_EQ(refused.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(refused.error().message, HasSubstr("VIGIE_NO_SUCH_TOKEN"));
}

TEST(MastodonTimeline, ReadsTagsAndAccountsByName) {
  MastodonWorld world;
  world.newest = 1;
  MastodonInstance instance = acknowledged();
  instance.local_timeline = false;
  instance.tags = {"\xC3\xA9t\xC3\xA9"};
  instance.accounts = {"ana", "nobody"};
  const auto sources = make_timeline_sources(world.site(instance));

  ASSERT_TRUE(world.run(*sources.at(0)));
  world.sink.cursor.clear();
  ASSERT_TRUE(world.run(*sources.at(1)));
  const auto missing = world.run(*sources.at(2));

  EXPECT_THAT(world.pages,
              ElementsAre("/api/v1/timelines/tag/%C3%A9t%C3%A9?limit=40",
                          "/api/v1/accounts/7/statuses?exclude_reblogs=false&limit=40"));
  EXPECT_EQ(sources.at(0)->name(), "mastodon:social.example:tag:\xC3\xA9t\xC3\xA9");
  EXPECT_FALSE(sources.at(0)->is_filtered());
  EXPECT_EQ(sources.at(1)->name(), "mastodon:social.example:account:ana");
  EXPECT_EQ(world.sink.seen.at(world.sink.seen.size() - 2).account_native_id,
            "https://social.example/users/ana");
  EXPECT_EQ(missing.error().kind, LiveErrorKind::kOperator);
}

TEST(MastodonTimeline, ReadsAnEmptyPage) {
  MastodonWorld world;
  ASSERT_TRUE(world.run(*first_source(world.site())));

  EXPECT_THAT(world.sink.posts, IsEmpty());
  EXPECT_EQ(world.sink.cursor, "");
}

TEST(MastodonTimeline, ParksWhenAPageCannotBeRead) {
  for (const std::string& body :
       {std::string{"[{"}, std::string{"{}"}, std::string(100, '[') + std::string(100, ']')}) {
    MastodonWorld world;
    world.http.answer = [&](const HttpRequest& request) {
      return answer_of(200, request.url.find("instance") != std::string::npos ? "{}" : body);
    };
    const auto failed = world.run(*first_source(world.site()));
    ASSERT_FALSE(failed) << body;
    EXPECT_EQ(failed.error().kind, LiveErrorKind::kPark) << body;
    EXPECT_THAT(world.sink.posts, IsEmpty());
  }
}

TEST(MastodonTimeline, PollsAsOftenAsAskedUntilItIsStopped) {
  MastodonWorld world;
  MastodonInstance instance = acknowledged();
  instance.poll_interval = 1s;
  world.clock.on_sleep = [&world] {
    if (world.clock.slept.size() == 3) {
      world.stop.request_stop();
    }
  };

  const auto stopped = world.run(*first_source(world.site(instance)), false);

  EXPECT_EQ(stopped.error().kind, LiveErrorKind::kStopped);
  EXPECT_EQ(world.clock.slept.back(), 15s) << "not more often than that";
}

}  // namespace
}  // namespace vigie::collector::mastodon

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/settings.h"

namespace vigie::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(LiveSettings, PutEachKeyWhereItBelongs) {
  const auto settings = parse_settings(R"(
[collect]
proxy = "http://proxy.example:3128"
ca_file = "own.pem"
metrics_file = "/var/lib/vigie/vigie.prom"
metrics_listen = "0.0.0.0:9464"
metrics_remote = true
[bluesky]
enabled = true
jetstream_hosts = ["ws://127.0.0.1:25804"]
appview = "http://127.0.0.1:25802/"
requests_per_second = 3
[deepen]
min_posts = 5
refresh_hours = 48
[feeds]
urls = ["https://gazette.example/feed.rss"]
poll_seconds = 1800
)",
                                       "vigie.toml",
                                       "/etc/vigie");

  ASSERT_TRUE(settings) << settings.error().message;
  const collector::LiveOptions& live = settings->live;
  EXPECT_EQ(live.net.proxy, "http://proxy.example:3128");
  EXPECT_EQ(live.net.ca_file, "/etc/vigie/own.pem");
  EXPECT_EQ(live.metrics_file, "/var/lib/vigie/vigie.prom");
  EXPECT_EQ(live.metrics_listen, "0.0.0.0:9464");
  EXPECT_TRUE(live.metrics_remote);
  EXPECT_TRUE(live.bluesky.enabled);
  EXPECT_THAT(live.bluesky.jetstream_hosts, ElementsAre("ws://127.0.0.1:25804"));
  EXPECT_EQ(live.bluesky.appview, "http://127.0.0.1:25802");
  EXPECT_DOUBLE_EQ(live.bluesky.requests_per_second, 3.0);
  EXPECT_EQ(live.deepen.min_posts, 5U);
  EXPECT_EQ(live.deepen.refresh, std::chrono::hours{48});
  EXPECT_THAT(live.feeds.urls, ElementsAre("https://gazette.example/feed.rss"));
  EXPECT_EQ(live.feeds.poll_interval, std::chrono::seconds{1800});
}

TEST(LiveSettings, ReadServersAndWatches) {
  const auto settings = parse_settings(R"(
[[mastodon]]
url = "https://social.example/"
terms_acknowledged = true
transport = "sse"
tags = ["#vote2026"]
[[watch]]
name = "election"
keywords = ["postal vote"]
listed_sources = true
)",
                                       "vigie.toml");

  ASSERT_TRUE(settings) << settings.error().message;
  ASSERT_EQ(settings->live.mastodon.instances.size(), 1U);
  EXPECT_EQ(settings->live.mastodon.instances[0].url, "https://social.example");
  EXPECT_TRUE(settings->live.mastodon.instances[0].terms_acknowledged);
  EXPECT_THAT(settings->live.mastodon.instances[0].tags, ElementsAre("vote2026"));
  ASSERT_EQ(settings->live.watches.size(), 1U);
  EXPECT_EQ(settings->live.watches[0].name, "election");
  EXPECT_TRUE(settings->live.watches[0].listed_sources);
}

/// What is said of a document that must be refused.
std::string problem_of(const char* text) {
  const auto settings = parse_settings(text, "vigie.toml");
  return settings ? "accepted" : settings.error().message;
}

TEST(LiveSettings, RefuseAnAddressThatHoldsASecret) {
  EXPECT_THAT(problem_of("[feeds]\nurls = [\"https://me:secret@gazette.example/feed\"]"),
              HasSubstr("without user, query or spaces"));
  EXPECT_THAT(problem_of("[bluesky]\nappview = \"ftp://host.example\""), HasSubstr("`appview`"));
}

TEST(LiveSettings, RefuseAWatchThatAsksForNothing) {
  EXPECT_THAT(problem_of("[[watch]]\nname = \"empty\""), HasSubstr("asks for nothing"));
  EXPECT_THAT(problem_of("[[watch]]\nname = \"a\"\neverything = true\n[[watch]]\nname = \"a\"\n"
                         "everything = true"),
              HasSubstr("stands there twice"));
  EXPECT_THAT(problem_of("[[watch]]\nname = \"a\"\ndomains = [\"HTTP://x\"]"),
              HasSubstr("`watch.domains`"));
  EXPECT_THAT(problem_of("[[watch]]\nname = \"a\"\naccounts = [\"nobody\"]"),
              HasSubstr("platform:handle"));
}

TEST(LiveSettings, RefuseTheSameServerTwice) {
  EXPECT_THAT(problem_of("[[mastodon]]\nurl = \"https://a.example\"\n"
                         "[[mastodon]]\nurl = \"https://a.example/\""),
              HasSubstr("stands there twice"));
}

TEST(LiveSettings, NameAnUnknownKeyOfAServer) {
  EXPECT_THAT(problem_of("[[mastodon]]\nurl = \"https://a.example\"\ntoken = \"secret\""),
              HasSubstr("token"));
}

TEST(GatedSettings, PutEachKeyWhereItBelongs) {
  const auto settings = parse_settings(R"toml(
[x]
enabled = true
terms_acknowledged = true
base = "http://127.0.0.1:25822/"
queries = ["\"postal vote\" lang:en"]
rules = ["#vote2026"]
fields_parameter = "post.fields"
monthly_budget_dollars = 50
user_read_dollars = 0.02
[reddit]
user_agent = "linux:example.vigie:1.0 (by /u/desk_example)"
subreddits = ["town_hall"]
login = "http://127.0.0.1:25840"
[youtube]
channels = ["@gazette.tv", "UC0-a_b"]
videos = ["a-B_9"]
reserved_units = 0
poll_seconds = 600
)toml",
                                       "vigie.toml");

  ASSERT_TRUE(settings) << settings.error().message;
  const collector::LiveOptions& live = settings->live;
  EXPECT_TRUE(live.x.enabled && live.x.terms_acknowledged);
  EXPECT_EQ(live.x.base, "http://127.0.0.1:25822");
  EXPECT_THAT(live.x.queries, ElementsAre("\"postal vote\" lang:en"));
  EXPECT_THAT(live.x.rules, ElementsAre("#vote2026"));
  EXPECT_EQ(live.x.fields_parameter, "post.fields");
  EXPECT_DOUBLE_EQ(live.x.monthly_budget_dollars, 50.0);
  EXPECT_DOUBLE_EQ(live.x.user_read_dollars, 0.02);
  EXPECT_FALSE(live.reddit.terms_acknowledged);
  EXPECT_EQ(live.reddit.user_agent, "linux:example.vigie:1.0 (by /u/desk_example)");
  EXPECT_THAT(live.reddit.subreddits, ElementsAre("town_hall"));
  EXPECT_EQ(live.reddit.login, "http://127.0.0.1:25840");
  EXPECT_THAT(live.youtube.channels, ElementsAre("@gazette.tv", "UC0-a_b"));
  EXPECT_THAT(live.youtube.videos, ElementsAre("a-B_9"));
  EXPECT_EQ(live.youtube.reserved_units, 0U);
  EXPECT_EQ(live.youtube.poll_interval, std::chrono::seconds{600});
}

TEST(GatedSettings, RefuseWhatAPlatformCannotMean) {
  EXPECT_THAT(problem_of("[x]\nqueries = [\" \"]"), HasSubstr("no query"));
  EXPECT_THAT(problem_of("[x]\nrules = [\"a\", \"a\"]"), HasSubstr("stands there twice"));
  EXPECT_THAT(problem_of("[x]\nfields_parameter = \"fields\""), HasSubstr("fields_parameter"));
  EXPECT_THAT(problem_of("[x]\nbearer_token = \"secret\""), HasSubstr("bearer_token"));
  EXPECT_THAT(problem_of("[reddit]\nsubreddits = [\"r/town\"]"), HasSubstr("without `r/`"));
  EXPECT_THAT(problem_of("[youtube]\nchannels = [\"gazette\"]"), HasSubstr("channel"));
  EXPECT_THAT(problem_of("[youtube]\nvideos = [\"a?b\"]"), HasSubstr("video"));
}

}  // namespace
}  // namespace vigie::config

#include "collector/bluesky/jetstream_cursor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::collector {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::int64_t kNoonUs = 1'717'243'200'123'456;

JetstreamCursor by_number(std::int64_t seq) {
  return {.time_us = kNoonUs, .seq = seq, .host = "wss://one.example:443"};
}

TEST(JetstreamCursor, IsReadAsItWasWritten) {
  const JetstreamCursor by_time{.time_us = kNoonUs, .seq = {}, .host = {}};

  EXPECT_EQ(to_text(by_time), "1717243200123456");
  EXPECT_EQ(parse_cursor("1717243200123456"), by_time);
  EXPECT_EQ(to_text(by_number(7)), "v2:wss://one.example:443:7:1717243200123456");
  EXPECT_EQ(parse_cursor("v2:wss://one.example:443:7:1717243200123456"), by_number(7));
  EXPECT_EQ(to_iso8601(by_time.time()), "2024-06-01T12:00:00.123Z");
}

TEST(JetstreamCursor, IsNothingWhenTheTextIsNone) {
  for (const char* text : {"",
                           "x",
                           "12x",
                           "-5",
                           "1.5",
                           "99999999999999999999",
                           "v2:",
                           "v2:a",
                           "v2:a:1",
                           "v2::",
                           "v2:a:b:1",
                           "v2:a:1:b",
                           "v2:a:-1:1"}) {
    EXPECT_EQ(parse_cursor(text), std::nullopt) << text;
  }
}

TEST(SubscribeUrl, AsksTheFirstWireForFiveSecondsMoreThanItNeeds) {
  const std::string url = subscribe_url(
      {.host = "wss://one.example/", .version = 1, .cursor = parse_cursor("1717243200123456")});

  EXPECT_THAT(url, StartsWith("wss://one.example/subscribe?wantedCollections=app.bsky.feed.post&"));
  EXPECT_THAT(url, HasSubstr("wantedCollections=app.bsky.feed.repost&"));
  EXPECT_THAT(url, HasSubstr("wantedCollections=app.bsky.actor.profile&"));
  EXPECT_THAT(url, Not(HasSubstr("like")));
  EXPECT_THAT(url, HasSubstr("maxMessageSizeBytes=1048576"));
  EXPECT_THAT(url, EndsWith("&cursor=1717243195123456"));
}

TEST(SubscribeUrl, AsksForLikesAndForCompressionOnlyWhenTold) {
  const std::string url = subscribe_url(
      {.host = "ws://one.example", .version = 1, .likes = true, .cursor = {}, .compress = true});

  EXPECT_THAT(url, HasSubstr("wantedCollections=app.bsky.feed.like&"));
  EXPECT_THAT(url, HasSubstr("wantedCollections=app.bsky.graph.follow&"));
  EXPECT_THAT(url, EndsWith("&compress=true"));
  EXPECT_THAT(url, Not(HasSubstr("cursor="))) << "from now on";
}

TEST(SubscribeUrl, GoesOnByNumberOnTheSameHostOfTheSecondWireOnly) {
  JetstreamSubscription wanted{
      .host = "wss://one.example:443", .version = 2, .cursor = by_number(7)};
  EXPECT_THAT(
      subscribe_url(wanted),
      StartsWith("wss://one.example:443/xrpc/network.bsky.jetstream.subscribeEvents?"
                 "kinds=commit&kinds=identity&kinds=account&collections=app.bsky.feed.post&"));
  EXPECT_THAT(subscribe_url(wanted), EndsWith("&cursor=7"));

  wanted.host = "wss://two.example";
  EXPECT_THAT(subscribe_url(wanted), EndsWith("&cursor=1717243195123456"));

  wanted.cursor->time_us = 5;
  EXPECT_THAT(subscribe_url(wanted), EndsWith("&cursor=1000000000000000"))
      << "a smaller number would be read as a sequence number";

  wanted.compress = true;
  wanted.dictionary_id = 42;
  EXPECT_THAT(subscribe_url(wanted), EndsWith("&zstdDictionary=42"));
}

}  // namespace
}  // namespace vigie::collector

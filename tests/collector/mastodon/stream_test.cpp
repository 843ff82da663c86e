// Streams of an instance: by WebSocket and by server-sent events, and what a drop means.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/mastodon/event_stream.h"
#include "collector/mastodon/mastodon_source.h"
#include "tests/collector/mastodon/statuses.h"

namespace vigie::collector::mastodon {
namespace {

using collector::tests::SocketScript;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::acknowledged;
using tests::event_json;
using tests::MastodonWorld;
using tests::status_json;
using tests::uri_of;

std::unique_ptr<LiveSource> streamed(MastodonWorld& world,
                                     const std::string& transport,
                                     const std::string& token = "secret") {
  MastodonInstance instance = acknowledged();
  instance.transport = transport;
  return std::move(make_timeline_sources(world.site(instance, token)).front());
}

std::shared_ptr<SocketScript> saying(std::deque<std::string> messages) {
  auto script = std::make_shared<SocketScript>();
  script->messages = std::move(messages);
  return script;
}

TEST(MastodonStream, CatchesUpByPagesAndGoesOnWithTheStream) {
  MastodonWorld world;
  world.newest = 4;
  world.sink.cursor = "2";
  world.websockets.sockets.push_back(saying({event_json("update", status_json(5)),
                                             event_json("filters_changed", ""),
                                             event_json("update", status_json(6))}));
  const auto source = streamed(world, "websocket");

  const auto dropped = world.run(*source, false);

  EXPECT_EQ(dropped.error().kind, LiveErrorKind::kTransient);
  EXPECT_THAT(world.sink.post_ids(), ElementsAre(uri_of(4), uri_of(3), uri_of(5), uri_of(6)));
  EXPECT_EQ(world.sink.cursor, "6");
  EXPECT_EQ(world.websockets.requests.at(0).url,
            "wss://stream.example/api/v1/streaming?stream=public:local");
  EXPECT_EQ(header_value(world.websockets.requests.at(0).headers, "Authorization"),
            "Bearer secret");
  EXPECT_TRUE(world.websockets.requests.at(0).public_only)
      << "the instance named that host, not the settings";

  world.newest = 8;
  world.websockets.sockets.push_back(saying({}));
  EXPECT_FALSE(world.run(*source, false));
  EXPECT_THAT(world.sink.post_ids(), testing::Contains(uri_of(7)));
  EXPECT_EQ(world.sink.cursor, "8");
  EXPECT_THAT(world.sink.gaps, IsEmpty());
}

TEST(MastodonStream, DeletesByTheIdThatTheInstanceKnows) {
  MastodonWorld world;
  world.newest = 3;
  world.websockets.sockets.push_back(saying({event_json("delete", "3"),
                                             event_json("update", status_json(4)),
                                             event_json("delete", "4"),
                                             event_json("delete", "999")}));

  EXPECT_FALSE(world.run(*streamed(world, "websocket"), false));

  EXPECT_THAT(world.sink.deletions, ElementsAre(uri_of(3), uri_of(4), "999"));
  const PostDeletion& unknown = world.sink.batches.back().deletions.back();
  EXPECT_EQ(unknown.place, "social.example") << "the store may know what the instance calls so";
  EXPECT_EQ(world.sink.batches.back().records_ignored, 0U);
  EXPECT_THAT(world.sink.batches.back().ignored_reasons, testing::IsEmpty());
}

TEST(MastodonStream, TellsWhatTheInstanceCallsAPost) {
  MastodonWorld world;
  world.websockets.sockets.push_back(saying({event_json("update", status_json(4))}));

  EXPECT_FALSE(world.run(*streamed(world, "websocket"), false));

  const auto& aliases = world.sink.batches.back().aliases;
  ASSERT_EQ(aliases.size(), 1U);
  EXPECT_EQ(aliases[0].place, "social.example");
  EXPECT_EQ(aliases[0].local_id, "4");
  EXPECT_EQ(aliases[0].native_id, uri_of(4));
}

TEST(MastodonStream, TakesAnEditWithoutMovingItsPlace) {
  MastodonWorld world;
  world.newest = 3;
  world.websockets.sockets.push_back(saying({event_json(
      "status.update", status_json(9, R"("content":"new","edited_at":"2026-03-02T11:00:00Z")"))}));

  EXPECT_FALSE(world.run(*streamed(world, "websocket"), false));

  EXPECT_EQ(world.sink.posts.back().text, "new");
  EXPECT_TRUE(world.sink.posts.back().edited);
  EXPECT_EQ(world.sink.cursor, "3");
}

TEST(MastodonStream, KeepsGoingOverWhatCannotBeRead) {
  MastodonWorld world;
  world.websockets.sockets.push_back(
      saying({"{",
              "[]",
              event_json("update", "{"),
              event_json("update", "{\"id\":\"1\"}"),
              std::string(500, '['),
              event_json("update", status_json(5, "\"content\":\"a\xFF\"")),
              event_json("update", status_json(6))}));

  EXPECT_FALSE(world.run(*streamed(world, "websocket"), false));

  EXPECT_THAT(world.sink.post_ids(), ElementsAre(uri_of(5), uri_of(6)));
  EXPECT_TRUE(world.sink.posts.front().text_repaired);
  EXPECT_EQ(world.sink.rejects.size(), 5U);
}

TEST(MastodonStream, TellsWhatItHasSeenWhileItIsQuiet) {
  MastodonWorld world;
  auto script = saying({});
  script->stays_open = true;
  int waits = 0;
  script->on_wait = [&] {
    world.clock.pass(std::chrono::seconds{40});
    if (++waits == 5) {
      world.stop.request_stop();
    }
  };
  world.websockets.sockets.push_back(script);

  const auto stopped = world.run(*streamed(world, "websocket"), false);

  EXPECT_EQ(stopped.error().kind, LiveErrorKind::kStopped);
  ASSERT_EQ(world.sink.seen.size(), 2U);
  EXPECT_EQ(world.sink.seen[0].end, world.sink.seen[1].begin);
}

TEST(MastodonStream, NeedsATokenWhereTheInstanceSaysSo) {
  MastodonWorld world;
  world.websockets.refusal = {.kind = NetErrorKind::kRefused, .message = "refused", .status = 401};

  const auto refused = world.run(*streamed(world, "websocket", ""), false);

  EXPECT_EQ(refused.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("user token"));
}

TEST(MastodonStream, KeepsTheTokenFromAStreamWithoutTls) {
  MastodonWorld world;
  world.rules = R"({"configuration":{"urls":{"streaming":"ws://stream.example"}}})";
  world.websockets.sockets.push_back(saying({}));

  EXPECT_FALSE(world.run(*streamed(world, "websocket"), false));

  EXPECT_EQ(header_value(world.websockets.requests.at(0).headers, "Authorization"), "");
}

TEST(MastodonStream, ReadsServerSentEvents) {
  MastodonWorld world;
  world.newest = 2;
  world.streams.lines = {
      ":thump", "event: update", "data: " + status_json(3), "", "event: delete", "data: 3", ""};

  const auto dropped = world.run(*streamed(world, "sse"), false);

  EXPECT_EQ(dropped.error().kind, LiveErrorKind::kTransient);
  EXPECT_EQ(world.streams.requests.at(0).url,
            "https://stream.example/api/v1/streaming/public/local");
  EXPECT_THAT(world.sink.post_ids(), ElementsAre(uri_of(2), uri_of(1), uri_of(3)));
  EXPECT_THAT(world.sink.deletions, ElementsAre(uri_of(3)));
}

TEST(EventLines, JoinsDataAndForgetsWhatIsTooLong) {
  EventLines lines;
  EXPECT_FALSE(lines.take("event:a"));
  EXPECT_FALSE(lines.take("data: x\"y\r"));
  EXPECT_FALSE(lines.take("data:z"));
  EXPECT_EQ(lines.take(""), R"({"event":"a","payload":"x\"y\u000az"})");
  EXPECT_FALSE(lines.take(""));

  EXPECT_FALSE(lines.take("event: a"));
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(lines.take("data: " + std::string(std::size_t{1} << 20U, 'x')));
  }
  EXPECT_FALSE(lines.take(""));
}

}  // namespace
}  // namespace vigie::collector::mastodon

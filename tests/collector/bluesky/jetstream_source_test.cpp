#include "collector/bluesky/jetstream_source.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/live/rate_limiter.h"
#include "tests/collector/bluesky/fake_http.h"
#include "tests/collector/bluesky/live_fakes.h"
#include "tests/collector/bluesky/made_up_dictionary.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using tests::binary_message;
using tests::SocketStep;
using tests::text_message;

/// 2024-06-01T12:00:00Z, when every test begins.
constexpr std::int64_t kNoonMs = 1'717'243'200'000;

UtcTime at(std::chrono::milliseconds after_noon) {
  return from_ms(kNoonMs) + after_noon;
}

std::string us(std::chrono::milliseconds after_noon) {
  return std::to_string(to_ms(at(after_noon)) * 1000);
}

std::string commit(
    std::chrono::milliseconds time,
    const std::string& operation,
    const std::string& rkey,
    const std::string& record = R"({"text":"Read","createdAt":"2024-06-01T11:00:00Z"})") {
  return R"({"did":"did:plc:ana","time_us":)" + us(time) +
         R"(,"kind":"commit","commit":{"rev":"r","operation":")" + operation +
         R"(","collection":"app.bsky.feed.post","rkey":")" + rkey + "\"" +
         (operation == "delete" ? "" : R"(,"record":)" + record) + "}}";
}

SocketStep post(std::chrono::milliseconds time, const std::string& rkey = "3k") {
  return text_message(commit(time, "create", rkey));
}

SocketStep v2_post(std::chrono::milliseconds time, int seq) {
  return text_message(
      R"({"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit",)"
      R"("seq":)" +
      std::to_string(seq) + R"(,"did":"did:plc:ana","time":")" + to_iso8601(at(time)) +
      R"(","rev":"r","operation":"create","collection":"app.bsky.feed.post","rkey":"3k","cid":"c",)"
      R"("record":{"text":"Read","createdAt":"2024-06-01T11:00:00Z"}}})");
}

SocketStep lost(NetErrorKind kind = NetErrorKind::kConnection) {
  return NetError{.kind = kind, .message = "lost by the test"};
}

class JetstreamSourceTest : public testing::Test {
 protected:
  JetstreamSourceTest() { options.jetstream_hosts = {"wss://one.example", "wss://two.example"}; }

  /// Until the scripts' end: the last connection asks to stop after its steps.
  void run(const std::string& cursor = {}, bool once = false) {
    JetstreamSource source{
        options,
        LiveTools{.fetcher = fetcher, .streams = streams, .websockets = sockets, .clock = clock}};
    const LiveRun live{
        .cursor = cursor, .once = once, .sink = sink, .meter = meter, .stop = stopper.get_token()};
    result = source.run(live);
  }

  void play_last(std::vector<SocketStep> steps) {
    steps.emplace_back([this] { stopper.request_stop(); });
    sockets.play(std::move(steps));
  }

  tests::FakeClock clock{at(0ms)};
  tests::FakeHttp http;
  RateLimiter limiter{clock};
  Fetcher fetcher{http, limiter, clock};
  tests::NoStreams streams;
  tests::ScriptedSockets sockets{clock};
  tests::BatchList sink;
  SourceMeter meter;
  std::stop_source stopper;
  BlueskyOptions options;
  tl::expected<void, LiveError> result;
};

TEST_F(JetstreamSourceTest, HandsOnPostsWithCursorAndTheTimeThatWasSeen) {
  play_last({post(1s, "3ka"), post(2s, "3kb")});

  run();

  ASSERT_THAT(sink.posts, SizeIs(2));
  EXPECT_EQ(sink.posts[0].native_id, "at://did:plc:ana/app.bsky.feed.post/3ka");
  EXPECT_EQ(sink.batches[0].platform, "bluesky");
  EXPECT_TRUE(sink.batches[0].is_about_everybody);
  EXPECT_EQ(sink.cursor, us(2s));
  ASSERT_THAT(sink.seen, SizeIs(1));
  EXPECT_EQ(sink.seen[0].account_native_id, "");
  EXPECT_EQ(sink.seen[0].begin, at(1s));
  EXPECT_EQ(sink.seen[0].end, at(2s));
  EXPECT_THAT(sink.gaps, IsEmpty());
  EXPECT_EQ(meter.read().events, 2U);
  EXPECT_EQ(meter.read().last_event, at(2s));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, LiveErrorKind::kStopped);
}

TEST_F(JetstreamSourceTest, HandsOnWithinASecondAndBeforeABatchGrowsLarge) {
  std::vector<SocketStep> steps{post(1s)};
  steps.emplace_back([this] { clock.pass(1s); });
  for (int i = 0; i < 4'001; ++i) {
    steps.push_back(post(2s));
  }
  play_last(std::move(steps));

  run();

  std::vector<std::size_t> sizes;
  for (const RecordBatch& batch : sink.batches) {
    sizes.push_back(batch.posts.size());
  }
  EXPECT_THAT(sizes, ElementsAre(1, 2'000, 2'000, 1));
}

TEST_F(JetstreamSourceTest, GoesOnWhereTheLastBatchEndedWithoutAGap) {
  sockets.play({post(1s), lost()});
  play_last({post(1s), post(3s)});

  run(us(-10min));

  ASSERT_THAT(sockets.urls, SizeIs(2));
  EXPECT_THAT(sockets.urls[0], EndsWith("cursor=" + us(-10min - 5s)));
  EXPECT_THAT(sockets.urls[1], EndsWith("cursor=" + us(1s - 5s)));
  EXPECT_EQ(sink.cursor, us(3s));
  ASSERT_THAT(sink.gaps, SizeIs(1)) << "of the first connection alone";
  ASSERT_THAT(sink.seen, SizeIs(1));
  EXPECT_EQ(sink.seen[0].begin, at(1s));
  EXPECT_EQ(sink.seen[0].end, at(3s));
  EXPECT_EQ(meter.read().reconnects, 1U);
}

TEST_F(JetstreamSourceTest, SaysWhatIsMissingWhenTheServerBeginsLaterThanAsked) {
  play_last({post(-1h), post(-30min)});

  run(us(-40h));

  ASSERT_THAT(sink.gaps, SizeIs(1));
  EXPECT_EQ(sink.gaps[0].begin, at(-40h));
  EXPECT_EQ(sink.gaps[0].end, at(-1h));
  EXPECT_EQ(sink.gaps[0].reason, "cursor too old");
  ASSERT_THAT(sink.seen, SizeIs(1));
  EXPECT_EQ(sink.seen[0].begin, at(-1h)) << "not what lies in the gap";
  EXPECT_EQ(meter.read().gaps, 1U);
}

TEST_F(JetstreamSourceTest, TakesHostsThatStampMomentsLaterForNoGap) {
  play_last({post(-58s), post(0s)});

  run(us(-1min));

  EXPECT_THAT(sink.gaps, IsEmpty());
  ASSERT_THAT(sink.seen, SizeIs(1));
  EXPECT_EQ(sink.seen[0].begin, at(-1min));
}

TEST_F(JetstreamSourceTest, KeepsTheNewestTimeWhenEventsComeOutOfOrder) {
  play_last({post(3s), post(1s), post(2s)});

  run();

  EXPECT_EQ(sink.cursor, us(3s));
  EXPECT_THAT(sink.posts, SizeIs(3));
}

TEST_F(JetstreamSourceTest, DoesNotGoOnFromATimeThatHasNotCome) {
  play_last({post(1s), post(2h)});

  run();

  EXPECT_EQ(sink.cursor, us(1s));
}

TEST_F(JetstreamSourceTest, BacksOffAndTriesTheNextHostAfterThreeFailures) {
  for (int i = 0; i < 3; ++i) {
    sockets.refuse(NetErrorKind::kConnection);
  }
  play_last({post(1s)});

  run();

  ASSERT_THAT(sockets.urls, SizeIs(4));
  EXPECT_THAT(sockets.urls[2], StartsWith("wss://one.example/"));
  EXPECT_THAT(sockets.urls[3], StartsWith("wss://two.example/"));
  ASSERT_THAT(clock.slept, SizeIs(3));
  EXPECT_LE(clock.slept[0], 1s);
  EXPECT_GE(clock.slept[2], 2s);
  EXPECT_THAT(sink.posts, SizeIs(1));
}

TEST_F(JetstreamSourceTest, LeavesAHostThatIsStartingAtOnce) {
  sockets.refuse(NetErrorKind::kRefused, 503);
  play_last({post(1s)});

  run();

  ASSERT_THAT(sockets.urls, SizeIs(2));
  EXPECT_THAT(sockets.urls[1], StartsWith("wss://two.example/"));
  EXPECT_THAT(clock.slept, IsEmpty());
}

TEST_F(JetstreamSourceTest, ReconnectsWhenTheWatchdogFindsTheLineDead) {
  sockets.play({post(1s), lost(NetErrorKind::kIdle)});
  play_last({post(2s)});

  run();

  EXPECT_THAT(sink.posts, SizeIs(2));
  EXPECT_THAT(sink.gaps, IsEmpty());
}

TEST_F(JetstreamSourceTest, ReadsOnceUntilTheMomentItBegan) {
  sockets.play({post(-2h), post(-1h), post(0s), post(1s)});

  run(us(-2h), true);

  EXPECT_TRUE(result);
  EXPECT_EQ(sink.cursor, us(0s)) << "what happens since then is another run's";
}

TEST_F(JetstreamSourceTest, ReadsOnceUntilASecondConnectionConfirmsThatNothingComes) {
  sockets.play({post(-2h)});
  sockets.play({post(-2h)});

  run(us(-2h), true);

  EXPECT_TRUE(result);
  EXPECT_EQ(clock.now(), at(10s)) << "five seconds of silence on each";
  ASSERT_THAT(sockets.urls, SizeIs(2));
  EXPECT_THAT(sockets.urls[1], HasSubstr("cursor=" + us(-2h)))
      << "without overlap: a stream that stops after so many messages would seem to be read up";
  EXPECT_THAT(sink.gaps, IsEmpty());
}

TEST_F(JetstreamSourceTest, TakesSilenceBeforeTheFirstEventForNothingToRead) {
  sockets.play({});
  sockets.play({});

  run({}, true);

  EXPECT_TRUE(result);
  EXPECT_THAT(sockets.urls, SizeIs(2));
}

TEST_F(JetstreamSourceTest, ReadsOnWhenOnlyTheFirstConnectionStoodStill) {
  sockets.play({post(-2h, "3ka")});
  sockets.play({post(-2h, "3ka"), post(-1h, "3kb")});
  sockets.play({post(-1h, "3kb")});

  run(us(-2h), true);

  EXPECT_TRUE(result);
  EXPECT_EQ(sink.cursor, us(-1h));
  EXPECT_THAT(sockets.urls, SizeIs(3));
}

TEST_F(JetstreamSourceTest, TellsAStreamThatStandsStillFromOneThatIsReadUp) {
  sockets.play({post(-2h)});
  for (int i = 0; i < 10; ++i) {
    sockets.play({});
  }

  run(us(-2h), true);

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, LiveErrorKind::kPark);
  EXPECT_THAT(result.error().message, HasSubstr("stands still"));
  ASSERT_THAT(sink.gaps, SizeIs(1));
  EXPECT_EQ(sink.gaps[0].begin, at(-2h));
  EXPECT_EQ(sink.gaps[0].end, at(0s));
  EXPECT_EQ(sink.cursor, us(-2h)) << "the next start reads what is missing";
}

TEST_F(JetstreamSourceTest, GoesRoundAMessageThatEndsEveryConnection) {
  sockets.play({post(-60s, "3ka"), lost(NetErrorKind::kBadEncoding)});
  sockets.play({post(-60s, "3ka"), lost(NetErrorKind::kBadEncoding)});
  sockets.play({lost(NetErrorKind::kBadEncoding)});
  play_last({post(-59s, "3kb")});

  run(us(-60s));

  EXPECT_EQ(sink.posts.back().native_id, "at://did:plc:ana/app.bsky.feed.post/3kb");
  ASSERT_THAT(sink.rejects, SizeIs(1)) << "told once, not once a connection";
  EXPECT_EQ(sink.rejects[0].reason, "message: no UTF-8");
  ASSERT_THAT(sink.gaps, SizeIs(1));
  EXPECT_EQ(sink.gaps[0].begin, at(-60s));
  EXPECT_EQ(sink.gaps[0].end, at(-59s));
  EXPECT_EQ(sink.gaps[0].reason, "error");
  ASSERT_THAT(sockets.urls, SizeIs(4));
  EXPECT_THAT(sockets.urls[1], HasSubstr("cursor=" + us(-65s))) << "once it may have been chance";
  EXPECT_THAT(sockets.urls[2], HasSubstr("cursor=" + us(-59'990ms)));
  EXPECT_THAT(sockets.urls[3], HasSubstr("cursor=" + us(-59'900ms)));
}

TEST_F(JetstreamSourceTest, ParksWhenEveryConnectionEndsOverWhatCannotBeRead) {
  for (int i = 0; i < 20; ++i) {
    sockets.play({lost(NetErrorKind::kBadEncoding)});
  }

  run(us(-60s));

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, LiveErrorKind::kPark);
  EXPECT_THAT(result.error().message, HasSubstr("on every connection"));
  EXPECT_THAT(sockets.urls, SizeIs(13));
  ASSERT_THAT(sink.gaps, SizeIs(1));
  EXPECT_EQ(sink.gaps[0].reason, "error");
}

TEST_F(JetstreamSourceTest, GivesUpOnceWhenNoHostAnswers) {
  run({}, true);

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, LiveErrorKind::kPark);
  EXPECT_THAT(sockets.urls, SizeIs(6)) << "three times each of two";
}

TEST_F(JetstreamSourceTest, KeepsWhatIsNoEventWithItsReason) {
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  play_last({text_message("garbage \xFF\xFE"),
             binary_message("\x28\xB5\x2F\xFD rest"),
             text_message(commit(1s, "create", "3k", deep)),
             text_message(R"({"did":7,"time_us":"now","kind":[]})"),
             text_message(std::string((1U << 20U) + 1, ' ')),
             text_message(""),
             post(2s)});

  run();

  std::vector<std::string> reasons;
  for (const Reject& reject : sink.rejects) {
    reasons.push_back(reject.reason);
    EXPECT_LE(reject.bytes.size(), 4'096U);
  }
  EXPECT_THAT(reasons,
              ElementsAre("json: malformed",
                          "message: unreadable",
                          "json: too deep",
                          "account: missing",
                          "record: too long",
                          "json: malformed"));
  EXPECT_EQ(meter.read().rejected, 6U);
  EXPECT_EQ(meter.read().events, 7U);
  EXPECT_THAT(sink.posts, SizeIs(1)) << "what follows is read";
}

TEST_F(JetstreamSourceTest, DropsFacetsThatReachOutsideTheText) {
  play_last({text_message(
      commit(1s,
             "create",
             "3k",
             R"({"text":"ab","facets":[{"index":{"byteStart":0,"byteEnd":99},"features":[)"
             R"({"$type":"app.bsky.richtext.facet#link","uri":"https://gazette.example"}]}]})"))});

  run();

  ASSERT_THAT(sink.posts, SizeIs(1));
  EXPECT_THAT(sink.posts[0].urls, IsEmpty());
}

TEST_F(JetstreamSourceTest, HandsOnADeletionThoughItsPostNeverCame) {
  play_last({text_message(commit(1s, "delete", "3k"))});

  run();

  ASSERT_THAT(sink.deletions, SizeIs(1));
  EXPECT_EQ(sink.deletions[0].native_id, "at://did:plc:ana/app.bsky.feed.post/3k");
  EXPECT_EQ(sink.deletions[0].time, at(1s));
}

TEST_F(JetstreamSourceTest, PutsAPostWrittenAgainUnderADeletedKeyAfterTheDeletion) {
  play_last({post(1s, "3k"),
             text_message(commit(2s, "delete", "3k")),
             post(3s, "3k"),
             post(4s, "3other")});

  run();

  ASSERT_THAT(sink.batches, SizeIs(2));
  EXPECT_THAT(sink.batches[0].posts, SizeIs(1));
  EXPECT_THAT(sink.batches[0].deletions, SizeIs(1));
  EXPECT_EQ(sink.batches[0].cursor, us(2s)) << "not past the post that waits";
  EXPECT_THAT(sink.batches[1].posts, SizeIs(2));
  EXPECT_THAT(sink.batches[1].deletions, IsEmpty());
}

TEST_F(JetstreamSourceTest, TellsOfAccountsThatWereDeleted) {
  play_last({text_message(R"({"did":"did:plc:ana","time_us":)" + us(1s) +
                          R"(,"kind":"account","account":{"active":false,"status":"deleted"}})")});

  run();

  ASSERT_THAT(sink.accounts, SizeIs(1));
  EXPECT_EQ(sink.accounts[0].state, AccountState::kDeleted);
  EXPECT_EQ(sink.accounts[0].native_id, "did:plc:ana");
}

TEST_F(JetstreamSourceTest, AsksForCompressionOnlyWithADictionary) {
  options.compress = true;
  play_last({post(1s)});

  run();

  EXPECT_THAT(sockets.urls[0], Not(HasSubstr("compress")));
  EXPECT_THAT(sink.posts, SizeIs(1));
}

TEST_F(JetstreamSourceTest, UnpacksMessagesWithTheDictionaryFile) {
  const auto file = std::filesystem::path{testing::TempDir()} / "vigie_jetstream_dictionary";
  const std::string dictionary = tests::made_up_dictionary();
  std::ofstream{file, std::ios::binary} << dictionary;
  options.compress = true;
  options.zstd_dictionary = file.string();
  play_last({binary_message(tests::packed(commit(1s, "create", "3ka"), dictionary)),
             binary_message(tests::packed(std::string(3'000'000, 'x'), dictionary)),
             binary_message(tests::packed("{}", tests::made_up_dictionary(1))),
             post(2s, "3kb")});

  run();
  std::filesystem::remove(file);

  EXPECT_THAT(sockets.urls[0], EndsWith("&compress=true"));
  EXPECT_THAT(sink.posts, SizeIs(2));
  ASSERT_THAT(sink.rejects, SizeIs(2));
  EXPECT_EQ(sink.rejects[0].detail, "too large");
  EXPECT_EQ(sink.rejects[1].detail, "another dictionary");
}

TEST_F(JetstreamSourceTest, NeedsTheOperatorWhenTheDictionaryIsNone) {
  options.compress = true;
  options.zstd_dictionary = "/nowhere/dictionary";

  run();

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(result.error().message, HasSubstr("zstd_dictionary"));
}

TEST_F(JetstreamSourceTest, NumbersTheSecondWireByHost) {
  options.jetstream_version = 2;
  sockets.play({v2_post(1s, 7), lost()});
  play_last({v2_post(2s, 8)});

  run();

  EXPECT_THAT(sockets.urls[0], Not(HasSubstr("cursor=")));
  EXPECT_THAT(sockets.urls[1], EndsWith("&cursor=7"));
  EXPECT_EQ(sink.cursor, "v2:wss://one.example:8:" + us(2s));
}

TEST_F(JetstreamSourceTest, AsksByTimeAndThenAnewWhenANumberIsTooOld) {
  options.jetstream_version = 2;
  sockets.refuse(NetErrorKind::kRefused, 400);
  sockets.refuse(NetErrorKind::kRefused, 400);
  play_last({v2_post(1s, 900)});

  run("v2:wss://one.example:7:" + us(-40h));

  ASSERT_THAT(sockets.urls, SizeIs(3));
  EXPECT_THAT(sockets.urls[0], EndsWith("&cursor=7"));
  EXPECT_THAT(sockets.urls[1], EndsWith("&cursor=" + us(-40h - 5s)));
  EXPECT_THAT(sockets.urls[2], Not(HasSubstr("cursor=")));
  ASSERT_THAT(sink.gaps, SizeIs(1));
  EXPECT_EQ(sink.gaps[0].begin, at(-40h));
  EXPECT_EQ(sink.gaps[0].end, at(1s));
  EXPECT_EQ(sink.gaps[0].reason, "cursor too old");
}

TEST_F(JetstreamSourceTest, AsksWhyItWasRefusedWhenTheWebSocketDoesNotSay) {
  options.jetstream_version = 2;
  sockets.refuse(NetErrorKind::kRefused);
  http.answer_json(R"({"error":"CursorTooOld","message":"floor is 900"})", 400);
  play_last({v2_post(1s, 900)});

  run("v2:wss://one.example:7:" + us(-40h));

  ASSERT_THAT(http.requests, SizeIs(1));
  EXPECT_THAT(http.requests[0].url,
              StartsWith("https://one.example/xrpc/network.bsky.jetstream.subscribeEvents?"));
  EXPECT_THAT(sockets.urls[1], EndsWith("&cursor=" + us(-40h - 5s)));
  EXPECT_THAT(sink.gaps, SizeIs(1));
}

TEST_F(JetstreamSourceTest, LearnsThatAHostIsStartingWhenTheWebSocketDoesNotSay) {
  sockets.refuse(NetErrorKind::kRefused);
  http.answer({.status = 503, .headers = {}, .body = {}, .url = {}});
  play_last({post(1s)});

  run();

  EXPECT_THAT(sockets.urls[1], StartsWith("wss://two.example/"));
  EXPECT_THAT(clock.slept, IsEmpty());
}

TEST_F(JetstreamSourceTest, TakesARefusalThatNobodyExplainsForAFailure) {
  sockets.refuse(NetErrorKind::kRefused);
  http.answer({.status = 400, .headers = {}, .body = "Bad Request", .url = {}});
  play_last({post(1s)});

  run(us(0s));

  EXPECT_THAT(clock.slept, SizeIs(1));
  EXPECT_THAT(sockets.urls[1], EndsWith("cursor=" + us(-5s))) << "nothing is given up";
  EXPECT_THAT(sink.gaps, IsEmpty());
}

TEST_F(JetstreamSourceTest, TakesAnOutdatedCursorForAGapHoweverSmall) {
  options.jetstream_version = 2;
  play_last({text_message(R"({"$type":"message","payload":{"$type":)"
                          R"("network.bsky.jetstream.subscribeEvents#info",)"
                          R"("name":"OutdatedCursor","message":"x"}})"),
             v2_post(-57s, 8)});

  run("v2:wss://gone.example:7:" + us(-1min));

  ASSERT_THAT(sink.gaps, SizeIs(1));
  EXPECT_EQ(sink.gaps[0].begin, at(-1min));
  EXPECT_EQ(sink.gaps[0].end, at(-57s));
}

TEST_F(JetstreamSourceTest, ConnectsAgainAfterAnErrorFrame) {
  options.jetstream_version = 2;
  sockets.play({v2_post(1s, 7),
                text_message(R"({"$type":"error","error":"ConsumerTooSlow","message":"bye"})"),
                v2_post(9s, 99)});
  play_last({v2_post(2s, 8)});

  run();

  EXPECT_THAT(sockets.urls, SizeIs(2));
  EXPECT_THAT(sink.posts, SizeIs(2)) << "nothing is read behind the error";
  EXPECT_EQ(sink.cursor, "v2:wss://one.example:8:" + us(2s));
}

TEST_F(JetstreamSourceTest, NeedsTheOperatorWhenASubscriptionWithoutCursorIsRefused) {
  sockets.refuse(NetErrorKind::kRefused, 400);

  run();

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, LiveErrorKind::kOperator);
}

TEST_F(JetstreamSourceTest, FetchesTheDictionaryOfTheSecondWire) {
  const std::string dictionary = tests::made_up_dictionary();
  http.answer({.status = 200, .headers = {}, .body = dictionary, .url = {}});
  options.jetstream_version = 2;
  options.compress = true;
  play_last({v2_post(1s, 7)});

  run();

  ASSERT_THAT(http.requests, SizeIs(1));
  EXPECT_EQ(http.requests[0].url,
            "https://one.example/xrpc/network.bsky.jetstream.getZstdDictionary");
  EXPECT_THAT(sockets.urls[0], HasSubstr("&zstdDictionary="));
}

TEST_F(JetstreamSourceTest, ReadsWithoutCompressionWhenTheServerKnowsNoDictionary) {
  http.answer({.status = 404, .headers = {}, .body = "{}", .url = {}});
  options.jetstream_version = 2;
  options.compress = true;
  play_last({v2_post(1s, 7)});

  run();

  EXPECT_THAT(sockets.urls[0], Not(HasSubstr("zstdDictionary")));
  EXPECT_THAT(sink.posts, SizeIs(1));
}

}  // namespace
}  // namespace vigie::collector

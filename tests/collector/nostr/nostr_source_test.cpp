#include "collector/nostr/nostr_source.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/nostr/signed_events.h"
#include "tests/support/live_tools.h"

namespace vigie::collector::nostr {
namespace {

using collector::tests::LiveWorld;
using collector::tests::SocketScript;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::Author;
using tests::note;

constexpr std::int64_t kNowOfRelay = 1'772'452'800;  // the clock of LiveWorld

std::string event_message(const std::string& subscription, const Event& event) {
  return R"(["EVENT",")" + subscription + R"(",)" + tests::to_json(event) + "]";
}

/// A relay that answers each request in turn with what a test put in, then EOSE.
struct RelayWorld : LiveWorld {
  RelayWorld() {
    script->on_send = [this](SocketScript& socket, std::string_view text) {
      sent.emplace_back(text);
      if (text.starts_with("[\"REQ\"") && !pages.empty()) {
        const std::string name = text.substr(8, 4) == "live" ? "live" : "back";
        for (const Event& event : pages.front()) {
          socket.messages.push_back(event_message(name, event));
        }
        pages.pop_front();
        socket.messages.push_back(R"(["EOSE",")" + name + R"("])");
      }
    };
    websockets.sockets.push_back(script);
  }

  std::shared_ptr<SocketScript> script = std::make_shared<SocketScript>();
  std::deque<std::vector<Event>> pages;
  std::vector<std::string> sent;
  std::unique_ptr<LiveSource> source =
      make_nostr_source("wss://relay.example/", NostrOptions{}, tools);
};

TEST(NostrSource, AsksForWhatCameSinceItsCursorTenMinutesLess) {
  RelayWorld world;
  world.sink.cursor = std::to_string(kNowOfRelay - 3'600);
  const Event event = Author{"ana"}.sign(note(kNowOfRelay - 60, "a"));
  world.pages = {{event}, {event}};

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_EQ(world.source->name(), "nostr:relay.example");
  EXPECT_THAT(
      world.sent,
      ElementsAre(R"(["REQ","live",{"kinds":[0,1,5,6,16],"since":1772448600}])",
                  R"(["REQ","back",{"kinds":[0,1,5,6,16],"since":1772448600,"until":1772452740}])",
                  R"(["CLOSE","back"])"));
  EXPECT_THAT(world.sink.post_ids(), ElementsAre(event.id));
  EXPECT_EQ(world.sink.cursor, std::to_string(kNowOfRelay));
  ASSERT_EQ(world.sink.seen.size(), 1U);
  EXPECT_EQ(to_ms(world.sink.seen[0].begin), (kNowOfRelay - 3'600) * 1'000);
  EXPECT_EQ(world.sink.seen[0].end, world.clock.now());
}

TEST(NostrSource, GoesBackPageByPageWhereARelayGivesFewAtOnce) {
  RelayWorld world;
  const Author ana{"ana"};
  std::vector<Event> events;
  for (int i = 0; i < 4; ++i) {
    events.push_back(ana.sign(note(kNowOfRelay - 100 * i, std::to_string(i))));
  }
  world.pages = {
      {events[0], events[1]}, {events[1], events[2]}, {events[2], events[3]}, {events[3]}};

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_EQ(world.sink.posts.size(), 4U);
  EXPECT_THAT(world.sent.at(3), HasSubstr("\"until\":1772452500"));
  EXPECT_THAT(world.sink.gaps, IsEmpty());
}

TEST(NostrSource, GoesOnBehindASecondThatHoldsMoreThanAPageAndNotesWhatItCannotAskFor) {
  RelayWorld world;
  const Author ana{"ana"};
  constexpr std::int64_t kBusy = kNowOfRelay - 100;
  const Event newest = ana.sign(note(kNowOfRelay - 10, "newest"));
  std::vector<Event> busy;
  for (const char* text : {"a", "b", "c"}) {
    busy.push_back(ana.sign(note(kBusy, text)));  // and more, for which a page has no room
  }
  const Event older = ana.sign(note(kBusy - 50, "older"));
  world.pages = {{newest, busy[0], busy[1]}, {busy[0], busy[1], busy[2]}, {older}, {older}};

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_THAT(
      world.sink.post_ids(),
      testing::UnorderedElementsAre(newest.id, busy[0].id, busy[1].id, busy[2].id, older.id));
  EXPECT_THAT(world.sent.at(1), HasSubstr(R"("until":1772452700})"));
  EXPECT_THAT(world.sent.at(2), HasSubstr(R"("until":1772452699})"));
  ASSERT_EQ(world.sink.gaps.size(), 1U);
  EXPECT_EQ(to_ms(world.sink.gaps[0].begin), kBusy * 1'000);
  EXPECT_EQ(to_ms(world.sink.gaps[0].end), (kBusy + 1) * 1'000);
}

TEST(NostrSource, NotesNoGapWhereNothingIsOlderThanABusySecond) {
  RelayWorld world;
  const Author ana{"ana"};
  const Event first = ana.sign(note(kNowOfRelay - 100, "a"));
  const Event second = ana.sign(note(kNowOfRelay - 100, "b"));
  world.pages = {{first, second}, {first, second}, {}};

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_EQ(world.sink.posts.size(), 2U);
  EXPECT_THAT(world.sink.gaps, IsEmpty());
  EXPECT_EQ(world.sink.cursor, std::to_string(kNowOfRelay));
}

TEST(NostrSource, NotesAGapForASecondThatFillsAnyPageEvenAtTheEnd) {
  RelayWorld world;
  const Author ana{"ana"};
  std::vector<Event> busy;
  for (int i = 0; i < 20; ++i) {
    busy.push_back(ana.sign(note(kNowOfRelay - 100, std::to_string(i))));
  }
  world.pages = {busy, busy, {}};

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_EQ(world.sink.posts.size(), 20U);
  EXPECT_EQ(world.sink.gaps.size(), 1U);
}

TEST(NostrSource, BeginsAnHourBackAtItsFirstStart) {
  RelayWorld world;
  world.pages = {{}};

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_THAT(world.sent,
              ElementsAre(R"(["REQ","live",{"kinds":[0,1,5,6,16],"since":1772449200}])"));
}

TEST(NostrSource, ReadsWhatComesAndKeepsItsCursorWhenItIsCutOff) {
  RelayWorld world;
  const Author ana{"ana"};
  const Event doomed = ana.sign(note(kNowOfRelay, "a"));
  Event deletion = note(kNowOfRelay, "", {{"e", doomed.id}});
  deletion.kind = 5;
  world.pages = {{}};
  world.script->on_wait = [&, turn = 0]() mutable {
    if (turn++ == 0) {
      world.script->messages = {event_message("live", doomed),
                                event_message("live", doomed),
                                event_message("live", ana.sign(deletion)),
                                event_message("other", ana.sign(note(kNowOfRelay, "b")))};
      world.script->stays_open = true;
    } else {
      world.script->stays_open = false;
    }
  };

  const auto cut = world.run(*world.source, false);

  EXPECT_EQ(cut.error().kind, LiveErrorKind::kTransient);
  EXPECT_THAT(world.sink.post_ids(), ElementsAre(doomed.id));
  EXPECT_THAT(world.sink.deletions, ElementsAre(doomed.id));
  EXPECT_EQ(world.sink.cursor, std::to_string(kNowOfRelay));
}

TEST(NostrSource, KeepsNoCursorBeforeEverythingMissedWasRead) {
  RelayWorld world;
  world.script->messages = {event_message(
      "live", Author{"ana"}.sign(note(kNowOfRelay, "a")))};  // then the connection ends

  EXPECT_FALSE(world.run(*world.source));

  EXPECT_EQ(world.sink.posts.size(), 1U);
  EXPECT_EQ(world.sink.cursor, "");
  EXPECT_THAT(world.sink.seen, IsEmpty());
}

TEST(NostrSource, OutlivesWhateverARelaySays) {
  RelayWorld world;
  Event forged = Author{"ana"}.sign(note(kNowOfRelay, "a"));
  forged.content = "b";
  world.script->messages = {"{",
                            "[]",
                            R"(["NOTICE","<script>"])",
                            R"(["AUTH","challenge"])",
                            R"(["EVENT","live"])",
                            R"(["EVENT","live",7])",
                            std::string(1'000, '['),
                            "[\"EVENT\",\"live\",\"\xFF\"]",
                            R"(["EOSE"])",
                            event_message("live", forged)};
  world.pages = {{Author{"bo"}.sign(note(kNowOfRelay, "c"))}, {}};

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_EQ(world.sink.posts.size(), 1U);
  EXPECT_EQ(world.sink.rejects.size(), 7U);
  EXPECT_THAT(world.sink.rejects, testing::Contains("id: not that of the event"));
}

LiveErrorKind kind_after(const std::string& message) {
  RelayWorld world;
  world.script->messages = {message};
  const auto ended = world.run(*world.source, false);
  EXPECT_FALSE(ended);
  EXPECT_EQ(ended.error().message.find("secret"), std::string::npos);
  return ended.error().kind;
}

TEST(NostrSource, EndsAsTheRelaySaysThatItMust) {
  EXPECT_EQ(kind_after(R"(["CLOSED","live","auth-required: secret"])"), LiveErrorKind::kOperator);
  EXPECT_EQ(kind_after(R"(["CLOSED","live","restricted: secret"])"), LiveErrorKind::kOperator);
  EXPECT_EQ(kind_after(R"(["CLOSED","live","rate-limited: secret"])"), LiveErrorKind::kPark);
  EXPECT_EQ(kind_after(R"(["CLOSED","live","error: secret"])"), LiveErrorKind::kTransient);
  EXPECT_EQ(kind_after(R"(["CLOSED"])"), LiveErrorKind::kTransient);
}

TEST(NostrSource, LeavesARelayAloneThatSendsWhatNobodyCanRead) {
  RelayWorld world;
  world.script->end = {.kind = NetErrorKind::kBadEncoding, .message = "no UTF-8", .status = 0};

  const auto ended = world.run(*world.source, false);

  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().kind, LiveErrorKind::kPark);
}

TEST(NostrSource, TriesAgainWhenARelayCannotBeReached) {
  LiveWorld world;
  const auto source = make_nostr_source("wss://relay.example", NostrOptions{}, world.tools);
  EXPECT_EQ(world.run(*source).error().kind, LiveErrorKind::kTransient);

  const auto wrong = make_nostr_source("https://relay.example", NostrOptions{}, world.tools);
  EXPECT_EQ(world.run(*wrong).error().kind, LiveErrorKind::kOperator);
}

}  // namespace
}  // namespace vigie::collector::nostr

// Live collecting with the real program, from a server that fails as real ones do.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/jetstream_server.h"
#include "tests/support/program.h"
#include "tests/support/raw_client.h"
#include "tests/support/raw_server.h"
#include "tests/support/tls_identity.h"

namespace vigie::tests {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kWatch = R"(
[[watch]]
name = "water"
keywords = ["water"]
)";

/// A program whose settings name `server` and a watch.
void write_live_settings(const Program& program,
                         const std::string& server,
                         const std::string& watch = kWatch) {
  write_file(program.file("vigie.toml"),
             "contact = \"desk@newsroom.example\"\n[bluesky]\nenabled = true\ncompress = false\n"
             "jetstream_hosts = [\"" +
                 server + "\"]\n[deepen]\nenabled = false\n" + watch);
  program.succeed({"init"});
  program.succeed({"record",
                   "--name",
                   "Test watch",
                   "--purpose",
                   "tests",
                   "--legal-basis",
                   "public interest",
                   "--retention",
                   "90 days"});
}

/// `posts` posts of 20 accounts, every third on water, with reposts and deletions among them.
std::vector<StreamEvent> mixed_events(int posts) {
  std::vector<StreamEvent> events;
  for (int i = 0; i < posts; ++i) {
    const std::string account = "account" + std::to_string(i % 20);
    const std::string key = "key" + std::to_string(i);
    const bool on_water = i % 3 == 0;
    events.push_back(post_event(
        account,
        key,
        150 * i,
        (on_water ? "Water in the valley, day " : "Lunch in the valley ") + std::to_string(i)));
    if (i % 7 == 0) {
      events.push_back(repost_event(
          "account" + std::to_string((i + 3) % 20), "re" + key, 150 * i + 2, account, key));
    }
    if (i % 30 == 0) {
      events.push_back(deletion_event(account, key, 150 * i + 4));
    }
  }
  return events;
}

/// Posts on water that stay, by the events themselves.
int water_posts(int posts) {
  int count = 0;
  for (int i = 0; i < posts; ++i) {
    count += i % 3 == 0 && i % 30 != 0 ? 1 : 0;
  }
  return count;
}

std::vector<std::string> collected_of(const Program& program) {
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_TRUE(database.is_sound());
  return collected(database);
}

TEST(Collect, KeepsWhatAWatchAsksForAndItsReposts) {
  const JetstreamServer server{mixed_events(300)};
  const Program program;
  write_live_settings(program, server.address());

  const auto outcome = program.run_json({"collect", "--once"});

  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE text LIKE 'Water%'"),
            water_posts(300));
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE text LIKE 'Lunch%'"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE state = 1"), 10) << "erased";
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE kind = 2"), 15)
      << "reposts of what is on water, and of nothing else";
  EXPECT_EQ(database.number("SELECT count(*) FROM account WHERE native_id = 'did:plc:nobody'"), 0);
  ASSERT_EQ(outcome["sources"].size(), 1U);
  EXPECT_EQ(outcome["sources"][0]["state"], "finished");
  EXPECT_EQ(outcome["sources"][0]["gaps"], 0);
  EXPECT_THAT(server.requests(), Not(IsEmpty()));
  EXPECT_THAT(server.requests().front(), HasSubstr("wantedCollections=app.bsky.feed.post"));
}

TEST(Collect, GoesOnAtItsCursorAndAddsNothingTwice) {
  const JetstreamServer server{mixed_events(300)};
  const Program program;
  write_live_settings(program, server.address());
  program.succeed({"collect", "--once"});
  const auto first = collected_of(program);

  program.succeed({"collect", "--once"});

  EXPECT_EQ(collected_of(program), first);
  ASSERT_EQ(server.requests().size(), 2U);
  EXPECT_THAT(server.requests().front(), Not(HasSubstr("cursor=")));
  EXPECT_THAT(server.requests().back(), HasSubstr("cursor="));
}

TEST(Collect, ComesToTheSameThroughCutsAndGarbage) {
  const auto events = mixed_events(600);
  const JetstreamServer calm{events};
  const JetstreamServer wild{events, {.cut_after = 150, .garbage_every = 50}};
  const Program undisturbed;
  const Program disturbed;
  write_live_settings(undisturbed, calm.address());
  write_live_settings(disturbed, wild.address());
  undisturbed.succeed({"collect", "--once"});

  disturbed.succeed({"collect", "--once"});

  EXPECT_EQ(collected_of(disturbed), collected_of(undisturbed));
  EXPECT_GE(wild.requests().size(), 4U) << "it was cut off";
  EXPECT_LE(wild.requests().size(), 12U) << "it hammered the server";
  const DatabaseContent database{disturbed.file("vigie.db")};
  EXPECT_GT(database.number("SELECT count(*) FROM reject"), 0) << "garbage is kept with its reason";
}

/// How often to kill: VIGIE_KILLS, else few enough for a build that many wait for.
int kills_wanted() {
  constexpr int kFew = 8;
  const char* const wanted = std::getenv("VIGIE_KILLS");  // NOLINT(concurrency-mt-unsafe)
  return wanted == nullptr ? kFew : std::max(kFew, std::atoi(wanted));
}

TEST(Collect, LosesNothingWhenItIsKilledAgainAndAgain) {
  const int kills = kills_wanted();
  const auto events = mixed_events(std::min(250 * kills, 6'000));  // none of the future
  const JetstreamServer calm{events};
  const JetstreamServer slow{events, {.between = std::chrono::microseconds{1'000}}};
  const Program undisturbed;
  const Program killed;
  write_live_settings(undisturbed, calm.address());
  write_live_settings(killed, slow.address());
  undisturbed.succeed({"collect", "--once"});
  std::mt19937 random{20261130};
  std::uniform_int_distribution<int> moment{50, 900};

  for (int kill = 0; kill < kills; ++kill) {
    auto running = killed.start({"collect"});
    std::this_thread::sleep_for(std::chrono::milliseconds{moment(random)});
    running.send(SIGKILL);
    EXPECT_EQ(running.wait().exit_code, -SIGKILL);
  }
  killed.succeed({"collect", "--once"});

  EXPECT_EQ(collected_of(killed), collected_of(undisturbed));
}

TEST(Collect, GoesRoundAFrameThatIsNoUtf8) {
  std::vector<StreamEvent> events;
  for (int i = 0; i < 300; ++i) {
    const std::string number = std::to_string(i);
    events.push_back(post_event("ana", "key" + number, 5 * i, "Water, part " + number));
  }
  const JetstreamServer server{events, {.no_utf8_before = 200}};
  const Program program;
  write_live_settings(program, server.address());

  const auto outcome = program.run_json({"collect", "--once"});

  EXPECT_EQ(outcome["sources"][0]["state"], "finished");
  EXPECT_LE(server.requests().size(), 6U);
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_THAT(database.rows("SELECT reason FROM reject"), ElementsAre(Row{"message: no UTF-8"}));
  EXPECT_THAT(database.rows("SELECT reason FROM coverage_gap"), ElementsAre(Row{"error"}));
  const auto posts = database.number("SELECT count(*) FROM post");
  EXPECT_LT(posts, 300) << "what lies beside it is lost";
  EXPECT_GE(posts, 280) << "and no more than a moment";
}

/// A port that was free a moment ago.
std::uint16_t free_port() {
  const RawServer server{answering("")};
  return server.port();
}

/// Asked until a source runs; what came last when none does within half a minute.
std::string metrics_of_a_running_source(std::uint16_t port) {
  std::string answer;
  for (int tries = 0; tries < 300 && answer.find("\"} 1\n") == std::string::npos; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    try {
      answer = ask_raw(port, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    } catch (const std::runtime_error&) {
      answer.clear();  // not listening yet
    }
  }
  return answer;
}

TEST(Collect, AnswersWithItsMetricsAndStopsWithinSecondsAllTheSame) {
  const JetstreamServer server{mixed_events(100)};
  const Program program;
  write_live_settings(program, server.address());
  const std::uint16_t port = free_port();
  auto running = program.start({"collect", "--metrics", "127.0.0.1:" + std::to_string(port)});

  const std::string answer = metrics_of_a_running_source(port);
  RawClient lingering{port};
  lingering.send("GET");
  const auto begin = std::chrono::steady_clock::now();
  running.send(SIGTERM);
  const Outcome outcome = running.wait();

  EXPECT_THAT(
      answer,
      AllOf(HasSubstr("200 OK"), HasSubstr("vigie_source_up{source=\"bluesky:jetstream\"} 1")));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
}

TEST(Collect, AnswersNoOtherMachineUnlessTheSettingsAllowIt) {
  const JetstreamServer server{mixed_events(3)};
  const Program program;
  write_live_settings(program, server.address());

  const Outcome outcome = program.run({"collect", "--once", "--metrics", "0.0.0.0:0"});

  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("other machines"));
  EXPECT_THAT(server.requests(), IsEmpty());
}

TEST(Collect, StopsWithinSecondsAndSaysHowItWent) {
  const JetstreamServer server{mixed_events(100)};
  const Program program;
  write_live_settings(program, server.address());
  auto running = program.start({"collect"});
  std::this_thread::sleep_for(std::chrono::milliseconds{1'500});

  const auto begin = std::chrono::steady_clock::now();
  running.send(SIGTERM);
  const Outcome outcome = running.wait();

  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("bluesky:jetstream"), HasSubstr("stopped")));
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE text LIKE 'Water%'"),
            water_posts(100));
  EXPECT_THAT(read_file(program.file("vigie.db.collect.json")), HasSubstr("\"stopped\""));
  EXPECT_THAT(program.succeed({"status"}), HasSubstr("`vigie collect` is not running"));
}

TEST(Collect, WritesDownWhatItCannotHaveSeen) {
  const auto events = mixed_events(300);
  const Program program;
  {
    const JetstreamServer server{{events.begin(), events.begin() + 50}};
    write_live_settings(program, server.address());
    program.succeed({"collect", "--once"});
  }
  // The cursor stands at the end of the first stretch: set back, it asks for what is forgotten.
  {
    const DatabaseContent database{program.file("vigie.db")};
    database.execute("UPDATE live_source SET cursor = '" + std::to_string(events[60].time_us) +
                     "'");
  }
  const JetstreamServer forgetful{events, {.oldest = 200}};
  write_live_settings(program, forgetful.address());

  const auto outcome = program.run_json({"collect", "--once"});

  EXPECT_EQ(outcome["sources"][0]["gaps"], 1);
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_THAT(database.rows("SELECT reason FROM coverage_gap"), ElementsAre(Row{"cursor too old"}));
  EXPECT_EQ(database.number("SELECT count(*) FROM collection WHERE method = 'stream'"), 2);
  EXPECT_THAT(program.succeed({"status"}), HasSubstr("cursor too old"));
}

TEST(Collect, RefusesASecondCollectorOnOneDatabase) {
  const JetstreamServer server{mixed_events(30)};
  const Program program;
  write_live_settings(program, server.address());
  auto running = program.start({"collect"});
  std::this_thread::sleep_for(std::chrono::milliseconds{700});

  const Outcome second = program.run({"collect", "--once"});
  running.send(SIGTERM);

  EXPECT_EQ(second.exit_code, 1);
  EXPECT_THAT(second.err, HasSubstr("another `vigie collect` is at work"));
  EXPECT_EQ(running.wait().exit_code, 0);
}

TEST(Collect, AsksNobodyWithoutAContact) {
  const JetstreamServer server{mixed_events(3)};
  const Program program;
  write_file(program.file("vigie.toml"),
             "[bluesky]\nenabled = true\njetstream_hosts = [\"" + server.address() + "\"]\n");
  program.succeed({"init"});

  const Outcome outcome = program.run({"collect", "--once"});

  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("contact"));
  EXPECT_THAT(server.requests(), IsEmpty());
}

TEST(Collect, AsksNobodyWithoutARecordOfProcessing) {
  const JetstreamServer server{mixed_events(3)};
  const Program program;
  write_live_settings(program, server.address());
  DatabaseContent{program.file("vigie.db")}.execute("DELETE FROM processing_record");

  const Outcome outcome = program.run({"collect", "--once"});

  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("vigie record"));
  EXPECT_THAT(server.requests(), IsEmpty());
}

TEST(Collect, NamesTheSourcesThereAreWhenOneIsMissing) {
  const JetstreamServer server{mixed_events(3)};
  const Program program;
  write_live_settings(program, server.address());

  const Outcome outcome = program.run({"collect", "nostr"});

  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("nostr"), HasSubstr("bluesky:jetstream")));
}

TEST(Collect, LeavesOtherSourcesAloneWhenOneAnswersHtml) {
  const JetstreamServer server{mixed_events(90)};
  const RawServer blocked{
      answering(http_answer(403, "<html>blocked</html>", "Content-Type: text/html\r\n"))};
  const Program program;
  write_live_settings(program,
                      server.address(),
                      std::string{"[feeds]\nurls = [\""} + blocked.url("/feed") + "\"]\n" + kWatch);
  auto running = program.start({"collect", "--json"});
  std::this_thread::sleep_for(std::chrono::milliseconds{2'500});
  running.send(SIGTERM);
  const Outcome outcome = running.wait();

  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE text LIKE 'Water%'"), water_posts(90));
  EXPECT_LE(blocked.connections(), 2U) << "a block is not knocked at again";
}

TEST(Collect, FollowsAPostFromItsCreationToItsDeletionInWhateverOrder) {
  const JetstreamServer server{{post_event("ana", "one", 0, "Water, first version"),
                                update_event("ana", "one", 10, "Water, second version"),
                                post_event("ana", "two", 20, "Water to be taken back"),
                                update_event("ana", "two", 30, "Water still to be taken back"),
                                deletion_event("ana", "two", 40),
                                deletion_event("ana", "three", 50),
                                post_event("ana", "three", 45, "Water that was overtaken"),
                                post_event("ana", "one", 0, "Water, first version")}};
  const Program program;
  write_live_settings(program, server.address());

  program.succeed({"collect", "--once"});

  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_THAT(database.rows("SELECT text FROM post WHERE text != ''"),
              ElementsAre(Row{"Water, second version"}));
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE state = 1"), 1) << "the second";
}

TEST(Collect, ErasesThePostsOfAnAccountThatWasDeleted) {
  const JetstreamServer server{{post_event("ana", "one", 0, "Water of Ana"),
                                post_event("bo", "two", 10, "Water of Bo"),
                                account_event("ana", 20, "deleted"),
                                post_event("bo", "three", 30, "Water of Bo again")}};
  const Program program;
  write_live_settings(program, server.address());

  program.succeed({"collect", "--once"});

  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_THAT(database.rows("SELECT text FROM post WHERE text != '' ORDER BY text"),
              ElementsAre(Row{"Water of Bo"}, Row{"Water of Bo again"}));
}

TEST(Collect, StoresNothingMoreOfAnAccountThatWasErased) {
  const Program program;
  {
    const JetstreamServer server{{post_event("ana", "one", 0, "Water of Ana")}};
    write_live_settings(program, server.address());
    program.succeed({"collect", "--once"});
  }
  program.succeed({"erase", "bluesky:" + did_of("ana"), "--yes"});
  const StreamEvent again = post_event("ana", "two", 100, "Water of Ana again");
  DatabaseContent{program.file("vigie.db")}.execute("UPDATE live_source SET cursor = '" +
                                                    std::to_string(again.time_us) + "'");
  const JetstreamServer server{{again, post_event("bo", "three", 200, "Water of Bo")}};
  write_live_settings(program, server.address());

  program.succeed({"collect", "--once"});

  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_THAT(database.rows("SELECT text FROM post"), ElementsAre(Row{"Water of Bo"}));
  EXPECT_EQ(
      database.number("SELECT count(*) FROM account WHERE native_id = '" + did_of("ana") + "'"), 0);
}

TEST(Collect, NamesWrongCredentialsAndGoesOnWithItsOtherSources) {
  const JetstreamServer server{mixed_events(90)};
  const RawServer instance{answering(http_answer(
      401, R"({"error":"The access token is invalid"})", "Content-Type: application/json\r\n"))};
  const Program program;
  write_live_settings(
      program,
      server.address(),
      "[[mastodon]]\nurl = \"" + instance.url("") + "\"\nterms_acknowledged = true\n" + kWatch);

  const Outcome outcome = program.run({"collect", "--once"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("401"), HasSubstr("check the credentials")));
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE text LIKE 'Water%'"), water_posts(90));
  EXPECT_LE(instance.connections(), 4U) << "it does not knock again with what was refused";
}

TEST(Collect, NamesACertificateOfAnotherHostAndGoesOnWithItsOtherSources) {
  const JetstreamServer server{mixed_events(90)};
  const RawServer feed{answering(http_answer(200, "secret")),
                       std::make_shared<TlsIdentity>("DNS:other.test")};
  const Program program;
  write_live_settings(program,
                      server.address(),
                      "[feeds]\nurls = [\"" + feed.url("/feed", "https") + "\"]\n" + kWatch);

  const Outcome outcome = program.run({"collect", "--once"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("certificate"), HasSubstr("collect.ca_file")));
  EXPECT_THAT(outcome.out, HasSubstr("unfinished"));
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE text LIKE 'Water%'"), water_posts(90));
}

/// A feed whose server says that it is another day.
RawServer::Script feed_of_another_day(std::chrono::hours ahead) {
  const auto when = std::chrono::system_clock::now() + ahead;
  return answering(http_answer(
      200,
      "<rss version=\"2.0\"><channel><title>Gazette</title><link>https://gazette.example/</link>"
      "<item><title>Water</title><link>https://gazette.example/1</link></item></channel></rss>",
      fmt::format("Content-Type: application/rss+xml\r\nDate: {:%a, %d %b %Y %H:%M:%S} GMT\r\n",
                  fmt::gmtime(std::chrono::system_clock::to_time_t(when)))));
}

TEST(Collect, SaysThatThisMachinesClockIsWrongByADay) {
  const RawServer feed{feed_of_another_day(std::chrono::hours{24})};
  const Program program;
  write_file(program.file("vigie.toml"),
             "contact = \"desk@newsroom.example\"\n[feeds]\nurls = [\"" + feed.url("/feed") +
                 "\"]\n" + kWatch);
  program.succeed({"init"});
  program.succeed({"record",
                   "--name",
                   "Test watch",
                   "--purpose",
                   "tests",
                   "--legal-basis",
                   "public interest",
                   "--retention",
                   "90 days"});

  const Outcome collected = program.run({"collect", "--once"});
  const Outcome doctor = program.run({"doctor"});

  EXPECT_EQ(collected.exit_code, 0);
  EXPECT_THAT(collected.err, AllOf(HasSubstr("clock is 86"), HasSubstr("behind")));
  EXPECT_EQ(doctor.exit_code, 1);
  EXPECT_THAT(doctor.out, HasSubstr("clock"));
}

TEST(Collect, EndsWithAWordWhenTheDiskIsFullAndGoesOnLater) {
  const std::string everything = "[[watch]]\nname = \"all\"\neverything = true\n";
  const auto events = mixed_events(6'000);
  const JetstreamServer server{events};
  const Program program;
  write_live_settings(program, server.address(), everything);
  const JetstreamServer calm{events};
  const Program roomy;
  write_live_settings(roomy, calm.address(), everything);
  roomy.succeed({"collect", "--once"});

  const Outcome full = program.run({"collect", "--once"}, {.file_bytes = 700'000});
  program.succeed({"collect", "--once"});

  EXPECT_EQ(full.exit_code, 1);
  EXPECT_THAT(full.err, HasSubstr("what was committed is safe"));
  EXPECT_EQ(collected_of(program), collected_of(roomy));
}

}  // namespace
}  // namespace vigie::tests

// From the store over a platform's answers and back: what a re-check does to a database.
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/program_lock.h"
#include "app/recheck_places.h"
#include "app/recheck_run.h"
#include "storage/migrator.h"
#include "tests/support/live_tools.h"

namespace vigie::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

collector::MastodonInstance instance(const std::string& host) {
  collector::MastodonInstance made;
  made.url = "https://" + host;
  made.terms_acknowledged = true;
  return made;
}

class RecheckPlacesTest : public testing::Test {
 protected:
  RecheckPlacesTest() {
    options.bluesky.enabled = true;
    options.mastodon.instances = {instance("one.example"), instance("two.example")};
  }

  [[nodiscard]] std::string asked_for(const RecheckPlaces& places, const std::string& key) {
    const auto place = places.place_of_post("mastodon", key);
    return place ? names.at(*place) : std::string{};
  }

  std::filesystem::path folder = std::filesystem::temp_directory_path() / "vigie_recheck_places";
  collector::LiveOptions options;
  collector::tests::LiveWorld world;
  std::vector<std::string> names{"bluesky", "one", "two"};
};

TEST_F(RecheckPlacesTest, AskTheHomeOfAPostBeforeWhoeverKnowsIt) {
  std::filesystem::create_directories(folder);
  storage::Database database = storage::open_store(folder / "vigie.db", storage::OpenMode::kCreate);
  RecheckPlaces places{options, world.tools, world.limiter, database};
  ASSERT_EQ(places.size(), 3U);
  const std::string home = "https://two.example/users/ana/statuses/7";
  const std::string far = "https://far.example/users/bo/statuses/8";
  EXPECT_EQ(asked_for(places, far), "");

  places.learn({.platform = "mastodon",
                .native_id = home,
                .account_native_id = {},
                .aliases = {{"one.example", "70"}}});
  places.learn({.platform = "mastodon",
                .native_id = far,
                .account_native_id = {},
                .aliases = {{"one.example", "80"}}});

  EXPECT_EQ(asked_for(places, home), "two");
  EXPECT_EQ(asked_for(places, far), "one");
  EXPECT_FALSE(places.place_of_post("x", "12"));
  EXPECT_FALSE(places.place_of_account("mastodon", "https://far.example/users/bo"));
  std::filesystem::remove_all(folder);
}

class WaitForLockTest : public testing::Test {
 protected:
  WaitForLockTest() {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }

  ~WaitForLockTest() override { std::filesystem::remove_all(folder); }

  [[nodiscard]] std::unique_ptr<ProgramLock> take() const {
    return std::make_unique<ProgramLock>(file, std::chrono::milliseconds{0});
  }

  std::filesystem::path folder = std::filesystem::temp_directory_path() / "vigie_wait_for_lock";
  std::filesystem::path file = lock_file(folder / "vigie.db", "recheck");
};

TEST_F(WaitForLockTest, LetsNoneOfTwoThatWaitGoOnBesideTheOther) {
  std::unique_ptr<ProgramLock> first = take();
  ASSERT_TRUE(first->is_held());
  std::unique_ptr<ProgramLock> second;
  int tries = 0;

  const auto third = wait_for_lock(file, std::chrono::milliseconds{0}, [&] {
    ++tries;
    if (tries == 1) {  // the first is done, and the other one that waits is faster
      first.reset();
      second = take();
    }
    if (tries == 3) {
      second.reset();
    }
    return tries > 9;
  });

  EXPECT_EQ(tries, 3);
  EXPECT_TRUE(third->is_held());
}

TEST_F(WaitForLockTest, SaysThatItIsNotHeldWhenItGivesUp) {
  const std::unique_ptr<ProgramLock> first = take();
  int tries = 0;

  const auto second =
      wait_for_lock(file, std::chrono::milliseconds{0}, [&] { return ++tries == 4; });

  EXPECT_EQ(tries, 4);
  EXPECT_TRUE(second->has_file());
  EXPECT_FALSE(second->is_held());
  EXPECT_TRUE(first->is_held());
}

TEST_F(WaitForLockTest, WaitsForNobodyWhereNoFileCanBeWritten) {
  int tries = 0;

  const auto lock = wait_for_lock(folder / "absent" / "vigie.db.recheck.lock",
                                  std::chrono::milliseconds{0},
                                  [&] { return ++tries > 9; });

  EXPECT_EQ(tries, 0);
  EXPECT_FALSE(lock->has_file());
}

TEST_F(WaitForLockTest, SaysAfterTenMinutesThatItGoesOnBesideTheOther) {
  EXPECT_EQ(RecheckOptions{}.longest_wait, std::chrono::minutes{10});
  storage::Database database = storage::open_store(folder / "vigie.db", storage::OpenMode::kCreate);
  const auto warned_within = [&](std::chrono::minutes longest_wait) {
    Console console;
    testing::internal::CaptureStderr();
    static_cast<void>(recheck_run({}, {.longest_wait = longest_wait}, {}, database, console));
    return testing::internal::GetCapturedStderr();
  };
  std::unique_ptr<ProgramLock> other = take();
  ASSERT_TRUE(other->is_held());

  EXPECT_EQ(warned_within(std::chrono::minutes{0}),
            "vigie: another re-check of this database still runs after 0 minutes; this one goes on "
            "beside it, more slowly, and may ask for the same posts\n");

  other.reset();
  EXPECT_EQ(warned_within(std::chrono::minutes{10}), "") << "nobody is waited for";
}

TEST(RecheckSettings, NamePlatformsThatCanBeAsked) {
  collector::LiveOptions options;
  EXPECT_FALSE(can_ask_again(options));
  options.feeds.urls = {"https://gazette.example/feed"};
  options.nostr.relays = {"wss://relay.example"};
  options.youtube.enabled = true;
  EXPECT_FALSE(can_ask_again(options)) << "there is no such question to these";
  options.reddit.enabled = true;
  options.x.enabled = true;
  EXPECT_THAT(platforms_to_ask(options), ElementsAre("reddit", "x"));
}

TEST(RecheckOutput, AddsUpThePlacesAndSaysWhatFailed) {
  RecheckSummary summary;
  summary.run = {4};
  summary.places = {{.name = "bluesky",
                     .asked = 10,
                     .unknown = 1,
                     .accounts_asked = 3,
                     .counts = {.there = 6, .absent_once = 2, .erased = 1, .accounts_gone = 1}},
                    {.name = "mastodon:one.example", .asked = 5, .unknown = 5, .counts = {}}};
  summary.failures = {"mastodon:one.example: 503"};
  summary.left_out = 7;

  const auto json = nlohmann::json::parse(recheck_json(summary));
  EXPECT_EQ(json["asked"], 15);
  EXPECT_EQ(json["there"], 6);
  EXPECT_EQ(json["absent_once"], 2);
  EXPECT_EQ(json["erased"], 1);
  EXPECT_EQ(json["unknown"], 6);
  EXPECT_EQ(json["accounts"]["gone"], 1);
  EXPECT_EQ(json["places"].size(), 2U);
  EXPECT_EQ(json["failures"][0], "mastodon:one.example: 503");
  EXPECT_THAT(recheck_table(summary), HasSubstr("7 posts were left out"));
}

}  // namespace
}  // namespace vigie::app

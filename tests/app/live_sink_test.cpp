// What becomes of profiles on their way from a stream into the store: of strangers nothing stays.
#include "app/live_sink.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/live_store.h"
#include "tests/storage/store_fixture.h"
#include "tests/support/fake_clock.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;
using storage::tests::Profile;
using storage::tests::text_of;

constexpr const char* kNames =
    "SELECT group_concat(native_id || '=' || coalesce(display_name, '-'), ' ') FROM "
    "(SELECT * FROM account ORDER BY native_id)";

/// A watch for the word `water` and for one account by its handle; a sink, and the store behind it.
class LiveSinkTest : public storage::tests::StoreTest {
 protected:
  std::vector<SourceList> lists_;
  analysis::SourceIndex index_{lists_};
  std::unique_ptr<WatchContext> watches_{make_watch_context({watch()}, {}, index_)};
  collector::SourceMeter meter_;
  tests::FakeClock clock_;
  BoundedQueue<LiveBatch> queue_{64};
  LiveSink sink_{context(false)};
  LiveSink history_{context(true)};
  storage::Database database_{create()};
  LiveStore store_{database_, {}, {{"nostr:relay", "nostr", "nostr"}}};

  static collector::WatchOptions watch() {
    collector::WatchOptions watch;
    watch.name = "test";
    watch.keywords = {"water"};
    watch.accounts = {"nostr:named"};
    return watch;
  }

  LiveSinkContext context(bool keeps_profiles) {
    return {.platform = "nostr",
            .is_filtered = !keeps_profiles,
            .keeps_profiles = keeps_profiles,
            .watches = *watches_,
            .meter = meter_,
            .clock = clock_,
            .queue = queue_,
            .shorteners = {}};
  }

  static Post said(std::string id, std::string account, std::string text) {
    Post post;
    post.native_id = std::move(id);
    post.account_native_id = std::move(account);
    post.text = std::move(text);
    post.created = from_ms(1'772'409'600'000);
    return post;
  }

  static RecordBatch batch(std::vector<Post> posts, std::vector<Account> accounts) {
    RecordBatch batch;
    batch.platform = "nostr";
    batch.records_read = posts.size() + accounts.size();
    batch.posts = std::move(posts);
    batch.accounts = std::move(accounts);
    return batch;
  }

  static Account profile(const std::string& id, const std::string& name) {
    return Profile{.native_id = id, .handle = id + ".host", .display_name = name};
  }

  /// Through the sink into the store.
  void take(LiveSink& sink, RecordBatch records) {
    sink.accept(std::move(records));
    const auto live = queue_.pop();
    ASSERT_TRUE(live);
    store_.append(*live);
    store_.flush();
  }

  void take(RecordBatch records) { take(sink_, std::move(records)); }
};

TEST_F(LiveSinkTest, KeepsNoProfileOfAStranger) {
  take(batch({said("1", "a", "fire")}, {profile("a", "Stranger"), profile("b", "Other")}));
  EXPECT_EQ(text_of(database_, "SELECT count(*) FROM account"), "0");
  EXPECT_EQ(text_of(database_, "SELECT count(*) FROM post"), "0");
}

TEST_F(LiveSinkTest, KeepsTheProfileOfAKeptPostWhereverItStandsInTheBatch) {
  take(batch({said("1", "a", "fire"), said("2", "b", "water")},
             {profile("b", "Writer"), profile("a", "Stranger")}));
  EXPECT_EQ(text_of(database_, kNames), "b=Writer");
}

TEST_F(LiveSinkTest, KeepsAProfileThatComesAfterItsPost) {
  take(batch({said("2", "b", "water")}, {}));
  EXPECT_EQ(text_of(database_, kNames), "b=-");
  take(batch({}, {profile("b", "Writer"), profile("c", "Stranger")}));
  EXPECT_EQ(text_of(database_, kNames), "b=Writer");
}

TEST_F(LiveSinkTest, KeepsAProfileThatCameBeforeTheFirstKeptPost) {
  take(batch({}, {profile("b", "Old name"), profile("c", "Stranger")}));
  take(batch({}, {profile("b", "Writer")}));
  EXPECT_EQ(text_of(database_, "SELECT count(*) FROM account"), "0") << "it waits in memory";
  take(batch({said("2", "b", "water")}, {}));
  EXPECT_EQ(text_of(database_, kNames), "b=Writer");
}

TEST_F(LiveSinkTest, KeepsAProfileThatCameWithAPostThatNoWatchAsksFor) {
  take(batch({said("1", "b", "fire")}, {profile("b", "Writer")}));
  EXPECT_EQ(text_of(database_, "SELECT count(*) FROM account"), "0");
  take(batch({said("2", "b", "water")}, {}));
  EXPECT_EQ(text_of(database_, kNames), "b=Writer");
}

TEST_F(LiveSinkTest, KeepsTheProfileOfAnAccountThatAWatchNames) {
  take(batch({}, {Profile{.native_id = "7", .handle = "named", .display_name = "Named"}}));
  EXPECT_EQ(text_of(database_, kNames), "7=Named");
}

TEST_F(LiveSinkTest, KeepsWhatAHistoryFetchesOfWhomItWasAskedFor) {
  take(history_, batch({}, {profile("q", "Queued")}));
  EXPECT_EQ(text_of(database_, kNames), "q=Queued");
}

TEST_F(LiveSinkTest, TakesFromTheProfileOfWhoIsRepostedItsOptOutAlone) {
  Post repost = said("3", "b", "water");
  repost.kind = PostKind::kQuote;
  repost.subject_id = "30";
  repost.subject_account_native_id = "shy";
  repost.subject_account_handle = "shy.host";
  Account shy = profile("shy", "Shy name");
  shy.opt_out = OptOut::kNotDiscoverable;

  take(batch({repost}, {shy}));

  EXPECT_EQ(text_of(database_, "SELECT opt_out FROM account WHERE native_id = 'shy'"), "4");
  EXPECT_EQ(text_of(database_, "SELECT display_name IS NULL FROM account WHERE native_id = 'shy'"),
            "1");
}

TEST_F(LiveSinkTest, CountsProfilesOfStrangersAsIgnored) {
  take(batch({said("2", "b", "water")}, {profile("b", "Writer"), profile("c", "Stranger")}));
  EXPECT_EQ(text_of(database_, "SELECT records || ' ' || stored || ' ' || ignored FROM collection"),
            "3 2 1");
}

TEST(PassingProfiles, WaitTheirWholeTimeAfterTheyWereTakenOnce) {
  PassingProfiles profiles;
  profiles.remember(Profile{.native_id = "early", .handle = "h"});
  ASSERT_TRUE(profiles.take("early"));
  for (std::size_t i = 1; i < PassingProfiles::kMostProfiles; ++i) {
    profiles.remember(Profile{.native_id = std::to_string(i), .handle = "h"});
  }
  profiles.remember(Profile{.native_id = "early", .handle = "again"});  // pushes its old entry out
  EXPECT_TRUE(profiles.take("early"));
}

TEST(PassingProfiles, AreBoundedAndForgetWhoAskedNotToBeKept) {
  PassingProfiles profiles;
  for (std::size_t i = 0; i < PassingProfiles::kMostProfiles + 10; ++i) {
    profiles.remember(Profile{.native_id = std::to_string(i), .handle = "h"});
  }
  EXPECT_EQ(profiles.size(), PassingProfiles::kMostProfiles);
  EXPECT_FALSE(profiles.take("0"));
  EXPECT_TRUE(profiles.take("100"));
  EXPECT_FALSE(profiles.take("100")) << "taken once";
  profiles.remember(Profile{.native_id = "200", .opt_out = OptOut::kNoIndex});
  EXPECT_FALSE(profiles.take("200"));
  profiles.remember(Profile{.native_id = "300", .bio = std::string(5'000, 'x')});
  EXPECT_FALSE(profiles.take("300"));
}

TEST(LiveSink, TakesTheTimeOfReceiptForADeletionThatTellsNone) {
  const analysis::SourceIndex index{std::span<const SourceList>{}};
  const auto watches = make_watch_context({}, {}, index);
  collector::SourceMeter meter;
  tests::FakeClock clock;
  BoundedQueue<LiveBatch> queue{1};
  LiveSink sink{{.source = 0,
                 .platform = "mastodon",
                 .is_filtered = false,
                 .watches = *watches,
                 .meter = meter,
                 .clock = clock,
                 .queue = queue,
                 .shorteners = {}}};
  const UtcTime told = clock.now() - 1h;
  clock.advance(10min);
  RecordBatch batch;
  batch.deletions = {{.native_id = "1", .time = {}}, {.native_id = "2", .time = told}};

  sink.accept(std::move(batch));

  const auto written = queue.pop();
  const auto& deletions = written->batch.records.deletions;
  EXPECT_EQ(deletions.at(0).time, clock.now());
  EXPECT_EQ(deletions.at(1).time, told);
}

}  // namespace
}  // namespace vigie::app

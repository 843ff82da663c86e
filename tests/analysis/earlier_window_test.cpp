#include "analysis/earlier_window.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "storage/model/time.h"
#include "tests/analysis/small_world.h"

namespace vigie::analysis {
namespace {

using tests::kBegin;
using tests::World;
using tests::WorldPost;

const TimeWindow kFourWeeks{from_ms(kBegin), from_ms(kBegin + 28 * kDayMs)};

/// A relay that links a listed outlet now and then, and people.
World a_relay_among_people() {
  World world;
  world.options.keep_contributions_above = 0.0;
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    world.add_person("person" + std::to_string(seed), 20, seed);
  }
  world.add_person("relay", 20, 9);
  std::size_t i = 0;
  for (WorldPost& post : world.posts) {
    const bool is_relay = post.account == "relay";
    post.hosts = {++i % (is_relay ? 2 : 40) == 0 ? "rt.com" : "paper.example"};
  }
  return world;
}

/// What a store would give of one account.
AccountRows rows_of(const World& world, const std::string& account) {
  AccountRows rows;
  CoverageRow seen{{7}, INT64_MAX, 0, true};
  for (std::size_t i = 0; i < world.posts.size(); ++i) {
    const WorldPost& post = world.posts[i];
    if (post.account != account) {
      continue;
    }
    const PostId id{static_cast<std::int64_t>(i) + 1};
    rows.posts.push_back({.post = id,
                          .sort_ms = post.time_ms,
                          .kind = post.kind,
                          .text = post.text,
                          .text_hash = std::hash<std::string>{}(post.text),
                          .language = {},
                          .subject_created_ms = std::nullopt,
                          .subject = {},
                          .subject_account = {},
                          .native_id = {},
                          .parent = {},
                          .client = {}});
    for (const std::string& host : post.hosts) {
      rows.urls.push_back({id, host});
    }
    seen.begin_ms = std::min(seen.begin_ms, post.time_ms);
    seen.end_ms = std::max(seen.end_ms, post.time_ms);
  }
  std::stable_sort(rows.posts.begin(), rows.posts.end(), [](const auto& a, const auto& b) {
    return a.sort_ms < b.sort_ms;
  });
  rows.coverage = {seen};
  return rows;
}

SignalValues values_of(const AccountScore& score) {
  SignalValues values{};
  for (const Contribution& contribution : score.contributions) {
    values[static_cast<std::size_t>(contribution.signal)] = contribution.value;
  }
  return values;
}

class MeasureAgain : public testing::Test {
 protected:
  World world = a_relay_among_people();
  tests::WorldResult run = tests::analyze(world);
  AccountScore relay = run.accounts.at("relay").score;
  SourceIndex sources{world.lists};
  AgainContext context{.sources = sources,
                       .usual = SourcePrior{run.raw.totals.usual_listed->mean,
                                            run.raw.totals.usual_listed->strength},
                       .posts_then = relay.posts,
                       .covered_days_then = relay.covered_days};
};

TEST_F(MeasureAgain, FindsTheValuesOfTheRunWhereNothingChanged) {
  const MeasuredAgain again = measure_again(rows_of(world, "relay"), kFourWeeks, context);

  EXPECT_TRUE(again.has_same_posts);
  const SignalValues then = values_of(relay);
  int compared = 0;
  for (const SignalInfo& signal : kSignals) {
    const auto place = static_cast<std::size_t>(signal.signal);
    if (signal.group == SignalGroup::kCadence || signal.group == SignalGroup::kTextHabits ||
        signal.group == SignalGroup::kRate || signal.group == SignalGroup::kSources) {
      EXPECT_EQ(again.values[place], then[place]) << signal.name;
      compared += then[place] ? 1 : 0;
    }
  }
  EXPECT_GT(compared, 15);
  EXPECT_GT(*then[static_cast<std::size_t>(Signal::kListedSourceShare)], 0.1);
}

TEST_F(MeasureAgain, CountsTheLinksByTheListsItIsGiven) {
  world.lists[0].entries[0].pattern = "paper.example";
  const SourceIndex others{world.lists};
  const AgainContext by_others{.sources = others,
                               .usual = context.usual,
                               .posts_then = relay.posts,
                               .covered_days_then = relay.covered_days};
  const auto listed = [](const MeasuredAgain& again) {
    return *again.values[static_cast<std::size_t>(Signal::kListedSourceShare)];
  };
  AccountRows person = rows_of(world, "person1");

  EXPECT_EQ(listed(measure_again(person, kFourWeeks, context)), 0.0);
  EXPECT_GT(listed(measure_again(person, kFourWeeks, by_others)), 0.5);
}

TEST_F(MeasureAgain, NoticesPostsThatCameLateAndDaysThatWereNotSeen) {
  AccountRows late = rows_of(world, "relay");
  late.posts.pop_back();
  AccountRows unseen = rows_of(world, "relay");
  unseen.coverage[0].end_ms -= kHourMs;

  EXPECT_FALSE(measure_again(late, kFourWeeks, context).has_same_posts);
  EXPECT_FALSE(measure_again(unseen, kFourWeeks, context).has_same_posts);
}

TEST_F(MeasureAgain, SaysNothingOfAnAccountWhosePostsAreGone) {
  const MeasuredAgain again = measure_again(AccountRows{}, kFourWeeks, context);

  EXPECT_FALSE(again.has_same_posts);
  EXPECT_EQ(again.values, SignalValues{});
}

}  // namespace
}  // namespace vigie::analysis

#include "analysis/amplification.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/small_shares.h"

namespace vigie::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using tests::SmallShares;

std::vector<Amplification> measure(const SmallShares& small,
                                   const std::vector<std::uint8_t>& flags = {},
                                   const AmplificationOptions& options = {}) {
  const WindowShares shares = small.build();
  const std::vector<ActivityAccount> accounts = tests::numbered_accounts(small.accounts);
  std::vector<TopicDefinition> topics(1);
  topics[0].id = "weather";
  return measure_amplification({.shares = shares,
                                .accounts = accounts,
                                .flags = flags,
                                .topics = topics,
                                .key_of = [](ObjectId o) { return std::to_string(o.value); }},
                               options);
}

TEST(Gini, IsZeroForEqualCountsAndNearOneForOneHolder) {
  EXPECT_DOUBLE_EQ(gini({}), 0.0);
  EXPECT_DOUBLE_EQ(gini({7}), 0.0);
  EXPECT_DOUBLE_EQ(gini({3, 3, 3, 3}), 0.0);
  EXPECT_DOUBLE_EQ(gini({0, 0, 0, 8}), 0.75);  // (n - 1) / n
  // Mean absolute difference of 1, 2, 3, 4 is 20 / 16 = 1.25; over twice the mean, 5: 0.25.
  EXPECT_DOUBLE_EQ(gini({4, 1, 3, 2}), 0.25);
}

TEST(Gini, DoesNotDependOnOrderNorScale) {
  EXPECT_DOUBLE_EQ(gini({1, 5, 9, 2}), gini({9, 2, 1, 5}));
  EXPECT_NEAR(gini({1, 5, 9, 2}), gini({10, 50, 90, 20}), 1e-12);
}

TEST(TopShare, AddsUpTheLargest) {
  const std::vector<std::uint32_t> falling{6, 3, 1};
  EXPECT_DOUBLE_EQ(top_share(falling, 1), 0.6);
  EXPECT_DOUBLE_EQ(top_share(falling, 2), 0.9);
  EXPECT_DOUBLE_EQ(top_share(falling, 10), 1.0);
  EXPECT_DOUBLE_EQ(top_share({}, 10), 0.0);
}

TEST(FibIndex, IsTheHIndexOfRepostsReceived) {
  EXPECT_EQ(fib_index({}), 0U);
  EXPECT_EQ(fib_index({0, 0}), 0U);
  EXPECT_EQ(fib_index({100}), 1U);
  EXPECT_EQ(fib_index({1, 1, 1}), 1U);
  EXPECT_EQ(fib_index({10, 8, 5, 4, 3}), 4U);  // Hirsch's own kind of example
  EXPECT_EQ(fib_index({3, 3, 3}), 3U);
  EXPECT_EQ(fib_index({2, 3, 2}), 2U);
}

TEST(MeasureAmplification, CountsReachSpeedAndConcentrationOfOneLink) {
  SmallShares small;
  small.accounts = 4;
  // Account 0 four times, 1 twice, 2 and 3 once: eight shares.
  small.posts = {{0, 0, {1}, 5},
                 {0, 60'000, {1}},
                 {1, 120'000, {1}, 2},
                 {0, kHourMs - 1, {1}},
                 {2, kHourMs, {1}},
                 {1, 2 * kHourMs, {1}},
                 {0, 3 * kHourMs, {1}},
                 {3, 4 * kHourMs, {1}}};

  const std::vector<Amplification> found = measure(small);

  ASSERT_THAT(found, SizeIs(1));
  const Amplification& link = found.front();
  EXPECT_EQ(link.kind, AmplifiedKind::kUrl);
  EXPECT_EQ(link.object, ObjectId{1});
  EXPECT_EQ(link.shares, 8U);
  EXPECT_EQ(link.accounts, 4U);
  EXPECT_EQ(link.reposts, 7U);
  EXPECT_EQ(link.first_ms, 0);
  EXPECT_EQ(link.last_ms, 4 * kHourMs);
  EXPECT_EQ(link.half_ms, kHourMs - 1);   // the fourth of eight
  EXPECT_EQ(link.first_hour_shares, 4U);  // the share at exactly one hour is not in it
  // Counts 1, 1, 2, 4: sum i x = 1 + 2 + 6 + 16 = 25; 2 * 25 / (4 * 8) - 5 / 4 = 0.3125.
  EXPECT_DOUBLE_EQ(link.gini, 0.3125);
  EXPECT_DOUBLE_EQ(link.top_percent_share, 0.5);  // one account of four
  EXPECT_DOUBLE_EQ(link.top_ten_share, 1.0);
  EXPECT_THAT(link.first_movers,
              ElementsAre(FirstMover{AccountId{1}, 0},
                          FirstMover{AccountId{2}, 120'000},
                          FirstMover{AccountId{3}, kHourMs},
                          FirstMover{AccountId{4}, 4 * kHourMs}));
  EXPECT_THAT(link.topics, IsEmpty());
}

TEST(MeasureAmplification, SaysWhichPartEachKindOfAccountCarries) {
  SmallShares small;
  small.accounts = 3;
  small.posts = {{0, 1, {1}}, {0, 2, {1}}, {0, 3, {1}}, {1, 4, {1}}, {2, 5, {1}}};
  const std::uint8_t both = AccountFlag::kAboveLine | AccountFlag::kGrouped;

  const Amplification link = measure(small, {both, AccountFlag::kDeclared}).front();

  EXPECT_EQ(link.above_line, (CarriedBy{3, 1}));
  EXPECT_EQ(link.grouped, (CarriedBy{3, 1}));
  EXPECT_EQ(link.declared, (CarriedBy{1, 1}));
}

TEST(MeasureAmplification, LeavesOutWhatOneAccountRepeats) {
  SmallShares small;
  small.accounts = 2;
  small.posts = {{0, 1, {1}}, {0, 2, {1}}, {0, 3, {1}}, {0, 4, {2}}, {1, 5, {2}}};

  const std::vector<Amplification> found = measure(small);

  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().object, ObjectId{2});
}

TEST(MeasureAmplification, GivesATopicWhatAtLeastHalfOfItsSharesAreOn) {
  SmallShares small;
  small.accounts = 3;
  small.posts = {{0, 1, {1, 2}, 0, ListedUse::kNone, 1}, {1, 2, {1, 2}}, {2, 3, {2}}};

  const std::vector<Amplification> found = measure(small);

  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].object, ObjectId{2});  // three shares, one on the topic
  EXPECT_THAT(found[0].topics, IsEmpty());
  EXPECT_THAT(found[1].topics, ElementsAre("weather"));
}

TEST(MeasureAmplification, KeepsTheMostSharedAndSettlesTiesByKey) {
  SmallShares small;
  small.accounts = 2;
  // Objects 9 and 10 share everything but their key; "10" comes before "9".
  small.posts = {{0, 1, {9, 10, 3}}, {1, 2, {9, 10, 3}}, {0, 3, {3}}};

  const std::vector<Amplification> found = measure(small, {}, {.top_objects = 2});

  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].object, ObjectId{3});
  EXPECT_EQ(found[1].object, ObjectId{10});
}

TEST(FindAmplifiers, CountsOwnPostsThatPassAListedSourceOn) {
  SmallShares small;
  small.accounts = 3;
  const ListedUse on = ListedUse::kPasses;
  small.posts = {{0, 1, {}, 5, on},
                 {0, 2, {}, 2, on},
                 {0, 3, {}, 9},                           // no listed source
                 {0, 4, {}, 9, ListedUse::kContradicts},  // a correction
                 {1, 5, {}, 3, on},
                 {1, 6, {}, 3, on, 0, true},  // a repost is not its own
                 {2, 7, {}, 0, on}};
  const WindowShares shares = small.build();
  const std::vector<ActivityAccount> accounts = tests::numbered_accounts(3);

  const std::vector<Amplifier> found = find_amplifiers(
      {.shares = shares, .accounts = accounts, .flags = {}, .topics = {}, .key_of = {}}, {});

  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].account, AccountId{1});
  EXPECT_EQ(found[0].fib_index, 2U);
  EXPECT_EQ(found[0].posts, 2U);
  EXPECT_EQ(found[0].reposts, 7U);
  EXPECT_EQ(found[1].account, AccountId{2});
  EXPECT_EQ(found[1].fib_index, 1U);
}

TEST(MeasureAmplification, HasNothingToSayOfAnEmptyWindow) {
  EXPECT_THAT(measure(SmallShares{}), IsEmpty());
}

}  // namespace
}  // namespace vigie::analysis

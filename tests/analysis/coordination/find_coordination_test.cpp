#include "analysis/coordination/find_coordination.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/coordination/power.h"
#include "analysis/coordination/self_test.h"
#include "tests/analysis/coordination/invented_shares.h"

namespace vigie::analysis {
namespace {

World with_crew() {
  World world{1'500};
  world.add_news(1'500, 0, 1'500, 1);
  world.add_crew(100, 20, 12, kMinuteSeconds);
  return world;
}

TEST(FindCoordination, FindsACrewAndNobodyElse) {
  const World world = with_crew();

  const CoordinationResult result = find_coordination(world.input(), {});

  ASSERT_EQ(result.groups.groups.size(), 1U);
  const CoordinatedGroup& group = result.groups.groups.front();
  EXPECT_EQ(group.members, 20U);
  EXPECT_EQ(*grouped(result).begin(), 100U);
  EXPECT_EQ(*grouped(result).rbegin(), 119U);
  EXPECT_GT(group.density, 0.9);
  EXPECT_LT(group.median_gap_ms, 60'000.0);
  EXPECT_EQ(group.layer_meetings[static_cast<std::size_t>(Layer::kRepost)], 0U);
  EXPECT_EQ(std::accumulate(group.hours.begin(), group.hours.end(), 0U), [&] {
    std::uint32_t posts = 0;
    for (const GroupDay& day : result.groups.days) {
      posts += day.posts;
    }
    return posts;
  }());
}

TEST(FindCoordination, KeepsExpectedObservedAndPostsOfEveryPair) {
  const World world = with_crew();
  const CoordinationResult result = find_coordination(world.input(), {});
  const LayerShares& shares = world.input().layers.front();
  ASSERT_FALSE(result.pairs.pairs.empty());
  for (const CoordinatedPair& pair : result.pairs.pairs) {
    ASSERT_GE(pair.objects, 3U);
    ASSERT_GE(pair.q_decades, 2.0);
    for (std::uint32_t m = 0; m < pair.meetings; ++m) {
      const PairMeeting& meeting = result.pairs.meetings[pair.first_meeting + m];
      ASSERT_EQ(shares.account[meeting.post_a], pair.account_a);
      ASSERT_EQ(shares.account[meeting.post_b], pair.account_b);
      ASSERT_EQ(shares.object[meeting.post_a], meeting.object);
      ASSERT_EQ(shares.object[meeting.post_b], meeting.object);
    }
    ASSERT_GT(pair.evidence, 0U);
    for (std::uint32_t e = 0; e < pair.evidence; ++e) {
      const PairEvidence& evidence = result.pairs.evidence[pair.first_evidence + e];
      ASSERT_GT(evidence.observed, evidence.expected);
    }
  }
}

TEST(FindCoordination, GivesTheSameBytesForAnyOrderAndThreads) {
  World world = with_crew();
  CoordinationOptions one;
  one.threads = 1;
  CoordinationOptions two;
  two.threads = 2;
  const CoordinationResult as_built = find_coordination(world.input(), one);

  LayerShares& layer = world.layer_of(Layer::kUrl);
  std::vector<std::size_t> order(layer.account.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), std::mt19937{20240229});
  const LayerShares before = layer;
  for (std::size_t i = 0; i < order.size(); ++i) {
    layer.account[i] = before.account[order[i]];
    layer.object[i] = before.object[order[i]];
    layer.time_ms[i] = before.time_ms[order[i]];
    layer.post[i] = before.post[order[i]];
  }
  const CoordinationResult shuffled = find_coordination(world.input(), two);

  ASSERT_FALSE(as_built.pairs.pairs.empty());
  EXPECT_EQ(shuffled.pairs.pairs, as_built.pairs.pairs);
  EXPECT_EQ(shuffled.pairs.meetings, as_built.pairs.meetings);
  EXPECT_EQ(shuffled.pairs.evidence, as_built.pairs.evidence);
  EXPECT_EQ(shuffled.groups.groups, as_built.groups.groups);
  EXPECT_EQ(shuffled.groups.members, as_built.groups.members);
  EXPECT_EQ(shuffled.groups.objects, as_built.groups.objects);
  EXPECT_EQ(shuffled.groups.days, as_built.groups.days);
  EXPECT_EQ(shuffled.accounts, as_built.accounts);
  EXPECT_EQ(shuffled.coverage, as_built.coverage);
}

TEST(FindCoordination, MarksBenignMembersAndKeepsThem) {
  World world = with_crew();
  CoordinationInput input = world.input();
  input.benign = {{105, 7}};
  const CoordinationResult result = find_coordination(input, {});
  ASSERT_EQ(result.groups.groups.size(), 1U);
  EXPECT_EQ(result.groups.groups.front().benign_members, 1U);
  EXPECT_EQ(result.groups.members[5].benign, 7U);
}

TEST(BadInput, GivesNoPairAndNoCrash) {
  EXPECT_TRUE(find_coordination({}, {}).pairs.pairs.empty());

  World one{1};
  one.share(Layer::kUrl, one.add_object(Layer::kUrl), 0, 0.0);
  EXPECT_TRUE(find_coordination(one.input(), {}).pairs.pairs.empty());

  World alone{2};
  const std::uint32_t object = alone.add_object(Layer::kText);
  for (int i = 0; i < 100'000; ++i) {
    alone.share(Layer::kText, object, 0, 0.0);
  }
  alone.share(Layer::kText, object, 1, 0.0);
  EXPECT_TRUE(find_coordination(alone.input(), {}).pairs.pairs.empty());

  World at_once{300};  // a bulk import: all times equal, far in the future
  for (int o = 0; o < 200; ++o) {
    const std::uint32_t shared = at_once.add_object(Layer::kUrl);
    for (int s = 0; s < 10; ++s) {
      at_once.share(Layer::kUrl, shared, at_once.below(300), 9e11);
    }
  }
  EXPECT_TRUE(find_coordination(at_once.input(), {}).pairs.pairs.empty());
}

TEST(SelfTest, AccusesNobodyWhenAccountsAreDealtOutAnew) {
  World world{1'500};
  world.add_news(1'500, 0, 1'500, 1);
  const SelfTest clean = run_self_test(world.input(), {});
  EXPECT_EQ(clean.accounts_accounts, 0U);
  EXPECT_EQ(clean.times_accounts, 0U);
  const World crew = with_crew();
  const CoordinationInput shuffled = shuffle_shares(crew.input(), Shuffle::kAccounts, 1);
  EXPECT_NE(shuffled.layers[0].account, crew.input().layers[0].account);
  EXPECT_LE(run_self_test(crew.input(), {}).accounts_accounts, 15U);  // 1 % of the accounts
}

TEST(DetectionPower, TellsLargeCrewsFromIdleOnes) {
  World world{3'000};
  world.add_news(3'000, 0, 3'000, 1);
  const std::vector<SimulatedCrew> crews{{30, 15, 0.8, 60'000, Layer::kUrl},
                                         {30, 1, 0.8, 60'000, Layer::kUrl}};
  const std::vector<CrewPower> power = measure_power(world.input(), {}, crews, {});
  ASSERT_EQ(power.size(), 2U);
  EXPECT_EQ(power[0].members, 30U);
  EXPECT_EQ(power[0].found, 30U);
  EXPECT_EQ(power[1].found, 0U);  // one event is no repetition
}

TEST(DetectionPower, PlantsSlowCrewsWithALeader) {
  World world{3'000};
  world.add_news(3'000, 0, 3'000, 1);
  for (std::uint32_t post = 0; post < 300; ++post) {  // thirty authors whom many repost
    const std::uint32_t object = world.add_object(Layer::kRepost, post % 30);
    for (int reader = 0; reader < 8; ++reader) {
      world.share(Layer::kRepost, object, world.below(3'000), world.uniform() * 20.0 * kDaySeconds);
    }
  }
  constexpr std::int64_t kThreeDaysMs = 3 * std::int64_t{86'400'000};
  const std::vector<SimulatedCrew> crews{{10, 30, 0.8, kThreeDaysMs, Layer::kRepost, 0.5}};
  EXPECT_EQ(measure_power(world.input(), {}, crews, {})[0].found, 10U);
}

/// Who stands in a group already would be found whatever the crew does.
TEST(DetectionPower, LetsNobodyPlayWhoStandsInAGroup) {
  World world{1'000};
  world.add_news(1'000, 0, 1'000, 1);
  const std::vector<SimulatedCrew> everybody{{1'000, 1, 0.8, 60'000, Layer::kUrl}};
  const std::uint32_t all = measure_power(world.input(), {}, everybody, {})[0].members;
  std::vector<std::uint32_t> grouped;
  for (std::uint32_t account = 0; account < 500; ++account) {
    grouped.push_back(account);
  }

  const std::uint32_t others = measure_power(world.input(), grouped, everybody, {})[0].members;

  EXPECT_EQ(all, 450U);  // from the median to the 95th percentile
  EXPECT_LT(others, 300U);
  EXPECT_GT(others, 150U);
}

TEST(DetectionPower, HidesNoCrewWhereThereIsNothingToHideAmong) {
  World world{100};
  world.add_news(100, 0, 100, 1);  // links alone
  const CoordinationInput input = world.input();

  EXPECT_TRUE(can_plant(input, {.layer = Layer::kUrl}));
  EXPECT_FALSE(can_plant(input, {.layer = Layer::kRepost}));
  const std::uint32_t object = world.add_object(Layer::kRepost, 7);
  world.share(Layer::kRepost, object, 1, 0.0);
  EXPECT_TRUE(can_plant(world.input(), {.layer = Layer::kRepost, .own_source = 0.5}));
}

TEST(GroupedAccounts, AreTheMembersOfAllGroups) {
  const World world = with_crew();
  const CoordinationResult result = find_coordination(world.input(), {});
  EXPECT_EQ(grouped_accounts(result).size(), result.groups.members.size());
  EXPECT_FALSE(grouped_accounts(result).empty());
}

}  // namespace
}  // namespace vigie::analysis

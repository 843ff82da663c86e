// What of the tested pairs enters a score, and what is only listed.
#include "analysis/coordination/account_signal.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/coordination/find_coordination.h"
#include "tests/analysis/coordination/invented_shares.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kPostsOfEvidence = 5;

World readers() {
  World world{1'500};
  world.add_news(1'500, 0, 1'500, 1);
  return world;
}

std::vector<CoordinationSignal> signals_of(const World& world, const CoordinationResult& result) {
  return coordination_signals(world.input(), result, kPostsOfEvidence);
}

TEST(AccountSignal, IsTheLogOfTheDecadesOfItsPairs) {
  World world = readers();
  world.add_crew(100, 6, 12, kMinuteSeconds);
  const CoordinationResult result = find_coordination(world.input(), {});

  const std::vector<CoordinationSignal> signals = signals_of(world, result);

  ASSERT_EQ(signals.size(), 6U);
  const CoordinationSignal& first = signals.front();
  EXPECT_EQ(first.account, 100U);
  EXPECT_EQ(first.posts.size(), kPostsOfEvidence);
  double decades = 0.0;
  for (const CoordinatedPair& pair : result.pairs.pairs) {
    decades += pair.account_a == 100 ? std::min(10.0, pair.decades) : 0.0;
  }
  EXPECT_GT(decades, 25.0);
  EXPECT_DOUBLE_EQ(first.nats, std::log1p(decades));
}

TEST(AccountSignal, IsAbsentForTwoAlone) {
  World world = readers();
  world.add_crew(100, 2, 20, kMinuteSeconds);
  const CoordinationResult result = find_coordination(world.input(), {});
  ASSERT_EQ(result.pairs.pairs.size(), 1U);
  EXPECT_THAT(signals_of(world, result), testing::IsEmpty());
}

TEST(AccountSignal, IsAbsentForAGroupThatPushesOneSite) {
  World world = readers();
  const std::uint32_t first = world.layer_of(Layer::kUrl).objects;
  world.add_crew(100, 6, 12, kMinuteSeconds);
  LayerShares& links = world.layer_of(Layer::kUrl);
  for (std::uint32_t object = first; object < links.objects; ++object) {
    links.source[object] = 2;
  }
  const CoordinationResult result = find_coordination(world.input(), {});
  ASSERT_EQ(grouped(result).size(), 6U);
  EXPECT_THAT(signals_of(world, result), testing::IsEmpty());
}

TEST(AccountSignal, IsAbsentForAGroupOfOneLayerWithoutCloseness) {
  World world = readers();
  world.add_crew(100, 6, 25, 4.0 * kHourSeconds);
  const CoordinationResult result = find_coordination(world.input(), {});
  ASSERT_EQ(grouped(result).size(), 6U);
  EXPECT_THAT(signals_of(world, result), testing::IsEmpty());
}

TEST(AccountSignal, IsAbsentForPairsWithNoMoreInCommonThanExpected) {
  World world = readers();
  world.add_crew(100, 6, 12, kMinuteSeconds);
  CoordinationResult result = find_coordination(world.input(), {});
  const auto expect_share = [&result](double of_observed) {
    for (PairEvidence& evidence : result.pairs.evidence) {
      evidence.expected = of_observed * evidence.observed;
    }
  };

  expect_share(0.6);
  EXPECT_EQ(signals_of(world, result).size(), 6U);
  expect_share(0.7);
  EXPECT_THAT(signals_of(world, result), testing::IsEmpty());
}

TEST(AccountSignal, IsAbsentForKnownCoordinators) {
  World world = readers();
  world.add_crew(100, 6, 12, kMinuteSeconds);
  CoordinationInput input = world.input();
  input.benign = {{103, 0}};
  const CoordinationResult result = find_coordination(input, {});
  const auto signals = coordination_signals(input, result, kPostsOfEvidence);
  EXPECT_EQ(signals.size(), 5U);
  for (const CoordinationSignal& signal : signals) {
    EXPECT_NE(signal.account, 103U);
  }
}

}  // namespace
}  // namespace vigie::analysis

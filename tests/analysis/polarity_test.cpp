#include "analysis/polarity.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kFirstSeed = 0;
constexpr std::uint32_t kSecondSeed = 1;
constexpr std::uint32_t kObject = 2;
const std::vector<std::int8_t> kSeeds{-1, 1, 0};

void use(std::vector<ObjectUse>& uses, std::uint32_t account, std::uint32_t object, int times) {
  uses.insert(uses.end(), static_cast<std::size_t>(times), ObjectUse{account, object});
}

/// Accounts 0 and 1 on the first side, 2 and 3 on the second, 4 on none.
std::vector<ObjectUse> two_sides() {
  std::vector<ObjectUse> uses;
  use(uses, 0, kFirstSeed, 2);
  use(uses, 1, kFirstSeed, 1);
  use(uses, 2, kSecondSeed, 1);
  use(uses, 3, kSecondSeed, 3);
  use(uses, 4, kFirstSeed, 1);
  use(uses, 4, kSecondSeed, 1);
  return uses;
}

TEST(MeasureValence, KeepsTheSeedsOnTheirSides) {
  const auto valence = measure_valence(two_sides(), kSeeds);

  EXPECT_EQ(valence[kFirstSeed], -1.0);
  EXPECT_EQ(valence[kSecondSeed], 1.0);
}

TEST(MeasureValence, ComparesTheSharesOfBothSides) {
  std::vector<ObjectUse> one_account = two_sides();
  use(one_account, 0, kObject, 10);
  std::vector<ObjectUse> whole_side = two_sides();
  use(whole_side, 2, kObject, 5);
  use(whole_side, 3, kObject, 5);
  std::vector<ObjectUse> both_sides = two_sides();
  use(both_sides, 1, kObject, 9);
  use(both_sides, 2, kObject, 1);

  // Half an account of two is 0.25: l = 0.75 and r = 0.25, then l = 0.25 and r = 1.25.
  EXPECT_NEAR(measure_valence(one_account, kSeeds)[kObject].value(), -0.5, 1e-12);
  EXPECT_NEAR(measure_valence(whole_side, kSeeds)[kObject].value(), 2.0 / 3.0, 1e-12);
  EXPECT_NEAR(measure_valence(both_sides, kSeeds)[kObject].value(), 0.0, 1e-12);
}

TEST(MeasureValence, KeepsTheSignWhenOneSideIsMuchLarger) {
  std::vector<ObjectUse> uses;
  for (std::uint32_t account = 0; account < 100; ++account) {
    use(uses, account, kFirstSeed, 1);
    use(uses, account, kObject, account < 10 ? 1 : 0);
  }
  use(uses, 100, kSecondSeed, 1);

  // l = 10 / 100 + 0.5, r = 0.5: weak evidence, for the side that did use it.
  EXPECT_NEAR(measure_valence(uses, kSeeds)[kObject].value(), 1.0 / 1.1 - 1.0, 1e-12);
}

TEST(MeasureValence, SaysNothingOfRareObjectsAndOfThoseNeitherSideUses) {
  std::vector<ObjectUse> rare = two_sides();
  use(rare, 0, kObject, 9);
  std::vector<ObjectUse> outside = two_sides();
  use(outside, 4, kObject, 20);

  EXPECT_FALSE(measure_valence(rare, kSeeds)[kObject]);
  EXPECT_FALSE(measure_valence(outside, kSeeds)[kObject]);
}

TEST(MeasureValence, SaysNothingWhenOneSideIsAbsent) {
  std::vector<ObjectUse> uses;
  use(uses, 0, kFirstSeed, 5);
  use(uses, 0, kObject, 20);

  for (const std::optional<double>& valence : measure_valence(uses, kSeeds)) {
    EXPECT_FALSE(valence);
  }
  EXPECT_EQ(measure_valence({}, kSeeds).size(), 3U);
}

TEST(MeasureValence, MirrorsWhenTheSidesAreSwapped) {
  std::vector<ObjectUse> uses = two_sides();
  use(uses, 0, kObject, 10);
  const std::vector<std::int8_t> swapped{1, -1, 0};

  EXPECT_NEAR(measure_valence(uses, swapped)[kObject].value(),
              -measure_valence(uses, kSeeds)[kObject].value(),
              1e-12);
}

TEST(MeasureOneSidedness, ShrinksTheMeanTowardsBalance) {
  const std::vector<std::optional<double>> valence{-1.0, 1.0, std::nullopt};
  std::vector<ObjectUse> uses;
  use(uses, 0, kSecondSeed, 5);
  use(uses, 1, kFirstSeed, 20);
  use(uses, 2, kFirstSeed, 10);
  use(uses, 2, kSecondSeed, 10);
  use(uses, 3, kFirstSeed, 4);
  use(uses, 3, kObject, 50);

  const auto magnitudes = measure_one_sidedness(uses, valence, 5);

  EXPECT_NEAR(magnitudes[0].value(), 5.0 / 10.0, 1e-12);
  EXPECT_NEAR(magnitudes[1].value(), 20.0 / 25.0, 1e-12);  // Unsigned, whichever the side.
  EXPECT_NEAR(magnitudes[2].value(), 0.0, 1e-12);
  EXPECT_FALSE(magnitudes[3]);  // Four uses with a valence.
  EXPECT_FALSE(magnitudes[4]);
}

TEST(Polarity, DoesNotDependOnTheOrderOfUses) {
  std::mt19937 random{5};
  std::vector<ObjectUse> uses;
  std::vector<std::int8_t> seeds(12);
  seeds[0] = -1;
  seeds[1] = 1;
  for (int i = 0; i < 600; ++i) {
    uses.push_back(
        {static_cast<std::uint32_t>(random() % 30), static_cast<std::uint32_t>(random() % 12)});
  }
  const auto valence = measure_valence(uses, seeds);
  const auto magnitudes = measure_one_sidedness(uses, valence, 30);

  std::shuffle(uses.begin(), uses.end(), random);

  EXPECT_EQ(measure_valence(uses, seeds), valence);
  EXPECT_EQ(measure_one_sidedness(uses, valence, 30), magnitudes);
  for (const std::optional<double>& magnitude : magnitudes) {
    EXPECT_TRUE(!magnitude || (*magnitude >= 0.0 && *magnitude < 1.0));
  }
}

TEST(MeasureTopicFocus, IsTheChanceThatTwoPostsShareATopic) {
  const std::vector<TopicMask> posts{1, 1, 2, 0};
  const std::vector<TopicMask> overlapping{1, 3, 2};
  const std::vector<TopicMask> single{4, 4, 4};

  EXPECT_NEAR(measure_topic_focus(posts).value(), 2.0 / 12.0, 1e-12);
  EXPECT_NEAR(measure_topic_focus(overlapping).value(), 4.0 / 6.0, 1e-12);
  EXPECT_NEAR(measure_topic_focus(single).value(), 1.0, 1e-12);
}

TEST(MeasureTopicFocus, IsAbsentBelowTwoPosts) {
  const std::vector<TopicMask> one{1};

  EXPECT_FALSE(measure_topic_focus(one));
  EXPECT_FALSE(measure_topic_focus({}));
}

}  // namespace
}  // namespace vigie::analysis

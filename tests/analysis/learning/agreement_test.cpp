#include "analysis/learning/agreement.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

/// Krippendorff 2011, section C: four observers, twelve units, some values missing.
std::vector<UnitLabels> textbook_units() {
  return {{1, 1, 1},
          {2, 2, 3, 2},
          {3, 3, 3, 3},
          {3, 3, 3, 3},
          {2, 2, 2, 2},
          {1, 2, 3, 4},
          {4, 4, 4, 4},
          {1, 1, 2, 1},
          {2, 2, 2, 2},
          {5, 5, 5},
          {1, 1},
          {3}};
}

TEST(MeasureAgreement, GivesTheTextbooksAlphaForMissingData) {
  const Agreement agreement = measure_agreement(textbook_units(), {.draws = 0});

  EXPECT_EQ(agreement.units, 11U);
  EXPECT_EQ(agreement.labels, 40U);
  EXPECT_EQ(agreement.unanimous, 8U);
  // By hand: the coincidences of the five labels are 7, 10, 8, 4 and 3 of n = 40, so D_o is
  // 8 / 40, and labels are used 9, 13, 10, 5 and 3 times, so D_e is 1216 / (40 * 39).
  ASSERT_TRUE(agreement.alpha);
  EXPECT_NEAR(*agreement.alpha, 1.0 - 8.0 / (1216.0 / 39.0), 1e-12);
  EXPECT_NEAR(*agreement.alpha, 0.743, 5e-4);
  EXPECT_FALSE(agreement.low);
}

TEST(MeasureAgreement, GivesTheTextbooksAlphaForTwoObservers) {
  // Krippendorff 2011, section A: Meg and Owen on ten units.
  const std::vector<UnitLabels> units{
      {0, 1}, {1, 1}, {0, 1}, {0, 0}, {0, 0}, {0, 1}, {0, 0}, {0, 0}, {1, 0}, {0, 0}};

  EXPECT_NEAR(*measure_agreement(units, {.draws = 0}).alpha, 0.095, 5e-4);
}

TEST(MeasureAgreement, IsOneForCompleteAgreementAndBelowZeroForItsReverse) {
  EXPECT_EQ(measure_agreement(std::vector<UnitLabels>{{1, 1}, {2, 2}}, {.draws = 0}).alpha, 1.0);
  EXPECT_LT(measure_agreement(std::vector<UnitLabels>{{1, 2}, {2, 1}}, {.draws = 0}).alpha, 0.0);
}

TEST(MeasureAgreement, KnowsNothingWhereNothingVariesOrNothingIsCompared) {
  for (const std::vector<UnitLabels>& units :
       {std::vector<UnitLabels>{}, {{1}, {2}, {}}, {{1, 1}, {1, 1}}}) {
    const Agreement agreement = measure_agreement(units, {.draws = 10});
    EXPECT_FALSE(agreement.alpha);
    EXPECT_FALSE(agreement.low);
  }
}

TEST(MeasureAgreement, DependsOnNeitherOrderNorNamesOfReaders) {
  std::vector<UnitLabels> units = textbook_units();
  const auto alpha = measure_agreement(units, {.draws = 0}).alpha;

  for (UnitLabels& unit : units) {
    std::reverse(unit.begin(), unit.end());
  }
  std::reverse(units.begin(), units.end());

  EXPECT_NEAR(*measure_agreement(units, {.draws = 0}).alpha, *alpha, 1e-12);
}

TEST(MeasureAgreement, HoldsAlphaInAnIntervalThatNarrowsWithMoreUnits) {
  const std::vector<UnitLabels> few = textbook_units();
  std::vector<UnitLabels> many;
  for (int i = 0; i < 20; ++i) {
    many.insert(many.end(), few.begin(), few.end());
  }

  const Agreement wide = measure_agreement(few, {.draws = 500, .seed = 3});
  const Agreement narrow = measure_agreement(many, {.draws = 500, .seed = 3});

  EXPECT_LT(*wide.low, *wide.alpha);
  EXPECT_GT(*wide.high, *wide.alpha);
  EXPECT_LT(*narrow.high - *narrow.low, 0.5 * (*wide.high - *wide.low));
  EXPECT_EQ(wide.low, measure_agreement(few, {.draws = 500, .seed = 3}).low);
}

}  // namespace
}  // namespace vigie::analysis

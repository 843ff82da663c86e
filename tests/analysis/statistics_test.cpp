#include "analysis/statistics.h"

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

double p_of(double minus_log10) {
  return std::pow(10.0, -minus_log10);
}

TEST(ChiSquare, IsAnExponentialWithTwoDegrees) {
  // P(X >= x) = exp(-x / 2), so x = 2 ln(10) k has -log10 p = k.
  for (const double k : {0.01, 1.0, 5.0, 100.0, 5000.0}) {
    EXPECT_NEAR(chi_square_upper_log10(2.0 * std::numbers::ln10 * k, 2.0), k, 1e-10 * (1.0 + k));
  }
  EXPECT_NEAR(p_of(chi_square_lower_log10(2.0, 2.0)), 1.0 - std::exp(-1.0), 1e-12);
}

TEST(ChiSquare, MatchesTheFormulaForFourDegrees) {
  // P(X >= x) = exp(-x / 2) (1 + x / 2).
  for (const double x : {0.5, 3.0, 7.0, 40.0}) {
    const double expected = std::exp(-x / 2.0) * (1.0 + x / 2.0);
    EXPECT_NEAR(p_of(chi_square_upper_log10(x, 4.0)) / expected, 1.0, 1e-11) << x;
  }
}

TEST(ChiSquare, MatchesPrintedTables) {
  EXPECT_NEAR(p_of(chi_square_upper_log10(10.828, 1.0)), 0.001, 2e-6);
  EXPECT_NEAR(p_of(chi_square_upper_log10(31.264, 11.0)), 0.001, 2e-6);
  EXPECT_NEAR(p_of(chi_square_upper_log10(79.082, 60.0)), 0.05, 2e-5);
  EXPECT_NEAR(p_of(chi_square_lower_log10(2.558, 10.0)), 0.01, 2e-5);
}

TEST(ChiSquare, HasTailsThatAddUpToOneOnBothSidesOfTheSwitch) {
  for (const double degrees : {1.0, 2.0, 11.0, 59.0}) {
    for (const double x : {0.3, 1.0, 9.0, 12.9, 13.1, 60.9, 61.1, 90.0}) {
      const double both =
          p_of(chi_square_upper_log10(x, degrees)) + p_of(chi_square_lower_log10(x, degrees));
      EXPECT_NEAR(both, 1.0, 1e-10) << degrees << " " << x;
    }
  }
}

TEST(ChiSquare, StaysFiniteAndGrowsWhereAProbabilityWouldUnderflow) {
  const double far = chi_square_upper_log10(1e5, 59.0);
  const double farther = chi_square_upper_log10(2e5, 59.0);

  EXPECT_GT(far, 20'000.0);
  EXPECT_GT(farther, far + 20'000.0);
  EXPECT_TRUE(std::isfinite(farther));
}

TEST(ChiSquare, KnowsItsEnds) {
  EXPECT_EQ(chi_square_upper_log10(0.0, 11.0), 0.0);
  EXPECT_TRUE(std::isinf(chi_square_lower_log10(0.0, 11.0)));
}

TEST(Quantile, InterpolatesBetweenOrderStatistics) {
  // Four values: position 0.1 x 3 = 0.3 between 10 and 20.
  const std::vector<double> values{40.0, 10.0, 30.0, 20.0};

  EXPECT_DOUBLE_EQ(quantile(values, 0.0).value(), 10.0);
  EXPECT_DOUBLE_EQ(quantile(values, 0.1).value(), 13.0);
  EXPECT_DOUBLE_EQ(quantile(values, 1.0).value(), 40.0);
  EXPECT_DOUBLE_EQ(median(values).value(), 25.0);
}

TEST(Quantile, IsAbsentWithoutValuesAndTheValueItselfForOne) {
  EXPECT_FALSE(median({}).has_value());
  EXPECT_DOUBLE_EQ(quantile(std::vector{7.0}, 0.9).value(), 7.0);
}

TEST(Pearson, IsOneOnALineAndAbsentWhereNothingVaries) {
  const std::vector<double> x{1.0, 2.0, 3.0};

  EXPECT_DOUBLE_EQ(pearson(x, std::vector{10.0, 20.0, 30.0}).value(), 1.0);
  EXPECT_DOUBLE_EQ(pearson(x, std::vector{3.0, 2.0, 1.0}).value(), -1.0);
  // Deviations (-1, 0, 1) and (-1, 1, 0): 1 / sqrt(2 x 2).
  EXPECT_DOUBLE_EQ(pearson(x, std::vector{1.0, 3.0, 2.0}).value(), 0.5);
  EXPECT_FALSE(pearson(x, std::vector{0.1, 0.1, 0.1}).has_value());
  EXPECT_FALSE(pearson({}, {}).has_value());
}

TEST(NormalisedEntropy, IsOneWhenEvenZeroWhenAllIsInOne) {
  EXPECT_DOUBLE_EQ(normalised_entropy(std::vector<std::uint32_t>{5, 5, 5}).value(), 1.0);
  EXPECT_DOUBLE_EQ(normalised_entropy(std::vector<std::uint32_t>{0, 8}).value(), 0.0);
  // Three of nine: ln 3 / ln 9.
  EXPECT_THAT(normalised_entropy(std::vector<std::uint32_t>{2, 0, 0, 2, 0, 0, 0, 0, 2}).value(),
              DoubleNear(0.5, 1e-12));
  EXPECT_FALSE(normalised_entropy(std::vector<std::uint32_t>{0, 0}).has_value());
  EXPECT_FALSE(normalised_entropy(std::vector<std::uint32_t>{4}).has_value());
}

}  // namespace
}  // namespace vigie::analysis

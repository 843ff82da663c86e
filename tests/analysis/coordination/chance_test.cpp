#include "analysis/coordination/chance.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

double p_of(double decades) {
  return std::pow(10.0, -decades);
}

TEST(PoissonTail, MatchesTheFormula) {
  EXPECT_NEAR(p_of(poisson_upper_decades(1.0, 1)), 1.0 - std::exp(-1.0), 1e-12);
  EXPECT_NEAR(p_of(poisson_upper_decades(2.0, 2)), 1.0 - 3.0 * std::exp(-2.0), 1e-12);
  EXPECT_NEAR(p_of(poisson_upper_decades(5.0, 2)), 1.0 - 6.0 * std::exp(-5.0), 1e-12);
}

TEST(PoissonTail, KeepsItsDigitsFarOut) {
  // One term carries the tail: e^-x x^3 / 6 (1 + x / 4 + ...) for small x.
  EXPECT_NEAR(poisson_upper_decades(1e-6, 3), 18.0 + std::log10(6.0), 1e-5);
  EXPECT_EQ(poisson_upper_decades(0.5, 0), 0.0);
  EXPECT_EQ(poisson_upper_decades(0.0, 1), 1000.0);
}

TEST(PoissonBinomialTail, CountsByHand) {
  const std::vector<double> coins{0.5, 0.5};
  EXPECT_NEAR(p_of(poisson_binomial_upper_decades(coins, 1)), 0.75, 1e-12);
  EXPECT_NEAR(p_of(poisson_binomial_upper_decades(coins, 2)), 0.25, 1e-12);
  EXPECT_EQ(poisson_binomial_upper_decades(coins, 3), 1000.0);
  const std::vector<double> uneven{0.1, 0.2, 0.3};  // two or more: 0.006 + 0.014 + 0.024 + 0.054
  EXPECT_NEAR(p_of(poisson_binomial_upper_decades(uneven, 2)), 0.098, 1e-12);
}

TEST(HypergeometricTail, CountsByHand) {
  // 4 of 10 are drawn, 3 of the 10 marked: C(3,k) C(7,4-k) of 210 are 35, 105, 63 and 7.
  const Draw draw{.population = 10, .marked = 3, .drawn = 4};
  EXPECT_EQ(hypergeometric_upper_decades(draw, 0), 0.0);
  EXPECT_NEAR(p_of(hypergeometric_upper_decades(draw, 1)), 175.0 / 210.0, 1e-12);
  EXPECT_NEAR(p_of(hypergeometric_upper_decades(draw, 2)), 70.0 / 210.0, 1e-12);
  EXPECT_NEAR(p_of(hypergeometric_upper_decades(draw, 3)), 7.0 / 210.0, 1e-12);
  EXPECT_EQ(hypergeometric_upper_decades(draw, 4), 1000.0);
  EXPECT_NEAR(hypergeometric_one(draw), 105.0 / 210.0, 1e-12);
}

TEST(HypergeometricTail, KnowsWhatMustCome) {
  // All of three are drawn, two of them marked.
  const Draw all{.population = 3, .marked = 2, .drawn = 3};
  EXPECT_EQ(hypergeometric_upper_decades(all, 2), 0.0);
  EXPECT_EQ(hypergeometric_one(all), 0.0);
  EXPECT_EQ(hypergeometric_upper_decades({.population = 5, .marked = 0, .drawn = 3}, 1), 1000.0);
  EXPECT_EQ(hypergeometric_one({.population = 5, .marked = 0, .drawn = 3}), 0.0);
  EXPECT_EQ(hypergeometric_one({.population = 5, .marked = 3, .drawn = 0}), 0.0);
}

TEST(HypergeometricTail, KeepsItsDigitsAmongAMillion) {
  // Both of two drawn among the two marked of 10^6: 2 / (10^6 (10^6 - 1)).
  EXPECT_NEAR(hypergeometric_upper_decades({.population = 1'000'000, .marked = 2, .drawn = 2}, 2),
              12.0 - std::log10(2.0) + std::log10(999'999.0 / 1'000'000.0),
              1e-6);
}

TEST(Cauchy, GivesBackEqualValuesAndFavoursTheBest) {
  const std::vector<WeightedTest> equal{{2.0, 1.0}, {2.0, 3.0}};
  EXPECT_NEAR(cauchy_decades(equal), 2.0, 1e-9);
  // Far out the combination is p / weight: here 1e-20 / 0.25.
  const std::vector<WeightedTest> one_sided{{20.0, 1.0}, {0.0, 3.0}};
  EXPECT_NEAR(cauchy_decades(one_sided), 20.0 - std::log10(4.0), 1e-9);
  EXPECT_EQ(cauchy_decades({}), 0.0);
}

TEST(FalseDiscoveries, FollowBenjaminiAndHochberg) {
  // p 0.001, 0.02, 0.04 of 4 tests: q = 0.004, 0.04, 0.0533.
  const std::vector<double> decades{-std::log10(0.04), 3.0, -std::log10(0.02)};
  const Discoveries found = control_false_discoveries(decades, 4.0, 0.05);
  EXPECT_NEAR(p_of(found.q_decades[1]), 0.004, 1e-12);
  EXPECT_NEAR(p_of(found.q_decades[2]), 0.04, 1e-12);
  EXPECT_NEAR(p_of(found.q_decades[0]), 0.16 / 3.0, 1e-12);
  EXPECT_NEAR(found.decades, -std::log10(0.02), 1e-12);
  EXPECT_TRUE(std::isinf(control_false_discoveries(decades, 1e6, 0.05).decades));
}

TEST(PoissonUpperReaches, AnswersAsTheTailItself) {
  // Poisson 1: P(X >= 3) = 1 - 2.5 / e = 0.0803, 1.0953 decades.
  EXPECT_TRUE(poisson_upper_reaches(1.0, 3, 1.095));
  EXPECT_FALSE(poisson_upper_reaches(1.0, 3, 1.096));
  for (const double expected : {0.0, 1e-9, 0.3, 4.0, 200.0}) {
    for (const std::uint32_t observed : {0U, 1U, 3U, 9U, 127U, 128U, 400U}) {
      const double decades = poisson_upper_decades(expected, observed);
      EXPECT_TRUE(poisson_upper_reaches(expected, observed, decades))
          << expected << ' ' << observed;
      EXPECT_FALSE(poisson_upper_reaches(expected, observed, decades + 1e-3));
    }
  }
}

}  // namespace
}  // namespace vigie::analysis

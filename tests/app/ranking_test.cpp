#include "tests/support/ranking.h"

#include <cmath>

#include <gtest/gtest.h>

namespace vigie::tests {
namespace {

TEST(AreaUnderCurve, IsTheShareOfPairsInTheRightOrder) {
  // Positives 0.9 and 0.4, negatives 0.5 and 0.1: of four pairs only (0.4, 0.5) is wrong.
  EXPECT_DOUBLE_EQ(area_under_curve({{0.9, true}, {0.5, false}, {0.4, true}, {0.1, false}}), 0.75);
  EXPECT_DOUBLE_EQ(area_under_curve({{0.5, true}, {0.5, false}}), 0.5);
  EXPECT_TRUE(std::isnan(area_under_curve({{0.5, true}})));
}

TEST(AveragePrecision, IsTheMeanOfThePrecisionsAtThePositives) {
  // Precision 1/1 at the first positive, 2/3 at the second.
  EXPECT_DOUBLE_EQ(average_precision({{0.9, true}, {0.5, false}, {0.4, true}, {0.1, false}}),
                   (1.0 + 2.0 / 3.0) / 2.0);
  // A tie of a positive and a negative: 1/2, whichever is named first.
  EXPECT_DOUBLE_EQ(average_precision({{0.5, false}, {0.5, true}}), 0.5);
  EXPECT_DOUBLE_EQ(average_precision({{0.5, true}, {0.5, false}}), 0.5);
  EXPECT_TRUE(std::isnan(average_precision({{0.5, false}})));
}

}  // namespace
}  // namespace vigie::tests

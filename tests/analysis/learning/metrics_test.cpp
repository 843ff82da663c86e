#include "analysis/learning/metrics.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/automation_score.h"
#include "analysis/learning/bootstrap.h"

namespace vigie::analysis {
namespace {

constexpr double kClose = 1e-12;

double value(const std::vector<ScoredLabel>& rows, Metric which) {
  return metric(measure_metrics(rows), which).value();
}

bool is_absent(const std::vector<ScoredLabel>& rows, Metric which) {
  return !metric(measure_metrics(rows), which);
}

/// `n` accounts of one likelihood, the first `positives` of them positive.
std::vector<ScoredLabel> alike(std::size_t n, std::size_t positives, double likelihood) {
  std::vector<ScoredLabel> rows(n, {.logit = log_odds(likelihood)});
  for (std::size_t i = 0; i < positives; ++i) {
    rows[i].positive = true;
  }
  return rows;
}

std::vector<ScoredLabel> operator+(std::vector<ScoredLabel> a, const std::vector<ScoredLabel>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

const std::vector<ScoredLabel> kAlternating{{2.0, true}, {1.0, false}, {-1.0, true}, {-2.0, false}};

TEST(Metrics, AreThoseOfTheTextbook) {
  EXPECT_NEAR(value(kAlternating, Metric::kAuc), 3.0 / 4.0, kClose);  // 3 of 4 pairs in order
  EXPECT_NEAR(value(kAlternating, Metric::kAveragePrecision), (1.0 + 2.0 / 3.0) / 2.0, kClose);
  EXPECT_NEAR(
      value(kAlternating, Metric::kNdcgAt50), (1.0 + 0.5) / (1.0 + 1.0 / std::log2(3.0)), kClose);
  EXPECT_NEAR(value(kAlternating, Metric::kPrecision), 0.5, kClose);
  EXPECT_NEAR(value(kAlternating, Metric::kRecall), 0.5, kClose);
  EXPECT_NEAR(value(kAlternating, Metric::kF1), 0.5, kClose);
  EXPECT_NEAR(value(kAlternating, Metric::kMcc), 0.0, kClose);
  EXPECT_TRUE(is_absent(kAlternating, Metric::kPrecisionAt20));
}

TEST(Metrics, KnowAPerfectAndAnUpsideDownOrder) {
  const std::vector<ScoredLabel> right{{1.0, true}, {-1.0, false}, {-2.0, false}};
  const std::vector<ScoredLabel> wrong{{-2.0, true}, {1.0, false}, {2.0, false}};

  EXPECT_NEAR(value(right, Metric::kAuc), 1.0, kClose);
  EXPECT_NEAR(value(right, Metric::kMcc), 1.0, kClose);
  EXPECT_NEAR(value(wrong, Metric::kAuc), 0.0, kClose);
  EXPECT_NEAR(value(wrong, Metric::kAveragePrecision), 1.0 / 3.0, kClose);
  EXPECT_NEAR(value(wrong, Metric::kMcc), -1.0, kClose);
}

TEST(Metrics, ComputeMatthewsCorrelationFromAllFourCells) {
  // 6 of 8 positives and 2 of 12 others at the line: (6 * 10 - 2 * 2) / sqrt(8 * 8 * 12 * 12).
  const auto rows = alike(8, 6, 0.9) + alike(12, 2, 0.1);

  EXPECT_NEAR(value(rows, Metric::kMcc), 56.0 / 96.0, kClose);
  EXPECT_NEAR(value(rows, Metric::kF1), 12.0 / 16.0, kClose);
}

TEST(Metrics, LetTiesHelpNobody) {
  const auto tied = alike(40, 10, 0.5);

  EXPECT_NEAR(value(tied, Metric::kAuc), 0.5, kClose);
  EXPECT_NEAR(value(tied, Metric::kAveragePrecision), 0.25, kClose);
  EXPECT_NEAR(value(tied, Metric::kPrecisionAt20), 0.25, kClose);
  EXPECT_NEAR(value(tied, Metric::kBrier), 0.25, kClose);

  auto reversed = tied;
  std::reverse(reversed.begin(), reversed.end());
  EXPECT_EQ(measure_metrics(tied), measure_metrics(reversed));
}

TEST(Metrics, TakeTheFlagWhereAThresholdWasFixedElsewhere) {
  std::vector<ScoredLabel> rows = kAlternating;
  rows[0].flagged = true;
  rows[2].flagged = true;

  EXPECT_NEAR(value(rows, Metric::kF1AtThreshold), 1.0, kClose);
  EXPECT_NEAR(value(rows, Metric::kF1), 0.5, kClose);
}

TEST(Metrics, AreAbsentWhereTheyMeanNothing) {
  EXPECT_TRUE(is_absent({}, Metric::kAuc));
  EXPECT_TRUE(is_absent({}, Metric::kBrier));
  EXPECT_TRUE(is_absent({{1.0, true}}, Metric::kAuc));
  EXPECT_TRUE(is_absent({{1.0, true}, {2.0, true}}, Metric::kMcc));
  EXPECT_TRUE(is_absent({{1.0, false}}, Metric::kAveragePrecision));
}

TEST(WilsonBounds, AreThoseOfThePaper) {
  EXPECT_NEAR(wilson_bounds(0, 10).high, 0.2775, 5e-5);
  EXPECT_EQ(wilson_bounds(0, 10).low, 0.0);
  EXPECT_NEAR(wilson_bounds(5, 10).low, 0.2366, 5e-5);
  EXPECT_NEAR(wilson_bounds(5, 10).high, 0.7634, 5e-5);
  EXPECT_EQ(wilson_bounds(0, 0).high, 1.0);
}

TEST(CalibrationCurve, CutsIntoBinsOfEqualMassAndMeasuresTheirDistance) {
  const auto rows = alike(10, 7, 0.8) + alike(10, 2, 0.1);

  const auto bins = calibration_curve(rows);

  ASSERT_EQ(bins.size(), 2U);
  EXPECT_NEAR(bins[0].predicted, 0.1, kClose);
  EXPECT_EQ(bins[0].positives, 2U);
  EXPECT_NEAR(bins[1].predicted, 0.8, kClose);
  EXPECT_EQ(bins[1].positives, 7U);
  EXPECT_NEAR(calibration_error(bins).value(), (0.1 + 0.1) / 2.0, kClose);
  EXPECT_NEAR(value(rows, Metric::kCalibrationError), 0.1, kClose);
}

TEST(CalibrationCurve, NeverTearsEqualLikelihoodsApart) {
  EXPECT_EQ(calibration_curve(alike(100, 10, 0.1)).size(), 1U);
  EXPECT_EQ(calibration_curve(alike(55, 5, 0.1) + alike(45, 40, 0.9)).size(), 2U);
  EXPECT_TRUE(calibration_curve({}).empty());
}

TEST(Bootstrap, GivesTheSameIntervalsAgainAndHoldsTheValue) {
  const auto rows = alike(20, 15, 0.7) + alike(20, 5, 0.3);
  std::vector<std::uint32_t> accounts(rows.size());
  for (std::uint32_t i = 0; i < accounts.size(); ++i) {
    accounts[i] = i;
  }

  const auto once = bootstrap_metrics(rows, accounts, {.draws = 200, .seed = 7});
  const auto again = bootstrap_metrics(rows, accounts, {.draws = 200, .seed = 7});
  const auto other = bootstrap_metrics(rows, accounts, {.draws = 200, .seed = 8});

  const auto& auc = once[static_cast<std::size_t>(Metric::kAuc)];
  EXPECT_LT(auc.low, auc.value);
  EXPECT_GT(auc.high, auc.value);
  EXPECT_EQ(auc.low, again[static_cast<std::size_t>(Metric::kAuc)].low);
  EXPECT_NE(auc.low, other[static_cast<std::size_t>(Metric::kAuc)].low);
}

TEST(Bootstrap, DrawsAllRowsOfAnAccountTogether) {
  // One account with a positive row and a negative one: in every draw there are as many of each.
  const auto rows = alike(10, 5, 0.5);
  const std::vector<std::uint32_t> accounts{0, 1, 2, 3, 4, 0, 1, 2, 3, 4};

  const auto intervals = bootstrap_metrics(rows, accounts, {.draws = 50, .seed = 1});

  const auto& precision = intervals[static_cast<std::size_t>(Metric::kAveragePrecision)];
  EXPECT_NEAR(precision.low.value(), 0.5, kClose);
  EXPECT_NEAR(precision.high.value(), 0.5, kClose);
}

TEST(Bootstrap, LeavesIntervalsAwayWithoutDraws) {
  const auto intervals = bootstrap_metrics(
      kAlternating, std::vector<std::uint32_t>{0, 1, 2, 3}, {.draws = 0, .seed = 1});

  EXPECT_TRUE(intervals[0].value);
  EXPECT_FALSE(intervals[0].low);
}

}  // namespace
}  // namespace vigie::analysis

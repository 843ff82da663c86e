// The draw and what is estimated from it, together: a chance that is stated must be the chance that
// there was.
#include "analysis/learning/measured_precision.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "analysis/coordination/mixing.h"
#include "analysis/learning/metrics.h"
#include "analysis/learning/review_sample.h"

namespace vigie::analysis {
namespace {

constexpr double kLine = 0.5;

/// Most accounts score low and few high, as in a real run.
std::vector<SampleCandidate> invented_run(std::size_t accounts) {
  std::vector<SampleCandidate> candidates;
  for (std::size_t i = 0; i < accounts; ++i) {
    const double place = unit_interval(mix(11, i));
    candidates.push_back({.key = {"x", fmt::format("{}", i)},
                          .likelihood = place * place * place,
                          .grade = static_cast<Grade>(i % 3)});
  }
  return candidates;
}

/// Whether an account is what the score looks for: the likelier, the more often.
bool is_positive(const SampleCandidate& candidate) {
  return unit_interval(mix(12, std::stoull(candidate.key.native_id))) < candidate.likelihood;
}

ReviewedAccount reviewed(std::uint64_t account,
                         bool at_line,
                         double inclusion,
                         VerdictLabel label) {
  return {account, at_line, inclusion, TeamDecision{label, UtcTime{}, true, false}};
}

TEST(DrawReviewSample, TakesEveryBandAndGradeAlike) {
  const auto candidates = invented_run(3'000);

  const auto drawn = draw_review_sample(candidates, kLine, 120, 1);

  std::map<std::string, int> by_stratum;
  for (const SampledAccount& one : drawn) {
    ++by_stratum[one.stratum];
  }
  EXPECT_EQ(drawn.size(), 120U);
  EXPECT_EQ(by_stratum.size(), 30U);
  for (const auto& [stratum, count] : by_stratum) {
    EXPECT_NEAR(count, 4, 1) << stratum;
  }
}

TEST(DrawReviewSample, StatesTheChanceThatThereWas) {
  const auto candidates = invented_run(80);
  std::vector<int> times(candidates.size(), 0);
  std::vector<double> stated(candidates.size(), 0.0);
  constexpr int kDraws = 1'500;

  for (int seed = 0; seed < kDraws; ++seed) {
    const auto drawn = draw_review_sample(candidates, kLine, 20, static_cast<std::uint64_t>(seed));
    ASSERT_EQ(drawn.size(), 20U);
    for (const SampledAccount& one : drawn) {
      ++times[one.candidate];
      stated[one.candidate] = one.inclusion;
    }
  }

  double sum = 0.0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    EXPECT_NEAR(static_cast<double>(times[i]) / kDraws, stated[i], 0.065);  // 5 standard errors
    sum += stated[i];
  }
  EXPECT_NEAR(sum, 20.0, 1e-6);
}

TEST(DrawReviewSample, DependsOnSeedAndAccountsAndNotOnTheirOrder) {
  auto candidates = invented_run(500);
  const auto keys_of = [&](std::uint64_t seed) {
    std::vector<AccountKey> keys;
    for (const SampledAccount& one : draw_review_sample(candidates, kLine, 50, seed)) {
      keys.push_back(candidates[one.candidate].key);
    }
    return keys;
  };
  const auto first = keys_of(1);

  std::reverse(candidates.begin(), candidates.end());

  EXPECT_EQ(keys_of(1), first);
  EXPECT_NE(keys_of(2), first);
}

TEST(DrawReviewSample, PartsABandAtTheLineAndTellsTheSides) {
  const std::vector<SampleCandidate> candidates{
      {{"x", "1"}, 0.54, Grade::kA}, {{"x", "2"}, 0.55, Grade::kA}, {{"x", "3"}, 1.0, Grade::kC}};

  auto drawn = draw_review_sample(candidates, 0.55, 9, 1);
  std::sort(drawn.begin(), drawn.end(), [](const auto& a, const auto& b) {
    return a.candidate < b.candidate;
  });

  ASSERT_EQ(drawn.size(), 3U);
  EXPECT_EQ(drawn[0].stratum, "0.5 A");
  EXPECT_FALSE(drawn[0].at_line);
  EXPECT_EQ(drawn[1].stratum, "0.55 A");
  EXPECT_TRUE(drawn[1].at_line);
  EXPECT_EQ(drawn[2].stratum, "0.9 C");
  EXPECT_EQ(drawn[2].inclusion, 1.0);
}

TEST(DrawReviewSample, ReadsInAnOrderThatTellsNothingOfTheScore) {
  const auto candidates = invented_run(3'000);
  const auto drawn = draw_review_sample(candidates, kLine, 1'000, 4);
  double early = 0.0;
  double late = 0.0;

  for (std::size_t i = 0; i < drawn.size(); ++i) {
    (i < drawn.size() / 2 ? early : late) += candidates[drawn[i].candidate].likelihood;
  }

  EXPECT_NEAR(early / 500.0, late / 500.0, 0.06);
}

TEST(MeasurePrecision, WeighsEachAccountByItsChance) {
  const std::vector<ReviewedAccount> rows{
      reviewed(1, true, 0.5, VerdictLabel::kUndeclaredAutomated),
      reviewed(2, true, 0.25, VerdictLabel::kHyperactiveHuman),
      reviewed(3, true, 0.5, VerdictLabel::kDeclaredAutomated),
      reviewed(4, true, 0.5, VerdictLabel::kCannotTell),
      reviewed(5, false, 0.1, VerdictLabel::kUndeclaredAutomated),
      reviewed(6, false, 0.1, VerdictLabel::kOrganisation),
      {7, true, 0.5, std::nullopt},
      {8, true, 0.5, TeamDecision{VerdictLabel::kOrganisation, UtcTime{}, false, false}}};

  const MeasuredPrecision measured = measure_precision(rows, 3);

  EXPECT_EQ(measured.decided, 3U);
  EXPECT_EQ(measured.positives, 1U);
  EXPECT_EQ(measured.cannot_tell, 1U);
  EXPECT_EQ(measured.open, 1U);
  ASSERT_TRUE(measured.precision);
  EXPECT_NEAR(measured.precision->value, 2.0 / 8.0, 1e-12);
  // n_eff = 8^2 / (2^2 + 4^2 + 2^2)
  const ShareBounds bounds = wilson_bounds_of_share(0.25, 64.0 / 24.0);
  EXPECT_NEAR(measured.precision->low, bounds.low, 1e-12);
  EXPECT_NEAR(measured.precision->high, bounds.high, 1e-12);
  EXPECT_NEAR(measured.recall->value, 2.0 / 12.0, 1e-12);
}

TEST(MeasurePrecision, SaysNothingBelowTheLeastNumber) {
  const std::vector<ReviewedAccount> rows{
      reviewed(1, true, 1.0, VerdictLabel::kUndeclaredAutomated)};

  EXPECT_FALSE(measure_precision(rows, 2).precision);
  EXPECT_EQ(measure_precision(rows, 2).decided, 1U);
  EXPECT_TRUE(measure_precision(rows, 1).precision);
  EXPECT_FALSE(measure_precision({}, 0).precision);
}

TEST(MeasurePrecision, CountsAnAccountOfTwoDrawsAsOneInTheInterval) {
  std::vector<ReviewedAccount> rows;
  for (std::uint64_t account = 0; account < 40; ++account) {
    rows.push_back(reviewed(
        account,
        true,
        1.0,
        account < 30 ? VerdictLabel::kUndeclaredAutomated : VerdictLabel::kHyperactiveHuman));
  }
  const MeasuredPrecision once = measure_precision(rows, 20);

  rows.insert(rows.end(), rows.begin(), rows.begin() + 40);
  const MeasuredPrecision twice = measure_precision(rows, 20);

  EXPECT_EQ(twice.precision->low, once.precision->low);
}

TEST(MeasurePrecision, GivesWilsonsBoundsForEqualChances) {
  const ShareBounds whole = wilson_bounds(18, 20);
  const ShareBounds share = wilson_bounds_of_share(0.9, 20.0);

  EXPECT_EQ(share.low, whole.low);
  EXPECT_EQ(share.high, whole.high);
  EXPECT_NEAR(share.low, 0.6990, 1e-4);  // Newcombe 1998, method 3
  EXPECT_NEAR(share.high, 0.9721, 1e-4);
}

/// The truth of a whole run, by the same rule as the labels of a draw.
double true_precision(const std::vector<SampleCandidate>& candidates) {
  double at_line = 0.0;
  double positives = 0.0;
  for (const SampleCandidate& candidate : candidates) {
    if (candidate.likelihood >= kLine) {
      at_line += 1.0;
      positives += is_positive(candidate) ? 1.0 : 0.0;
    }
  }
  return positives / at_line;
}

TEST(MeasurePrecision, IsUnbiasedAndItsIntervalHoldsTheTruthAsOftenAsItSays) {
  const auto candidates = invented_run(800);
  const double truth = true_precision(candidates);
  constexpr int kDraws = 400;
  double sum = 0.0;
  int held = 0;

  for (int seed = 0; seed < kDraws; ++seed) {
    std::vector<ReviewedAccount> rows;
    for (const SampledAccount& one :
         draw_review_sample(candidates, kLine, 100, static_cast<std::uint64_t>(seed))) {
      rows.push_back(reviewed(one.candidate,
                              one.at_line,
                              one.inclusion,
                              is_positive(candidates[one.candidate])
                                  ? VerdictLabel::kUndeclaredAutomated
                                  : VerdictLabel::kHyperactiveHuman));
    }
    const MeasuredPrecision measured = measure_precision(rows, 20);
    ASSERT_TRUE(measured.precision);
    sum += measured.precision->value;
    held += measured.precision->low <= truth && truth <= measured.precision->high ? 1 : 0;
  }

  EXPECT_NEAR(sum / kDraws, truth, 0.01);
  EXPECT_GE(held, 374);  // 93.5 %
}

}  // namespace
}  // namespace vigie::analysis

#include "analysis/source_share.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

constexpr SourcePrior kPrior{.mean = 0.02, .strength = 20.0};

TEST(IncompleteBeta, MatchesClosedForms) {
  EXPECT_NEAR(incomplete_beta(1.0, 1.0, 0.3), 0.3, 1e-12);
  EXPECT_NEAR(incomplete_beta(2.0, 1.0, 0.3), 0.09, 1e-12);         // x^a
  EXPECT_NEAR(incomplete_beta(1.0, 3.0, 0.3), 1.0 - 0.343, 1e-12);  // 1 - (1 - x)^b
  EXPECT_NEAR(incomplete_beta(2.0, 3.0, 0.4), 0.5248, 1e-12);       // P(Bin(4, 0.4) >= 2)
  EXPECT_NEAR(incomplete_beta(50.0, 50.0, 0.5), 0.5, 1e-12);
  EXPECT_EQ(incomplete_beta(2.0, 3.0, 0.0), 0.0);
  EXPECT_EQ(incomplete_beta(2.0, 3.0, 1.0), 1.0);
}

TEST(BetaQuantile, InvertsTheIncompleteBeta) {
  for (const double alpha : {0.02, 0.4, 3.0, 400.0}) {
    for (const double beta : {0.5, 19.6, 900.0}) {
      for (const double quantile : {0.05, 0.5, 0.95}) {
        const double x = beta_quantile(alpha, beta, quantile);
        if (x > 1e-6 && x < 1.0 - 1e-6) {
          EXPECT_NEAR(incomplete_beta(alpha, beta, x), quantile, 1e-4) << alpha << " " << beta;
        }
      }
    }
  }
  EXPECT_NEAR(beta_quantile(1.0, 1.0, 0.05), 0.05, 1e-8);
  EXPECT_NEAR(beta_quantile(2.0, 1.0, 0.25), 0.5, 1e-8);
}

TEST(EstimateSourceShare, ShrinksThinEvidence) {
  const SourceShare one = estimate_source_share({1, 1}, kPrior);
  const SourceShare three = estimate_source_share({3, 3}, kPrior);
  const SourceShare half = estimate_source_share({10, 20}, kPrior);
  const SourceShare third = estimate_source_share({30, 100}, kPrior);

  EXPECT_NEAR(one.share, 1.4 / 21.0, 1e-12);
  EXPECT_NEAR(one.low, 0.007, 0.0005);
  EXPECT_NEAR(three.share, 3.4 / 23.0, 1e-12);
  EXPECT_NEAR(three.low, 0.0483, 0.00005);
  EXPECT_NEAR(half.share, 0.26, 1e-12);
  EXPECT_NEAR(half.low, 0.15, 0.005);
  EXPECT_NEAR(third.share, 30.4 / 120.0, 1e-12);
  EXPECT_NEAR(third.low, 0.19, 0.005);
}

TEST(EstimateSourceShare, RanksManyLinksAboveOne) {
  EXPECT_LT(estimate_source_share({1, 1}, kPrior).low,
            estimate_source_share({30, 100}, kPrior).low);
}

TEST(EstimateSourceShare, IsThePriorWithoutLinks) {
  const SourceShare none = estimate_source_share({0, 0}, kPrior);

  EXPECT_NEAR(none.share, 0.02, 1e-12);
  EXPECT_LT(none.low, 0.001);
}

TEST(EstimateSourceShare, GrowsWithEveryListedLink) {
  double last = 0.0;
  for (double listed = 0.0; listed <= 40.0; ++listed) {
    const double low = estimate_source_share({listed, 40}, kPrior).low;
    EXPECT_GT(low, last);
    last = low;
  }
}

TEST(FitSourcePrior, FollowsTheMoments) {
  // Shares 0.1 to 0.4: mean 0.25, variance 1/60, of which chance makes 0.25 * 0.75 / 100.
  const std::vector<SourceCounts> accounts{{10, 100}, {20, 100}, {30, 100}, {40, 100}};

  const SourcePrior prior = fit_source_prior(accounts);

  EXPECT_NEAR(prior.mean, 0.25, 1e-12);
  EXPECT_NEAR(prior.strength, 0.1875 / (1.0 / 60.0 - 0.001875) - 1.0, 1e-9);
}

TEST(FitSourcePrior, LeavesOutAccountsWithFewerThanFiveLinks) {
  const std::vector<SourceCounts> accounts{{10, 100}, {20, 100}, {30, 100}, {40, 100}};
  std::vector<SourceCounts> with_thin = accounts;
  with_thin.insert(with_thin.end(), 50, SourceCounts{4, 4});

  EXPECT_EQ(fit_source_prior(with_thin).mean, fit_source_prior(accounts).mean);
}

TEST(FitSourcePrior, StaysWithinItsBounds) {
  const std::vector<SourceCounts> extremes{{0, 10}, {10, 10}};
  const std::vector<SourceCounts> equal{{1, 10}, {1, 10}};
  const std::vector<SourceCounts> zeros{{0, 10}, {0, 10}};
  const std::vector<SourceCounts> alone{{3, 10}};

  EXPECT_EQ(fit_source_prior(extremes).strength, 5.0);
  EXPECT_EQ(fit_source_prior(equal).strength, 500.0);
  EXPECT_EQ(fit_source_prior(zeros).mean, 0.001);
  EXPECT_EQ(fit_source_prior(alone).mean, 0.02);
  EXPECT_EQ(fit_source_prior({}).strength, 20.0);
}

}  // namespace
}  // namespace vigie::analysis

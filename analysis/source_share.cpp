#include "analysis/source_share.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

#include "analysis/statistics.h"

namespace vigie::analysis {
namespace {

/// Keeps a denominator of the continued fraction away from 0.
double away_from_zero(double value) {
  constexpr double kTiny = std::numeric_limits<double>::min() / 1e-20;
  return std::abs(value) < kTiny ? kTiny : value;
}

/// Continued fraction of DLMF 8.17.22 by the modified Lentz method; converges fast for x below
/// (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
  constexpr int kMaxTerms = 1000;
  constexpr double kPrecision = 1e-15;
  double c = 1.0;
  double d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
  double fraction = d;
  for (int term = 1; term <= kMaxTerms; ++term) {
    const double m = term;
    const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
    d = 1.0 / away_from_zero(1.0 + even * d);
    c = away_from_zero(1.0 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
    d = 1.0 / away_from_zero(1.0 + odd * d);
    c = away_from_zero(1.0 + odd / c);
    fraction *= d * c;
    if (std::abs(d * c - 1.0) < kPrecision) {
      break;
    }
  }
  return fraction;
}

struct ShareMoments {
  double accounts = 0.0;
  double mean = 0.0;
  double variance = 0.0;      ///< Of the shares, over n - 1.
  double mean_inverse = 0.0;  ///< Mean of 1 / links: what chance alone makes of the variance.
};

bool counts_for_prior(const SourceCounts& account) {
  return account.linking >= kMinPriorLinks;
}

ShareMoments measure_shares(std::span<const SourceCounts> accounts) {
  ShareMoments moments;
  for (const SourceCounts& account : accounts) {
    if (counts_for_prior(account)) {
      moments.accounts += 1.0;
      moments.mean += account.listed / account.linking;
      moments.mean_inverse += 1.0 / account.linking;
    }
  }
  if (moments.accounts < 2.0) {
    return moments;
  }
  moments.mean /= moments.accounts;
  moments.mean_inverse /= moments.accounts;
  for (const SourceCounts& account : accounts) {
    if (counts_for_prior(account)) {
      const double deviation = account.listed / account.linking - moments.mean;
      moments.variance += deviation * deviation / (moments.accounts - 1.0);
    }
  }
  return moments;
}

}  // namespace

double incomplete_beta(double alpha, double beta, double x) {
  assert(alpha > 0.0 && beta > 0.0);
  if (x <= 0.0) {
    return 0.0;
  }
  if (x >= 1.0) {
    return 1.0;
  }
  const double log_front = log_gamma(alpha + beta) - log_gamma(alpha) - log_gamma(beta) +
                           alpha * std::log(x) + beta * std::log1p(-x);
  const double front = std::exp(log_front);
  if (x < (alpha + 1.0) / (alpha + beta + 2.0)) {
    return front * beta_fraction(alpha, beta, x) / alpha;
  }
  return 1.0 - front * beta_fraction(beta, alpha, 1.0 - x) / beta;
}

double beta_quantile(double alpha, double beta, double quantile) {
  assert(quantile > 0.0 && quantile < 1.0);
  constexpr double kPrecision = 1e-9;
  double below = 0.0;
  double above = 1.0;
  while (above - below > kPrecision) {
    const double middle = (below + above) / 2.0;
    (incomplete_beta(alpha, beta, middle) < quantile ? below : above) = middle;
  }
  return (below + above) / 2.0;
}

SourcePrior fit_source_prior(std::span<const SourceCounts> accounts) {
  constexpr double kMinMean = 0.001;
  const ShareMoments moments = measure_shares(accounts);
  if (moments.accounts < 2.0) {
    return {};
  }
  const double spread = moments.mean * (1.0 - moments.mean);
  const double excess = moments.variance - spread * moments.mean_inverse;
  SourcePrior prior;
  prior.mean = std::clamp(moments.mean, kMinMean, 1.0 - kMinMean);
  prior.strength = excess > 0.0
                       ? std::clamp(spread / excess - 1.0, kMinPriorStrength, kMaxPriorStrength)
                       : kMaxPriorStrength;
  return prior;
}

SourceShare estimate_source_share(const SourceCounts& account, const SourcePrior& prior) {
  constexpr double kLowQuantile = 0.05;
  const double alpha = prior.mean * prior.strength + account.listed;
  const double beta = (1.0 - prior.mean) * prior.strength + (account.linking - account.listed);
  SourceShare result;
  result.share = alpha / (alpha + beta);
  result.low = beta_quantile(alpha, beta, kLowQuantile);
  return result;
}

}  // namespace vigie::analysis

// Share of an account's links that go to listed outlets, shrunk towards what all accounts do.
//
// A raw share puts an account with one link, to a listed outlet, above one with thirty in a
// hundred. Empirical Bayes does not: the prior is fitted by moments over the accounts with enough
// links, and accounts are compared by the lower bound of what remains. Topics differ (on a war,
// everybody links state media more), so the lift over the same collection's baseline stands beside
// it.
//
// Source: METHODS 4.2; Beta-binomial moments as in Morris 1983, doi:10.1080/01621459.1983.10477920.
#pragma once

#include <span>
#include <vector>

namespace vigie::analysis {

/// Links of one account in a window.
struct SourceCounts {
  double listed = 0.0;   ///< Posts that link or repost a listed source, 0..linking.
  double linking = 0.0;  ///< Posts with an external link or a repost.
};

/// Beta prior of an account's share: alpha = mean * strength, beta = (1 - mean) * strength.
struct SourcePrior {
  double mean = 0.02;      ///< In (0, 1).
  double strength = 20.0;  ///< Worth so many links; 5..500.
};

struct SourceShare {
  double share = 0.0;  ///< Posterior mean, 0..1.
  double low = 0.0;    ///< 5 % quantile of the posterior, 0..1.
};

inline constexpr double kMinPriorLinks = 5.0;
inline constexpr double kMinPriorStrength = 5.0;
inline constexpr double kMaxPriorStrength = 500.0;

/// Fits the prior by moments over the accounts with at least `kMinPriorLinks` links. When fewer
/// than two have them, the default (2 %, strength 20). The mean is kept in [0.001, 0.999]; when
/// shares vary no more than chance makes them, the strength is the largest. Order does not matter
/// beyond rounding. O(n).
[[nodiscard]] SourcePrior fit_source_prior(std::span<const SourceCounts> accounts);

/// The shrunk share of one account.
[[nodiscard]] SourceShare estimate_source_share(const SourceCounts& account,
                                                const SourcePrior& prior);

/// `quantile` in (0, 1) of the Beta distribution, `alpha`, `beta` > 0; to 1e-9. About 10 us.
[[nodiscard]] double beta_quantile(double alpha, double beta, double quantile);

/// Regularised incomplete beta function I_x(alpha, beta), x in [0, 1] (DLMF 8.17.22).
[[nodiscard]] double incomplete_beta(double alpha, double beta, double x);

}  // namespace vigie::analysis

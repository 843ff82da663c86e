// Small statistics that several signals share: tails of the chi-square, quantiles, ranks, entropy.
//
// Tails are given as -log10 p, computed in logarithms, so that a p-value of 10^-5000 stays a number
// that can be compared and stored. Nothing here knows accounts or posts.
//
// Source: NIST Digital Library of Mathematical Functions, 8.7 (series), 8.9 (continued fraction)
// and 5.11 (log gamma); quantiles are type 7 of Hyndman and Fan 1996, doi:10.2307/2684934.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace vigie::analysis {

/// ln of the gamma function for x > 0, by Stirling's series; to 1e-12. Safe on several threads,
/// which std::lgamma is not.
[[nodiscard]] double log_gamma(double x);

/// -log10 of P(X >= statistic) for X chi-square with `degrees` > 0 degrees of freedom: how uneven.
/// 0 for a statistic of 0 or less. Never negative, finite for a finite statistic.
[[nodiscard]] double chi_square_upper_log10(double statistic, double degrees);

/// -log10 of P(X <= statistic): how much too even. Infinite for a statistic of 0 or less, which no
/// continuous X reaches; callers with counts cap it.
[[nodiscard]] double chi_square_lower_log10(double statistic, double degrees);

/// Type 7 quantile (linear between order statistics) of `values`, in any order, for `share` in
/// [0, 1]. Nothing for no values. O(n).
[[nodiscard]] std::optional<double> quantile(std::span<const double> values, double share);

/// The 0.5 quantile: the mean of the two middle values when their number is even.
[[nodiscard]] std::optional<double> median(std::span<const double> values);

/// Pearson correlation of pairs (x[i], y[i]), -1..1; `x` and `y` of one length. Nothing when either
/// does not vary.
[[nodiscard]] std::optional<double> pearson(std::span<const double> x, std::span<const double> y);

/// Shannon entropy of `counts` over the logarithm of their number: 0 when one holds everything, 1
/// when all are equal. Nothing for fewer than 2 counts or a sum of 0.
[[nodiscard]] std::optional<double> normalised_entropy(std::span<const std::uint32_t> counts);

}  // namespace vigie::analysis

// Intervals of metrics: accounts are drawn again with replacement, whole accounts at a time.
//
// An account that several origins label is one unit, so that it is never on both sides of chance.
// The percentile interval (Efron and Tibshirani 1993, 13) of draws that define the metric.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/learning/metrics.h"

namespace vigie::analysis {

struct BootstrapOptions {
  std::uint32_t draws = 500;  ///< 0: no intervals.
  std::uint64_t seed = 1;
};

struct MetricInterval {
  std::optional<double> value;  ///< Of the accounts as they are.
  std::optional<double> low;    ///< 2.5 % quantile of the draws; nothing without draws.
  std::optional<double> high;   ///< 97.5 %.
};

using MetricIntervals = std::array<MetricInterval, kMetricCount>;

/// @param account_of  Number of the account of each row, of any range; rows of one go together.
///                    As long as `rows`.
/// Same rows and options, same result; the order of rows matters to the draws alone, so give them
/// by natural key. O(draws n log n).
[[nodiscard]] MetricIntervals bootstrap_metrics(std::span<const ScoredLabel> rows,
                                                std::span<const std::uint32_t> account_of,
                                                const BootstrapOptions& options);

}  // namespace vigie::analysis

// How well scores separate labelled accounts, by the textbook. Ties never help: equal scores share
// their rank, their precision and their discount, so that no figure depends on an order.
//
// Sources: average precision and nDCG as in Manning, Raghavan and Schuetze 2008, 8.4; Matthews
// 1975, doi:10.1016/0005-2795(75)90109-9; Brier 1950; Wilson 1927; calibration error over
// equal-mass bins, Nguyen and O'Connor 2015, doi:10.18653/v1/D15-1182.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace vigie::analysis {

/// One labelled account with its score, in nats of log-odds at the prior in use.
struct ScoredLabel {
  double logit = 0.0;
  bool positive = false;
  bool flagged = false;  ///< At or above the threshold in use.
};

enum class Metric : std::uint8_t {
  kAuc,               ///< Chance that a positive scores above a negative, ties half.
  kAveragePrecision,  ///< Mean over the positives of the precision at each one's score.
  kPrecisionAt20,     ///< Share of positives among the first 20.
  kPrecisionAt50,
  kPrecisionAt100,
  kNdcgAt50,  ///< Discounted gain of the first 50 over the best possible.
  kMcc,       ///< At likelihood 0.5, as the three that follow.
  kF1,
  kPrecision,
  kRecall,
  kF1AtThreshold,     ///< At the threshold fixed on other accounts (`flagged`).
  kBrier,             ///< Mean squared error of the likelihood.
  kCalibrationError,  ///< Over at most ten equal-mass bins.
};
inline constexpr std::size_t kMetricCount = 13;
inline constexpr std::array<std::string_view, kMetricCount> kMetricNames{"auc",
                                                                         "average_precision",
                                                                         "precision_at_20",
                                                                         "precision_at_50",
                                                                         "precision_at_100",
                                                                         "ndcg_at_50",
                                                                         "mcc",
                                                                         "f1",
                                                                         "precision",
                                                                         "recall",
                                                                         "f1_at_threshold",
                                                                         "brier",
                                                                         "calibration_error"};

/// Nothing: not defined there (one class only, fewer accounts than places, no one flagged).
using MetricValues = std::array<std::optional<double>, kMetricCount>;

[[nodiscard]] constexpr std::optional<double> metric(const MetricValues& values, Metric which) {
  return values[static_cast<std::size_t>(which)];
}

/// All metrics of `accounts`, given in any order. O(n log n).
[[nodiscard]] MetricValues measure_metrics(std::vector<ScoredLabel> accounts);

/// Two-sided bounds of a share.
struct ShareBounds {
  double low = 0.0;
  double high = 1.0;
};

/// Wilson's 95 % bounds of `hits` of `n`; the whole of [0, 1] for n = 0.
[[nodiscard]] ShareBounds wilson_bounds(std::uint64_t hits, std::uint64_t n);

/// Wilson's 95 % bounds of a share of `n` accounts, which need not be whole; [0, 1] for n = 0.
[[nodiscard]] ShareBounds wilson_bounds_of_share(double share, double n);

/// Accounts of neighbouring likelihood: what was said of them and what they are.
struct CalibrationBin {
  std::uint64_t accounts = 0;
  std::uint64_t positives = 0;
  double predicted = 0.0;  ///< Mean likelihood.
  ShareBounds observed;    ///< Wilson's bounds of the share of positives.
};

/// At most ten bins of as nearly equal size as equal likelihoods, which are never torn, allow; by
/// rising likelihood. Fewer than ten accounts a bin: fewer bins. Empty for no accounts.
[[nodiscard]] std::vector<CalibrationBin> calibration_curve(std::vector<ScoredLabel> accounts);

/// Mean distance of predicted and observed share over the bins, weighted by accounts.
[[nodiscard]] std::optional<double> calibration_error(std::span<const CalibrationBin> bins);

}  // namespace vigie::analysis

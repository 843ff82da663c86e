#include "analysis/learning/calibration.h"

#include <algorithm>
#include <limits>

#include "analysis/automation_score.h"

namespace vigie::analysis {

double fit_slope(std::span<const HeldOutEvidence> rows) {
  constexpr double kLeast = 0.05;
  constexpr double kMost = 1.0;
  constexpr int kHalvings = 60;
  const auto positives = static_cast<double>(std::count_if(
      rows.begin(), rows.end(), [](const HeldOutEvidence& row) { return row.positive; }));
  const double negatives = static_cast<double>(rows.size()) - positives;
  const double target_positive = (positives + 1.0) / (positives + 2.0);
  const double target_negative = 1.0 / (negatives + 2.0);
  // The derivative of the log-loss rises with the slope: halve the interval around its zero.
  const auto derivative = [&](double slope) {
    double sum = 0.0;
    for (const HeldOutEvidence& row : rows) {
      const double target = row.positive ? target_positive : target_negative;
      sum += (logistic(row.prior_logit + slope * row.nats) - target) * row.nats;
    }
    return sum;
  };
  if (derivative(kMost) <= 0.0) {
    return kMost;
  }
  double low = kLeast;
  double high = kMost;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2.0;
    (derivative(middle) > 0.0 ? high : low) = middle;
  }
  return (low + high) / 2.0;
}

double best_f1_threshold(std::vector<ScoredLabel> rows) {
  std::sort(rows.begin(), rows.end(), [](const ScoredLabel& a, const ScoredLabel& b) {
    return a.logit > b.logit;
  });
  const auto positives = static_cast<double>(
      std::count_if(rows.begin(), rows.end(), [](const ScoredLabel& row) { return row.positive; }));
  double best = 0.0;
  double threshold = std::numeric_limits<double>::infinity();
  double hits = 0.0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    hits += rows[i].positive ? 1.0 : 0.0;
    const bool ends_tie = i + 1 == rows.size() || rows[i + 1].logit != rows[i].logit;
    const double f1 = 2.0 * hits / (static_cast<double>(i + 1) + positives);
    if (ends_tie && f1 > best) {
      best = f1;
      threshold = i + 1 == rows.size() ? rows[i].logit : (rows[i].logit + rows[i + 1].logit) / 2.0;
    }
  }
  return threshold;
}

}  // namespace vigie::analysis

#include "analysis/learning/calibration.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/automation_score.h"

namespace vigie::analysis {

double fit_slope(std::span<const HeldOutEvidence> rows,
                 const std::function<std::vector<double>(double)>& nats_at) {
  constexpr double kLeast = 0.05;
  constexpr double kMost = 3.0;
  constexpr double kStill = 1e-3;
  constexpr double kGolden = 0.6180339887498949;
  if (rows.empty()) {
    return 1.0;
  }
  const auto loss = [&](double log_slope) {
    const std::vector<double> nats = nats_at(std::exp(log_slope));
    double sum = 0.0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double likelihood = logistic(rows[i].prior_logit + nats[i]);
      sum -= std::log(rows[i].positive ? likelihood : 1.0 - likelihood);
    }
    return sum;
  };
  double low = std::log(kLeast);
  double high = std::log(kMost);
  double left = high - kGolden * (high - low);
  double right = low + kGolden * (high - low);
  double loss_left = loss(left);
  double loss_right = loss(right);
  while (high - low > kStill) {
    if (loss_left <= loss_right) {
      high = right;
      right = left;
      loss_right = loss_left;
      left = high - kGolden * (high - low);
      loss_left = loss(left);
    } else {
      low = left;
      left = right;
      loss_left = loss_right;
      right = low + kGolden * (high - low);
      loss_right = loss(right);
    }
  }
  return std::exp((low + high) / 2.0);
}

double fit_slope(std::span<const HeldOutEvidence> rows) {
  return fit_slope(rows, [&](double slope) {
    std::vector<double> nats;
    nats.reserve(rows.size());
    for (const HeldOutEvidence& row : rows) {
      nats.push_back(slope * row.nats);
    }
    return nats;
  });
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

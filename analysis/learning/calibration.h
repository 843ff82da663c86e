// From a sum of nats to a likelihood that means what it says, on accounts left out of the fit.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "analysis/learning/metrics.h"

namespace vigie::analysis {

/// Evidence on one account that was left out.
struct HeldOutEvidence {
  double nats = 0.0;         ///< Log-odds above the prior.
  double prior_logit = 0.0;  ///< Of its source.
  bool positive = false;
};

/// Platt scaling with the intercept held at the prior: the slope in [0.05, 3] that makes
/// logistic(prior + nats) most likely. The targets are the labels themselves: Platt's smoothed ones
/// guard a fit to its own training rows, and these rows are held out. Without evidence the
/// likelihood stays the prior. `nats_at` gives the evidence on every row under a slope, for above 1
/// the caps hold (signal_curves.h: `with_slope`); golden section search on the slope's logarithm,
/// to 0.001. 1 for no rows.
///
/// Source: Platt 1999; one parameter as in Guo et al. 2017, arXiv:1706.04599.
[[nodiscard]] double fit_slope(std::span<const HeldOutEvidence> rows,
                               const std::function<std::vector<double>(double)>& nats_at);

/// As above, of evidence that no cap bounds: `nats` times the slope.
[[nodiscard]] double fit_slope(std::span<const HeldOutEvidence> rows);

/// The threshold of highest F1 for "evidence >= threshold": half way between the two scores that it
/// parts, the highest of equals. Infinite when there is no positive.
[[nodiscard]] double best_f1_threshold(std::vector<ScoredLabel> rows);

}  // namespace vigie::analysis

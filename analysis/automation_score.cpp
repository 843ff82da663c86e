#include "analysis/automation_score.h"

#include <algorithm>
#include <cmath>

namespace vigie::analysis {
namespace {

/// cap * tanh(x / cap) / x: by how much a group's contributions shrink together. 1 at x = 0.
double saturation(double sum, double cap) {
  if (cap <= 0.0) {
    return 0.0;
  }
  constexpr double kLinear = 1e-9;
  return std::abs(sum) < kLinear ? 1.0 : cap * std::tanh(sum / cap) / sum;
}

constexpr auto kCoordinationGroup = static_cast<std::size_t>(SignalGroup::kCoordination);

/// What is left of evidence against. A rhythm like a person's, or a person's carelessness, speaks
/// against a machine, and not against a crew of people: as coordination fills its cap, it fades.
double counter_evidence_kept(double coordination_sum, double cap) {
  return cap <= 0.0 ? 1.0 : 1.0 - std::max(0.0, std::tanh(coordination_sum / cap));
}

bool is_behaviour_core(std::size_t group) {
  return group == static_cast<std::size_t>(SignalGroup::kCadence) || group == kCoordinationGroup;
}

}  // namespace

double logistic(double logit) {
  return 1.0 / (1.0 + std::exp(-logit));
}

double log_odds(double probability) {
  return std::log(probability / (1.0 - probability));
}

double weigh(const SignalWeight& weight, double value) {
  const auto& knots = weight.values;
  if (knots.empty() || std::isnan(value)) {
    return 0.0;
  }
  if (value <= knots.front()) {
    return weight.nats.front();
  }
  if (value >= knots.back()) {
    return weight.nats.back();
  }
  const auto above = std::upper_bound(knots.begin(), knots.end(), value);
  const auto i = static_cast<std::size_t>(above - knots.begin());
  const double part = (value - knots[i - 1]) / (knots[i] - knots[i - 1]);
  return weight.nats[i - 1] + part * (weight.nats[i] - weight.nats[i - 1]);
}

ScoreModel with_bounded_content(ScoreModel model, double prior, double report_line) {
  constexpr double kMargin = 0.14;
  const double room = log_odds(report_line) - log_odds(prior) - kMargin;
  model.content_cap = std::max(0.0, std::min(model.content_cap, room));
  return model;
}

double prior_offset(const ScoreModel& model, std::string_view platform, std::string_view language) {
  double nats = 0.0;
  for (const PriorOffset& offset : model.offsets) {
    const bool fits = (offset.platform.empty() || offset.platform == platform) &&
                      (offset.language.empty() || offset.language == language);
    nats += fits ? offset.nats : 0.0;
  }
  return nats;
}

double moved_prior(double prior, double nats) {
  return nats == 0.0 ? prior : logistic(log_odds(prior) + nats);
}

Scorecard::Scorecard(const ScoreModel& model) : caps_(model.caps), content_cap_(model.content_cap) {
  for (const SignalWeight& weight : model.weights) {
    weights_[static_cast<std::size_t>(weight.signal)] = weight;
  }
}

ScoredSignals Scorecard::score(const SignalValues& values, double prior) const {
  ScoredSignals out;
  std::array<double, kSignalGroupCount> sums{};
  for (std::size_t s = 0; s < kSignalCount; ++s) {
    if (values[s]) {
      out.nats[s] = weigh(weights_[s], *values[s]);
      sums[static_cast<std::size_t>(kSignals[s].group)] += out.nats[s];
    }
  }

  std::array<double, kSignalGroupCount> factor{};
  const double kept =
      counter_evidence_kept(sums[kCoordinationGroup], caps_[kCoordinationGroup].troll_bot);
  double content = 0.0;
  for (std::size_t g = 0; g < kSignalGroupCount; ++g) {
    factor[g] = saturation(sums[g], caps_[g].troll_bot);
    if (!is_behaviour_core(g)) {
      content += sums[g] * factor[g];
    } else if (sums[g] < 0.0) {
      factor[g] *= kept;
    }
  }
  const double content_factor = saturation(content, content_cap_) * (content < 0.0 ? kept : 1.0);

  out.logit = log_odds(prior);
  out.automation_logit = log_odds(prior);
  const double kept_in_automation =
      counter_evidence_kept(sums[kCoordinationGroup], caps_[kCoordinationGroup].automation);
  for (std::size_t g = 0; g < kSignalGroupCount; ++g) {
    if (!is_behaviour_core(g)) {
      factor[g] *= content_factor;
    }
    out.group_nats[g] = sums[g] * factor[g];
    out.logit += out.group_nats[g];
    out.automation_logit += sums[g] * saturation(sums[g], caps_[g].automation) *
                            (sums[g] < 0.0 ? kept_in_automation : 1.0);
  }
  for (std::size_t s = 0; s < kSignalCount; ++s) {
    out.nats[s] *= factor[static_cast<std::size_t>(kSignals[s].group)];
  }
  return out;
}

}  // namespace vigie::analysis

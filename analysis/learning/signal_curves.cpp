#include "analysis/learning/signal_curves.h"

#include <algorithm>

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kLeastOfEachClass = 10;

bool is_known_enough(SignalCurve& curve, std::span<const LabelledAccount> accounts) {
  std::uint32_t positives = 0;
  double lowest = 1.0;
  double highest = 0.0;
  for (const LabelledAccount& account : accounts) {
    const auto& value = account.values[static_cast<std::size_t>(curve.shape.signal)];
    if (value) {
      ++curve.accounts;
      positives += account.positive ? 1U : 0U;
      const double r = weigh(curve.shape, *value);
      lowest = std::min(lowest, r);
      highest = std::max(highest, r);
    }
  }
  return positives >= kLeastOfEachClass && curve.accounts - positives >= kLeastOfEachClass &&
         highest > lowest;
}

const SignalWeight* find_candidate(const ScoreModel& base, Signal signal) {
  const auto found = std::find_if(base.candidates.begin(),
                                  base.candidates.end(),
                                  [&](const SignalWeight& row) { return row.signal == signal; });
  return found == base.candidates.end() ? nullptr : &*found;
}

SignalCurve curve_of(const SignalWeight& weight, std::span<const LabelledAccount> accounts) {
  const auto [low, high] = std::minmax_element(weight.nats.begin(), weight.nats.end());
  SignalCurve curve{.shape = weight};
  curve.most = std::max(0.0, *high);
  curve.against = std::max(0.0, -*low);
  curve.has_most = curve.most > 0.0;
  curve.has_against = curve.against > 0.0;
  const double reach = curve.most + curve.against;
  if (reach <= 0.0) {
    return curve;  // a flat 0
  }
  for (double& nats : curve.shape.nats) {
    nats = (nats + curve.against) / reach;
  }
  curve.learned = is_learnable(info(weight.signal).group) && is_known_enough(curve, accounts);
  return curve;
}

}  // namespace

bool is_learnable(SignalGroup group) {
  return group == SignalGroup::kCadence || group == SignalGroup::kTextHabits ||
         group == SignalGroup::kRate || group == SignalGroup::kProfile;
}

ScoreModel with_candidates(ScoreModel base) {
  for (const SignalWeight& candidate : base.candidates) {
    base.weights.push_back(candidate);
    std::fill(base.weights.back().nats.begin(), base.weights.back().nats.end(), 0.0);
  }
  std::sort(base.weights.begin(), base.weights.end(), [](const auto& a, const auto& b) {
    return a.signal < b.signal;
  });
  return base;
}

void drop_unlearned_candidates(ScoreModel& model, std::vector<SignalCurve>& curves) {
  const auto unlearned = [](const SignalCurve& curve) { return curve.candidate && !curve.learned; };
  std::erase_if(model.weights, [&](const SignalWeight& weight) {
    return std::any_of(curves.begin(), curves.end(), [&](const SignalCurve& curve) {
      return curve.shape.signal == weight.signal && unlearned(curve);
    });
  });
  std::erase_if(curves, unlearned);
  std::erase_if(model.candidates, [&](const SignalWeight& candidate) {
    return std::any_of(model.weights.begin(), model.weights.end(), [&](const SignalWeight& weight) {
      return weight.signal == candidate.signal;
    });
  });
}

std::vector<SignalCurve> curves_of(const ScoreModel& base,
                                   std::span<const LabelledAccount> accounts) {
  std::vector<SignalCurve> curves;
  curves.reserve(base.weights.size());
  for (const SignalWeight& weight : base.weights) {
    const SignalWeight* candidate = find_candidate(base, weight.signal);
    curves.push_back(curve_of(candidate == nullptr ? weight : *candidate, accounts));
    if (candidate != nullptr) {
      curves.back().candidate = true;
      curves.back().most = 0.0;
      curves.back().against = 0.0;
    }
  }
  return curves;
}

std::vector<CurveEnd> learned_ends(std::span<const SignalCurve> curves) {
  std::vector<CurveEnd> ends;
  for (std::size_t c = 0; c < curves.size(); ++c) {
    if (curves[c].learned && curves[c].has_most) {
      ends.push_back({c, true});
    }
    if (curves[c].learned && curves[c].has_against) {
      ends.push_back({c, false});
    }
  }
  return ends;
}

ScoreModel with_curves(const ScoreModel& base, std::span<const SignalCurve> curves) {
  ScoreModel model = base;
  for (std::size_t c = 0; c < curves.size(); ++c) {
    const SignalCurve& curve = curves[c];
    if (!curve.learned) {
      continue;
    }
    for (std::size_t k = 0; k < curve.shape.nats.size(); ++k) {
      const double r = curve.shape.nats[k];
      model.weights[c].nats[k] = curve.most * r - curve.against * (1.0 - r);
    }
  }
  return model;
}

ScoreModel with_slope(ScoreModel model, double slope) {
  const bool sharper = slope > 1.0;
  for (SignalWeight& weight : model.weights) {
    const SignalGroup group = info(weight.signal).group;
    if (sharper ? is_learnable(group) : group != SignalGroup::kCoordination) {
      for (double& nats : weight.nats) {
        nats *= slope;
      }
    }
  }
  for (std::size_t g = 0; g < kSignalGroupCount && !sharper; ++g) {
    if (static_cast<SignalGroup>(g) != SignalGroup::kCoordination) {
      model.caps[g].troll_bot *= slope;
      model.caps[g].automation *= slope;
    }
  }
  model.content_cap *= sharper ? 1.0 : slope;
  return model;
}

}  // namespace vigie::analysis

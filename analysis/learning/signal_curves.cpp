#include "analysis/learning/signal_curves.h"

#include <algorithm>

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kLeastOfEachClass = 10;

bool may_be_learned(SignalGroup group) {
  return group == SignalGroup::kCadence || group == SignalGroup::kTextHabits ||
         group == SignalGroup::kRate || group == SignalGroup::kProfile;
}

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

SignalCurve curve_of(const SignalWeight& weight, std::span<const LabelledAccount> accounts) {
  const auto [low, high] = std::minmax_element(weight.nats.begin(), weight.nats.end());
  SignalCurve curve{.shape = weight};
  curve.most = std::max(0.0, *high);
  curve.against = std::max(0.0, -*low);
  const double reach = curve.most + curve.against;
  if (reach <= 0.0) {
    return curve;  // a flat 0
  }
  for (double& nats : curve.shape.nats) {
    nats = (nats + curve.against) / reach;
  }
  curve.learned = may_be_learned(info(weight.signal).group) && is_known_enough(curve, accounts);
  return curve;
}

}  // namespace

std::vector<SignalCurve> curves_of(const ScoreModel& base,
                                   std::span<const LabelledAccount> accounts) {
  std::vector<SignalCurve> curves;
  curves.reserve(base.weights.size());
  for (const SignalWeight& weight : base.weights) {
    curves.push_back(curve_of(weight, accounts));
  }
  return curves;
}

std::vector<CurveEnd> learned_ends(std::span<const SignalCurve> curves) {
  std::vector<CurveEnd> ends;
  for (std::size_t c = 0; c < curves.size(); ++c) {
    if (curves[c].learned && curves[c].most > 0.0) {
      ends.push_back({c, true});
    }
    if (curves[c].learned && curves[c].against > 0.0) {
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
  for (SignalWeight& weight : model.weights) {
    if (info(weight.signal).group != SignalGroup::kCoordination) {
      for (double& nats : weight.nats) {
        nats *= slope;
      }
    }
  }
  for (std::size_t g = 0; g < kSignalGroupCount; ++g) {
    if (static_cast<SignalGroup>(g) != SignalGroup::kCoordination) {
      model.caps[g].troll_bot *= slope;
      model.caps[g].automation *= slope;
    }
  }
  model.content_cap *= slope;
  return model;
}

}  // namespace vigie::analysis

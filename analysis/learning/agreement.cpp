#include "analysis/learning/agreement.h"

#include <algorithm>
#include <map>

#include "analysis/coordination/mixing.h"
#include "analysis/statistics.h"

namespace vigie::analysis {
namespace {

/// Sums over units from which alpha follows.
struct Disagreement {
  double labels = 0.0;
  double observed = 0.0;  ///< Pairs of different labels within units, each unit's over m - 1.
  std::map<std::uint32_t, double> of_label;

  void add(const UnitLabels& unit) {
    const auto m = static_cast<double>(unit.size());
    std::map<std::uint32_t, double> counts;
    for (const std::uint32_t label : unit) {
      counts[label] += 1.0;
    }
    double same = 0.0;
    for (const auto& [label, count] : counts) {
      of_label[label] += count;
      same += count * (count - 1.0);
    }
    observed += (m * (m - 1.0) - same) / (m - 1.0);
    labels += m;
  }

  /// 1 - D_o / D_e; nothing where every label is the same.
  [[nodiscard]] std::optional<double> alpha() const {
    double same = 0.0;
    for (const auto& [label, count] : of_label) {
      same += count * (count - 1.0);
    }
    const double expected = (labels * (labels - 1.0) - same) / (labels - 1.0);
    return labels > 1.0 && expected > 0.0 ? std::optional{1.0 - observed / expected} : std::nullopt;
  }
};

bool is_unanimous(const UnitLabels& unit) {
  return std::all_of(
      unit.begin(), unit.end(), [&](std::uint32_t label) { return label == unit.front(); });
}

std::optional<double> drawn_alpha(std::span<const UnitLabels* const> units, std::uint64_t seed) {
  Disagreement drawn;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const double place = unit_interval(mix(seed, i));
    drawn.add(*units[static_cast<std::size_t>(place * static_cast<double>(units.size()))]);
  }
  return drawn.alpha();
}

}  // namespace

Agreement measure_agreement(std::span<const UnitLabels> units, const BootstrapOptions& options) {
  constexpr double kLowest = 0.025;
  constexpr double kHighest = 0.975;
  Agreement result;
  Disagreement whole;
  std::vector<const UnitLabels*> compared;
  for (const UnitLabels& unit : units) {
    if (unit.size() >= 2) {
      compared.push_back(&unit);
      whole.add(unit);
      result.labels += unit.size();
      result.unanimous += is_unanimous(unit) ? 1U : 0U;
    }
  }
  result.units = compared.size();
  result.alpha = whole.alpha();
  if (!result.alpha) {
    return result;
  }
  std::vector<double> alphas;
  for (std::uint32_t draw = 0; draw < options.draws; ++draw) {
    if (const auto alpha = drawn_alpha(compared, mix(options.seed, draw))) {
      alphas.push_back(*alpha);
    }
  }
  result.low = quantile(alphas, kLowest);
  result.high = quantile(alphas, kHighest);
  return result;
}

}  // namespace vigie::analysis

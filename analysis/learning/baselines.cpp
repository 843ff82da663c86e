#include "analysis/learning/baselines.h"

#include <algorithm>
#include <utility>

#include "analysis/learning/calibration.h"
#include "analysis/learning/metrics.h"
#include "analysis/statistics.h"

namespace vigie::analysis {
namespace {

std::optional<double> value_of(const LabelledAccount& account, std::size_t signal) {
  return signal == kSignalCount ? SignalValue{static_cast<double>(account.posts)}
                                : account.values[signal];
}

Baseline feature_rule(std::span<const LabelledAccount> accounts, std::size_t signal) {
  Baseline rule;
  rule.signal = signal;
  rule.feature = signal == kSignalCount ? "posts" : std::string{kSignals[signal].name};
  std::vector<double> values;
  for (const LabelledAccount& account : accounts) {
    if (const auto value = value_of(account, signal)) {
      values.push_back(*value);
    }
  }
  rule.missing = median(values).value_or(0.0);
  return rule;
}

std::vector<ScoredLabel> scored_by(const Baseline& rule,
                                   std::span<const LabelledAccount> accounts) {
  std::vector<ScoredLabel> scored;
  scored.reserve(accounts.size());
  for (const LabelledAccount& account : accounts) {
    scored.push_back({.logit = rule.score(account), .positive = account.positive});
  }
  return scored;
}

Baseline fit_best_signal(std::span<const LabelledAccount> accounts) {
  Baseline best;
  double best_auc = -1.0;
  for (std::size_t signal = 0; signal < kSignalCount; ++signal) {
    Baseline rule = feature_rule(accounts, signal);
    rule.kind = BaselineKind::kBestSignal;
    double auc = *metric(measure_metrics(scored_by(rule, accounts)), Metric::kAuc);
    rule.rising = auc >= 0.5;
    auc = std::max(auc, 1.0 - auc);
    if (auc > best_auc) {
      best_auc = auc;
      best = std::move(rule);
    }
  }
  return best;
}

/// Gini impurity of a side, times its size.
double impurity(double positives, double all) {
  return all > 0.0 ? 2.0 * positives * (all - positives) / all : 0.0;
}

struct Cut {
  double impurity = std::numeric_limits<double>::infinity();
  double at = 0.0;
  bool rising = true;
};

/// The purest cut of rows by rising value.
Cut purest_cut(std::span<const ScoredLabel> rows) {
  const auto all = static_cast<double>(rows.size());
  const auto positives = static_cast<double>(
      std::count_if(rows.begin(), rows.end(), [](const ScoredLabel& row) { return row.positive; }));
  Cut best;
  double below = 0.0;
  double positives_below = 0.0;
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    below += 1.0;
    positives_below += rows[i].positive ? 1.0 : 0.0;
    if (rows[i].logit == rows[i + 1].logit) {
      continue;
    }
    const double above = all - below;
    const double positives_above = positives - positives_below;
    const double both = impurity(positives_below, below) + impurity(positives_above, above);
    if (both < best.impurity) {
      best = {both,
              (rows[i].logit + rows[i + 1].logit) / 2.0,
              positives_above / above >= positives_below / below};
    }
  }
  return best;
}

Baseline fit_one_rule(std::span<const LabelledAccount> accounts) {
  Baseline best;
  double purest = std::numeric_limits<double>::infinity();
  for (std::size_t signal = 0; signal <= kSignalCount; ++signal) {
    Baseline rule = feature_rule(accounts, signal);
    std::vector<ScoredLabel> rows = scored_by(rule, accounts);
    std::sort(rows.begin(), rows.end(), [](const ScoredLabel& a, const ScoredLabel& b) {
      return a.logit < b.logit;
    });
    const Cut cut = purest_cut(rows);
    if (cut.impurity < purest) {
      purest = cut.impurity;
      rule.cut = cut.at;
      rule.rising = cut.rising;
      best = std::move(rule);
    }
  }
  best.kind = BaselineKind::kOneRule;
  return best;
}

}  // namespace

double Baseline::score(const LabelledAccount& account) const {
  const double value = value_of(account, signal).value_or(missing);
  if (kind == BaselineKind::kOneRule) {
    return (value >= cut) == rising ? 1.0 : 0.0;
  }
  return rising ? value : -value;
}

std::vector<Baseline> fit_baselines(std::span<const LabelledAccount> accounts) {
  std::vector<Baseline> rules{
      feature_rule(accounts, kSignalCount), fit_best_signal(accounts), fit_one_rule(accounts)};
  for (Baseline& rule : rules) {
    rule.threshold = best_f1_threshold(scored_by(rule, accounts));
  }
  return rules;
}

}  // namespace vigie::analysis

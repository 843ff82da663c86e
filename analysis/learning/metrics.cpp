#include "analysis/learning/metrics.h"

#include <algorithm>
#include <cmath>

#include "analysis/automation_score.h"

namespace vigie::analysis {
namespace {

struct Confusion {
  double true_positive = 0.0;
  double false_positive = 0.0;
  double false_negative = 0.0;
  double true_negative = 0.0;

  void add(bool flagged, bool positive) {
    (flagged ? (positive ? true_positive : false_positive)
             : (positive ? false_negative : true_negative)) += 1.0;
  }
};

std::optional<double> share_of(double part, double whole) {
  return whole > 0.0 ? std::optional{part / whole} : std::nullopt;
}

std::optional<double> f1_of(const Confusion& seen) {
  return share_of(2.0 * seen.true_positive,
                  2.0 * seen.true_positive + seen.false_positive + seen.false_negative);
}

/// Nothing when a margin is empty: 0 would say "no better than chance".
std::optional<double> mcc_of(const Confusion& seen) {
  const double margins =
      (seen.true_positive + seen.false_positive) * (seen.true_positive + seen.false_negative) *
      (seen.true_negative + seen.false_positive) * (seen.true_negative + seen.false_negative);
  if (margins <= 0.0) {
    return std::nullopt;
  }
  return (seen.true_positive * seen.true_negative - seen.false_positive * seen.false_negative) /
         std::sqrt(margins);
}

/// Accounts of one score: where they stand and how many are positive.
struct Tie {
  std::size_t first = 0;  ///< Places [first, last), 0 the highest score.
  std::size_t last = 0;
  double positives = 0.0;

  [[nodiscard]] double size() const { return static_cast<double>(last - first); }
};

/// `accounts` by falling score.
std::vector<Tie> ties_of(std::span<const ScoredLabel> accounts) {
  std::vector<Tie> ties;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (i == 0 || accounts[i].logit != accounts[i - 1].logit) {
      ties.push_back({.first = i, .last = i});
    }
    ++ties.back().last;
    ties.back().positives += accounts[i].positive ? 1.0 : 0.0;
  }
  return ties;
}

std::optional<double> precision_of_first(std::span<const Tie> ties, std::size_t places) {
  if (ties.empty() || ties.back().last < places) {
    return std::nullopt;
  }
  double hits = 0.0;
  for (const Tie& tie : ties) {
    const std::size_t inside = std::min(tie.last, places) - std::min(tie.first, places);
    hits += tie.positives * static_cast<double>(inside) / tie.size();
  }
  return hits / static_cast<double>(places);
}

double discount(std::size_t place) {
  return 1.0 / std::log2(static_cast<double>(place) + 2.0);
}

std::optional<double> ndcg_of_first(std::span<const Tie> ties, std::size_t places) {
  double gain = 0.0;
  double positives = 0.0;
  for (const Tie& tie : ties) {
    positives += tie.positives;
    for (std::size_t place = tie.first; place < std::min(tie.last, places); ++place) {
      gain += tie.positives / tie.size() * discount(place);
    }
  }
  double best = 0.0;
  for (std::size_t place = 0; place < places && static_cast<double>(place) < positives; ++place) {
    best += discount(place);
  }
  return share_of(gain, best);
}

void rank_metrics(std::span<const ScoredLabel> by_score, MetricValues& values) {
  const std::vector<Tie> ties = ties_of(by_score);
  const auto set = [&](Metric which, std::optional<double> value) {
    values[static_cast<std::size_t>(which)] = value;
  };
  double positives = 0.0;
  double negatives = 0.0;
  double wins = 0.0;  // pairs in which the positive stands higher, ties half
  double precisions = 0.0;
  for (const Tie& tie : ties) {
    const double others = tie.size() - tie.positives;
    wins += others * (positives + tie.positives / 2.0);
    positives += tie.positives;
    negatives += others;
    precisions += tie.positives * positives / (positives + negatives);
  }
  set(Metric::kAuc, share_of(wins, positives * negatives));
  set(Metric::kAveragePrecision, share_of(precisions, positives));
  set(Metric::kPrecisionAt20, precision_of_first(ties, 20));
  set(Metric::kPrecisionAt50, precision_of_first(ties, 50));
  set(Metric::kPrecisionAt100, precision_of_first(ties, 100));
  set(Metric::kNdcgAt50, ndcg_of_first(ties, 50));
}

void line_metrics(std::span<const ScoredLabel> accounts, MetricValues& values) {
  Confusion line;
  Confusion threshold;
  double squares = 0.0;
  for (const ScoredLabel& account : accounts) {
    line.add(account.logit >= 0.0, account.positive);
    threshold.add(account.flagged, account.positive);
    const double error = logistic(account.logit) - (account.positive ? 1.0 : 0.0);
    squares += error * error;
  }
  const auto set = [&](Metric which, std::optional<double> value) {
    values[static_cast<std::size_t>(which)] = value;
  };
  set(Metric::kMcc, mcc_of(line));
  set(Metric::kF1, f1_of(line));
  set(Metric::kPrecision, share_of(line.true_positive, line.true_positive + line.false_positive));
  set(Metric::kRecall, share_of(line.true_positive, line.true_positive + line.false_negative));
  set(Metric::kF1AtThreshold, f1_of(threshold));
  set(Metric::kBrier, share_of(squares, static_cast<double>(accounts.size())));
}

/// `accounts` by rising score.
std::vector<CalibrationBin> bins_of(std::span<const ScoredLabel> accounts) {
  constexpr std::size_t kMostBins = 10;
  constexpr std::size_t kLeastAccounts = 10;
  const std::size_t n = accounts.size();
  const std::size_t wanted = std::clamp<std::size_t>(n / kLeastAccounts, 1, kMostBins);
  std::vector<CalibrationBin> bins;
  std::size_t first = 0;
  for (std::size_t b = 1; b <= wanted && first < n; ++b) {
    std::size_t last = std::max(first, b * n / wanted);
    while (last > first && last < n && accounts[last].logit == accounts[last - 1].logit) {
      ++last;
    }
    if (last == first) {
      continue;
    }
    CalibrationBin bin;
    for (std::size_t i = first; i < last; ++i) {
      ++bin.accounts;
      bin.positives += accounts[i].positive ? 1U : 0U;
      bin.predicted += logistic(accounts[i].logit);
    }
    bin.predicted /= static_cast<double>(bin.accounts);
    bin.observed = wilson_bounds(bin.positives, bin.accounts);
    bins.push_back(bin);
    first = last;
  }
  return bins;
}

bool scores_lower(const ScoredLabel& a, const ScoredLabel& b) {
  return a.logit < b.logit;
}

}  // namespace

MetricValues measure_metrics(std::vector<ScoredLabel> accounts) {
  MetricValues values{};
  std::sort(accounts.begin(), accounts.end(), scores_lower);
  values[static_cast<std::size_t>(Metric::kCalibrationError)] =
      calibration_error(bins_of(accounts));
  line_metrics(accounts, values);
  std::reverse(accounts.begin(), accounts.end());
  rank_metrics(accounts, values);
  return values;
}

ShareBounds wilson_bounds(std::uint64_t hits, std::uint64_t n) {
  const auto total = static_cast<double>(n);
  return n == 0 ? ShareBounds{} : wilson_bounds_of_share(static_cast<double>(hits) / total, total);
}

ShareBounds wilson_bounds_of_share(double share, double n) {
  if (n <= 0.0) {
    return {};
  }
  constexpr double kZ = 1.959963984540054;  // 97.5 % quantile of the normal
  const double shrink = 1.0 + kZ * kZ / n;
  const double centre = (share + kZ * kZ / (2.0 * n)) / shrink;
  const double half = kZ * std::sqrt(share * (1.0 - share) / n + kZ * kZ / (4.0 * n * n)) / shrink;
  return {share <= 0.0 ? 0.0 : std::max(0.0, centre - half),
          share >= 1.0 ? 1.0 : std::min(1.0, centre + half)};
}

std::vector<CalibrationBin> calibration_curve(std::vector<ScoredLabel> accounts) {
  std::sort(accounts.begin(), accounts.end(), scores_lower);
  return bins_of(accounts);
}

std::optional<double> calibration_error(std::span<const CalibrationBin> bins) {
  double distance = 0.0;
  double accounts = 0.0;
  for (const CalibrationBin& bin : bins) {
    const auto n = static_cast<double>(bin.accounts);
    distance += std::abs(n * bin.predicted - static_cast<double>(bin.positives));
    accounts += n;
  }
  return share_of(distance, accounts);
}

}  // namespace vigie::analysis

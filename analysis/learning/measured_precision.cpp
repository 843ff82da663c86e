#include "analysis/learning/measured_precision.h"

#include <algorithm>
#include <map>
#include <set>

#include "analysis/learning/metrics.h"

namespace vigie::analysis {
namespace {

/// A weighted share: accounts that count, and those of them that hit.
class WeightedShare {
 public:
  void add(std::uint64_t account, double weight, bool hit) {
    weight_of_[account] += weight;
    all_ += weight;
    hits_ += hit ? weight : 0.0;
  }

  [[nodiscard]] std::optional<MeasuredShare> measure() const {
    if (all_ <= 0.0) {
      return std::nullopt;
    }
    double squares = 0.0;
    for (const auto& [account, weight] : weight_of_) {
      squares += weight * weight;
    }
    const double share = hits_ / all_;
    const ShareBounds bounds = wilson_bounds_of_share(share, all_ * all_ / squares);
    return MeasuredShare{share, bounds.low, bounds.high};
  }

 private:
  std::map<std::uint64_t, double> weight_of_;
  double all_ = 0.0;
  double hits_ = 0.0;
};

void widen(MeasuredPrecision& measured, UtcTime decided) {
  measured.first = std::min(measured.first.value_or(decided), decided);
  measured.last = std::max(measured.last.value_or(decided), decided);
}

void count_decided(const ReviewedAccount& row, MeasuredPrecision& measured) {
  widen(measured, row.decision->decided);
  const LabelUse use = use_of(row.decision->label);
  measured.cannot_tell += use == LabelUse::kExcluded ? 1U : 0U;
  measured.decided += use != LabelUse::kExcluded ? 1U : 0U;
  measured.positives += use == LabelUse::kPositive ? 1U : 0U;
}

}  // namespace

MeasuredPrecision measure_precision(std::span<const ReviewedAccount> rows, std::uint64_t least) {
  MeasuredPrecision measured;
  measured.least = least;
  WeightedShare precision;
  WeightedShare recall;
  // An account that several draws hold is one.
  std::set<std::uint64_t> open;
  std::set<std::uint64_t> decided;
  for (const ReviewedAccount& row : rows) {
    const bool seen = row.decision && !row.decision->blind;
    if (row.at_line && !row.decision) {
      open.insert(row.account);
    }
    if (row.at_line && row.decision && !seen && decided.insert(row.account).second) {
      count_decided(row, measured);
    }
    if (!row.decision || seen || use_of(row.decision->label) == LabelUse::kExcluded) {
      continue;
    }
    const bool positive = use_of(row.decision->label) == LabelUse::kPositive;
    const double weight = 1.0 / row.inclusion;
    if (row.at_line) {
      precision.add(row.account, weight, positive);
    }
    if (positive) {
      recall.add(row.account, weight, row.at_line);
    }
  }
  std::erase_if(open, [&](std::uint64_t account) { return decided.contains(account); });
  measured.open = open.size();
  if (measured.decided >= least) {
    measured.precision = precision.measure();
    measured.recall = recall.measure();
  }
  return measured;
}

}  // namespace vigie::analysis

#include "analysis/learning/bootstrap.h"

#include <map>

#include "analysis/coordination/mixing.h"
#include "analysis/statistics.h"

namespace vigie::analysis {
namespace {

/// Rows of each account, in order of their first row.
std::vector<std::vector<std::size_t>> rows_by_account(std::span<const std::uint32_t> account_of) {
  std::map<std::uint32_t, std::size_t> place;
  std::vector<std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < account_of.size(); ++i) {
    const auto [found, added] = place.emplace(account_of[i], rows.size());
    if (added) {
      rows.emplace_back();
    }
    rows[found->second].push_back(i);
  }
  return rows;
}

}  // namespace

MetricIntervals bootstrap_metrics(std::span<const ScoredLabel> rows,
                                  std::span<const std::uint32_t> account_of,
                                  const BootstrapOptions& options) {
  constexpr double kLow = 0.025;
  constexpr double kHigh = 0.975;
  MetricIntervals intervals{};
  const MetricValues whole = measure_metrics({rows.begin(), rows.end()});
  const auto accounts = rows_by_account(account_of);
  std::array<std::vector<double>, kMetricCount> drawn;
  std::vector<ScoredLabel> sample;
  for (std::uint32_t draw = 0; draw < options.draws; ++draw) {
    sample.clear();
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      const double place = unit_interval(mix(mix(options.seed, draw), i));
      const auto chosen = static_cast<std::size_t>(place * static_cast<double>(accounts.size()));
      for (const std::size_t row : accounts[chosen]) {
        sample.push_back(rows[row]);
      }
    }
    const MetricValues values = measure_metrics(sample);
    for (std::size_t m = 0; m < kMetricCount; ++m) {
      if (values[m]) {
        drawn[m].push_back(*values[m]);
      }
    }
  }
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    intervals[m].value = whole[m];
    if (whole[m]) {
      intervals[m].low = quantile(drawn[m], kLow);
      intervals[m].high = quantile(drawn[m], kHigh);
    }
  }
  return intervals;
}

}  // namespace vigie::analysis

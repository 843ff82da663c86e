#include "analysis/object_trace.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <numeric>

#include "analysis/amplification.h"
#include "analysis/time_pattern.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kTopAccounts = 10;
constexpr std::uint64_t kOnePercent = 100;

std::vector<std::int64_t> sorted_times(std::span<const TraceShare> shares) {
  std::vector<std::int64_t> times;
  times.reserve(shares.size());
  for (const TraceShare& share : shares) {
    times.push_back(share.time_ms);
  }
  std::sort(times.begin(), times.end());
  return times;
}

/// Shares of each account, the busiest first.
std::vector<std::uint32_t> count_by_account(std::span<const TraceShare> shares) {
  std::vector<std::int64_t> accounts;
  accounts.reserve(shares.size());
  for (const TraceShare& share : shares) {
    accounts.push_back(share.account);
  }
  std::sort(accounts.begin(), accounts.end());
  std::vector<std::uint32_t> counts;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (i == 0 || accounts[i] != accounts[i - 1]) {
      counts.push_back(0);
    }
    ++counts.back();
  }
  std::sort(counts.rbegin(), counts.rend());
  return counts;
}

std::uint64_t count_before(const std::vector<std::int64_t>& times, std::int64_t end) {
  return static_cast<std::uint64_t>(std::lower_bound(times.begin(), times.end(), end) -
                                    times.begin());
}

double part_of_first(const std::vector<std::uint32_t>& falling,
                     std::size_t first,
                     std::uint64_t all) {
  const auto end = falling.begin() + static_cast<std::ptrdiff_t>(std::min(first, falling.size()));
  return static_cast<double>(std::accumulate(falling.begin(), end, std::uint64_t{0})) /
         static_cast<double>(all);
}

void fill_bins(const std::vector<std::int64_t>& times, TraceMeasures& measures) {
  const std::int64_t first = floor_divide(times.front(), kHourMs);
  const std::int64_t hours = floor_divide(times.back(), kHourMs) - first + 1;
  const std::int64_t width = (hours + kMostTraceBins - 1) / kMostTraceBins;
  measures.hours_per_bin = static_cast<std::uint32_t>(width);
  measures.shares_per_bin.resize(static_cast<std::size_t>((hours + width - 1) / width), 0);
  for (const std::int64_t time : times) {
    ++measures
          .shares_per_bin[static_cast<std::size_t>((floor_divide(time, kHourMs) - first) / width)];
  }
}

}  // namespace

TraceMeasures measure_trace(std::span<const TraceShare> shares) {
  TraceMeasures measures;
  if (shares.empty()) {
    return measures;
  }
  const std::vector<std::int64_t> times = sorted_times(shares);
  const std::vector<std::uint32_t> counts = count_by_account(shares);
  measures.shares = times.size();
  measures.accounts = counts.size();
  measures.first = from_ms(times.front());
  measures.last = from_ms(times.back());
  measures.half_ms = times[(times.size() - 1) / 2] - times.front();
  measures.first_minute = count_before(times, times.front() + kMinuteMs);
  measures.first_hour = count_before(times, times.front() + kHourMs);
  measures.gini = gini(counts);
  measures.top_account = part_of_first(counts, 1, measures.shares);
  measures.top_ten_accounts = part_of_first(counts, kTopAccounts, measures.shares);
  const std::uint64_t percent = std::max<std::uint64_t>(1, counts.size() / kOnePercent);
  measures.top_percent = part_of_first(counts, static_cast<std::size_t>(percent), measures.shares);
  fill_bins(times, measures);
  return measures;
}

}  // namespace vigie::analysis

#include "analysis/coordination/null_model.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>

#include "analysis/coordination/chance.h"
#include "analysis/radix_sort.h"
#include "analysis/time_pattern.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kMostStrata = 8;

/// Every time's slot of a fixed length, slots numbered without gaps.
struct DenseBins {
  std::vector<std::uint32_t> bin;
  std::uint32_t bins = 0;
};

/// Shares of an object are in time order, so that most slots repeat the one before.
DenseBins number_bins(std::span<const std::int64_t> times_ms, std::int64_t length_ms) {
  std::vector<std::int64_t> slots;
  slots.reserve(times_ms.size());
  for (const std::int64_t time_ms : times_ms) {
    slots.push_back(floor_divide(time_ms, length_ms));
  }
  std::vector<std::int64_t> distinct;
  std::unique_copy(slots.begin(), slots.end(), std::back_inserter(distinct));
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  DenseBins dense;
  dense.bins = static_cast<std::uint32_t>(distinct.size());
  dense.bin.reserve(slots.size());
  for (const std::int64_t slot : slots) {
    dense.bin.push_back(static_cast<std::uint32_t>(
        std::lower_bound(distinct.begin(), distinct.end(), slot) - distinct.begin()));
  }
  return dense;
}

}  // namespace

std::size_t popularity_of(std::uint32_t sharers, std::uint32_t max_sharers) {
  if (sharers > max_sharers) {
    return kPopularityCount - 1;
  }
  std::size_t popularity = 0;
  while (popularity < kPopularityLimits.size() - 1 && sharers > kPopularityLimits[popularity]) {
    ++popularity;
  }
  return popularity;
}

NullModel::NullModel(const CoordinationInput& input,
                     const ShareTable& table,
                     const CoordinationOptions& options,
                     std::uint32_t max_sharers)
    : table_{&table},
      rates_{estimate_close_rates(table, options)},
      accounts_{input.accounts},
      stratum_(input.accounts, 0) {
  merge_strata(input, options);
  std::uint32_t o = 0;
  for (std::size_t layer = 0; layer < kLayerCount; ++layer) {
    objects_of_[layer].first = o;
    while (o < table.objects.size() && static_cast<std::size_t>(table.objects[o].layer) == layer) {
      ++o;
    }
    objects_of_[layer].second = o;
    if (objects_of_[layer].first < o) {
      sum_degrees(layer, max_sharers);
      count_hours(layer, options);
      count_days(layer, max_sharers);
      count_sources(layer, max_sharers);
    }
  }
}

void NullModel::merge_strata(const CoordinationInput& input, const CoordinationOptions& options) {
  if (input.stratum.empty()) {
    return;
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sizes(1U << 16U);  // accounts, stratum
  for (std::uint32_t s = 0; s < sizes.size(); ++s) {
    sizes[s].second = s;
  }
  for (const std::uint16_t stratum : input.stratum) {
    ++sizes[stratum].first;
  }
  std::sort(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  const double least = std::min<double>(
      options.min_stratum, options.min_stratum_share * static_cast<double>(input.accounts));
  std::vector<std::uint8_t> kept(1U << 16U, 0);
  for (const auto& [count, stratum] : sizes) {
    if (count == 0 || count < least || strata_ >= kMostStrata) {
      break;
    }
    kept[stratum] = static_cast<std::uint8_t>(strata_++);
  }
  for (std::uint32_t a = 0; a < input.accounts; ++a) {
    stratum_[a] = kept[input.stratum[a]];
  }
}

void NullModel::sum_degrees(std::size_t layer, std::uint32_t max_sharers) {
  std::vector<double> total(strata_, 0.0);
  for (std::uint32_t a = 0; a < accounts_; ++a) {
    total[stratum_[a]] += table_->degree[layer][a];
  }
  for (auto& sums : sums_[layer]) {
    sums.assign(std::size_t{strata_} * strata_, ByPopularity{});
  }
  std::vector<double> sharers(strata_);
  for (std::uint32_t o = objects_of_[layer].first; o < objects_of_[layer].second; ++o) {
    const TableObject& object = table_->objects[o];
    std::fill(sharers.begin(), sharers.end(), 0.0);
    for (std::uint32_t i = object.first; i < object.first + object.sharers; ++i) {
      sharers[stratum_[table_->account[i]]] += 1.0;
    }
    const std::size_t popularity = popularity_of(object.sharers, max_sharers);
    for (std::size_t g = 0; g < strata_; ++g) {
      for (std::size_t h = 0; sharers[g] > 0.0 && h < strata_; ++h) {
        // Two different accounts: an account does not meet itself.
        const double meet = sharers[g] * (sharers[h] - (g == h ? 1.0 : 0.0));
        const double chance = meet <= 0.0 ? 0.0 : meet / (total[g] * total[h]);
        for (std::size_t w = 0; w < kWindowCount; ++w) {
          sums_[layer][w][g * strata_ + h][popularity] += chance * close_rate(o, w);
        }
        if (object.sharers <= max_sharers) {
          sums_[layer][kWholeSpan][g * strata_ + h][popularity] += chance;
        }
      }
    }
  }
  for (auto& sums : sums_[layer]) {
    for (ByPopularity& sum : sums) {
      std::partial_sum(sum.begin(), sum.end(), sum.begin());
    }
  }
}

void NullModel::gather(Activity& activity,
                       std::vector<Share> shares,
                       std::uint32_t accounts,
                       std::uint32_t bins) {
  radix_sort(shares, std::bit_width(bins), [](const Share& share) { return share.bin; });
  radix_sort(shares, std::bit_width(accounts), [](const Share& share) { return share.account; });
  activity.begin.assign(std::size_t{accounts} + 1, 0);
  for (std::size_t i = 0; i < shares.size();) {
    std::size_t end = i;
    while (end < shares.size() && shares[end].account == shares[i].account &&
           shares[end].bin == shares[i].bin) {
      ++end;
    }
    if (end - i >= 2) {  // a bin with one share has no other share to speak for it
      activity.bins.push_back({shares[i].bin, static_cast<std::uint32_t>(end - i)});
      ++activity.begin[std::size_t{shares[i].account} + 1];
    }
    i = end;
  }
  std::partial_sum(activity.begin.begin(), activity.begin.end(), activity.begin.begin());
}

std::pair<std::size_t, std::size_t> NullModel::shares_of(std::size_t layer) const {
  const TableObject& last = table_->objects[objects_of_[layer].second - 1];
  return {table_->objects[objects_of_[layer].first].first, std::size_t{last.first} + last.sharers};
}

void NullModel::count_hours(std::size_t layer, const CoordinationOptions& options) {
  const auto [begin, end] = shares_of(layer);
  const DenseBins hours =
      number_bins(std::span{table_->time_ms}.subspan(begin, end - begin), kHourMs);
  std::vector<Share> shares;
  shares.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    shares.push_back({table_->account[i], hours.bin[i - begin]});
  }
  std::vector<BySpan> meetings(hours.bins);
  std::vector<double> activity(hours.bins, 0.0);
  for (std::uint32_t o = objects_of_[layer].first; o < objects_of_[layer].second; ++o) {
    const TableObject& object = table_->objects[o];
    std::array<std::size_t, kSpanCount> first{};
    first.fill(object.first);
    for (std::size_t i = object.first; i < std::size_t{object.first} + object.sharers; ++i) {
      const std::uint32_t bin = shares[i - begin].bin;
      activity[bin] += 1.0;
      for (std::size_t w = 0; w < kWindowCount; ++w) {
        while (table_->time_ms[first[w]] < table_->time_ms[i] - options.windows_ms[w]) {
          ++first[w];
        }
        meetings[bin][w] += static_cast<double>(i - first[w]);
      }
      while (shares[first[kWholeSpan] - begin].bin != bin) {
        ++first[kWholeSpan];
      }
      meetings[bin][kWholeSpan] += static_cast<double>(i - first[kWholeSpan]);
    }
  }
  for (std::size_t h = 0; h < meetings.size(); ++h) {
    for (double& count : meetings[h]) {
      count = count == 0.0 ? 0.0 : std::min(1.0, count / std::max(1.0, pairs_of(activity[h])));
    }
  }
  hours_[layer].chance = std::move(meetings);
  gather(hours_[layer], std::move(shares), accounts_, hours.bins);
}

void NullModel::count_days(std::size_t layer, std::uint32_t max_sharers) {
  const auto [begin, end] = shares_of(layer);
  const DenseBins days =
      number_bins(std::span{table_->time_ms}.subspan(begin, end - begin), kDayMs);
  std::vector<Share> shares;
  std::vector<BySpan> meetings(days.bins);
  std::vector<double> activity(days.bins, 0.0);
  std::vector<double> here(days.bins, 0.0);  // of one object
  for (std::uint32_t o = objects_of_[layer].first; o < objects_of_[layer].second; ++o) {
    const TableObject& object = table_->objects[o];
    if (object.sharers > max_sharers) {
      continue;
    }
    for (std::uint32_t i = object.first; i < object.first + object.sharers; ++i) {
      const std::uint32_t day = days.bin[i - begin];
      meetings[day][kWholeSpan] += here[day];
      here[day] += 1.0;
      activity[day] += 1.0;
      shares.push_back({table_->account[i], day});
    }
    for (std::uint32_t i = object.first; i < object.first + object.sharers; ++i) {
      here[days.bin[i - begin]] = 0.0;
    }
  }
  for (std::size_t day = 0; day < meetings.size(); ++day) {
    meetings[day][kWholeSpan] /= std::max(1.0, pairs_of(activity[day]));
  }
  days_[layer].chance = std::move(meetings);
  gather(days_[layer], std::move(shares), accounts_, days.bins);
}

void NullModel::count_sources(std::size_t layer, std::uint32_t max_sharers) {
  std::vector<Share> shares;
  std::vector<BySpan> meetings;
  std::vector<double> activity;
  for (std::uint32_t o = objects_of_[layer].first; o < objects_of_[layer].second; ++o) {
    const TableObject& object = table_->objects[o];
    if (object.source == kNothing || object.sharers > max_sharers) {
      continue;
    }
    if (object.source >= meetings.size()) {
      meetings.resize(std::size_t{object.source} + 1);
      activity.resize(std::size_t{object.source} + 1, 0.0);
    }
    meetings[object.source][kWholeSpan] += pairs_of(object.sharers);
    activity[object.source] += object.sharers;
    for (std::uint32_t i = object.first; i < object.first + object.sharers; ++i) {
      shares.push_back({table_->account[i], object.source});
    }
  }
  for (std::size_t s = 0; s < meetings.size(); ++s) {
    meetings[s][kWholeSpan] /= std::max(1.0, pairs_of(activity[s]));
  }
  const auto bins = static_cast<std::uint32_t>(meetings.size());
  sources_[layer].chance = std::move(meetings);
  gather(sources_[layer], std::move(shares), accounts_, bins);
}

ByPopularity NullModel::expected_by_degree(std::size_t layer,
                                           std::size_t span,
                                           std::uint32_t a,
                                           std::uint32_t b) const {
  const auto& sums = sums_[layer][span];
  if (sums.empty()) {
    return {};
  }
  ByPopularity expected = sums[std::size_t{stratum_[a]} * strata_ + stratum_[b]];
  const double shares =
      static_cast<double>(table_->degree[layer][a]) * static_cast<double>(table_->degree[layer][b]);
  for (double& value : expected) {
    value *= shares;
  }
  return expected;
}

namespace {

/// Calls `meet(bin, others of a, others of b)` for the bins that both have; bins ascend.
template <typename Activity, typename Meet>
void for_common_bins(const Activity& activity, std::uint32_t a, std::uint32_t b, const Meet& meet) {
  if (activity.begin.empty()) {
    return;
  }
  std::size_t i = activity.begin[a];
  std::size_t k = activity.begin[b];
  const std::size_t i_end = activity.begin[std::size_t{a} + 1];
  const std::size_t k_end = activity.begin[std::size_t{b} + 1];
  while (i < i_end && k < k_end) {
    const auto& mine = activity.bins[i];
    const auto& theirs = activity.bins[k];
    if (mine.bin == theirs.bin) {
      meet(mine.bin, static_cast<double>(mine.count - 1), static_cast<double>(theirs.count - 1));
    }
    i += mine.bin <= theirs.bin ? 1U : 0U;
    k += theirs.bin <= mine.bin ? 1U : 0U;
  }
}

/// Meetings over the whole span that common bins let expect.
template <typename Activity>
double expected_by_bins(const Activity& activity, std::uint32_t a, std::uint32_t b) {
  double expected = 0.0;
  for_common_bins(activity, a, b, [&](std::uint32_t bin, double mine, double theirs) {
    expected += mine * theirs * activity.chance[bin][kWholeSpan];
  });
  return expected;
}

}  // namespace

BySpan NullModel::expected_by_hours(std::size_t layer, std::uint32_t a, std::uint32_t b) const {
  BySpan expected{};
  const Activity& hours = hours_[layer];
  for_common_bins(hours, a, b, [&](std::uint32_t hour, double mine, double theirs) {
    for (std::size_t span = 0; span < kSpanCount; ++span) {
      expected[span] += mine * theirs * hours.chance[hour][span];
    }
  });
  return expected;
}

double NullModel::expected_by_days(std::size_t layer, std::uint32_t a, std::uint32_t b) const {
  return expected_by_bins(days_[layer], a, b);
}

double NullModel::expected_by_sources(std::size_t layer, std::uint32_t a, std::uint32_t b) const {
  return expected_by_bins(sources_[layer], a, b);
}

}  // namespace vigie::analysis

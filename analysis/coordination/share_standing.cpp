#include "analysis/coordination/share_standing.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "analysis/time_pattern.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

void order_by_account(const ShareTable& table, std::uint32_t accounts, Standing& standing) {
  standing.begin.assign(std::size_t{accounts} + 1, 0);
  for (const std::uint32_t account : table.account) {
    ++standing.begin[std::size_t{account} + 1];
  }
  std::partial_sum(standing.begin.begin(), standing.begin.end(), standing.begin.begin());
  std::vector<std::uint32_t> next(standing.begin.begin(), standing.begin.end() - 1);
  standing.shares.resize(table.size());
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    standing.shares[next[table.account[i]]++] = i;
  }
}

/// First number of each layer's sources, when those of all layers are numbered without gaps, and
/// behind it the number after the last.
std::array<std::uint32_t, kLayerCount + 1> first_sources(const ShareTable& table) {
  std::array<std::uint32_t, kLayerCount + 1> first{};
  const auto note = [&](Layer layer, std::uint32_t source) {
    auto& count = first[static_cast<std::size_t>(layer) + 1];
    count = std::max(count, source + 1);
  };
  for (const TableObject& object : table.objects) {
    if (object.source != kNothing) {
      note(object.layer, object.source);
    }
  }
  for (const LoneShare& share : table.lone) {
    note(share.layer, share.source);
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  return first;
}

void number_sources(const ShareTable& table, std::uint32_t accounts, Standing& standing) {
  const auto first = first_sources(table);
  standing.total[Standing::kSource].assign(first.back(), 0.0);
  standing.source_of.assign(table.objects.size(), kNothing);
  for (std::size_t o = 0; o < table.objects.size(); ++o) {
    const TableObject& object = table.objects[o];
    if (object.source != kNothing) {
      standing.source_of[o] = first[static_cast<std::size_t>(object.layer)] + object.source;
      standing.total[Standing::kSource][standing.source_of[o]] += object.sharers;
    }
  }
  standing.lone_begin.assign(std::size_t{accounts} + 1, 0);
  for (const LoneShare& share : table.lone) {
    ++standing.lone_begin[std::size_t{share.account} + 1];
  }
  std::partial_sum(
      standing.lone_begin.begin(), standing.lone_begin.end(), standing.lone_begin.begin());
  std::vector<std::uint32_t> next(standing.lone_begin.begin(), standing.lone_begin.end() - 1);
  standing.lone.resize(table.lone.size());
  for (const LoneShare& share : table.lone) {
    const std::uint32_t bin = first[static_cast<std::size_t>(share.layer)] + share.source;
    standing.lone[next[share.account]++] = bin;
    standing.total[Standing::kSource][bin] += 1.0;
  }
}

void number_times(const ShareTable& table,
                  std::int64_t length_ms,
                  std::vector<std::uint32_t>& bin_of,
                  std::vector<double>& total) {
  std::vector<std::int64_t> slots;
  slots.reserve(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto layer = static_cast<std::int64_t>(table.objects[table.owner[i]].layer);
    slots.push_back(
        floor_divide(table.time_ms[i], length_ms) * static_cast<std::int64_t>(kLayerCount) + layer);
  }
  std::vector<std::int64_t> distinct;
  std::unique_copy(slots.begin(), slots.end(), std::back_inserter(distinct));
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  total.assign(distinct.size(), 0.0);
  bin_of.reserve(slots.size());
  for (const std::int64_t slot : slots) {
    const auto bin = static_cast<std::uint32_t>(
        std::lower_bound(distinct.begin(), distinct.end(), slot) - distinct.begin());
    bin_of.push_back(bin);
    total[bin] += 1.0;
  }
}

}  // namespace

Standing make_standing(const ShareTable& table, std::uint32_t accounts) {
  Standing standing;
  order_by_account(table, accounts, standing);
  number_sources(table, accounts, standing);
  number_times(table, kDayMs, standing.day_of, standing.total[Standing::kDay]);
  number_times(table, kHourMs, standing.hour_of, standing.total[Standing::kHour]);
  for (const std::uint64_t degree : table.total_degree) {
    standing.total[Standing::kWholeLayer].push_back(static_cast<double>(degree));
  }
  return standing;
}

}  // namespace vigie::analysis

#include "analysis/coordination/self_test.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>
#include <vector>

#include "analysis/coordination/mixing.h"
#include "analysis/time_pattern.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

std::uint64_t mixed_share(const LayerShares& layer, std::size_t i, std::uint64_t seed) {
  std::uint64_t mixed = mix(seed, static_cast<std::uint64_t>(layer.layer));
  mixed = mix(mixed, layer.object[i]);
  mixed = mix(mixed, layer.account[i]);
  mixed = mix(mixed, static_cast<std::uint64_t>(layer.time_ms[i]));
  return mix(mixed, layer.post[i]);
}

/// The first share of each object, by object: nothing is close to what is not out yet, and who puts
/// an object out is no coincidence.
std::vector<std::size_t> first_shares(const LayerShares& layer) {
  std::vector<std::size_t> first;
  const auto natural = [&](std::size_t i) {
    return std::tie(layer.time_ms[i], layer.account[i], layer.post[i]);
  };
  for (std::size_t i = 0; i < layer.object.size(); ++i) {
    const std::size_t object = layer.object[i];
    if (object >= first.size()) {
      first.resize(object + 1, layer.object.size());
    }
    if (first[object] == layer.object.size() || natural(i) < natural(first[object])) {
      first[object] = i;
    }
  }
  return first;
}

void shuffle_times(LayerShares& layer, std::uint64_t seed) {
  const std::vector<std::size_t> first = first_shares(layer);
  const std::vector<std::int64_t> times = layer.time_ms;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const std::size_t origin = first[layer.object[i]];
    if (i != origin) {
      const std::uint64_t mixed = mixed_share(layer, i, seed);
      const std::int64_t hour = floor_divide(times[i] - times[origin], kHourMs);
      layer.time_ms[i] = times[origin] + hour * kHourMs +
                         static_cast<std::int64_t>(unit_interval(mixed) * kHourMs);
    }
  }
}

void shuffle_accounts(LayerShares& layer, std::uint64_t seed) {
  struct Dealt {
    std::int64_t day = 0;
    std::uint64_t mixed = 0;
    std::uint32_t share = 0;
  };

  std::vector<Dealt> dealt(layer.account.size());
  for (std::uint32_t i = 0; i < dealt.size(); ++i) {
    dealt[i] = {floor_divide(layer.time_ms[i], kDayMs), mixed_share(layer, i, seed), i};
  }
  const auto natural = [&](const Dealt& a) {
    return std::tie(
        layer.object[a.share], layer.time_ms[a.share], layer.account[a.share], layer.post[a.share]);
  };
  std::vector<Dealt> in_order = dealt;
  std::sort(in_order.begin(), in_order.end(), [&](const Dealt& a, const Dealt& b) {
    return a.day != b.day ? a.day < b.day : natural(a) < natural(b);
  });
  std::sort(dealt.begin(), dealt.end(), [&](const Dealt& a, const Dealt& b) {
    return std::tie(a.day, a.mixed) != std::tie(b.day, b.mixed)
               ? std::tie(a.day, a.mixed) < std::tie(b.day, b.mixed)
               : natural(a) < natural(b);
  });
  const std::vector<std::uint32_t> accounts = layer.account;
  for (std::size_t i = 0; i < dealt.size(); ++i) {
    layer.account[in_order[i].share] = accounts[dealt[i].share];
  }
}

}  // namespace

CoordinationInput shuffle_shares(const CoordinationInput& input,
                                 Shuffle shuffle,
                                 std::uint64_t seed) {
  CoordinationInput shuffled = input;
  for (LayerShares& layer : shuffled.layers) {
    if (shuffle == Shuffle::kTimes) {
      shuffle_times(layer, seed);
    } else {
      shuffle_accounts(layer, seed);
    }
  }
  return shuffled;
}

SelfTest run_self_test(const CoordinationInput& input, const CoordinationOptions& options) {
  SelfTest test;
  const auto count = [&](Shuffle shuffle, std::uint32_t& accounts, std::uint32_t& groups) {
    const CoordinationResult result =
        find_coordination(shuffle_shares(input, shuffle, options.seed), options);
    accounts = static_cast<std::uint32_t>(result.accounts.size());
    groups = static_cast<std::uint32_t>(result.groups.groups.size());
  };
  count(Shuffle::kTimes, test.times_accounts, test.times_groups);
  count(Shuffle::kAccounts, test.accounts_accounts, test.accounts_groups);
  return test;
}

}  // namespace vigie::analysis

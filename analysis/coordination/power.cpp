#include "analysis/coordination/power.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <tuple>
#include <utility>

#include "analysis/coordination/mixing.h"

namespace vigie::analysis {
namespace {

/// Accounts between the median and the 95th percentile of shares, in a mixed order.
std::vector<std::uint32_t> ordinary_accounts(const CoordinationInput& input,
                                             std::span<const std::uint32_t> grouped,
                                             std::uint64_t seed) {
  std::vector<std::uint32_t> shares(input.accounts, 0);
  for (const LayerShares& layer : input.layers) {
    for (const std::uint32_t account : layer.account) {
      ++shares[account];
    }
  }
  std::vector<std::uint32_t> accounts(input.accounts);
  for (std::uint32_t a = 0; a < input.accounts; ++a) {
    accounts[a] = a;
  }
  std::sort(accounts.begin(), accounts.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(shares[a], a) < std::tie(shares[b], b);
  });
  const std::size_t from = accounts.size() / 2;
  const std::size_t to = accounts.size() - accounts.size() / 20;
  std::vector<std::uint32_t> ordinary(accounts.begin() + static_cast<std::ptrdiff_t>(from),
                                      accounts.begin() + static_cast<std::ptrdiff_t>(to));
  std::erase_if(ordinary, [&](std::uint32_t account) {
    return std::binary_search(grouped.begin(), grouped.end(), account);
  });
  std::sort(ordinary.begin(), ordinary.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple{mix(seed, a), a} < std::tuple{mix(seed, b), b};
  });
  return ordinary;
}

struct Period {
  std::int64_t begin_ms = 0;
  std::int64_t end_ms = 0;
  std::uint32_t next_post = 0;
};

Period period_of(const CoordinationInput& input) {
  Period period{
      std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min(), 0};
  for (const LayerShares& layer : input.layers) {
    for (std::size_t i = 0; i < layer.time_ms.size(); ++i) {
      period.begin_ms = std::min(period.begin_ms, layer.time_ms[i]);
      period.end_ms = std::max(period.end_ms, layer.time_ms[i]);
      period.next_post = std::max(period.next_post, layer.post[i] + 1);
    }
  }
  return period;
}

LayerShares& layer_of(CoordinationInput& input, Layer layer) {
  for (LayerShares& shares : input.layers) {
    if (shares.layer == layer) {
      return shares;
    }
  }
  input.layers.emplace_back();
  input.layers.back().layer = layer;
  return input.layers.back();
}

/// Sources of what the collection shares in a layer, one entry per share: who is shared more is
/// pushed more.
std::vector<std::uint32_t> sources_of_shares(const CoordinationInput& input, Layer wanted) {
  std::vector<std::uint32_t> sources;
  for (const LayerShares& layer : input.layers) {
    if (layer.layer == wanted && !layer.source.empty()) {
      for (const std::uint32_t object : layer.object) {
        if (layer.source[object] != kNothing) {
          sources.push_back(layer.source[object]);
        }
      }
    }
  }
  return sources;
}

std::uint32_t new_source(const LayerShares& layer) {
  std::uint32_t next = 0;
  for (const std::uint32_t source : layer.source) {
    next = source == kNothing ? next : std::max(next, source + 1);
  }
  return next;
}

/// Where the things that a crew shares come from.
struct Sources {
  std::vector<std::uint32_t> of_shares;  ///< Of the collection, without any crew.
  std::uint32_t own = 0;
  double own_part = 0.0;
  std::uint64_t seed = 0;

  [[nodiscard]] std::uint32_t of_event(std::uint32_t event, std::uint32_t events) const {
    if (own_part <= 0.0 || of_shares.empty()) {
      return kNothing;
    }
    if (event < own_part * events) {
      return own;
    }
    const double place = unit_interval(mix(seed, event)) * static_cast<double>(of_shares.size());
    return of_shares[std::min(static_cast<std::size_t>(place), of_shares.size() - 1)];
  }
};

void plant(CoordinationInput& planted,
           Period& period,
           const SimulatedCrew& crew,
           Sources sources,
           std::span<const std::uint32_t> members,
           std::uint64_t seed) {
  LayerShares& layer = layer_of(planted, crew.layer);
  sources.own = new_source(layer);
  sources.seed = mix(seed);
  const double room =
      std::max(0.0, static_cast<double>(period.end_ms - period.begin_ms - crew.burst_ms));
  for (std::uint32_t event = 0; event < crew.events; ++event) {
    const std::uint64_t of_event = mix(seed, event);
    const std::int64_t start =
        period.begin_ms + static_cast<std::int64_t>(unit_interval(of_event) * room);
    const std::uint32_t object = layer.objects++;
    if (!layer.source.empty()) {
      layer.source.push_back(sources.of_event(event, crew.events));
    }
    if (!layer.published.empty()) {
      layer.published.emplace_back();
    }
    for (const std::uint32_t member : members) {
      const std::uint64_t of_member = mix(of_event, member);
      if (unit_interval(of_member) < crew.participation) {
        layer.account.push_back(member);
        layer.object.push_back(object);
        layer.time_ms.push_back(start +
                                static_cast<std::int64_t>(unit_interval(mix(of_member)) *
                                                          static_cast<double>(crew.burst_ms)));
        layer.post.push_back(period.next_post++);
      }
    }
  }
}

}  // namespace

bool can_plant(const CoordinationInput& input, const SimulatedCrew& crew) {
  return std::any_of(input.layers.begin(), input.layers.end(), [&](const LayerShares& layer) {
    return layer.layer == crew.layer && !layer.account.empty() &&
           (crew.own_source <= 0.0 || new_source(layer) > 0);
  });
}

std::vector<std::uint32_t> grouped_accounts(const CoordinationResult& result) {
  std::vector<std::uint32_t> accounts;
  for (const auto& member : result.groups.members) {
    accounts.push_back(member.account);
  }
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  return accounts;
}

std::vector<CrewPower> measure_power(const CoordinationInput& input,
                                     std::span<const std::uint32_t> grouped,
                                     std::span<const SimulatedCrew> crews,
                                     const CoordinationOptions& options) {
  CoordinationInput planted = input;
  const std::vector<std::uint32_t> ordinary = ordinary_accounts(input, grouped, options.seed);
  std::vector<CrewPower> power;
  std::vector<std::span<const std::uint32_t>> members;
  std::span<const std::uint32_t> left{ordinary};
  Period period = period_of(input);
  for (std::size_t c = 0; c < crews.size(); ++c) {
    members.push_back(left.first(std::min<std::size_t>(crews[c].members, left.size())));
    left = left.subspan(members.back().size());
    if (period.begin_ms <= period.end_ms) {
      Sources sources;
      sources.own_part = crews[c].own_source;
      if (sources.own_part > 0.0) {
        sources.of_shares = sources_of_shares(input, crews[c].layer);
      }
      plant(planted, period, crews[c], std::move(sources), members.back(), mix(options.seed, c));
    }
    power.push_back({crews[c], static_cast<std::uint32_t>(members.back().size()), 0});
  }
  const std::vector<std::uint32_t> found = grouped_accounts(find_coordination(planted, options));
  for (std::size_t c = 0; c < crews.size(); ++c) {
    power[c].found = static_cast<std::uint32_t>(
        std::count_if(members[c].begin(), members[c].end(), [&](std::uint32_t member) {
          return std::binary_search(found.begin(), found.end(), member);
        }));
  }
  return power;
}

}  // namespace vigie::analysis

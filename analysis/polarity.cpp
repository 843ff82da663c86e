#include "analysis/polarity.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <map>

namespace vigie::analysis {
namespace {

constexpr std::size_t kFirst = 0;   ///< Side of seeds -1.
constexpr std::size_t kSecond = 1;  ///< Side of seeds +1.

/// Counts per object or account, by side.
using SideCounts = std::array<std::uint32_t, 2>;

/// -1, 0 or +1 per account: the side whose seeds it used more. In memory only.
std::vector<std::int8_t> sides_of_accounts(std::span<const ObjectUse> uses,
                                           std::span<const std::int8_t> seeds) {
  std::vector<std::int64_t> balance;
  for (const ObjectUse& use : uses) {
    balance.resize(std::max<std::size_t>(balance.size(), use.account + std::size_t{1}));
    balance[use.account] += seeds[use.object];
  }
  std::vector<std::int8_t> sides(balance.size());
  std::transform(balance.begin(), balance.end(), sides.begin(), [](std::int64_t value) {
    return static_cast<std::int8_t>((value > 0 ? 1 : 0) - (value < 0 ? 1 : 0));
  });
  return sides;
}

SideCounts count_accounts(std::span<const std::int8_t> sides) {
  SideCounts counts{};
  for (const std::int8_t side : sides) {
    counts[kFirst] += side < 0 ? 1U : 0U;
    counts[kSecond] += side > 0 ? 1U : 0U;
  }
  return counts;
}

/// Accounts of each side that used each object, an account once.
std::vector<SideCounts> count_users(std::span<const ObjectUse> uses,
                                    std::span<const std::int8_t> sides,
                                    std::size_t objects) {
  std::vector<ObjectUse> distinct(uses.begin(), uses.end());
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::vector<SideCounts> users(objects);
  for (const ObjectUse& use : distinct) {
    users[use.object][kFirst] += sides[use.account] < 0 ? 1U : 0U;
    users[use.object][kSecond] += sides[use.account] > 0 ? 1U : 0U;
  }
  return users;
}

/// Conover's valence, with half an account of the smaller side added to both rates.
std::optional<double> valence_of(const SideCounts& users, const SideCounts& accounts) {
  if (users[kFirst] + users[kSecond] == 0) {
    return std::nullopt;
  }
  const double added = 0.5 / std::min(accounts[kFirst], accounts[kSecond]);
  const double first = users[kFirst] / static_cast<double>(accounts[kFirst]) + added;
  const double second = users[kSecond] / static_cast<double>(accounts[kSecond]) + added;
  return 2.0 * second / (first + second) - 1.0;
}

}  // namespace

std::vector<std::optional<double>> measure_valence(std::span<const ObjectUse> uses,
                                                   std::span<const std::int8_t> seeds,
                                                   const PolarityOptions& options) {
  std::vector<std::optional<double>> valence(seeds.size());
  const std::vector<std::int8_t> sides = sides_of_accounts(uses, seeds);
  const SideCounts accounts = count_accounts(sides);
  if (accounts[kFirst] == 0 || accounts[kSecond] == 0) {
    return valence;
  }
  std::vector<std::uint32_t> times_used(seeds.size());
  for (const ObjectUse& use : uses) {
    ++times_used[use.object];
  }
  const std::vector<SideCounts> users = count_users(uses, sides, seeds.size());
  for (std::size_t object = 0; object < seeds.size(); ++object) {
    if (seeds[object] != 0) {
      valence[object] = seeds[object];
    } else if (times_used[object] >= options.min_object_uses) {
      valence[object] = valence_of(users[object], accounts);
    }
  }
  return valence;
}

std::vector<std::optional<double>> measure_one_sidedness(
    std::span<const ObjectUse> uses,
    std::span<const std::optional<double>> valence,
    std::uint32_t accounts,
    const PolarityOptions& options) {
  // Sums in order of (account, object), so that rounding does not depend on the order of the rows.
  std::vector<ObjectUse> ordered(uses.begin(), uses.end());
  std::sort(ordered.begin(), ordered.end());
  std::vector<double> sums(accounts);
  std::vector<std::uint32_t> counts(accounts);
  for (const ObjectUse& use : ordered) {
    if (valence[use.object]) {
      sums[use.account] += *valence[use.object];
      ++counts[use.account];
    }
  }
  std::vector<std::optional<double>> magnitudes(accounts);
  for (std::size_t account = 0; account < accounts; ++account) {
    if (counts[account] >= options.min_account_uses && counts[account] > 0) {
      magnitudes[account] = std::abs(sums[account]) / (counts[account] + options.shrinkage);
    }
  }
  return magnitudes;
}

std::optional<double> measure_topic_focus(std::span<const TopicMask> posts) {
  if (posts.size() < 2) {
    return std::nullopt;
  }
  std::map<TopicMask, double> counts;
  for (const TopicMask mask : posts) {
    if (mask != 0) {
      counts[mask] += 1.0;
    }
  }
  const auto total = static_cast<double>(posts.size());
  double pairs = 0.0;  // Ordered pairs of different posts that share a topic.
  for (const auto& [mask, count] : counts) {
    for (const auto& [other, other_count] : counts) {
      if ((mask & other) != 0) {
        pairs += count * (mask == other ? count - 1.0 : other_count);
      }
    }
  }
  return pairs / (total * (total - 1.0));
}

}  // namespace vigie::analysis

// The comparison of rules of METHODS 3.4, as a test: 1,500 accounts of two camps, 3,000 objects,
// and 20 accounts made to share 15 of 25 obscure objects within 30 s, or nobody. What must hold is
// the ranking, and that the tested rule accuses nobody when nothing is planted.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/coordination/co_actions.h"
#include "analysis/coordination/find_coordination.h"
#include "analysis/coordination/mixing.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kAccounts = 1'500;
constexpr std::uint32_t kObjects = 3'000;
constexpr std::uint32_t kPlanted = 20;  // accounts 0..19

class Simulation {
 public:
  Simulation(std::uint64_t seed, bool planted) : seed_{seed} {
    input_.accounts = kAccounts;
    LayerShares& layer = input_.layers.emplace_back();
    layer.objects = kObjects;
    std::vector<double> popularity(kObjects);
    double sum = 0.0;
    for (std::uint32_t o = 0; o < kObjects; ++o) {
      sum += std::pow(1.0 + o, -0.9);
      popularity[o] = sum;
    }
    std::vector<double> born(kObjects);
    for (double& time : born) {
      time = uniform() * 14.0 * 86'400.0;
    }
    for (std::uint32_t a = 0; a < kAccounts; ++a) {
      const double shares = std::clamp(20.0 * std::exp(normal()), 3.0, 400.0);
      for (int s = 0; s < static_cast<int>(shares); ++s) {
        const auto found = static_cast<std::uint32_t>(
            std::lower_bound(popularity.begin(), popularity.end(), uniform() * sum) -
            popularity.begin());
        // Even objects belong to one camp, odd ones to the other; 90 % keep to their side.
        const std::uint32_t side = uniform() < 0.9 ? a % 2 : 1 - a % 2;
        const std::uint32_t object = std::min(kObjects - 1, (found & ~1U) | side);
        add(a, object, born[object] + 14'400.0 * std::exp(1.5 * normal()));
      }
    }
    for (std::uint32_t e = 0; planted && e < 25; ++e) {
      const std::uint32_t object = 2'000 + 39 * e;
      const double start = uniform() * 14.0 * 86'400.0;
      for (std::uint32_t a = 0; a < kPlanted; ++a) {
        if (uniform() < 0.6) {
          add(a, object, start + uniform() * 30.0);
        }
      }
    }
  }

  [[nodiscard]] const CoordinationInput& input() const { return input_; }

 private:
  double uniform() { return unit_interval(mix(seed_, ++draws_)); }

  double normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
  }

  void add(std::uint32_t account, std::uint32_t object, double time_s) {
    LayerShares& layer = input_.layers.front();
    layer.account.push_back(account);
    layer.object.push_back(object);
    layer.time_ms.push_back(static_cast<std::int64_t>(time_s * 1000.0));
    layer.post.push_back(static_cast<std::uint32_t>(layer.post.size()));
  }

  std::uint64_t seed_;
  std::uint64_t draws_ = 0;
  CoordinationInput input_;
};

struct Flagged {
  double all = 0.0;
  double planted = 0.0;

  [[nodiscard]] double precision() const { return all == 0.0 ? 1.0 : planted / all; }
};

Flagged count(const std::set<std::uint32_t>& accounts) {
  Flagged flagged;
  for (const std::uint32_t account : accounts) {
    flagged.all += 1.0;
    flagged.planted += account < kPlanted ? 1.0 : 0.0;
  }
  return flagged;
}

/// Weight of every pair, row a, column b > a; then the accounts of the heaviest 0.5 % of edges.
Flagged keep_top_edges(const CoordinationInput& input, bool cosine) {
  const LayerShares& layer = input.layers.front();
  std::vector<std::set<std::uint32_t>> sharers(kObjects);
  for (std::size_t i = 0; i < layer.account.size(); ++i) {
    sharers[layer.object[i]].insert(layer.account[i]);
  }
  std::vector<double> weight(std::size_t{kAccounts} * kAccounts, 0.0);
  std::vector<double> length(kAccounts, 0.0);
  for (const std::set<std::uint32_t>& accounts : sharers) {
    const double d = static_cast<double>(accounts.size());
    const double idf = cosine ? std::log((1.0 + kAccounts) / (1.0 + d)) + 1.0 : 1.0;
    for (auto a = accounts.begin(); a != accounts.end(); ++a) {
      length[*a] += idf * idf;
      for (auto b = std::next(a); b != accounts.end(); ++b) {
        weight[std::size_t{*a} * kAccounts + *b] += idf * idf;
      }
    }
  }
  std::vector<std::pair<double, std::size_t>> edges;
  for (std::size_t at = 0; at < weight.size(); ++at) {
    if (weight[at] > 0.0) {
      const double scale =
          cosine ? std::sqrt(length[at / kAccounts] * length[at % kAccounts]) : 1.0;
      edges.emplace_back(-weight[at] / scale, at);
    }
  }
  const auto kept = static_cast<std::ptrdiff_t>(edges.size() / 200);
  std::nth_element(edges.begin(), edges.begin() + kept, edges.end());
  std::set<std::uint32_t> accounts;
  for (std::ptrdiff_t e = 0; e < kept; ++e) {
    accounts.insert(
        static_cast<std::uint32_t>(edges[static_cast<std::size_t>(e)].second / kAccounts));
    accounts.insert(
        static_cast<std::uint32_t>(edges[static_cast<std::size_t>(e)].second % kAccounts));
  }
  return count(accounts);
}

Flagged keep_repeated(const CoordinationInput& input) {
  std::set<std::uint32_t> accounts;
  for (const CoActionCount& pair : count_co_actions(input.layers.front(), kAccounts, {}).pairs) {
    if (pair.objects >= 2) {
      accounts.insert(pair.account_a);
      accounts.insert(pair.account_b);
    }
  }
  return count(accounts);
}

Flagged keep_tested(const CoordinationInput& input) {
  std::set<std::uint32_t> accounts;
  for (const AccountCoordination& account : find_coordination(input, {}).accounts) {
    accounts.insert(account.account);
  }
  return count(accounts);
}

TEST(Rules, RankAsInTheComparison) {
  for (const std::uint64_t seed : {1U, 2U}) {
    const Simulation planted{seed, true};
    const Flagged cosine = keep_top_edges(planted.input(), true);
    const Flagged raw = keep_top_edges(planted.input(), false);
    const Flagged repeated = keep_repeated(planted.input());
    const Flagged tested = keep_tested(planted.input());

    EXPECT_LT(cosine.precision(), 0.1) << "most accounts are in the top 0.5 % of edges";
    EXPECT_LT(raw.planted, cosine.planted) << "raw counts see the talkative only";
    EXPECT_LT(raw.precision(), 0.1);
    EXPECT_LT(repeated.precision(), 0.5) << "repetition without a test";
    EXPECT_GT(repeated.precision(), cosine.precision());
    EXPECT_GE(tested.planted, 17.0);
    EXPECT_GE(tested.precision(), 0.95);
  }
}

TEST(Rules, OnlyTheTestAccusesNobodyWhenNothingIsPlanted) {
  for (const std::uint64_t seed : {3U, 4U}) {
    const Simulation nothing{seed, false};
    EXPECT_GT(keep_top_edges(nothing.input(), true).all, 300.0);
    EXPECT_GT(keep_top_edges(nothing.input(), false).all, 100.0);
    EXPECT_GT(keep_repeated(nothing.input()).all, 20.0);
    EXPECT_EQ(keep_tested(nothing.input()).all, 0.0);
  }
}

}  // namespace
}  // namespace vigie::analysis

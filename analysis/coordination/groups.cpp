#include "analysis/coordination/groups.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

#include "analysis/coordination/communities.h"
#include "analysis/disjoint_sets.h"
#include "analysis/time_pattern.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

/// Accounts of the pairs, ascending, and the pairs between them.
struct Network {
  std::vector<std::uint32_t> accounts;
  std::vector<WeightedEdge> edges;  ///< In the order of the pairs.

  [[nodiscard]] std::uint32_t node_of(std::uint32_t account) const {
    return static_cast<std::uint32_t>(std::lower_bound(accounts.begin(), accounts.end(), account) -
                                      accounts.begin());
  }
};

Network make_network(const PairTable& pairs) {
  Network network;
  for (const CoordinatedPair& pair : pairs.pairs) {
    network.accounts.push_back(pair.account_a);
    network.accounts.push_back(pair.account_b);
  }
  std::sort(network.accounts.begin(), network.accounts.end());
  network.accounts.erase(std::unique(network.accounts.begin(), network.accounts.end()),
                         network.accounts.end());
  for (const CoordinatedPair& pair : pairs.pairs) {
    network.edges.push_back(
        {network.node_of(pair.account_a), network.node_of(pair.account_b), pair.decades});
  }
  return network;
}

std::vector<WeightedEdge> edges_among(const Network& network,
                                      const std::vector<std::uint32_t>& nodes) {
  std::vector<WeightedEdge> inside;
  std::vector<std::uint32_t> place(network.accounts.size(), kNothing);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    place[nodes[i]] = i;
  }
  for (const WeightedEdge& edge : network.edges) {
    if (place[edge.a] != kNothing && place[edge.b] != kNothing) {
      inside.push_back({place[edge.a], place[edge.b], edge.weight});
    }
  }
  return inside;
}

/// Components, large ones split; each ascending, largest first.
std::vector<std::vector<std::uint32_t>> split_network(const Network& network,
                                                      const CoordinationOptions& options) {
  const auto size = static_cast<std::uint32_t>(network.accounts.size());
  DisjointSets partition{size};
  for (const WeightedEdge& edge : network.edges) {
    partition.join(edge.a, edge.b);
  }
  std::vector<std::vector<std::uint32_t>> components(size);
  for (std::uint32_t node = 0; node < size; ++node) {
    components[partition.find(node)].push_back(node);
  }
  std::vector<std::vector<std::uint32_t>> groups;
  for (const std::vector<std::uint32_t>& component : components) {
    if (component.size() <= options.leiden_above) {
      groups.push_back(component);
      continue;
    }
    const std::vector<std::uint32_t> community =
        find_communities(static_cast<std::uint32_t>(component.size()),
                         edges_among(network, component),
                         options.seed);
    const std::size_t first = groups.size();
    for (std::size_t i = 0; i < component.size(); ++i) {
      if (first + community[i] >= groups.size()) {
        groups.emplace_back();
      }
      groups[first + community[i]].push_back(component[i]);
    }
  }
  std::erase_if(groups, [&](const auto& group) { return group.size() < options.min_members; });
  std::sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() > b.size() : a.front() < b.front();
  });
  return groups;
}

/// A member's share of an object behind a link.
struct Act {
  Layer layer = Layer::kUrl;
  bool counted = false;
  std::uint32_t object = 0;
  std::uint32_t account = 0;
  std::uint32_t post = 0;
  std::int64_t time_ms = 0;

  friend auto operator<=>(const Act&, const Act&) = default;
};

class GroupBuilder {
 public:
  GroupBuilder(const CoordinationInput& input,
               const ShareTable& shares,
               const PairTable& pairs,
               const CoordinationOptions& options)
      : input_{input}, shares_{shares}, pairs_{pairs}, options_{options} {
    for (const CoordinatedPair& pair : pairs.pairs) {
      sorted_decades_.push_back(pair.decades);
    }
    std::sort(sorted_decades_.begin(), sorted_decades_.end());
  }

  GroupTable build() {
    const Network network = make_network(pairs_);
    const auto groups = split_network(network, options_);
    group_of_.assign(network.accounts.size(), kNothing);
    for (std::uint32_t g = 0; g < groups.size(); ++g) {
      for (const std::uint32_t node : groups[g]) {
        group_of_[node] = g;
      }
    }
    std::vector<std::vector<std::uint32_t>> links(groups.size());
    for (std::uint32_t p = 0; p < pairs_.pairs.size(); ++p) {
      const std::uint32_t g = group_of_[network.edges[p].a];
      if (g != kNothing && g == group_of_[network.edges[p].b]) {
        links[g].push_back(p);
      }
    }
    for (std::uint32_t g = 0; g < groups.size(); ++g) {
      add_group(g, network, groups[g], links[g]);
    }
    return std::move(table_);
  }

 private:
  void add_group(std::uint32_t g,
                 const Network& network,
                 const std::vector<std::uint32_t>& nodes,
                 const std::vector<std::uint32_t>& links) {
    CoordinatedGroup group;
    group.links = static_cast<std::uint32_t>(links.size());
    const double n = static_cast<double>(nodes.size());
    group.density = static_cast<double>(links.size()) / (n * (n - 1.0) / 2.0);
    group.extent = extent_of(links);
    std::vector<Act> acts = acts_of(links, group);
    add_members(g, group, network, nodes, links, acts);
    add_objects(g, group, acts);
    add_days(g, group, acts);
    measure_hours(group, acts);
    measure_creation(group);
    table_.groups.push_back(group);
  }

  /// Links from the strongest down, until a set of `min_members` forms.
  [[nodiscard]] double extent_of(std::vector<std::uint32_t> links) const {
    std::sort(links.begin(), links.end(), [&](std::uint32_t a, std::uint32_t b) {
      const double da = pairs_.pairs[a].decades;
      const double db = pairs_.pairs[b].decades;
      return da != db ? da > db : a < b;
    });
    std::vector<std::uint32_t> accounts;
    for (const std::uint32_t link : links) {
      accounts.push_back(pairs_.pairs[link].account_a);
      accounts.push_back(pairs_.pairs[link].account_b);
    }
    std::sort(accounts.begin(), accounts.end());
    accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
    const auto node = [&](std::uint32_t account) {
      return static_cast<std::uint32_t>(
          std::lower_bound(accounts.begin(), accounts.end(), account) - accounts.begin());
    };
    DisjointSets partition{static_cast<std::uint32_t>(accounts.size())};
    std::vector<std::uint32_t> size(accounts.size(), 1);
    for (const std::uint32_t link : links) {
      const std::uint32_t a = partition.find(node(pairs_.pairs[link].account_a));
      const std::uint32_t b = partition.find(node(pairs_.pairs[link].account_b));
      if (a != b) {
        const std::uint32_t joined = size[a] + size[b];
        partition.join(a, b);
        size[partition.find(a)] = joined;
        if (joined >= options_.min_members) {
          const auto below = std::lower_bound(
              sorted_decades_.begin(), sorted_decades_.end(), pairs_.pairs[link].decades);
          return static_cast<double>(below - sorted_decades_.begin()) /
                 static_cast<double>(sorted_decades_.size());
        }
      }
    }
    return 0.0;
  }

  /// Every share behind the links, once; gaps and layers go into `group`.
  [[nodiscard]] std::vector<Act> acts_of(const std::vector<std::uint32_t>& links,
                                         CoordinatedGroup& group) const {
    std::vector<Act> acts;
    std::vector<std::int64_t> gaps;
    for (const std::uint32_t link : links) {
      const CoordinatedPair& pair = pairs_.pairs[link];
      for (std::uint32_t i = 0; i < pair.meetings; ++i) {
        const PairMeeting& meeting = pairs_.meetings[pair.first_meeting + i];
        if (meeting.counted) {
          gaps.push_back(std::abs(meeting.time_a_ms - meeting.time_b_ms));
          ++group.layer_meetings[static_cast<std::size_t>(meeting.layer)];
        }
        acts.push_back({meeting.layer,
                        meeting.counted,
                        meeting.object,
                        pair.account_a,
                        meeting.post_a,
                        meeting.time_a_ms});
        acts.push_back({meeting.layer,
                        meeting.counted,
                        meeting.object,
                        pair.account_b,
                        meeting.post_b,
                        meeting.time_b_ms});
      }
    }
    if (!gaps.empty()) {
      const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
      std::nth_element(gaps.begin(), middle, gaps.end());
      group.median_gap_ms = static_cast<double>(*middle);
    }
    std::sort(acts.begin(), acts.end());
    acts.erase(std::unique(acts.begin(), acts.end()), acts.end());
    return acts;
  }

  void add_members(std::uint32_t g,
                   CoordinatedGroup& group,
                   const Network& network,
                   const std::vector<std::uint32_t>& nodes,
                   const std::vector<std::uint32_t>& links,
                   const std::vector<Act>& acts) {
    group.first_member = static_cast<std::uint32_t>(table_.members.size());
    group.members = static_cast<std::uint32_t>(nodes.size());
    std::vector<WeightedEdge> edges;
    const auto place = [&](std::uint32_t account) {
      return static_cast<std::uint32_t>(
          std::lower_bound(nodes.begin(), nodes.end(), network.node_of(account)) - nodes.begin());
    };
    for (const std::uint32_t link : links) {
      const CoordinatedPair& pair = pairs_.pairs[link];
      edges.push_back({place(pair.account_a), place(pair.account_b), pair.decades});
    }
    std::vector<GroupMember> members(nodes.size());
    const std::vector<std::uint32_t> cores = core_numbers(group.members, edges);
    const std::vector<double> centrality = eigenvector_centrality(group.members, edges);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      members[i] = {g, network.accounts[nodes[i]], 0, cores[i], centrality[i], 0.0, 0.0, kNothing};
    }
    for (const WeightedEdge& edge : edges) {
      for (const std::uint32_t end : {edge.a, edge.b}) {
        ++members[end].links;
        members[end].score += std::min(kMostDecadesPerLink, edge.weight);
      }
    }
    explain_activity(group, members, acts);
    for (const BenignAccount& benign : input_.benign) {
      for (GroupMember& member : members) {
        if (member.account == benign.account && member.benign == kNothing) {
          member.benign = benign.reason;
          ++group.benign_members;
        }
      }
    }
    table_.members.insert(table_.members.end(), members.begin(), members.end());
  }

  void explain_activity(CoordinatedGroup& group,
                        std::vector<GroupMember>& members,
                        const std::vector<Act>& acts) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> posts;  // account, post
    for (const Act& act : acts) {
      posts.emplace_back(act.account, act.post);
    }
    std::sort(posts.begin(), posts.end());
    posts.erase(std::unique(posts.begin(), posts.end()), posts.end());
    double all = 0.0;
    for (GroupMember& member : members) {
      const auto range =
          std::equal_range(posts.begin(),
                           posts.end(),
                           std::pair{member.account, 0U},
                           [](const auto& a, const auto& b) { return a.first < b.first; });
      const auto behind = static_cast<double>(range.second - range.first);
      const double total = std::max(behind, posts_of(member.account));
      member.explained = total > 0.0 ? behind / total : 0.0;
      all += total;
    }
    group.explained = all > 0.0 ? static_cast<double>(posts.size()) / all : 0.0;
  }

  /// Posts of the window; without the caller's count, the shares of the strong layers.
  [[nodiscard]] double posts_of(std::uint32_t account) const {
    if (!input_.posts.empty()) {
      return input_.posts[account];
    }
    double shares = 0.0;
    for (std::size_t layer = 0; layer + 1 < kLayerCount; ++layer) {
      shares += shares_.degree[layer].empty() ? 0.0 : shares_.degree[layer][account];
    }
    return shares;
  }

  void add_objects(std::uint32_t g, CoordinatedGroup& group, const std::vector<Act>& acts) {
    std::vector<GroupObject> objects;
    for (const Act& act : acts) {
      if (objects.empty() || objects.back().layer != act.layer ||
          objects.back().object != act.object) {
        objects.push_back({g, act.layer, act.object, 0, 0.0, 0, act.time_ms, act.time_ms});
      }
      GroupObject& object = objects.back();
      object.first_ms = std::min(object.first_ms, act.time_ms);
      object.last_ms = std::max(object.last_ms, act.time_ms);
    }
    count_members(objects, acts);
    std::stable_sort(objects.begin(), objects.end(), [](const auto& a, const auto& b) {
      return std::tie(b.members, a.layer, a.object) < std::tie(a.members, b.layer, b.object);
    });
    group.first_object = static_cast<std::uint32_t>(table_.objects.size());
    group.objects = std::min(kMostGroupObjects, static_cast<std::uint32_t>(objects.size()));
    objects.resize(group.objects);
    for (GroupObject& object : objects) {
      object.sharers = sharers_of(object);
      object.expected = expected_members(group, object);
    }
    table_.objects.insert(table_.objects.end(), objects.begin(), objects.end());
  }

  static void count_members(std::vector<GroupObject>& objects, const std::vector<Act>& acts) {
    std::size_t i = 0;
    for (GroupObject& object : objects) {
      std::vector<std::uint32_t> accounts;
      for (; i < acts.size() && acts[i].layer == object.layer && acts[i].object == object.object;
           ++i) {
        accounts.push_back(acts[i].account);
      }
      std::sort(accounts.begin(), accounts.end());
      object.members = static_cast<std::uint32_t>(std::unique(accounts.begin(), accounts.end()) -
                                                  accounts.begin());
    }
  }

  [[nodiscard]] std::uint32_t sharers_of(const GroupObject& wanted) const {
    const auto found = std::lower_bound(
        shares_.objects.begin(), shares_.objects.end(), wanted, [](const auto& a, const auto& b) {
          return std::tie(a.layer, a.object) < std::tie(b.layer, b.object);
        });
    return found->sharers;
  }

  /// Sum over members of k_u d_i / E, at most 1 each.
  [[nodiscard]] double expected_members(const CoordinatedGroup& group,
                                        const GroupObject& object) const {
    const auto layer = static_cast<std::size_t>(object.layer);
    double expected = 0.0;
    for (std::uint32_t m = 0; m < group.members; ++m) {
      const std::uint32_t account = table_.members[group.first_member + m].account;
      expected += std::min(1.0,
                           static_cast<double>(shares_.degree[layer][account]) * object.sharers /
                               static_cast<double>(shares_.total_degree[layer]));
    }
    return expected;
  }

  void add_days(std::uint32_t g, CoordinatedGroup& group, const std::vector<Act>& acts) {
    std::vector<std::tuple<std::int64_t, std::uint32_t, std::uint32_t>> rows;
    for (const Act& act : acts) {
      rows.emplace_back(floor_divide(act.time_ms, kDayMs), act.account, act.post);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    group.first_day = static_cast<std::uint32_t>(table_.days.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto [day, account, post] = rows[i];
      if (i == 0 || std::get<0>(rows[i - 1]) != day) {
        table_.days.push_back({g, day, 0, 0});
      }
      GroupDay& last = table_.days.back();
      ++last.posts;
      last.members += last.posts == 1 || std::get<1>(rows[i - 1]) != account ? 1U : 0U;
    }
    group.days = static_cast<std::uint32_t>(table_.days.size()) - group.first_day;
  }

  static void measure_hours(CoordinatedGroup& group, const std::vector<Act>& acts) {
    std::vector<std::pair<std::uint32_t, std::int64_t>> posts;  // post, time
    for (const Act& act : acts) {
      posts.emplace_back(act.post, act.time_ms);
    }
    std::sort(posts.begin(), posts.end());
    posts.erase(std::unique(posts.begin(), posts.end()), posts.end());
    std::array<std::uint32_t, 24> weekday_hours{};
    for (const auto& [post, time_ms] : posts) {
      const std::int64_t day = floor_divide(time_ms, kDayMs);
      const auto hour = static_cast<std::size_t>((time_ms - day * kDayMs) / kHourMs);
      ++group.hours[hour];
      const std::int64_t weekday = ((day + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
      weekday_hours[hour] += weekday < 5 ? 1U : 0U;
    }
    std::uint32_t most = 0;
    for (std::size_t start = 0; start < 24; ++start) {
      std::uint32_t sum = 0;
      for (std::size_t h = 0; h < 10; ++h) {
        sum += weekday_hours[(start + h) % 24];
      }
      most = std::max(most, sum);
    }
    group.office_hours =
        posts.empty() ? 0.0 : static_cast<double>(most) / static_cast<double>(posts.size());
  }

  void measure_creation(CoordinatedGroup& group) const {
    std::vector<std::int64_t> dates;
    for (std::uint32_t m = 0; m < group.members; ++m) {
      const std::uint32_t account = table_.members[group.first_member + m].account;
      if (!input_.created_ms.empty() && input_.created_ms[account] >= 0) {
        dates.push_back(input_.created_ms[account]);
      }
    }
    if (dates.size() < 3) {
      return;
    }
    std::sort(dates.begin(), dates.end());
    std::size_t first = 0;
    std::size_t most = 0;
    for (std::size_t i = 0; i < dates.size(); ++i) {
      while (dates[i] - dates[first] > 7 * kDayMs) {
        ++first;
      }
      most = std::max(most, i - first + 1);
    }
    group.creation_peak = static_cast<double>(most) / static_cast<double>(dates.size());
  }

  const CoordinationInput& input_;
  const ShareTable& shares_;
  const PairTable& pairs_;
  const CoordinationOptions& options_;
  std::vector<double> sorted_decades_;
  std::vector<std::uint32_t> group_of_;
  GroupTable table_;
};

}  // namespace

GroupTable find_groups(const CoordinationInput& input,
                       const ShareTable& shares,
                       const PairTable& pairs,
                       const CoordinationOptions& options) {
  return GroupBuilder{input, shares, pairs, options}.build();
}

}  // namespace vigie::analysis

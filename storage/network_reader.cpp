#include "storage/network_reader.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "storage/activity_reader.h"
#include "storage/keyed_hash.h"
#include "storage/layer_names.h"
#include "storage/run_store.h"
#include "storage/sqlite/statement.h"
#include "storage/withheld_names.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kPairs =
    "SELECT account_a, account_b, objects, fast_objects, days, decades, q_decades FROM pair "
    "WHERE run_id = ?1 AND (?2 = 0 OR group_id = ?2)";
constexpr std::string_view kNetworkLayers =
    "SELECT layer, time_window_ms, observed, expected, decades FROM pair_layer "
    "WHERE run_id = ?1 AND account_a = ?2 AND account_b = ?3 AND observed > 0";
constexpr std::string_view kNetworkAccount =
    "SELECT p.name, a.native_id, coalesce(a.handle, a.native_id), s.likelihood, "
    "coalesce(s.grade, 3) FROM account a JOIN platform p ON p.platform_id = a.platform_id "
    "LEFT JOIN account_score s ON s.run_id = ?1 AND s.account_id = a.account_id "
    "WHERE a.account_id = ?2 AND a.opt_out & 10 = 0";
constexpr std::string_view kMember =
    "SELECT group_id, centrality, core, known_reason IS NOT NULL, coalesce(profile_text, 0) "
    "FROM group_member WHERE run_id = ?1 AND account_id = ?2 AND (?3 = 0 OR group_id = ?3) "
    "ORDER BY group_id LIMIT 1";
constexpr std::string_view kProfileCarriers =
    "SELECT account_id FROM group_member "
    "WHERE run_id = ?1 AND group_id = ?2 AND profile_text = ?3";
constexpr std::size_t kPseudonymDigits = 16;

/// A window as long as the whole run is written 0: the widest.
bool is_wider(std::int64_t window, std::int64_t than) {
  return than != 0 && (window == 0 || window > than);
}

/// The layers of one pair, each by its widest window, for the narrower ones lie within it.
class LayerReader {
 public:
  LayerReader(Database& database, RunId run) : run_(run), rows_(database, kNetworkLayers) {}

  /// @return  False when the pair did not meet in the layer that was asked for.
  bool read(std::int64_t a,
            std::int64_t b,
            std::optional<CoordinationLayer> only,
            NetworkEdge& edge) {
    std::array<Widest, kCoordinationLayerCount> widest{};
    rows_.query(run_.value, a, b);
    while (rows_.step()) {
      Widest& layer = widest.at(static_cast<std::size_t>(layer_of(rows_.text(0))));
      layer.decades = std::max(layer.decades, rows_.real(4));
      if (!layer.met || is_wider(rows_.integer(1), layer.window_ms)) {
        layer.met = true;
        layer.window_ms = rows_.integer(1);
        layer.observed = number_at(rows_, 2);
        layer.expected = rows_.real(3);
      }
    }
    rows_.reset();
    for (std::size_t i = 0; i < widest.size(); ++i) {
      if (widest.at(i).met && (!only || static_cast<std::size_t>(*only) == i)) {
        edge.layers |= 1U << i;
        edge.observed += widest.at(i).observed;
        edge.expected += widest.at(i).expected;
        edge.decades = only ? widest.at(i).decades : edge.decades;
      }
    }
    return !only || edge.layers != 0;
  }

 private:
  struct Widest {
    bool met = false;
    std::int64_t window_ms = 0;
    std::uint32_t observed = 0;
    double expected = 0.0;
    double decades = 0.0;
  };

  RunId run_;
  Statement rows_;
};

/// An edge before its accounts have their places among the nodes.
struct KeyedEdge {
  std::int64_t account_a = 0;
  std::int64_t account_b = 0;
  NetworkEdge edge;
};

std::vector<KeyedEdge> read_edges(Database& database, RunId run, const NetworkQuery& query) {
  std::vector<KeyedEdge> edges;
  LayerReader layers{database, run};
  Statement row{database, kPairs};
  row.query(run.value, query.group);
  while (row.step()) {
    KeyedEdge keyed{row.integer(0), row.integer(1), {}};
    keyed.edge.objects = number_at(row, 2);
    keyed.edge.fast_objects = number_at(row, 3);
    keyed.edge.days = number_at(row, 4);
    keyed.edge.decades = row.real(5);
    keyed.edge.q_decades = row.real(6);
    if (layers.read(keyed.account_a, keyed.account_b, query.layer, keyed.edge)) {
      edges.push_back(keyed);
    }
  }
  return edges;
}

struct KeyedNode {
  std::int64_t account = 0;
  NetworkNode node;
};

class NodeReader {
 public:
  NodeReader(Database& database, RunId run, const NetworkQuery& query)
      : run_(run),
        group_(query.group),
        names_(database, query.naming),
        account_(database, kNetworkAccount),
        member_(database, kMember),
        carriers_(database, kProfileCarriers) {}

  /// Nothing for an account that opted out.
  std::optional<KeyedNode> read(std::int64_t id) {
    account_.query(run_.value, id);
    if (!account_.step()) {
      account_.reset();
      return std::nullopt;
    }
    KeyedNode keyed{id, {}};
    NetworkNode& node = keyed.node;
    node.platform = account_.text(0);
    node.native_id = account_.text(1);
    node.handle = account_.text(2);
    node.likelihood = account_.optional_real(3);
    node.grade = static_cast<Grade>(account_.integer(4));
    account_.reset();
    node.withheld = names_.hide({id}, node.native_id, node.handle);
    member_.query(run_.value, id, group_);
    if (member_.step()) {
      node.group = number_at(member_, 0);
      node.centrality = member_.real(1);
      node.core = number_at(member_, 2);
      node.known = member_.integer(3) != 0;
      node.profile_text = number_at(member_, 4);
    }
    member_.reset();
    if (node.profile_text != 0 && hides_text(node.group, node.profile_text)) {
      node.profile_text = 0;
    }
    return keyed;
  }

 private:
  /// A profile text that a withheld member carries is nobody's: who finds it once knows them all.
  bool hides_text(std::uint32_t group, std::uint32_t text) {
    const auto [known, is_new] = hidden_.try_emplace({group, text}, false);
    if (is_new) {
      carriers_.query(run_.value, group, text);
      while (carriers_.step()) {
        known->second = names_.why({carriers_.integer(0)}).has_value() || known->second;
      }
      carriers_.reset();
    }
    return known->second;
  }

  RunId run_;
  std::uint32_t group_;
  WithheldNames names_;
  Statement account_;
  Statement member_;
  Statement carriers_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> hidden_;  ///< By group and text.
};

std::vector<KeyedNode> read_nodes(NodeReader& reader, const std::vector<KeyedEdge>& edges) {
  std::vector<std::int64_t> accounts;
  accounts.reserve(edges.size() * 2);
  for (const KeyedEdge& edge : edges) {
    accounts.push_back(edge.account_a);
    accounts.push_back(edge.account_b);
  }
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  std::vector<KeyedNode> nodes;
  for (const std::int64_t account : accounts) {
    if (auto node = reader.read(account)) {
      nodes.push_back(std::move(*node));
    }
  }
  std::sort(nodes.begin(), nodes.end(), [](const KeyedNode& x, const KeyedNode& y) {
    return std::tie(x.node.platform, x.node.native_id) <
           std::tie(y.node.platform, y.node.native_id);
  });
  return nodes;
}

/// Source before target, and edges in that order.
void set_in_order(std::vector<NetworkEdge>& edges) {
  for (NetworkEdge& edge : edges) {
    if (edge.target < edge.source) {
      std::swap(edge.source, edge.target);
    }
  }
  std::sort(edges.begin(), edges.end(), [](const NetworkEdge& x, const NetworkEdge& y) {
    return std::tie(x.source, x.target) < std::tie(y.source, y.target);
  });
}

/// An exact figure would lead back to the same figure beside a name, in a report.
double one_decimal(double value) {
  constexpr double kSteps = 10.0;
  return std::round(value * kSteps) / kSteps;
}

void round_figures(Network& network) {
  for (NetworkNode& node : network.nodes) {
    node.likelihood = node.likelihood ? std::optional{one_decimal(*node.likelihood)} : std::nullopt;
    node.centrality = one_decimal(node.centrality);
  }
  for (NetworkEdge& edge : network.edges) {
    edge.decades = one_decimal(edge.decades);
    edge.q_decades = one_decimal(edge.q_decades);
    edge.expected = one_decimal(edge.expected);
  }
}

UtcTime day_after(UtcTime time) {
  return std::chrono::ceil<std::chrono::days>(time);
}

}  // namespace

Network read_network(Database& database, RunId run, const NetworkQuery& query) {
  const ReadSnapshot snapshot{database};
  const auto summary = RunStore{database}.find_run(run);
  if (!summary || !summary->published) {
    throw StorageError(
        fmt::format("there is no finished run {} in {}", run.value, database.file().string()));
  }
  Network network;
  network.run = run;
  network.window = summary->run.window;
  const std::vector<KeyedEdge> edges = read_edges(database, run, query);
  NodeReader reader{database, run, query};
  std::unordered_map<std::int64_t, std::uint32_t> places;
  for (KeyedNode& keyed : read_nodes(reader, edges)) {
    places.emplace(keyed.account, static_cast<std::uint32_t>(network.nodes.size()));
    network.nodes.push_back(std::move(keyed.node));
    network.nodes.back().id = fmt::format("n{}", network.nodes.size());
  }
  for (const KeyedEdge& keyed : edges) {
    const auto a = places.find(keyed.account_a);
    const auto b = places.find(keyed.account_b);
    if (a != places.end() && b != places.end()) {
      network.edges.push_back(keyed.edge);
      network.edges.back().source = a->second;
      network.edges.back().target = b->second;
    }
  }
  set_in_order(network.edges);
  return network;
}

void pseudonymise(Network& network, std::string_view secret) {
  for (NetworkNode& node : network.nodes) {
    node.id = keyed_hash(secret, node.platform, node.native_id).substr(0, kPseudonymDigits);
    node.native_id.clear();
    node.handle.clear();
    node.profile_text = 0;  // profiles are public: a search for equal ones would name the nodes
  }
  std::vector<std::uint32_t> order(network.nodes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    return network.nodes[x].id < network.nodes[y].id;
  });
  std::vector<std::uint32_t> places(order.size());
  std::vector<NetworkNode> nodes;
  nodes.reserve(order.size());
  for (const std::uint32_t old : order) {
    if (!nodes.empty() && nodes.back().id == network.nodes[old].id) {
      throw StorageError("two accounts got one pseudonym; run the export again");
    }
    places[old] = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back(std::move(network.nodes[old]));
  }
  network.nodes = std::move(nodes);
  for (NetworkEdge& edge : network.edges) {
    edge.source = places[edge.source];
    edge.target = places[edge.target];
  }
  set_in_order(network.edges);
  round_figures(network);
  network.window = {std::chrono::floor<std::chrono::days>(network.window.begin),
                    day_after(network.window.end)};
  network.pseudonymous = true;
}

}  // namespace vigie::storage

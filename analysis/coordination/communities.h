// Graph measures by igraph, behind plain arrays: the only file that includes it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vigie::analysis {

/// An undirected weighted edge between nodes 0..n-1.
struct WeightedEdge {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double weight = 1.0;  ///< > 0.
};

/// Community of each node by Leiden on modularity; communities are numbered by their first node.
/// Deterministic given `seed`: nodes and edges must come in a natural order. Not for two threads at
/// once: igraph's generator is one per process.
[[nodiscard]] std::vector<std::uint32_t> find_communities(std::uint32_t nodes,
                                                          std::span<const WeightedEdge> edges,
                                                          std::uint64_t seed);

/// k of the innermost k-core of each node.
[[nodiscard]] std::vector<std::uint32_t> core_numbers(std::uint32_t nodes,
                                                      std::span<const WeightedEdge> edges);

/// Eigenvector centrality by weight, scaled so that the largest is 1; all 1 without edges. Rounded
/// to 6 decimals: the solver's last digits are its own.
[[nodiscard]] std::vector<double> eigenvector_centrality(std::uint32_t nodes,
                                                         std::span<const WeightedEdge> edges);

}  // namespace vigie::analysis

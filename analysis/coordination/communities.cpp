#include "analysis/coordination/communities.h"

#include <cmath>
#include <map>
#include <stdexcept>

#include <igraph/igraph.h>

namespace vigie::analysis {
namespace {

void require(igraph_error_t code) {
  if (code != IGRAPH_SUCCESS) {
    throw std::runtime_error(igraph_strerror(code));
  }
}

/// igraph's default handler ends the process.
class QuietErrors {
 public:
  QuietErrors() : before_{igraph_set_error_handler(igraph_error_handler_ignore)} {}

  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
  QuietErrors(QuietErrors&&) = delete;
  QuietErrors& operator=(QuietErrors&&) = delete;

  ~QuietErrors() { igraph_set_error_handler(before_); }

 private:
  igraph_error_handler_t* before_;
};

class Vector {
 public:
  explicit Vector(igraph_integer_t size) { require(igraph_vector_init(&vector_, size)); }

  Vector(const Vector&) = delete;
  Vector& operator=(const Vector&) = delete;
  Vector(Vector&&) = delete;
  Vector& operator=(Vector&&) = delete;

  ~Vector() { igraph_vector_destroy(&vector_); }

  [[nodiscard]] igraph_vector_t* get() { return &vector_; }

  double& operator[](std::size_t i) { return VECTOR(vector_)[i]; }

 private:
  igraph_vector_t vector_{};
};

class IntVector {
 public:
  explicit IntVector(igraph_integer_t size) { require(igraph_vector_int_init(&vector_, size)); }

  IntVector(const IntVector&) = delete;
  IntVector& operator=(const IntVector&) = delete;
  IntVector(IntVector&&) = delete;
  IntVector& operator=(IntVector&&) = delete;

  ~IntVector() { igraph_vector_int_destroy(&vector_); }

  [[nodiscard]] igraph_vector_int_t* get() { return &vector_; }

  igraph_integer_t& operator[](std::size_t i) { return VECTOR(vector_)[i]; }

 private:
  igraph_vector_int_t vector_{};
};

class Graph {
 public:
  Graph(std::uint32_t nodes, std::span<const WeightedEdge> edges)
      : weights_{static_cast<igraph_integer_t>(edges.size())} {
    IntVector ends{static_cast<igraph_integer_t>(2 * edges.size())};
    for (std::size_t e = 0; e < edges.size(); ++e) {
      ends[2 * e] = edges[e].a;
      ends[2 * e + 1] = edges[e].b;
      weights_[e] = edges[e].weight;
    }
    require(igraph_create(&graph_, ends.get(), nodes, IGRAPH_UNDIRECTED));
  }

  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  Graph(Graph&&) = delete;
  Graph& operator=(Graph&&) = delete;

  ~Graph() { igraph_destroy(&graph_); }

  [[nodiscard]] const igraph_t* get() const { return &graph_; }

  [[nodiscard]] igraph_vector_t* weights() { return weights_.get(); }

 private:
  igraph_t graph_{};
  Vector weights_;
};

}  // namespace

std::vector<std::uint32_t> find_communities(std::uint32_t nodes,
                                            std::span<const WeightedEdge> edges,
                                            std::uint64_t seed) {
  const QuietErrors quiet;
  Graph graph{nodes, edges};
  // Modularity: node weights are strengths and the resolution is 1 / (2 m) (Traag et al. 2019).
  Vector strength{nodes};
  double total = 0.0;
  for (const WeightedEdge& edge : edges) {
    strength[edge.a] += edge.weight;
    strength[edge.b] += edge.weight;
    total += edge.weight;
  }
  require(igraph_rng_seed(igraph_rng_default(), seed));
  IntVector membership{nodes};
  igraph_integer_t communities = 0;
  igraph_real_t quality = 0.0;
  require(igraph_community_leiden(graph.get(),
                                  graph.weights(),
                                  strength.get(),
                                  total > 0.0 ? 1.0 / (2.0 * total) : 1.0,
                                  0.01,
                                  false,
                                  -1,
                                  membership.get(),
                                  &communities,
                                  &quality));
  std::map<igraph_integer_t, std::uint32_t> number;
  std::vector<std::uint32_t> community(nodes);
  for (std::uint32_t node = 0; node < nodes; ++node) {
    const auto next = static_cast<std::uint32_t>(number.size());
    community[node] = number.try_emplace(membership[node], next).first->second;
  }
  return community;
}

std::vector<std::uint32_t> core_numbers(std::uint32_t nodes, std::span<const WeightedEdge> edges) {
  const QuietErrors quiet;
  const Graph graph{nodes, edges};
  IntVector cores{nodes};
  require(igraph_coreness(graph.get(), cores.get(), IGRAPH_ALL));
  std::vector<std::uint32_t> result(nodes);
  for (std::uint32_t node = 0; node < nodes; ++node) {
    result[node] = static_cast<std::uint32_t>(cores[node]);
  }
  return result;
}

std::vector<double> eigenvector_centrality(std::uint32_t nodes,
                                           std::span<const WeightedEdge> edges) {
  std::vector<double> result(nodes, 1.0);
  if (edges.empty()) {
    return result;
  }
  const QuietErrors quiet;
  Graph graph{nodes, edges};
  Vector centrality{nodes};
  igraph_arpack_options_t arpack;
  igraph_arpack_options_init(&arpack);
  require(igraph_eigenvector_centrality(
      graph.get(), centrality.get(), nullptr, IGRAPH_UNDIRECTED, true, graph.weights(), &arpack));
  for (std::uint32_t node = 0; node < nodes; ++node) {
    result[node] = std::round(centrality[node] * 1e6) / 1e6;
  }
  return result;
}

}  // namespace vigie::analysis

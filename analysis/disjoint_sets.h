// Disjoint sets of the numbers 0, 1, ...: which things are joined, through whatever others.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace vigie::analysis {

/// A set goes by its lowest number, so that the order of joining does not matter. Practically
/// constant time per call (path halving).
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  /// The lowest number of the set of `i`.
  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

  /// The lowest number of every set, by number; the sets are used up.
  std::vector<std::uint32_t> take() {
    for (std::uint32_t i = 0; i < parent_.size(); ++i) {
      parent_[i] = find(i);
    }
    return std::move(parent_);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace vigie::analysis

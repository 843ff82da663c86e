// Shares sorted for the pair test: every account's first share of each object, by object and time.
//
// An account puts an object before its audience once; its later shares of the same object add
// nothing here, which also bounds what one account that repeats itself can cost. Objects with a
// single account are dropped, for no pair can meet on them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/coordination/shares.h"

namespace vigie::analysis {

struct TableObject {
  std::uint32_t first = 0;    ///< Its shares are [first, first + sharers) of the table.
  std::uint32_t sharers = 0;  ///< d_i: distinct accounts, >= 2.
  std::uint32_t object = 0;   ///< Index in its layer.
  std::uint32_t source = kNothing;
  Layer layer = Layer::kUrl;
  Publication origin;  ///< As published; otherwise its first share.
};

/// An object of a known source that nobody else shared: no pair meets on it, but it tells how much
/// an account takes from that source.
struct LoneShare {
  std::uint32_t account = 0;
  std::uint32_t source = 0;
  Layer layer = Layer::kUrl;
};

/// Objects by layer, then index; shares of an object by time, account, post.
struct ShareTable {
  std::vector<TableObject> objects;
  std::vector<std::uint32_t> account;  ///< Per share.
  std::vector<std::uint32_t> post;
  std::vector<std::uint32_t> owner;  ///< Index into `objects`.
  std::vector<std::int64_t> time_ms;
  std::vector<LoneShare> lone;  ///< By layer, object.
  /// Distinct objects per account of a layer, objects of a single account included:
  /// `degree[layer][account]`. Empty for a layer that is absent.
  std::array<std::vector<std::uint32_t>, kLayerCount> degree;
  std::array<std::uint64_t, kLayerCount> total_degree{};  ///< Sums of the above: E.

  [[nodiscard]] std::size_t size() const { return account.size(); }
};

/// Sorts and deduplicates. Shares with an index out of range are a programmer's error (assert).
/// O(n log n), 40 bytes per share.
[[nodiscard]] ShareTable make_share_table(const CoordinationInput& input);

}  // namespace vigie::analysis

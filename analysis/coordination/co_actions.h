// Co-actions: two accounts sharing one object within a time window, counted per pair.
//
// One co-action is no evidence: readers of a newspaper post its front page within seconds of each
// other every day. This file only counts; pair_test.h asks which repetitions chance does not
// explain. Two counts are usual and both are kept. `co_actions`: every pair of shares of one
// object by two different accounts, at most the window apart, so an account that posts a link three
// times beside another's one has three. `objects`: on how many different objects they met.
//
// Source: Giglietto et al. 2020, doi:10.1080/1369118X.2020.1739732 (coordinated link sharing).
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "analysis/coordination/shares.h"

namespace vigie::analysis {

struct CoActionCount {
  std::uint32_t account_a = 0;  ///< < account_b.
  std::uint32_t account_b = 0;
  std::uint32_t co_actions = 0;  ///< Pairs of shares.
  std::uint32_t objects = 0;     ///< Distinct objects among them.

  friend auto operator<=>(const CoActionCount&, const CoActionCount&) = default;
};

struct CoActionTable {
  std::vector<CoActionCount> pairs;  ///< By account_a, account_b; one co-action or more.
  std::uint32_t capped_objects = 0;  ///< Objects whose neighbourhoods were cut at the cap.
};

struct CoActionOptions {
  std::int64_t window_ms = 60'000;  ///< Inclusive, >= 0.
  /// Shares before a share, in time order, that it is compared with at most: what keeps an object
  /// with a million shares linear. Of an object cut so, nearer shares in time win.
  std::uint32_t neighbours = 4096;
  std::uint32_t min_co_actions = 1;  ///< Pairs with fewer are left out.
};

/// Counts the co-actions of `shares` among `accounts` accounts. Does not depend on the order of
/// shares. O(n log n + m) for n shares and m close pairs; m <= n * neighbours.
[[nodiscard]] CoActionTable count_co_actions(const LayerShares& shares,
                                             std::uint32_t accounts,
                                             const CoActionOptions& options);

}  // namespace vigie::analysis

// Thresholds of the coordination analysis, with unit, default and source. METHODS: chapter 3 of the
// method notes; each number's reason stands in analysis/coordination/README.md.
#pragma once

#include <array>
#include <cstdint>

namespace vigie::analysis {

inline constexpr std::size_t kWindowCount = 3;

struct CoordinationOptions {
  /// Inclusive, ascending: 10 s (Righetti and Balluff), 60 s (Keller et al.), 15 min (Weber).
  std::array<std::int64_t, kWindowCount> windows_ms{10'000, 60'000, 900'000};
  std::uint32_t max_sharers = 500;          ///< Above: fast test only, in a capped neighbourhood.
  std::uint32_t neighbours = 48;            ///< Of a share of such an object, in time order.
  std::uint32_t own_rate_sharers = 50;      ///< From here an object sets its own close-pair rate.
  std::uint64_t pair_budget = 400'000'000;  ///< Co-shares looked at; fewer sharers win.
  double false_discovery = 0.01;    ///< Benjamini and Hochberg, over all N (N - 1) / 2 pairs.
  std::uint32_t min_objects = 3;    ///< Distinct objects behind a pair.
  std::uint32_t min_days = 2;       ///< Distinct UTC days, or
  std::uint32_t min_fast = 5;       ///< so many objects within the second window.
  double min_symmetry = 0.2;        ///< min / max of the two accounts' posts behind a pair.
  std::uint32_t min_members = 3;    ///< Accounts that make a group.
  std::uint32_t leiden_above = 50;  ///< Components above this size are split.
  std::uint32_t min_stratum = 200;  ///< Accounts, or
  double min_stratum_share = 0.05;  ///< that share of all; smaller strata are merged.
  double pooled_weight = 0.5;       ///< Cauchy: all strong layers as one; layers share the rest.
  std::uint64_t seed = 1;
  std::uint32_t threads = 2;
};

}  // namespace vigie::analysis

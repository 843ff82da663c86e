// Detection power: which crews would have been found in these shares?
//
// Invented crews are added to a copy of the shares, in memory only, and the analysis runs on it.
// Members are existing accounts of ordinary activity, so that they have a life of their own beside
// the crew's actions; objects are new. What is not found at a stated size and effort cannot be
// excluded by an empty result.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/coordination/find_coordination.h"

namespace vigie::analysis {

struct SimulatedCrew {
  std::uint32_t members = 30;
  std::uint32_t events = 10;       ///< Objects pushed in the period.
  double participation = 0.8;      ///< Share of the members in an event, at random.
  std::int64_t burst_ms = 60'000;  ///< An event's shares fall evenly in so much time.
  Layer layer = Layer::kUrl;
  /// Of the events: things of one source of the crew's own (a leader's posts, a site); the others
  /// are of sources that the collection shares already. 0, or a layer whose sources are unknown:
  /// nothing has a source.
  double own_source = 0.0;
};

struct CrewPower {
  SimulatedCrew crew;
  std::uint32_t members = 0;  ///< Planted: fewer than asked for when accounts run out.
  std::uint32_t found = 0;    ///< Of them, members of a found group.
};

/// One row per crew, in order. All crews are planted into one copy, on accounts of their own.
///
/// @param grouped  Accounts that stand in a group without any crew, ascending: they play none, for
///                 they would be found whatever the crew does.
[[nodiscard]] std::vector<CrewPower> measure_power(const CoordinationInput& input,
                                                   std::span<const std::uint32_t> grouped,
                                                   std::span<const SimulatedCrew> crews,
                                                   const CoordinationOptions& options);

/// Whether the collection has what the crew would hide in: shares of its layer, with known sources
/// for a crew with a source of its own. Elsewhere the crew would be the whole layer.
[[nodiscard]] bool can_plant(const CoordinationInput& input, const SimulatedCrew& crew);

/// Accounts in any group of `result`, ascending, each once.
[[nodiscard]] std::vector<std::uint32_t> grouped_accounts(const CoordinationResult& result);

}  // namespace vigie::analysis

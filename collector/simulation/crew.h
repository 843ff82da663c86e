// Crew: a coordinated group of the simulation, and how well it hides.
//
// The three skills answer three defences: bursts are seen by fast co-action, delayed and edited
// copies by near-duplicate text and slow co-action, and co-reposts over days only by the overlap of
// whole windows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "collector/simulation/simulation.h"

namespace vigie::collector::simulation {

enum class CrewSkill : std::uint8_t {
  kNaive,    ///< One text and link by most members within a minute, then one repost together.
  kCareful,  ///< Minutes to hours apart, edited copies, more camouflage.
  kPatient,  ///< Reposts the same posts over three days, at its members' own hours; never bursts.
};

/// Naive, careful, patient, and again from the start. Crews are counted from 0.
[[nodiscard]] CrewSkill skill_of(std::uint32_t crew);

/// E.g. `crew-1-naive` for crew 0.
[[nodiscard]] std::string crew_name(std::uint32_t crew);

/// Members of each crew: 24, 14 and 12 in the first three, 0.6 to 1.6 times as many in the later
/// ones; all smaller in a small world, where crews never exceed a tenth of the accounts.
[[nodiscard]] std::vector<std::uint32_t> crew_sizes(const SimulationOptions& options);

}  // namespace vigie::collector::simulation

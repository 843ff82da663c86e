#include "collector/simulation/crew.h"

#include <array>
#include <cmath>
#include <numeric>
#include <string_view>

#include <fmt/format.h>

#include "collector/simulation/random.h"

namespace vigie::collector::simulation {
namespace {

constexpr std::uint32_t kSkillCount = 3;
constexpr std::uint64_t kSizePurpose = 0xC4E;
constexpr std::uint64_t kCrewShare = 10;  ///< Crews are a tenth of all accounts at most.

}  // namespace

CrewSkill skill_of(std::uint32_t crew) {
  return static_cast<CrewSkill>(crew % kSkillCount);
}

std::string crew_name(std::uint32_t crew) {
  constexpr std::array<std::string_view, kSkillCount> kNames{"naive", "careful", "patient"};
  return fmt::format("crew-{}-{}", crew + 1, kNames.at(crew % kSkillCount));
}

std::vector<std::uint32_t> crew_sizes(const SimulationOptions& options) {
  constexpr std::array<double, kSkillCount> kMembers{24.0, 14.0, 12.0};
  std::vector<std::uint32_t> sizes;
  for (std::uint32_t crew = 0; crew < options.crews; ++crew) {
    Random random{derive_key(derive_key(options.seed, kSizePurpose), crew)};
    const double scale = crew < kSkillCount ? 1.0 : 0.6 + random.unit();
    sizes.push_back(
        static_cast<std::uint32_t>(std::llround(scale * kMembers.at(crew % kSkillCount))));
  }
  const auto total = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
  const std::uint64_t most = options.accounts / kCrewShare;
  if (total > most) {
    for (auto& size : sizes) {
      size = static_cast<std::uint32_t>(size * most / total);
    }
  }
  return sizes;
}

}  // namespace vigie::collector::simulation

// Invented posts with the truth beside them, made by the program under test.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "tests/support/program.h"

namespace vigie::tests {

/// Writes `posts.jsonl` and `truth.csv` into the program's folder; at least 1,000 posts.
void simulate(const Program& program, std::uint64_t posts, std::uint64_t seed);

/// Simulates and imports into `vigie.db`.
void import_simulated(const Program& program, std::uint64_t posts, std::uint64_t seed);

/// Role of each account of `truth.csv`, by native id.
[[nodiscard]] std::map<std::string, std::string> simulated_roles(const Program& program);

/// Group of each account of `truth.csv`, by native id; empty for most roles.
[[nodiscard]] std::map<std::string, std::string> simulated_groups(const Program& program);

}  // namespace vigie::tests

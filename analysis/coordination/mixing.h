// Reproducible numbers without a generator's state: a hash of what they are for.
#pragma once

#include <cstdint>

namespace vigie::analysis {

/// splitmix64's finaliser (Steele et al. 2014, doi:10.1145/2660193.2660195).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return mix(mix(a) ^ b);
}

/// In [0, 1).
[[nodiscard]] constexpr double unit_interval(std::uint64_t mixed) {
  return static_cast<double>(mixed >> 11U) * 0x1.0p-53;
}

}  // namespace vigie::analysis

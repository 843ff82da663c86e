#include "analysis/min_hash.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace vigie::analysis {
namespace {

// Odd 64-bit constants of the MurmurHash3 finaliser and of the SplitMix64 generator.
constexpr std::uint64_t kMixA = 0xFF51AFD7ED558CCDULL;
constexpr std::uint64_t kMixB = 0xC4CEB9FE1A85EC53ULL;
constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ULL;

constexpr std::uint64_t kEmpty = std::numeric_limits<std::uint64_t>::max();

/// Rounds of one shingle one bin, before what is still empty is filled directly. After eight, a
/// text of 27 shingles has 11 empty bins of 100, one of 100 shingles hardly any.
constexpr std::uint64_t kRounds = 8;

/// Round, then value: what an earlier round put into a bin is smaller, and stays.
using Bins = std::array<std::uint64_t, kMinHashes>;

constexpr std::uint64_t remix(std::uint64_t shingle, std::uint64_t round) {
  std::uint64_t value = (shingle + round * kStep) * kMixA;
  value = (value ^ (value >> 32U)) * kMixB;
  return value ^ (value >> 32U);
}

bool fill_round(std::span<const std::uint64_t> shingles, std::uint64_t round, Bins& bins) {
  for (const std::uint64_t shingle : shingles) {
    const std::uint64_t value = remix(shingle, round);
    std::uint64_t& bin = bins[((value >> 32U) * kMinHashes) >> 32U];
    bin = std::min(bin, (round << 32U) | (value & 0xFFFFFFFFU));
  }
  return std::find(bins.begin(), bins.end(), kEmpty) == bins.end();
}

void fill_directly(std::span<const std::uint64_t> shingles, Bins& bins) {
  for (std::size_t i = 0; i < kMinHashes; ++i) {
    if (bins[i] != kEmpty) {
      continue;
    }
    for (const std::uint64_t shingle : shingles) {
      bins[i] = std::min(bins[i], remix(shingle, kRounds + i) & 0xFFFFFFFFU);
    }
  }
}

}  // namespace

MinHashes min_hashes(std::span<const std::uint64_t> shingles) {
  Bins bins;
  bins.fill(kEmpty);
  bool full = shingles.empty();
  for (std::uint64_t round = 0; round < kRounds && !full; ++round) {
    full = fill_round(shingles, round, bins);
  }
  if (!full) {
    fill_directly(shingles, bins);
  }
  MinHashes values{};
  std::transform(bins.begin(), bins.end(), values.begin(), [](std::uint64_t bin) {
    return static_cast<std::uint32_t>(bin & 0xFFFFFFFFU);
  });
  return values;
}

std::array<std::uint32_t, kBands> band_keys(const MinHashes& values) {
  std::array<std::uint32_t, kBands> keys{};
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t key = kStep;
    for (std::size_t row = 0; row < kBandRows; ++row) {
      key = (key ^ values[band * kBandRows + row]) * kMixA;
      key ^= key >> 32U;
    }
    keys[band] = static_cast<std::uint32_t>((key * kMixB) >> 32U);
  }
  return keys;
}

LowBits low_bits(const MinHashes& values) {
  LowBits bits{};
  for (std::size_t i = 0; i < kMinHashes; ++i) {
    bits[i / 64] |= std::uint64_t{values[i] & 1U} << (i % 64);
    bits[2 + i / 64] |= std::uint64_t{(values[i] >> 1U) & 1U} << (i % 64);
  }
  return bits;
}

std::uint32_t agreement(const LowBits& a, const LowBits& b) {
  const int differ =
      std::popcount((a[0] ^ b[0]) | (a[2] ^ b[2])) + std::popcount((a[1] ^ b[1]) | (a[3] ^ b[3]));
  return static_cast<std::uint32_t>(kMinHashes) - static_cast<std::uint32_t>(differ);
}

std::uint32_t least_agreement(double similarity) {
  constexpr double kDeviations = 4.4;  // One side of the normal distribution: 1 in 180,000.
  const double chance = 0.25 + 0.75 * similarity;
  const double values = static_cast<double>(kMinHashes);
  const double least = values * chance - kDeviations * std::sqrt(values * chance * (1.0 - chance));
  return static_cast<std::uint32_t>(std::max(0.0, std::floor(least)));
}

double chance_of_shared_band(double similarity) {
  return 1.0 - std::pow(1.0 - std::pow(similarity, static_cast<double>(kBandRows)),
                        static_cast<double>(kBands));
}

}  // namespace vigie::analysis

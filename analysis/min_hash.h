// MinHash sketches of shingle sets: two texts agree in a value with a chance equal to their Jaccard
// similarity, so texts that agree in a whole band of values are worth comparing.
//
// One hash of a shingle serves all values: it picks one of 100 bins and enters that bin's minimum.
// Bins that stay empty (a post of 100 shingles leaves 37) are filled by further rounds with other
// mixes of the same hash, the last of them by all shingles at once. Copying the value of another
// bin instead would make values repeat, and short texts are most of what there is: with fresh
// rounds the values stay as good as 100 separate hashes at about five operations a shingle.
//
// Source: Broder 1997, doi:10.1109/SEQUEN.1997.666900; one permutation: Li, Owen and Zhang 2012
// (NIPS 25); rounds: Dahlgaard, Knudsen and Thorup 2017, doi:10.1109/FOCS.2017.67; bands: Leskovec,
// Rajaraman and Ullman 2014, Mining of Massive Datasets, 3.4; few bits of a value: Li and Konig
// 2010, doi:10.1145/1772690.1772759.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace vigie::analysis {

inline constexpr std::size_t kMinHashes = 100;
inline constexpr std::size_t kBandRows = 5;
inline constexpr std::size_t kBands = kMinHashes / kBandRows;

using MinHashes = std::array<std::uint32_t, kMinHashes>;

/// The two lowest bits of each value: bit i of words 0-1 and of words 2-3 belong to value i.
using LowBits = std::array<std::uint64_t, 4>;

/// Values of a text from its shingle hashes (any order, repeats allowed); the same for equal sets.
/// All are 0xFFFFFFFF for no shingles. Linear; at most 8 + 100 readings of the shingles, few in
/// practice.
[[nodiscard]] MinHashes min_hashes(std::span<const std::uint64_t> shingles);

/// One key for each band of five values: equal values give equal keys, others differ but for
/// 1 in 2^32.
[[nodiscard]] std::array<std::uint32_t, kBands> band_keys(const MinHashes& values);

[[nodiscard]] LowBits low_bits(const MinHashes& values);

/// Values whose low bits agree, 0..kMinHashes: about 25 for unrelated texts, 25 + 75 J at a Jaccard
/// similarity of J.
[[nodiscard]] std::uint32_t agreement(const LowBits& a, const LowBits& b);

/// An agreement that texts of Jaccard similarity `similarity` or more stay below once in 100,000.
[[nodiscard]] std::uint32_t least_agreement(double similarity);

/// The chance that two texts of Jaccard similarity `similarity` agree in a whole band.
[[nodiscard]] double chance_of_shared_band(double similarity);

}  // namespace vigie::analysis

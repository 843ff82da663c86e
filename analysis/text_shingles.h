// Shingles: the character 4-grams of a normalised text, as hashes, and how many two texts share.
//
// Short texts are compared by characters and not by words, so that an inflected or misspelt word
// costs little and languages without spaces count alike.
//
// Source: Broder 1997, doi:10.1109/SEQUEN.1997.666900 (resemblance of shingle sets).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::analysis {

inline constexpr std::size_t kShingleCharacters = 4;

/// Writes the code points of `text` (UTF-8) into `characters`, replacing its content. Linear.
void decode_characters(std::string_view text, std::u32string& characters);

/// The letters and digits of a normalised text, as code points: what is left when punctuation,
/// spaces and combining marks go. Linear.
[[nodiscard]] std::u32string letters_and_digits(std::string_view text);

/// Writes one well-mixed hash for each run of four characters into `hashes`, in the order of the
/// text, repeats included; none for fewer than four. The same on every machine. Linear.
void hash_shingles(std::u32string_view characters, std::vector<std::uint64_t>& hashes);

/// The set of shingles: hashes ascending, each once. Linear for texts of up to a thousand
/// characters, since hashes are spread evenly; O(n log n) above. The second form replaces the
/// content of `set` and keeps its memory: millions of sets are made one after the other.
[[nodiscard]] std::vector<std::uint64_t> shingle_set(std::string_view text);
void shingle_set(std::string_view text, std::vector<std::uint64_t>& set);

/// Shared over all distinct shingles of two ascending sets, 0..1; 0 when both are empty. Linear.
[[nodiscard]] double jaccard(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);
[[nodiscard]] double jaccard(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

}  // namespace vigie::analysis

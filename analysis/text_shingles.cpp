#include "analysis/text_shingles.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "analysis/characters.h"

namespace vigie::analysis {
namespace {

// Odd 64-bit constants of the SplitMix64 generator.
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15ULL;
constexpr std::uint64_t kShingleMixA = 0xBF58476D1CE4E5B9ULL;
constexpr std::uint64_t kShingleMixB = 0x94D049BB133111EBULL;

constexpr std::uint64_t mix_shingle(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * kShingleMixA;
  value = (value ^ (value >> 27U)) * kShingleMixB;
  return value ^ (value >> 31U);
}

/// Ascending order of well-mixed hashes: dealt out by their highest bits, about one to a bin, then
/// put right within each bin. A comparison sort takes five times as long for a post's hundred.
void sort_hashes(std::vector<std::uint64_t>& hashes) {
  constexpr unsigned kBinBits = 7;
  constexpr std::size_t kFewestToDeal = 24;
  constexpr std::size_t kMostToDeal = 1024;  // more would crowd the bins
  if (hashes.size() < kFewestToDeal || hashes.size() > kMostToDeal) {
    std::sort(hashes.begin(), hashes.end());
    return;
  }
  std::array<std::uint32_t, (std::size_t{1} << kBinBits) + 1> begin{};
  for (const std::uint64_t hash : hashes) {
    ++begin[(hash >> (64 - kBinBits)) + 1];
  }
  for (std::size_t bin = 1; bin < begin.size(); ++bin) {
    begin[bin] += begin[bin - 1];
  }
  std::array<std::uint64_t, kMostToDeal> dealt;  // NOLINT: each place that is read is written first
  for (const std::uint64_t hash : hashes) {
    dealt[begin[hash >> (64 - kBinBits)]++] = hash;
  }
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const std::uint64_t hash = dealt[i];
    std::size_t at = i;
    for (; at > 0 && hashes[at - 1] > hash; --at) {
      hashes[at] = hashes[at - 1];
    }
    hashes[at] = hash;
  }
}

template <typename Hash>
double resemblance(std::span<const Hash> a, std::span<const Hash> b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    shared += a[i] == b[j] ? 1U : 0U;
    const bool advance_a = a[i] <= b[j];
    const bool advance_b = b[j] <= a[i];
    i += advance_a ? 1U : 0U;
    j += advance_b ? 1U : 0U;
  }
  const std::size_t all = a.size() + b.size() - shared;
  return all == 0 ? 0.0 : static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace

void decode_characters(std::string_view text, std::u32string& characters) {
  characters.resize(text.size());  // As many as bytes, at most.
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const DecodedCharacter c = decode_utf8(text, i);
    characters[count] = c.code_point;
    i += c.bytes;
  }
  characters.resize(count);
}

std::u32string letters_and_digits(std::string_view text) {
  const CharacterTable& table = character_table();
  std::u32string kept;
  decode_characters(text, kept);
  std::erase_if(kept, [&table](char32_t c) {
    return (table.bits(c) & (CharacterBits::kLetter | CharacterBits::kDigit)) == 0;
  });
  return kept;
}

void hash_shingles(std::u32string_view characters, std::vector<std::uint64_t>& hashes) {
  constexpr std::uint64_t kLeaving = kBase * kBase * kBase * kBase;
  hashes.clear();
  std::uint64_t rolling = 0;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    rolling = rolling * kBase + characters[i];
    if (i >= kShingleCharacters) {
      rolling -= kLeaving * characters[i - kShingleCharacters];
    }
    if (i + 1 >= kShingleCharacters) {
      hashes.push_back(mix_shingle(rolling));
    }
  }
}

void shingle_set(std::string_view text, std::vector<std::uint64_t>& set) {
  thread_local std::u32string characters;
  decode_characters(text, characters);
  hash_shingles(characters, set);
  sort_hashes(set);
  set.erase(std::unique(set.begin(), set.end()), set.end());
}

std::vector<std::uint64_t> shingle_set(std::string_view text) {
  std::vector<std::uint64_t> set;
  shingle_set(text, set);
  return set;
}

double jaccard(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  return resemblance(a, b);
}

double jaccard(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  return resemblance(a, b);
}

}  // namespace vigie::analysis

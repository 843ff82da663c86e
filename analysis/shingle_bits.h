// A small picture of a set of shingles that bounds, without error, how many another set can share.
//
// Each hash raises one of 512 bits. Shared hashes raise the same bit, so two sets share at most the
// bits raised in both, and as many again as the hashes of the smaller surplus that found their bit
// raised already. Most pairs that share a template and little else are sent away by eight
// operations instead of a walk through both sets, and no pair that is alike ever is.
//
// Source: Bloom 1970, doi:10.1145/362686.362692 (one hash function; the bound is elementary).
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace vigie::analysis {

class ShingleBits {
 public:
  ShingleBits() = default;

  /// Of well-mixed hashes; their lowest nine bits are used.
  template <typename Hashes>
  explicit ShingleBits(const Hashes& hashes) : size_(static_cast<std::uint32_t>(hashes.size())) {
    for (const auto hash : hashes) {
      words_[(hash / kBitsOfWord) % kWords] |= std::uint64_t{1} << (hash % kBitsOfWord);
    }
    std::uint32_t raised = 0;
    for (const std::uint64_t word : words_) {
      raised += static_cast<std::uint32_t>(std::popcount(word));
    }
    surplus_ = size_ - raised;
  }

  /// No two sets of these pictures share more: an upper bound of their Jaccard similarity, 0..1.
  [[nodiscard]] double most_jaccard(const ShingleBits& other) const {
    std::uint32_t shared = 0;
    for (std::size_t i = 0; i < kWords; ++i) {
      shared += static_cast<std::uint32_t>(std::popcount(words_[i] & other.words_[i]));
    }
    shared = std::min({shared + std::min(surplus_, other.surplus_), size_, other.size_});
    const std::uint32_t all = size_ + other.size_ - shared;
    return all == 0 ? 0.0 : static_cast<double>(shared) / static_cast<double>(all);
  }

 private:
  static constexpr std::size_t kWords = 8;
  static constexpr std::size_t kBitsOfWord = 64;

  std::array<std::uint64_t, kWords> words_{};
  std::uint32_t size_ = 0;
  std::uint32_t surplus_ = 0;  ///< Hashes that found their bit raised.
};

}  // namespace vigie::analysis

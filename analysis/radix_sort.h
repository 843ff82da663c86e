// Stable radix sorts of flat arrays: of 64-bit keys, and of records by such a key. Millions of
// them, a few nanoseconds each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace vigie::analysis {

/// Sorts `keys` by their bits [first_bit, 64), ascending; equal ones keep their order. `scratch` is
/// memory to be used again, its content is lost. Digits in which all keys agree cost one reading.
inline void radix_sort(std::vector<std::uint64_t>& keys,
                       std::vector<std::uint64_t>& scratch,
                       unsigned first_bit = 0) {
  constexpr unsigned kDigitBits = 11;  // 2048 counters stay in the first-level cache.
  constexpr std::uint64_t kDigits = 1U << kDigitBits;
  scratch.resize(keys.size());
  for (unsigned shift = first_bit; shift < 64; shift += kDigitBits) {
    std::array<std::size_t, kDigits> begin{};
    for (const std::uint64_t key : keys) {
      ++begin[(key >> shift) & (kDigits - 1)];
    }
    if (!keys.empty() && begin[(keys.front() >> shift) & (kDigits - 1)] == keys.size()) {
      continue;
    }
    std::size_t before = 0;
    for (std::size_t& count : begin) {
      const std::size_t here = count;
      count = before;
      before += here;
    }
    for (const std::uint64_t key : keys) {
      scratch[begin[(key >> shift) & (kDigits - 1)]++] = key;
    }
    keys.swap(scratch);
  }
}

/// Sorts `records` ascending by `key(record)`, an unsigned integer below 2^`bits`; records of one
/// key keep their order. O(n bits / 11) time, a second array of n records.
template <typename Record, typename Key>
void radix_sort(std::vector<Record>& records, unsigned bits, const Key& key) {
  constexpr unsigned kDigit = 11;
  constexpr std::size_t kBins = std::size_t{1} << kDigit;
  std::vector<Record> other(records.size());
  for (unsigned shift = 0; shift < bits; shift += kDigit) {
    std::array<std::size_t, kBins> next{};
    const auto digit = [&](const Record& record) {
      return static_cast<std::size_t>(key(record) >> shift) & (kBins - 1);
    };
    for (const Record& record : records) {
      ++next[digit(record)];
    }
    std::size_t sum = 0;
    for (std::size_t& count : next) {
      sum += std::exchange(count, sum);
    }
    for (const Record& record : records) {
      other[next[digit(record)]++] = record;
    }
    records.swap(other);
  }
}

}  // namespace vigie::analysis

// Radix sort of records by an unsigned key: linear, stable, no comparisons.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace vigie::analysis {

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

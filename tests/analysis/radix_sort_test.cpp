#include "analysis/radix_sort.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

std::vector<std::uint64_t> random_keys(std::size_t n) {
  std::mt19937_64 random{5};
  std::vector<std::uint64_t> keys(n);
  for (std::uint64_t& key : keys) {
    key = random() >> (random() % 64);  // Small and large ones, some equal.
  }
  return keys;
}

TEST(RadixSort, SortsLikeTheLibrary) {
  for (const std::size_t n : {0U, 1U, 2U, 3000U}) {
    std::vector<std::uint64_t> keys = random_keys(n);
    std::vector<std::uint64_t> expected = keys;
    std::sort(expected.begin(), expected.end());
    std::vector<std::uint64_t> scratch;

    radix_sort(keys, scratch);

    EXPECT_EQ(keys, expected);
  }
}

TEST(RadixSort, LeavesTheOrderOfEqualHighBitsAlone) {
  std::vector<std::uint64_t> keys;
  for (const std::uint64_t key : random_keys(3000)) {
    keys.push_back((key % 40) << 32U | (key >> 40U));
  }
  std::vector<std::uint64_t> expected = keys;
  std::stable_sort(expected.begin(), expected.end(), [](std::uint64_t a, std::uint64_t b) {
    return a >> 32U < b >> 32U;
  });
  std::vector<std::uint64_t> scratch;

  radix_sort(keys, scratch, 32);

  EXPECT_EQ(keys, expected);
}

}  // namespace
}  // namespace vigie::analysis

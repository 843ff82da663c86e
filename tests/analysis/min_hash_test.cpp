#include "analysis/min_hash.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

struct Pair {
  std::vector<std::uint64_t> a;
  std::vector<std::uint64_t> b;
};

/// Two sets of random shingles: `all` in the union, `shared` in both.
Pair random_pair(std::mt19937_64& random, std::size_t shared, std::size_t all) {
  Pair pair;
  for (std::size_t i = 0; i < all; ++i) {
    const std::uint64_t shingle = random();
    if (i < shared || i % 2 == 0) {
      pair.a.push_back(shingle);
    }
    if (i < shared || i % 2 == 1) {
      pair.b.push_back(shingle);
    }
  }
  return pair;
}

struct Measured {
  double equal_values = 0.0;  ///< Mean share.
  double spread = 0.0;        ///< Standard deviation of that share over pairs.
  double shared_band = 0.0;   ///< Share of pairs with one band or more in common.
  double agreement = 0.0;     ///< Mean.
  std::uint32_t lowest_agreement = kMinHashes;
};

constexpr int kPairs = 500;

Measured measure(std::size_t shared, std::size_t all) {
  std::mt19937_64 random{all * 1000 + shared};
  Measured measured;
  double squares = 0.0;
  for (int round = 0; round < kPairs; ++round) {
    const Pair pair = random_pair(random, shared, all);
    const MinHashes a = min_hashes(pair.a);
    const MinHashes b = min_hashes(pair.b);
    double equal = 0.0;
    for (std::size_t i = 0; i < kMinHashes; ++i) {
      equal += a[i] == b[i] ? 0.01 : 0.0;
    }
    const auto keys_a = band_keys(a);
    const auto keys_b = band_keys(b);
    bool shares_band = false;
    for (std::size_t band = 0; band < kBands; ++band) {
      shares_band = shares_band || keys_a[band] == keys_b[band];
    }
    const std::uint32_t agreeing = agreement(low_bits(a), low_bits(b));
    measured.equal_values += equal / kPairs;
    squares += equal * equal / kPairs;
    measured.shared_band += shares_band ? 1.0 / kPairs : 0.0;
    measured.agreement += static_cast<double>(agreeing) / kPairs;
    measured.lowest_agreement = std::min(measured.lowest_agreement, agreeing);
  }
  measured.spread = std::sqrt(squares - measured.equal_values * measured.equal_values);
  return measured;
}

TEST(MinHashes, AreEqualWithTheChanceOfTheJaccardSimilarity) {
  for (const std::size_t all : {30U, 100U}) {  // A short post and a longer one.
    for (const std::size_t tenths : {1U, 5U, 6U, 7U, 9U}) {
      const double similarity = static_cast<double>(tenths) / 10.0;
      const Measured measured = measure(all * tenths / 10, all);
      const double spread = std::sqrt(similarity * (1.0 - similarity) / 100.0);
      // Five standard deviations of the mean, and no more spread than 100 independent values have.
      EXPECT_NEAR(measured.equal_values, similarity, 5.0 * spread / std::sqrt(kPairs))
          << all << " shingles";
      EXPECT_LT(measured.spread, spread * 1.1) << all << " shingles, " << similarity;
    }
  }
}

TEST(MinHashes, FindPairsAsOftenAsTheory) {
  EXPECT_NEAR(chance_of_shared_band(0.6), 0.80, 0.005);  // 1 - (1 - s^5)^20, worked by hand.
  EXPECT_NEAR(chance_of_shared_band(0.7), 0.975, 0.001);
  EXPECT_NEAR(chance_of_shared_band(0.3), 0.047, 0.001);
  for (const std::size_t all : {30U, 100U}) {
    for (const std::size_t tenths : {3U, 5U, 6U, 7U, 9U}) {
      const double theory = chance_of_shared_band(static_cast<double>(tenths) / 10.0);
      const double spread = std::sqrt(theory * (1.0 - theory) / kPairs);
      // Values without replacement spread less than independent ones: a little above theory.
      EXPECT_NEAR(measure(all * tenths / 10, all).shared_band, theory, 4.0 * spread + 0.02)
          << all << " shingles, similarity 0." << tenths;
    }
  }
}

TEST(MinHashes, DependOnTheSetOnly) {
  std::mt19937_64 random{9};
  std::vector<std::uint64_t> shingles;
  for (int i = 0; i < 60; ++i) {
    shingles.push_back(random());
  }
  const MinHashes values = min_hashes(shingles);
  shingles.insert(shingles.end(), shingles.begin(), shingles.begin() + 30);
  std::shuffle(shingles.begin(), shingles.end(), random);

  EXPECT_EQ(min_hashes(shingles), values);
}

TEST(MinHashes, DifferInAllPlacesForOneShingleAndAnother) {
  const std::vector<std::uint64_t> one{0x1234};
  const std::vector<std::uint64_t> other{0x1235};
  const MinHashes a = min_hashes(one);
  const MinHashes b = min_hashes(other);

  EXPECT_EQ(min_hashes({}).front(), 0xFFFFFFFFU);
  for (std::size_t i = 0; i < kMinHashes; ++i) {
    EXPECT_NE(a[i], b[i]);
    EXPECT_NE(a[i], 0xFFFFFFFFU);  // No bin is left empty.
  }
}

TEST(Agreement, IsAQuarterByChanceAndGrowsWithSimilarity) {
  const std::vector<std::uint64_t> shingles{1, 2, 3, 4, 5, 6, 7};
  const LowBits bits = low_bits(min_hashes(shingles));
  EXPECT_EQ(agreement(bits, bits), kMinHashes);

  EXPECT_NEAR(measure(0, 100).agreement, 25.0, 1.0);
  EXPECT_NEAR(measure(60, 100).agreement, 70.0, 1.0);
}

TEST(LeastAgreement, LetsSimilarPairsPass) {
  EXPECT_EQ(least_agreement(0.6), 49U);  // 70 - 4.4 sqrt(21) = 49.8.
  EXPECT_EQ(least_agreement(0.0), 5U);   // 25 - 4.4 sqrt(18.75) = 5.9.
  EXPECT_GE(measure(60, 100).lowest_agreement, least_agreement(0.6));
}

}  // namespace
}  // namespace vigie::analysis

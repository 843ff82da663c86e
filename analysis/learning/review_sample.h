// Who is drawn for blind review: accounts from the whole range of scores, each with a known chance.
//
// Labels of the top alone tell nothing of what is missed, and a plain draw hardly ever meets the
// top. So every band of likelihood and grade gets the same share of the draw as far as it has
// accounts, and the chance of each account is kept: weighted by its inverse, the labels speak for
// all ranked accounts without bias.
//
// Source: systematic sampling with unequal probabilities, Madow 1949,
// doi:10.1214/aoms/1177729988: accounts in a row, strata one after the other and each in an order
// by chance, and a comb of one random offset through their added chances.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/learning/labelled_account.h"

namespace vigie::analysis {

/// A ranked account.
struct SampleCandidate {
  AccountKey key;
  double likelihood = 0.0;
  Grade grade = Grade::kC;
};

struct SampledAccount {
  std::size_t candidate = 0;  ///< Index.
  std::string stratum;        ///< Lower end of its band and its grade, e.g. `0.7 B`.
  bool at_line = false;
  double inclusion = 1.0;  ///< In (0, 1].
};

/// @param candidates  Of one run, in any order; keys are unique.
/// @param line        Bands never reach across it. In (0, 1).
/// @return            `size` accounts, or all of them, in an order of reading that tells nothing of
///                    their score. The same for the same accounts, line, size and seed.
///
/// Bands are tenths of the likelihood, one of them parted by the line. O(n log n).
[[nodiscard]] std::vector<SampledAccount> draw_review_sample(
    std::span<const SampleCandidate> candidates, double line, std::size_t size, std::uint64_t seed);

}  // namespace vigie::analysis

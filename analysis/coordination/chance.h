// What chance gives: tails of counts, fusion of tests, control of false discoveries.
//
// All p-values travel as -log10 p ("decades"), computed in logarithms, so that 10^-500 stays a
// number. 0 decades is p = 1.
//
// Sources: Le Cam 1960 (Poisson for sums of rare events); Fisher 1935 (hypergeometric tail); Liu
// and Xie 2020, doi:10.1080/01621459.2018.1554485 (Cauchy combination); Benjamini and Hochberg
// 1995.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vigie::analysis {

/// Unordered pairs among `n` things; `n` may be a mean.
[[nodiscard]] constexpr double pairs_of(double n) {
  return n * (n - 1.0) / 2.0;
}

/// Decades of P(X >= observed), X Poisson with mean `expected` >= 0. 0 for `observed` 0; at most
/// 1000 (an expectation of 0 included). Summed until terms no longer matter: O(sqrt expected).
[[nodiscard]] double poisson_upper_decades(double expected, std::uint32_t observed);

/// Whether `poisson_upper_decades` reaches `decades`. The same answer, but one logarithm when it is
/// clearly no: a tail is never smaller than its first term.
[[nodiscard]] bool poisson_upper_reaches(double expected, std::uint32_t observed, double decades);

/// Decades of P(at least `observed` of the independent events happen), event i with probability
/// `chances[i]` in [0, 1]: exact, by the recursion over events. O(n observed). At most 1000.
[[nodiscard]] double poisson_binomial_upper_decades(std::span<const double> chances,
                                                    std::uint32_t observed);

/// Above so many events the Poisson tail stands in for the exact one; it errs to the safe side, for
/// it is the wider of the two.
inline constexpr std::size_t kExactObjects = 64;

/// `drawn` of `population` things are taken at random and not put back; `marked` of them count.
struct Draw {
  std::uint64_t population = 0;
  std::uint64_t marked = 0;  ///< <= population, as is `drawn`.
  std::uint64_t drawn = 0;
};

/// Decades of P(at least `observed` marked things are drawn): the hypergeometric tail, exact. At
/// most 1000 (more than there can be included). O(min(marked, drawn)).
[[nodiscard]] double hypergeometric_upper_decades(const Draw& draw, std::uint32_t observed);

/// P(exactly one marked thing is drawn).
[[nodiscard]] double hypergeometric_one(const Draw& draw);

/// One test among several of one question.
struct WeightedTest {
  double decades = 0.0;
  double weight = 1.0;  ///< > 0; weights are divided by their sum.
};

/// Decades of the Cauchy combination, 0.5 - atan(T) / pi with T = sum w tan((0.5 - p) pi) / sum w;
/// valid whatever the dependence of small p-values. 0 without tests.
[[nodiscard]] double cauchy_decades(std::span<const WeightedTest> tests);

struct Discoveries {
  double decades = 0.0;           ///< A test is a discovery from here on; infinite when none is.
  std::vector<double> q_decades;  ///< Per test, in the order given: -log10 of the q-value.
};

/// Benjamini and Hochberg at `rate` over `family` >= decades.size() tests, of which those not given
/// count as p = 1. O(n log n).
[[nodiscard]] Discoveries control_false_discoveries(std::span<const double> decades,
                                                    double family,
                                                    double rate);

}  // namespace vigie::analysis

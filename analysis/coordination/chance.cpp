#include "analysis/coordination/chance.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <numeric>

#include "analysis/statistics.h"

namespace vigie::analysis {
namespace {

constexpr double kMostDecades = 1000.0;
/// Below this p, tan((0.5 - p) pi) is 1 / (pi p) to more digits than a double keeps.
constexpr double kTinyDecades = 8.0;

double clamp_decades(double decades) {
  return std::clamp(decades, 0.0, kMostDecades);
}

/// The tail summed upwards from `observed`, relative to its first term: for observed >= expected
/// terms fall at once.
double upper_sum(double expected, double observed) {
  double term = 1.0;
  double sum = 1.0;
  for (double k = observed + 1.0; term > sum * 1e-17; k += 1.0) {
    term *= expected / k;
    sum += term;
  }
  return sum;
}

double poisson_log(double expected, double k) {
  return k * std::log(expected) - expected - log_gamma(k + 1.0);
}

double log_choose(double n, double k) {
  return log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0);
}

/// ln P(exactly `k` marked things are drawn), for a `k` that can be.
double hypergeometric_log(const Draw& draw, double k) {
  const auto population = static_cast<double>(draw.population);
  const auto marked = static_cast<double>(draw.marked);
  const auto drawn = static_cast<double>(draw.drawn);
  return log_choose(marked, k) + log_choose(population - marked, drawn - k) -
         log_choose(population, drawn);
}

/// The fewest marked things that a draw can have.
std::uint64_t fewest_marked(const Draw& draw) {
  const std::uint64_t unmarked = draw.population - draw.marked;
  return draw.drawn > unmarked ? draw.drawn - unmarked : 0;
}

}  // namespace

double poisson_upper_decades(double expected, std::uint32_t observed) {
  if (observed == 0) {
    return 0.0;
  }
  if (expected <= 0.0) {
    return kMostDecades;
  }
  const double k = observed;
  if (k >= expected) {
    const double log_p = poisson_log(expected, k) + std::log(upper_sum(expected, k));
    return clamp_decades(-log_p / std::numbers::ln10);
  }
  // Below the mean the tail is large: one minus the lower tail, summed downwards from k - 1.
  double term = 1.0;
  double sum = 1.0;
  for (double j = k - 1.0; j > 0.0 && term > sum * 1e-17; j -= 1.0) {
    term *= j / expected;
    sum += term;
  }
  const double lower = std::exp(poisson_log(expected, k - 1.0)) * sum;
  return clamp_decades(-std::log1p(-std::min(lower, 1.0 - 1e-16)) / std::numbers::ln10);
}

bool poisson_upper_reaches(double expected, std::uint32_t observed, double decades) {
  constexpr std::size_t kFew = 128;
  static const std::vector<double> log_factorials = [] {
    std::vector<double> logs(kFew);
    for (std::size_t k = 1; k < kFew; ++k) {
      logs[k] = log_gamma(static_cast<double>(k) + 1.0);
    }
    return logs;
  }();
  if (observed < kFew && expected > 0.0) {
    const double log_first = observed * std::log(expected) - expected - log_factorials[observed];
    constexpr double kRounding = 1e-6;
    if (-log_first / std::numbers::ln10 < decades - kRounding) {
      return false;
    }
  }
  return poisson_upper_decades(expected, observed) >= decades;
}

double hypergeometric_upper_decades(const Draw& draw, std::uint32_t observed) {
  if (observed <= fewest_marked(draw)) {
    return 0.0;
  }
  const auto marked = static_cast<double>(draw.marked);
  const auto drawn = static_cast<double>(draw.drawn);
  const double most = std::min(marked, drawn);
  if (observed > most) {
    return kMostDecades;
  }
  // Upwards from `observed`, relative to its own term: each is the one before times a ratio.
  const double others = static_cast<double>(draw.population) - marked - drawn;
  double term = 1.0;
  double sum = 1.0;
  for (double k = observed; k < most && term > sum * 1e-17; k += 1.0) {
    term *= (marked - k) * (drawn - k) / ((k + 1.0) * (others + k + 1.0));
    sum += term;
  }
  const double log_p = hypergeometric_log(draw, observed) + std::log(sum);
  return clamp_decades(-log_p / std::numbers::ln10);
}

double hypergeometric_one(const Draw& draw) {
  if (draw.marked == 0 || draw.drawn == 0 || fewest_marked(draw) > 1) {
    return 0.0;
  }
  return std::exp(hypergeometric_log(draw, 1.0));
}

double poisson_binomial_upper_decades(std::span<const double> chances, std::uint32_t observed) {
  if (observed == 0) {
    return 0.0;
  }
  if (observed > chances.size()) {
    return kMostDecades;
  }
  // state[k]: exactly k so far; the last one gathers "observed or more". All terms are positive, so
  // nothing cancels; products below 1e-308 become 0, which clamps to the most decades.
  std::vector<double> state(std::size_t{observed} + 1, 0.0);
  state[0] = 1.0;
  for (const double chance : chances) {
    state[observed] += state[observed - 1] * chance;
    for (std::size_t k = observed - 1; k > 0; --k) {
      state[k] = state[k] * (1.0 - chance) + state[k - 1] * chance;
    }
    state[0] *= 1.0 - chance;
  }
  return state[observed] > 0.0 ? clamp_decades(-std::log10(state[observed])) : kMostDecades;
}

double cauchy_decades(std::span<const WeightedTest> tests) {
  double weights = 0.0;
  double most = 0.0;
  for (const WeightedTest& test : tests) {
    weights += test.weight;
    most = std::max(most, test.decades);
  }
  if (tests.empty()) {
    return 0.0;
  }
  if (most > kTinyDecades) {
    // 1 / (pi p) dwarfs every other term: T = sum w / (pi p), and p = 1 / (pi T).
    double scaled = 0.0;
    for (const WeightedTest& test : tests) {
      scaled += test.weight / weights * std::pow(10.0, test.decades - most);
    }
    return clamp_decades(most + std::log10(scaled));
  }
  double sum = 0.0;
  for (const WeightedTest& test : tests) {
    // p = 1 would be minus infinity and would silence every other test (Liu and Xie, remark 3).
    const double p = std::min(std::pow(10.0, -test.decades), 0.99);
    sum += test.weight / weights * std::tan((0.5 - p) * std::numbers::pi);
  }
  const double p = 0.5 - std::atan(sum) / std::numbers::pi;
  return clamp_decades(-std::log10(p));
}

Discoveries control_false_discoveries(std::span<const double> decades, double family, double rate) {
  Discoveries found{std::numeric_limits<double>::infinity(),
                    std::vector<double>(decades.size(), 0.0)};
  std::vector<std::size_t> order(decades.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return decades[a] != decades[b] ? decades[a] > decades[b] : a < b;
  });
  // q of rank k is the smallest p m / k of ranks k and above: a running maximum in decades.
  double best = 0.0;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const std::size_t test = order[rank - 1];
    const double q = decades[test] - std::log10(family) + std::log10(static_cast<double>(rank));
    best = std::max(best, q);
    found.q_decades[test] = best;
  }
  for (std::size_t i = 0; i < decades.size(); ++i) {
    if (found.q_decades[i] >= -std::log10(rate)) {
      found.decades = std::min(found.decades, decades[i]);
    }
  }
  return found;
}

}  // namespace vigie::analysis

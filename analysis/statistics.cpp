#include "analysis/statistics.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <numeric>

namespace vigie::analysis {
namespace {

constexpr int kMaximumTerms = 100'000;
constexpr double kPrecision = 1e-15;

// ln P(a, x), regularised lower incomplete gamma by its series: converges fast for x < a + 1.
double log_lower_by_series(double a, double x) {
  double term = 1.0;
  double sum = 1.0;
  for (int k = 1; k < kMaximumTerms && term > kPrecision * sum; ++k) {
    term *= x / (a + k);
    sum += term;
  }
  return a * std::log(x) - x - log_gamma(a + 1.0) + std::log(sum);
}

// ln Q(a, x), regularised upper incomplete gamma by its continued fraction (modified Lentz): x >= a
// + 1.
double log_upper_by_fraction(double a, double x) {
  constexpr double kTiny = 1e-300;
  double b = x + 1.0 - a;
  double c = 1.0 / kTiny;
  double d = 1.0 / b;
  double h = d;
  for (int k = 1; k < kMaximumTerms; ++k) {
    const double numerator = -k * (k - a);
    b += 2.0;
    d = numerator * d + b;
    d = 1.0 / (std::abs(d) < kTiny ? kTiny : d);
    c = b + numerator / c;
    c = std::abs(c) < kTiny ? kTiny : c;
    h *= d * c;
    if (std::abs(d * c - 1.0) < kPrecision) {
      break;
    }
  }
  return a * std::log(x) - x - log_gamma(a) + std::log(h);
}

// ln(1 - e^log_p); each tail is taken from the expansion that loses nothing to the subtraction.
double log_complement(double log_p) {
  return std::log1p(-std::exp(std::min(log_p, 0.0)));
}

double to_minus_log10(double log_p) {
  return std::max(0.0, -log_p / std::numbers::ln10);
}

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

// std::lgamma writes a global (`signgam`), so two threads may not call it at once.
double log_gamma(double x) {
  assert(x > 0.0);
  double shift = 0.0;
  // Stirling's series needs a large argument: ln G(x) = ln G(x + 1) - ln x takes it there.
  while (x < 10.0) {
    shift -= std::log(x);
    x += 1.0;
  }
  constexpr std::array<double, 5> kStirling{
      1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0};
  const double inverse_square = 1.0 / (x * x);
  double correction = 0.0;
  double power = 1.0 / x;
  for (const double coefficient : kStirling) {
    correction += coefficient * power;
    power *= inverse_square;
  }
  return shift + (x - 0.5) * std::log(x) - x + 0.5 * std::log(2.0 * std::numbers::pi) + correction;
}

double chi_square_upper_log10(double statistic, double degrees) {
  assert(degrees > 0.0);
  if (!(statistic > 0.0)) {
    return 0.0;
  }
  const double a = degrees / 2.0;
  const double x = statistic / 2.0;
  return to_minus_log10(x < a + 1.0 ? log_complement(log_lower_by_series(a, x))
                                    : log_upper_by_fraction(a, x));
}

double chi_square_lower_log10(double statistic, double degrees) {
  assert(degrees > 0.0);
  if (!(statistic > 0.0)) {
    return std::numeric_limits<double>::infinity();
  }
  const double a = degrees / 2.0;
  const double x = statistic / 2.0;
  return to_minus_log10(x < a + 1.0 ? log_lower_by_series(a, x)
                                    : log_complement(log_upper_by_fraction(a, x)));
}

std::optional<double> quantile(std::span<const double> values, double share) {
  assert(share >= 0.0 && share <= 1.0);
  if (values.empty()) {
    return std::nullopt;
  }
  std::vector<double> ordered(values.begin(), values.end());
  const double position = share * static_cast<double>(ordered.size() - 1);
  const auto below = static_cast<std::ptrdiff_t>(position);
  const auto at = ordered.begin() + below;
  std::nth_element(ordered.begin(), at, ordered.end());
  const double fraction = position - static_cast<double>(below);
  if (fraction == 0.0) {
    return *at;
  }
  const double above = *std::min_element(at + 1, ordered.end());
  return *at + fraction * (above - *at);
}

std::optional<double> median(std::span<const double> values) {
  return quantile(values, 0.5);
}

std::optional<double> pearson(std::span<const double> x, std::span<const double> y) {
  assert(x.size() == y.size());
  if (x.empty()) {
    return std::nullopt;
  }
  const double mean_x = mean_of(x);
  const double mean_y = mean_of(y);
  double xx = 0.0;
  double yy = 0.0;
  double xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
  }
  // A mean is rounded: values that are all equal may leave squares of 1e-32 behind.
  const double noise = 1e-24 * static_cast<double>(x.size());
  if (xx <= noise * (1.0 + mean_x * mean_x) || yy <= noise * (1.0 + mean_y * mean_y)) {
    return std::nullopt;
  }
  return std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
}

std::optional<double> normalised_entropy(std::span<const std::uint32_t> counts) {
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  if (counts.size() < 2 || total <= 0.0) {
    return std::nullopt;
  }
  double entropy = 0.0;
  for (const std::uint32_t count : counts) {
    if (count > 0) {
      const double share = count / total;
      entropy -= share * std::log(share);
    }
  }
  return std::clamp(entropy / std::log(static_cast<double>(counts.size())), 0.0, 1.0);
}

}  // namespace vigie::analysis

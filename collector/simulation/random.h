// Random numbers that are the same on every machine: the standard engines are portable, the
// standard distributions are not.
//
// A simulated trait is drawn from a key that names it (seed, account, purpose), not from one long
// stream: any post can then be written again from its key alone, in any order.
//
// Source: Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195 (SplitMix64).
#pragma once

#include <cmath>
#include <cstdint>

namespace vigie::collector::simulation {

/// SplitMix64's finaliser: a bijection that spreads every bit of `value`.
[[nodiscard]] constexpr std::uint64_t spread_bits(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31U);
}

/// Key of `part` inside `whole`; the order of the two matters.
[[nodiscard]] constexpr std::uint64_t derive_key(std::uint64_t whole, std::uint64_t part) {
  return spread_bits(spread_bits(whole) ^ (part * 0xD1B54A32D192ED03ULL + 1));
}

class Random {
 public:
  explicit constexpr Random(std::uint64_t key) : state_(key) {}

  constexpr std::uint64_t next() {
    const std::uint64_t value = spread_bits(state_);
    state_ += 0x9E3779B97F4A7C15ULL;
    return value;
  }

  /// Uniform in [0, bound); 0 for a bound of 0. `bound` < 2^32, where the bias stays below 2^-32.
  constexpr std::uint64_t below(std::uint64_t bound) { return ((next() >> 32U) * bound) >> 32U; }

  /// Uniform in [low, high], both included.
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }

  /// Uniform in [0, 1), exact to 53 bits.
  constexpr double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

  constexpr bool chance(double probability) { return unit() < probability; }

  /// Standard normal as a sum of twelve uniforms: additions only, so the same bits everywhere. Its
  /// tails end at 6, which no simulated habit misses.
  constexpr double normal() {
    double sum = -6.0;
    for (int i = 0; i < 12; ++i) {
      sum += unit();
    }
    return sum;
  }

  /// Log-normal with this median; `sigma` is the standard deviation of the logarithm.
  double log_normal(double median, double sigma) { return median * std::exp(sigma * normal()); }

  /// Rank in [0, 2^octaves - 1), 0 the likeliest, falling about as 1 / (rank + 1): an octave at
  /// random, then a rank inside it. `octaves` >= 1.
  constexpr std::uint64_t zipf_rank(std::uint64_t octaves) {
    const std::uint64_t width = std::uint64_t{1} << below(octaves);
    return width + below(width) - 1;
  }

 private:
  std::uint64_t state_;
};

}  // namespace vigie::collector::simulation

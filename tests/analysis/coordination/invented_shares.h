// Shares of invented accounts, drawn by a generator of ours, so that every machine tests the same
// numbers.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <set>

#include "analysis/coordination/find_coordination.h"
#include "analysis/coordination/mixing.h"

namespace vigie::analysis {

inline constexpr double kMinuteSeconds = 60.0;
inline constexpr double kHourSeconds = 3600.0;
inline constexpr double kDaySeconds = 86'400.0;

class World {
 public:
  explicit World(std::uint32_t accounts) { input_.accounts = accounts; }

  double uniform() { return unit_interval(mix(++draws_)); }

  double normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
  }

  /// Log-normal delay with this median.
  double delay(double median_s, double sigma) { return median_s * std::exp(sigma * normal()); }

  std::uint32_t below(std::uint32_t n) {
    return static_cast<std::uint32_t>(uniform() * static_cast<double>(n));
  }

  std::uint32_t add_object(Layer layer, std::uint32_t source = kNothing) {
    LayerShares& shares = layer_of(layer);
    shares.source.push_back(source);
    return shares.objects++;
  }

  void share(Layer layer, std::uint32_t object, std::uint32_t account, double time_s) {
    LayerShares& shares = layer_of(layer);
    shares.account.push_back(account);
    shares.object.push_back(object);
    shares.time_ms.push_back(static_cast<std::int64_t>(time_s * 1000.0));
    shares.post.push_back(posts_++);
  }

  /// Readers of news: `objects` links, each read by accounts of [from, to) over some hours.
  void add_news(std::uint32_t objects, std::uint32_t from, std::uint32_t to, std::uint32_t source) {
    for (std::uint32_t o = 0; o < objects; ++o) {
      const std::uint32_t object = add_object(Layer::kUrl, source);
      const double born = uniform() * 13.0 * kDaySeconds;
      const double readers = 2.0 + 60.0 / (1.0 + 0.2 * static_cast<double>(o));
      for (double r = 0.0; r < readers; r += 1.0) {
        share(Layer::kUrl, object, from + below(to - from), born + delay(4.0 * kHourSeconds, 1.5));
      }
    }
  }

  void add_crew(std::uint32_t first, std::uint32_t members, int events, double burst_s) {
    for (int e = 0; e < events; ++e) {
      const std::uint32_t object = add_object(Layer::kUrl);
      const double start = uniform() * 13.0 * kDaySeconds;
      for (std::uint32_t m = 0; m < members; ++m) {
        if (uniform() < 0.8) {
          share(Layer::kUrl, object, first + m, start + uniform() * burst_s);
        }
      }
    }
  }

  [[nodiscard]] const CoordinationInput& input() const { return input_; }

  LayerShares& layer_of(Layer layer) {
    for (LayerShares& shares : input_.layers) {
      if (shares.layer == layer) {
        return shares;
      }
    }
    input_.layers.emplace_back().layer = layer;
    return input_.layers.back();
  }

 private:
  CoordinationInput input_;
  std::uint64_t draws_ = 0;
  std::uint32_t posts_ = 0;
};

/// Accounts that stand in a group.
inline std::set<std::uint32_t> grouped(const CoordinationResult& result) {
  std::set<std::uint32_t> accounts;
  for (const GroupMember& member : result.groups.members) {
    accounts.insert(member.account);
  }
  return accounts;
}

}  // namespace vigie::analysis

#include "collector/live/rate_limiter.h"

#include <algorithm>
#include <cmath>

namespace vigie::collector {
namespace {

constexpr double kUsedShare = 0.5;
constexpr double kThrottledShare = 0.5;
constexpr double kSharedShare = 0.5;
constexpr std::chrono::minutes kThrottledFor{15};
constexpr double kLeastPerSecond = 1.0 / 86'400.0;
// Sums of fractions: a token that lacks less than this is whole.
constexpr double kRounding = 1e-9;

using Seconds = std::chrono::duration<double>;
using SteadyTime = std::chrono::steady_clock::time_point;

std::chrono::milliseconds round_up(SteadyTime::duration duration) {
  return std::chrono::ceil<std::chrono::milliseconds>(duration);
}

double per_second(const RateLimit& limit) {
  const double seconds = std::max(1.0, Seconds{limit.per}.count());
  return std::max(kLeastPerSecond, kUsedShare * limit.requests / seconds);
}

}  // namespace

RateLimiter::RateLimiter(Clock& clock) : clock_(clock) {}

void RateLimiter::set_limit(const std::string& key, RateLimit limit) {
  const std::scoped_lock lock{mutex_};
  buckets_[key].limit = limit;
}

/// Called with the lock. What gathers is never more than a second's worth, or one request: a burst
/// is no better mannered for having been saved up.
std::chrono::milliseconds RateLimiter::take(Bucket& bucket) {
  const SteadyTime now = clock_.steady_now();
  if (bucket.is_new) {
    bucket.is_new = false;
    bucket.filled = now;
  }
  const double rate = per_second(bucket.limit) * (is_shared_ ? kSharedShare : 1.0) *
                      (now < bucket.halved_until ? kThrottledShare : 1.0);
  bucket.tokens =
      std::min(std::max(1.0, rate), bucket.tokens + rate * Seconds{now - bucket.filled}.count());
  bucket.filled = now;
  if (now < bucket.held_until) {
    return round_up(bucket.held_until - now);
  }
  if (bucket.tokens >= 1.0 - kRounding) {
    bucket.tokens -= 1.0;
    return std::chrono::milliseconds{0};
  }
  const Seconds missing{(1.0 - bucket.tokens) / rate};
  return std::max(std::chrono::milliseconds{1},
                  round_up(std::chrono::duration_cast<SteadyTime::duration>(missing)));
}

void RateLimiter::share_with_another(bool is_shared) {
  const std::scoped_lock lock{mutex_};
  is_shared_ = is_shared;
}

bool RateLimiter::wait(const std::string& key, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::chrono::milliseconds left{};
    {
      const std::scoped_lock lock{mutex_};
      left = take(buckets_[key]);
    }
    if (left == std::chrono::milliseconds{0}) {
      return true;
    }
    if (!clock_.sleep(left, stop)) {
      return false;
    }
  }
  return false;
}

void RateLimiter::hold(const std::string& key, UtcTime until, bool throttled) {
  const SteadyTime now = clock_.steady_now();
  const auto left = std::max(std::chrono::milliseconds{0}, until - clock_.now());
  const std::scoped_lock lock{mutex_};
  Bucket& bucket = buckets_[key];
  bucket.held_until = std::max(bucket.held_until, now + left);
  if (throttled) {
    bucket.halved_until = std::max(bucket.halved_until, now + left + kThrottledFor);
  }
}

}  // namespace vigie::collector

// Token buckets per host and credential, shared by all jobs on that host.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>

#include "collector/live/clock.h"

namespace vigie::collector {

/// Half of what a platform documents (PLATFORMS section 4).
struct RateLimit {
  double requests = 300.0;  ///< Of its documentation, per `per`; half of it is used.
  std::chrono::seconds per{300};
};

/// Threads wait their turn; a host that says "too many" is left alone until it said, and gets half
/// of its requests for 15 minutes afterwards.
class RateLimiter {
 public:
  explicit RateLimiter(Clock& clock);

  /// For requests of `key` (host, or host and the name of a credential, never the credential).
  /// Without it: 300 in 5 minutes.
  void set_limit(const std::string& key, RateLimit limit);

  /// While another program asks the same platforms a quarter of what they document is used, so that
  /// both together use half.
  void share_with_another(bool is_shared);

  /// Waits until a request may be sent. False: stopped.
  bool wait(const std::string& key, const std::stop_token& stop);

  /// Nothing is sent before `until`.
  void hold(const std::string& key, UtcTime until, bool throttled);

 private:
  struct Bucket {
    RateLimit limit;
    double tokens = 1.0;
    std::chrono::steady_clock::time_point filled;
    std::chrono::steady_clock::time_point held_until;
    std::chrono::steady_clock::time_point halved_until;
    bool is_new = true;
  };

  /// Time to wait before one more request; takes the token when it is zero.
  [[nodiscard]] std::chrono::milliseconds take(Bucket& bucket);

  Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;
  bool is_shared_ = false;
};

}  // namespace vigie::collector

// A request as a well-behaved program sends it: in its turn, again when that helps, and with an
// answer that says what to do.
//
// The table of outcomes is PLATFORMS.md's section 4: `Retry-After`, the platform's reset header,
// else back-off of 1 s x 2^n with full jitter, at most 5 minutes, 8 tries.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include <tl/expected.hpp>

#include "collector/live/clock.h"
#include "collector/live/rate_limiter.h"
#include "collector/net/http_client.h"

namespace vigie::collector {

enum class FetchErrorKind : std::uint8_t {
  kTransient,   ///< Tried again as often as is decent: park the job for an hour.
  kThrottled,   ///< Still refused after waiting.
  kAuth,        ///< Credentials are wrong or have expired, a refresh included: stop, tell.
  kDenied,      ///< 403 with JSON: stop this job, tell.
  kEdgeBlock,   ///< 403 with HTML: park for an hour.
  kGone,        ///< 404, 410.
  kBadRequest,  ///< 400, 422: our mistake, or theirs; never again.
  kUnreadable,  ///< An answer that is not what was asked for, e.g. HTML instead of JSON.
  kUntrusted,   ///< The certificate is another's, has expired, or nobody vouches for it.
  kStopped,
};

struct FetchError {
  FetchErrorKind kind = FetchErrorKind::kTransient;
  std::string message;  ///< Host, what was asked, status and what to do; no secret, no text.
  int status = 0;
  std::string error_code;  ///< `error` of a JSON body, e.g. `ExpiredToken`; else empty.
};

/// When the host says requests may go on: `Retry-After` (seconds or date), else one of the
/// `*RateLimit-Reset` headers (Unix seconds, seconds left, ISO 8601). Nothing for what lies in the
/// past or over 24 hours ahead.
[[nodiscard]] std::optional<UtcTime> reset_time(const HttpHeaders& headers, UtcTime now);

/// The first of these alone: what other answers than 429 say.
[[nodiscard]] std::optional<UtcTime> retry_after(const HttpHeaders& headers, UtcTime now);

struct FetchOptions {
  std::string limit_key;  ///< Bucket; empty: the host.
  int max_tries = 8;
  bool expect_json = true;  ///< A body that is not JSON is kUnreadable.
  /// Called once after a 401; true: headers were renewed in `request`, try once more.
  std::function<bool(HttpRequest& request)> refresh = {};
};

/// Any number of threads; at most 2 requests at once per host.
class Fetcher {
 public:
  /// `seed`: of the jitter.
  Fetcher(HttpClient& http, RateLimiter& limiter, Clock& clock, std::uint64_t seed = 1);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;
  Fetcher(Fetcher&&) = delete;
  Fetcher& operator=(Fetcher&&) = delete;

  /// The answer with status 200 to 299, or 304.
  [[nodiscard]] tl::expected<HttpResponse, FetchError> fetch(HttpRequest request,
                                                             const FetchOptions& options,
                                                             const std::stop_token& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::collector

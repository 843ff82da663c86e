// Whether this machine's clock is right, by the `Date` of answers that come anyway.
//
// A clock that is wrong by a day puts every received time a day away from its post, and no cursor
// of a stream may then be trusted. One server may be wrong by itself: as long as any of those that
// answered agrees with this machine, its clock counts as right.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "collector/live/clock.h"
#include "collector/net/http_client.h"

namespace vigie::collector {

/// How far our clock is ahead of the `Date` header (RFC 9110) of an answer; nothing without one, or
/// when the answer comes from a cache (`Age`).
[[nodiscard]] std::optional<std::chrono::seconds> clock_error(const HttpHeaders& headers,
                                                              UtcTime now);

/// Passes requests on and looks at the dates of what comes back. Any number of threads.
class ClockCheck final : public HttpClient {
 public:
  ClockCheck(HttpClient& next, Clock& clock) : next_(next), clock_(clock) {}

  [[nodiscard]] tl::expected<HttpResponse, NetError> send(const HttpRequest& request,
                                                          const std::stop_token& stop) override;

  /// How far ahead this machine's clock is; nothing when it is right within a minute, or nobody has
  /// answered yet.
  [[nodiscard]] std::optional<std::chrono::seconds> error() const;

 private:
  HttpClient& next_;
  Clock& clock_;
  mutable std::mutex mutex_;
  std::map<std::string, std::chrono::seconds> error_by_host_;
};

}  // namespace vigie::collector

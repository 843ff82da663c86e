// A login of the operator's own account, for the one question that is not answered without: search.
//
// Source: com.atproto.server.createSession and refreshSession. The password is an app password, and
// nothing of the session leaves this class but the header of a request to the operator's server.
#pragma once

#include <deque>
#include <stop_token>
#include <string>

#include <tl/expected.hpp>

#include "collector/live/fetcher.h"
#include "collector/live/options.h"

namespace vigie::collector {

/// What VIGIE_BLUESKY_APP_PASSWORD holds; empty: nothing.
[[nodiscard]] std::string app_password_of_environment();

/// One thread.
class BlueskySession {
 public:
  /// Logs in to `options.service` as `options.identifier` when it is first needed.
  BlueskySession(const BlueskyOptions& options,
                 std::string app_password,
                 Fetcher& fetcher,
                 Clock& clock);

  /// The body of the answer to a GET of `url`, which is on the service. A token that has run out is
  /// renewed once. kAuth: the login was refused, there is none, or five were made within a day.
  [[nodiscard]] tl::expected<std::string, FetchError> get(const std::string& url,
                                                          const std::stop_token& stop);

 private:
  [[nodiscard]] tl::expected<std::string, FetchError> try_get(const std::string& url,
                                                              const std::stop_token& stop);
  [[nodiscard]] tl::expected<void, FetchError> create(const std::stop_token& stop);
  [[nodiscard]] tl::expected<void, FetchError> renew(const std::stop_token& stop);
  [[nodiscard]] tl::expected<void, FetchError> begin_with(HttpRequest request,
                                                          const std::stop_token& stop);

  const BlueskyOptions& options_;
  std::string app_password_;
  Fetcher& fetcher_;
  Clock& clock_;
  std::string access_token_;
  std::string refresh_token_;
  std::deque<UtcTime> logins_;  ///< Of the last day.
};

}  // namespace vigie::collector

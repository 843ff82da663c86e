// A login of the operator's own account, for the one question that is not answered without: search.
//
// Source: com.atproto.server.createSession and refreshSession. The password is an app password, and
// nothing of the session leaves this class but the header of a request to the operator's server.
#pragma once

#include <stop_token>
#include <string>

#include <tl/expected.hpp>

#include "collector/bluesky/login_budget.h"
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
                 Clock& clock,
                 TakeLogin take_login = logins_of_this_program());

  /// Logs in, whether there is a session or not: tells whether the app password is accepted.
  [[nodiscard]] tl::expected<void, FetchError> log_in(const std::stop_token& stop);

  /// The body of the answer to a GET of `url`, which is on the service. A token that has run out is
  /// renewed once. kAuth: the login was refused, or there is none. kThrottled: five were made
  /// within a day.
  [[nodiscard]] tl::expected<std::string, FetchError> get(const std::string& url,
                                                          const std::stop_token& stop);

 private:
  [[nodiscard]] tl::expected<std::string, FetchError> try_get(const std::string& url,
                                                              const std::stop_token& stop);
  [[nodiscard]] tl::expected<void, FetchError> renew(const std::stop_token& stop);
  [[nodiscard]] tl::expected<void, FetchError> begin_with(HttpRequest request,
                                                          const std::stop_token& stop);

  const BlueskyOptions& options_;
  std::string app_password_;
  Fetcher& fetcher_;
  Clock& clock_;
  std::string access_token_;
  std::string refresh_token_;
  TakeLogin take_login_;
};

}  // namespace vigie::collector

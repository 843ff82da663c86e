#include "collector/bluesky/session.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/json_fields.h"
#include "collector/bluesky/appview.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kLongestToken = 8'192;

FetchError auth_error(std::string message) {
  return {.kind = FetchErrorKind::kAuth,
          .message = std::move(message),
          .status = 401,
          .error_code = {}};
}

std::string json_string(std::string_view text) {
  std::string quoted{"\""};
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20U) {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

/// What may stand in a header.
bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= kLongestToken &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

HttpHeader bearer(const std::string& token) {
  return {.name = "Authorization", .value = "Bearer " + token};
}

/// Bluesky's servers answer 400 for a token that has run out, others 401.
bool is_expired(const FetchError& error) {
  return error.kind == FetchErrorKind::kAuth || error.error_code == "ExpiredToken" ||
         error.error_code == "InvalidToken";
}

}  // namespace

std::string app_password_of_environment() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the program never changes its environment
  const char* const value = std::getenv("VIGIE_BLUESKY_APP_PASSWORD");
  return value == nullptr ? std::string{} : std::string{value};
}

BlueskySession::BlueskySession(const BlueskyOptions& options,
                               std::string app_password,
                               Fetcher& fetcher,
                               Clock& clock,
                               TakeLogin take_login)
    : options_(options),
      app_password_(std::move(app_password)),
      fetcher_(fetcher),
      clock_(clock),
      take_login_(std::move(take_login)) {}

tl::expected<void, FetchError> BlueskySession::begin_with(HttpRequest request,
                                                          const std::stop_token& stop) {
  request.method = "POST";
  FetchOptions options;
  options.max_tries = 1;  // every attempt counts
  auto answer = fetcher_.fetch(std::move(request), options, stop);
  access_token_.clear();
  refresh_token_.clear();
  if (!answer) {
    return tl::unexpected{std::move(answer.error())};
  }
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(answer->body);
  const std::string_view access = tree ? json::text_at(tree->root, "accessJwt") : "";
  const std::string_view refresh = tree ? json::text_at(tree->root, "refreshJwt") : "";
  if (!is_token(access) || !is_token(refresh)) {
    return tl::unexpected{auth_error("the server's answer to the login holds no session")};
  }
  access_token_ = access;
  refresh_token_ = refresh;
  return {};
}

tl::expected<void, FetchError> BlueskySession::log_in(const std::stop_token& stop) {
  if (options_.identifier.empty() || app_password_.empty()) {
    return tl::unexpected{
        auth_error("no login: set `identifier` in the settings and an app password in "
                   "VIGIE_BLUESKY_APP_PASSWORD")};
  }
  if (!take_login_(clock_.now())) {
    return tl::unexpected{FetchError{
        .kind = FetchErrorKind::kThrottled,
        .message = fmt::format("{} logins to {} within a day, of all programs together: no more "
                               "before the first of them is a day old",
                               kLoginsPerDay,
                               options_.service),
        .status = 0,
        .error_code = {}}};
  }
  HttpRequest request;
  request.url = xrpc_url(options_.service, "com.atproto.server.createSession", {});
  request.headers.push_back({.name = "Content-Type", .value = "application/json"});
  request.body = fmt::format(R"({{"identifier":{},"password":{}}})",
                             json_string(options_.identifier),
                             json_string(app_password_));
  return begin_with(std::move(request), stop).map_error([this](FetchError error) {
    if (error.kind == FetchErrorKind::kAuth) {
      error.message += fmt::format(
          ": the app password of {} is wrong or was revoked. Make a new one in the account's "
          "settings and put it into VIGIE_BLUESKY_APP_PASSWORD",
          options_.identifier);
    }
    return error;
  });
}

tl::expected<void, FetchError> BlueskySession::renew(const std::stop_token& stop) {
  HttpRequest request;
  request.url = xrpc_url(options_.service, "com.atproto.server.refreshSession", {});
  request.headers.push_back(bearer(refresh_token_));
  auto renewed = begin_with(std::move(request), stop);
  return !renewed && is_expired(renewed.error()) ? log_in(stop) : renewed;
}

tl::expected<std::string, FetchError> BlueskySession::try_get(const std::string& url,
                                                              const std::stop_token& stop) {
  HttpRequest request;
  request.url = url;
  request.headers.push_back(bearer(access_token_));
  auto answer = fetcher_.fetch(std::move(request), {}, stop);
  if (!answer) {
    return tl::unexpected{std::move(answer.error())};
  }
  return std::move(answer->body);
}

tl::expected<std::string, FetchError> BlueskySession::get(const std::string& url,
                                                          const std::stop_token& stop) {
  if (access_token_.empty()) {
    if (auto created = log_in(stop); !created) {
      return tl::unexpected{std::move(created.error())};
    }
  }
  auto body = try_get(url, stop);
  if (body || !is_expired(body.error())) {
    return body;
  }
  if (auto renewed = renew(stop); !renewed) {
    return tl::unexpected{std::move(renewed.error())};
  }
  return try_get(url, stop);
}

}  // namespace vigie::collector

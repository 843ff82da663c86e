#include <algorithm>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "collector/net/cpprest_config.h"
#include "collector/net/exchange.h"
#include "collector/net/http_client.h"
#include "collector/net/inflate.h"
#include "collector/net/public_addresses.h"
#include "collector/net/redirect.h"

namespace vigie::collector {
namespace {

// A body of known length is seen in blocks of this size: what comes slower than one of them per
// idle limit counts as idle.
constexpr std::size_t kHttpBlockBytes = 16 * 1024;
constexpr std::size_t kMostKeptClients = 32;

tl::unexpected<NetError> fail_http(NetErrorKind kind, const web::uri& url) {
  return tl::unexpected{wait_error(kind, host_label(url))};
}

NetErrorKind kind_of_wait(WaitResult result) {
  switch (result) {
    case WaitResult::kDeadline:
      return NetErrorKind::kDeadline;
    case WaitResult::kStopped:
      return NetErrorKind::kStopped;
    default:
      return NetErrorKind::kIdle;
  }
}

web::http::http_request library_request(const HttpRequest& request,
                                        const HttpHeaders& headers,
                                        const std::string& user_agent,
                                        const web::uri& url) {
  web::http::http_request made{request.method};
  made.set_request_uri(url.resource());
  for (const HttpHeader& header : headers) {
    made.headers().add(header.name, header.value);
  }
  if (!user_agent.empty() && header_value(headers, "user-agent").empty()) {
    made.headers().add("User-Agent", user_agent);
  }
  if (header_value(headers, "accept-encoding").empty()) {
    made.headers().add("Accept-Encoding", "gzip");
  }
  if (!request.body.empty()) {
    made.set_body(std::vector<unsigned char>{request.body.begin(), request.body.end()});
  }
  return made;
}

/// Reads on until the end; `packed` counts bytes as they come over the wire.
tl::expected<std::string, NetError> read_body(Exchange& exchange,
                                              const HttpRequest& request,
                                              const web::uri& url,
                                              const WaitLimits& limits,
                                              const std::stop_token& stop) {
  std::string body;
  while (!exchange.has_ended()) {
    const WaitResult result = exchange.wait_for_bytes(limits, stop);
    if (result != WaitResult::kReady) {
      return fail_http(kind_of_wait(result), url);
    }
    body += exchange.take_bytes();
    if (body.size() > request.max_body_bytes) {
      return fail_http(NetErrorKind::kTooLarge, url);
    }
  }
  if (auto failure = exchange.failure()) {
    return tl::unexpected{std::move(*failure)};
  }
  return body;
}

tl::expected<std::string, NetError> unpack(std::string body,
                                           const HttpHeaders& headers,
                                           const HttpRequest& request,
                                           const web::uri& url) {
  const std::string_view encoding = header_value(headers, "content-encoding");
  if (body.empty() || encoding.empty() || encoding == "identity") {
    return body;
  }
  if (encoding != "gzip" && encoding != "x-gzip") {
    return fail_http(NetErrorKind::kBadEncoding, url);
  }
  return inflate_gzip(body, request.max_body_bytes).map_error([&](const NetError& error) {
    return wait_error(error.kind, host_label(url));
  });
}

/// Leaves nothing running behind a caller that has its answer, or no longer wants one.
class ExchangeGuard {
 public:
  explicit ExchangeGuard(Exchange& exchange) : exchange_(exchange) {}

  ~ExchangeGuard() {
    if (!exchange_.has_ended()) {
      exchange_.cancel();
    }
  }

  ExchangeGuard(const ExchangeGuard&) = delete;
  ExchangeGuard& operator=(const ExchangeGuard&) = delete;
  ExchangeGuard(ExchangeGuard&&) = delete;
  ExchangeGuard& operator=(ExchangeGuard&&) = delete;

 private:
  Exchange& exchange_;
};

class CpprestHttpClient final : public HttpClient {
 public:
  explicit CpprestHttpClient(const NetOptions& options) : config_(options) {}

  tl::expected<HttpResponse, NetError> send(const HttpRequest& request,
                                            const std::stop_token& stop) override;

 private:
  tl::expected<HttpResponse, NetError> send_once(const HttpRequest& request,
                                                 const HttpHeaders& headers,
                                                 const web::uri& url,
                                                 const WaitLimits& limits,
                                                 const std::stop_token& stop);
  std::shared_ptr<web::http::client::http_client> client_of(const web::uri& url);
  [[nodiscard]] tl::expected<void, NetError> check_redirect(const web::uri& from,
                                                            const web::uri& to,
                                                            const WaitLimits& limits,
                                                            const std::stop_token& stop) const;

  CpprestConfig config_;
  std::mutex mutex_;
  /// One per origin: it keeps connections open between requests.
  std::map<std::string, std::shared_ptr<web::http::client::http_client>> clients_;
};

std::shared_ptr<web::http::client::http_client> CpprestHttpClient::client_of(const web::uri& url) {
  const web::uri origin = origin_of(url);
  const std::scoped_lock lock{mutex_};
  const auto found = clients_.find(origin.to_string());
  if (found != clients_.end()) {
    return found->second;
  }
  if (clients_.size() >= kMostKeptClients) {
    clients_.clear();
  }
  auto made =
      std::make_shared<web::http::client::http_client>(origin, config_.http(kHttpBlockBytes));
  clients_.emplace(origin.to_string(), made);
  return made;
}

tl::expected<HttpResponse, NetError> CpprestHttpClient::send_once(const HttpRequest& request,
                                                                  const HttpHeaders& headers,
                                                                  const web::uri& url,
                                                                  const WaitLimits& limits,
                                                                  const std::stop_token& stop) {
  const auto client = client_of(url);
  const auto exchange = Exchange::start(
      *client, library_request(request, headers, config_.user_agent(), url), host_label(url));
  const ExchangeGuard guard{*exchange};
  const WaitResult result = exchange->wait_for_head(limits, stop);
  if (result != WaitResult::kReady) {
    return fail_http(kind_of_wait(result), url);
  }
  auto head = exchange->head();
  if (!head) {
    return tl::unexpected{
        exchange->failure().value_or(wait_error(NetErrorKind::kConnection, host_label(url)))};
  }
  HttpResponse response{
      .status = head->status, .headers = std::move(head->headers), .body = {}, .url = {}};
  if (is_redirect({.status = response.status, .headers = response.headers}, request.method)) {
    return response;
  }
  return read_body(*exchange, request, url, limits, stop)
      .and_then(
          [&](std::string body) { return unpack(std::move(body), response.headers, request, url); })
      .map([&](std::string body) {
        response.body = std::move(body);
        response.url = url.to_string();
        return std::move(response);
      });
}

/// Up to the idle limit and the deadline of an exchange.
std::chrono::milliseconds time_left(const WaitLimits& limits) {
  return std::min(std::chrono::duration_cast<std::chrono::milliseconds>(
                      limits.deadline - std::chrono::steady_clock::now()),
                  limits.idle);
}

/// A host of the settings may send us anywhere among its like; a public one not into our network.
tl::expected<void, NetError> CpprestHttpClient::check_redirect(const web::uri& from,
                                                               const web::uri& to,
                                                               const WaitLimits& limits,
                                                               const std::stop_token& stop) const {
  if (from.host() == to.host() || config_.has_proxy()) {
    return {};
  }
  const auto target = reach_of(to.host(), time_left(limits), stop);
  if (!target || *target == HostReach::kPublic) {
    return target.map([](HostReach) {});
  }
  const auto origin = reach_of(from.host(), time_left(limits), stop);
  if (!origin || *origin == HostReach::kPublic) {
    return tl::unexpected{private_host_error(host_label(to))};
  }
  return {};
}

tl::expected<HttpResponse, NetError> CpprestHttpClient::send(const HttpRequest& request,
                                                             const std::stop_token& stop) {
  auto url = parse_url(request.url, "http", "https");
  if (!url) {
    return tl::unexpected{url.error()};
  }
  if (has_line_break(request.headers)) {
    return tl::unexpected{NetError{.kind = NetErrorKind::kBadUrl,
                                   .message = "A header of the request holds a line break"}};
  }
  const WaitLimits limits{.deadline = std::chrono::steady_clock::now() + request.deadline,
                          .idle = request.idle_timeout};
  if (request.public_only && !config_.has_proxy()) {
    if (auto allowed = check_public(url->host(), time_left(limits), stop); !allowed) {
      return tl::unexpected{std::move(allowed.error())};
    }
  }
  HttpHeaders headers = request.headers;
  for (int hops = 0; hops <= request.max_redirects; ++hops) {
    auto response = send_once(request, headers, *url, limits, stop);
    if (!response) {
      return response;
    }
    const ResponseHead head{.status = response->status, .headers = response->headers};
    if (!is_redirect(head, request.method)) {
      return response;
    }
    const auto target = redirect_target(head, *url);
    if (!target) {
      break;
    }
    if (auto allowed = check_redirect(*url, *target, limits, stop); !allowed) {
      return tl::unexpected{std::move(allowed.error())};
    }
    drop_credentials(headers, *url, *target);
    url = *target;
  }
  return tl::unexpected{
      NetError{.kind = NetErrorKind::kRedirect,
               .message = host_label(*url) + ": too many redirects, or one that leads nowhere"}};
}

}  // namespace

std::unique_ptr<HttpClient> make_http_client(const NetOptions& options) {
  return std::make_unique<CpprestHttpClient>(options);
}

}  // namespace vigie::collector

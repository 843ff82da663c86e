// One HTTP request and its answer: the seam between collectors and a library for the network.
//
// Apart from stream_client.h (bodies without an end) and websocket_client.h. Retry, rate limits and
// the meaning of a status are not its business: collector/live/fetcher.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/net/net_error.h"

namespace vigie::collector {

struct HttpHeader {
  std::string name;
  std::string value;
};

using HttpHeaders = std::vector<HttpHeader>;

/// Value of the first header of that name, whatever its case; empty: there is none.
[[nodiscard]] std::string_view header_value(const HttpHeaders& headers, std::string_view name);

struct HttpRequest {
  std::string method = "GET";
  std::string url;  ///< Absolute, http or https, encoded; secrets go into headers, never here.
  HttpHeaders headers;
  std::string body;
  std::chrono::milliseconds idle_timeout{20'000};  ///< Connecting, and between two pieces.
  std::chrono::milliseconds deadline{60'000};      ///< Of the whole exchange, redirects included.
  std::uint64_t max_body_bytes = 8ULL << 20U;      ///< Unpacked.
  int max_redirects = 5;  ///< 0 where a stranger chose the address: he may not send us on.
  /// A stranger chose the host: kBadUrl when its name leads to a private address.
  bool public_only = false;
};

struct HttpResponse {
  int status = 0;
  HttpHeaders headers;
  std::string body;  ///< Unpacked.
  std::string url;   ///< After redirects.
};

/// What every connection of a program shares.
struct NetOptions {
  std::string user_agent;
  std::string proxy;              ///< `http://host:port`; empty: none.
  std::filesystem::path ca_file;  ///< PEM, trusted beside the system's store; empty: none.
};

class HttpClient {
 public:
  HttpClient() = default;
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  HttpClient(HttpClient&&) = delete;
  HttpClient& operator=(HttpClient&&) = delete;
  virtual ~HttpClient() = default;

  /// Blocks the calling thread; any number of threads at once. Every status is an answer, not an
  /// error. Follows redirects of GET, and never sends `Authorization` to another host or
  /// from https to http, nor anything from a public host to one with a private address. Returns
  /// within a second of `stop`.
  [[nodiscard]] virtual tl::expected<HttpResponse, NetError> send(const HttpRequest& request,
                                                                  const std::stop_token& stop) = 0;
};

/// The one implementation. @throws std::runtime_error  The CA file cannot be read.
[[nodiscard]] std::unique_ptr<HttpClient> make_http_client(const NetOptions& options);

}  // namespace vigie::collector

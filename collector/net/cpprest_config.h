// What the three clients share: settings of the library, and its errors in our words.
//
// Private to collector/net: it shows the library's types.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <string>
#include <string_view>

#include <cpprest/http_client.h>
#include <cpprest/ws_client.h>
#include <tl/expected.hpp>

#include "collector/net/http_client.h"
#include "collector/net/net_error.h"

namespace vigie::collector {

/// Settings of the library, read once. Any number of threads.
class CpprestConfig {
 public:
  /// @throws std::runtime_error  The CA file cannot be read, or holds no certificate.
  explicit CpprestConfig(NetOptions options);

  /// `block_bytes`: a body of known length is handed on in pieces of that size.
  [[nodiscard]] web::http::client::http_client_config http(std::size_t block_bytes) const;

  [[nodiscard]] web::websockets::client::websocket_client_config websocket(
      const HttpHeaders& headers) const;

  [[nodiscard]] const std::string& user_agent() const { return options_.user_agent; }

  /// Names are then looked up by the proxy.
  [[nodiscard]] bool has_proxy() const { return !options_.proxy.empty(); }

 private:
  [[nodiscard]] std::function<void(boost::asio::ssl::context&)> tls_setup() const;

  NetOptions options_;
  std::string ca_pem_;
};

/// An absolute address of one of two schemes, e.g. `http` and `https`; without user and password.
[[nodiscard]] tl::expected<web::uri, NetError> parse_url(const std::string& url,
                                                         std::string_view plain_scheme,
                                                         std::string_view tls_scheme);

/// `scheme://host:port`
[[nodiscard]] web::uri origin_of(const web::uri& url);

/// Host, and the port when it is not the scheme's: how messages name the other side.
[[nodiscard]] std::string host_label(const web::uri& url);

/// True when a header would break out of its line.
[[nodiscard]] bool has_line_break(const HttpHeaders& headers);

/// What the library threw for a request to `host`.
[[nodiscard]] NetError http_error(const std::exception_ptr& thrown, const std::string& host);

/// The sentence for a wait that did not end well.
[[nodiscard]] NetError wait_error(NetErrorKind kind, const std::string& host);

}  // namespace vigie::collector

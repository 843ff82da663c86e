#include "collector/net/cpprest_config.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <openssl/ssl.h>

namespace vigie::collector {
namespace {

// Idle time and deadline are watched by the waiting thread; this only frees what was left behind.
constexpr std::chrono::seconds kLibraryTimeout{300};

std::string read_pem(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::string pem{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
  if (!file || pem.empty()) {
    throw std::runtime_error{"The CA file cannot be read: " + path.string()};
  }
  return pem;
}

void trust(boost::asio::ssl::context& context, const std::string& ca_pem) {
  if (!ca_pem.empty()) {
    context.add_certificate_authority(boost::asio::buffer(ca_pem));
  }
}

bool is_tls_failure(const std::string& what) {
  return what.find("SSL handshake") != std::string::npos;
}

NetErrorKind kind_of(const web::http::http_exception& thrown) {
  if (is_tls_failure(thrown.what())) {
    return NetErrorKind::kTls;
  }
  return thrown.error_code() == std::errc::timed_out ? NetErrorKind::kIdle
                                                     : NetErrorKind::kConnection;
}

bool is_default_port(const web::uri& url) {
  if (url.port() <= 0) {
    return true;
  }
  const bool is_tls = url.scheme() == "https" || url.scheme() == "wss";
  return url.port() == (is_tls ? 443 : 80);
}

}  // namespace

CpprestConfig::CpprestConfig(NetOptions options) : options_(std::move(options)) {
  if (options_.ca_file.empty()) {
    return;
  }
  ca_pem_ = read_pem(options_.ca_file);
  boost::asio::ssl::context trial{boost::asio::ssl::context::tls_client};
  try {
    trust(trial, ca_pem_);
  } catch (const boost::system::system_error&) {
    throw std::runtime_error{"The CA file holds no certificate: " + options_.ca_file.string()};
  }
}

std::function<void(boost::asio::ssl::context&)> CpprestConfig::tls_setup() const {
  return [pem = ca_pem_](boost::asio::ssl::context& context) {
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    trust(context, pem);
  };
}

web::http::client::http_client_config CpprestConfig::http(std::size_t block_bytes) const {
  web::http::client::http_client_config config;
  config.set_timeout(kLibraryTimeout);
  config.set_chunksize(block_bytes);
  config.set_max_redirects(0);
  config.set_validate_certificates(true);
  config.set_ssl_context_callback(tls_setup());
  if (!options_.proxy.empty()) {
    config.set_proxy(web::web_proxy{web::uri{options_.proxy}});
  }
  return config;
}

web::websockets::client::websocket_client_config CpprestConfig::websocket(
    const HttpHeaders& headers) const {
  web::websockets::client::websocket_client_config config;
  config.set_validate_certificates(true);
  config.set_ssl_context_callback(tls_setup());
  config.set_user_agent(options_.user_agent);
  for (const HttpHeader& header : headers) {
    config.headers().add(header.name, header.value);
  }
  if (!options_.proxy.empty()) {
    config.set_proxy(web::web_proxy{web::uri{options_.proxy}});
  }
  return config;
}

tl::expected<web::uri, NetError> parse_url(const std::string& url,
                                           std::string_view plain_scheme,
                                           std::string_view tls_scheme) {
  const auto refuse = [](std::string message) {
    return tl::unexpected{NetError{.kind = NetErrorKind::kBadUrl, .message = std::move(message)}};
  };
  try {
    web::uri parsed{url};
    if ((parsed.scheme() != plain_scheme && parsed.scheme() != tls_scheme) ||
        parsed.host().empty()) {
      return refuse(fmt::format(
          "An address must begin with {}:// or {}:// and name a host", plain_scheme, tls_scheme));
    }
    if (!parsed.user_info().empty()) {
      return refuse("An address may not hold a user or a password");
    }
    return parsed;
  } catch (const std::exception&) {
    return refuse("An address cannot be read; it must be encoded");
  }
}

web::uri origin_of(const web::uri& url) {
  web::uri_builder origin;
  origin.set_scheme(url.scheme()).set_host(url.host());
  if (url.port() > 0) {
    origin.set_port(url.port());
  }
  return origin.to_uri();
}

std::string host_label(const web::uri& url) {
  return is_default_port(url) ? url.host() : fmt::format("{}:{}", url.host(), url.port());
}

bool has_line_break(const HttpHeaders& headers) {
  const auto breaks = [](const std::string& text) {
    return text.find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos;
  };
  return std::any_of(headers.begin(), headers.end(), [&](const HttpHeader& header) {
    return breaks(header.name) || breaks(header.value);
  });
}

NetError wait_error(NetErrorKind kind, const std::string& host) {
  switch (kind) {
    case NetErrorKind::kIdle:
      return {.kind = kind, .message = host + ": nothing came for too long"};
    case NetErrorKind::kDeadline:
      return {.kind = kind, .message = host + ": the answer took too long"};
    case NetErrorKind::kStopped:
      return {.kind = kind, .message = host + ": stopped"};
    case NetErrorKind::kTooLarge:
      return {.kind = kind, .message = host + ": the answer is larger than allowed"};
    case NetErrorKind::kBadEncoding:
      return {.kind = kind, .message = host + ": the answer cannot be unpacked"};
    case NetErrorKind::kTls:
      return {.kind = kind,
              .message = host + ": the certificate is not trusted, or TLS was not agreed on"};
    case NetErrorKind::kClosed:
      return {.kind = kind, .message = host + ": the other side ended the stream"};
    default:
      return {.kind = kind, .message = host + ": the connection failed or was lost"};
  }
}

NetError http_error(const std::exception_ptr& thrown, const std::string& host) {
  try {
    std::rethrow_exception(thrown);
  } catch (const web::http::http_exception& error) {
    return wait_error(kind_of(error), host);
  } catch (...) {
    // The library throws many types, and says with none of them more than that it failed.
    return wait_error(NetErrorKind::kConnection, host);
  }
}

}  // namespace vigie::collector

#include "collector/net/redirect.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "collector/net/cpprest_config.h"

namespace vigie::collector {
namespace {

constexpr std::array kCredentialHeaders{"authorization", "cookie", "proxy-authorization"};

bool is_credential(const HttpHeader& header) {
  return std::any_of(kCredentialHeaders.begin(), kCredentialHeaders.end(), [&](const char* name) {
    return !header_value({{header.name, "1"}}, name).empty();
  });
}

bool is_same_origin(const web::uri& a, const web::uri& b) {
  return a.scheme() == b.scheme() && host_label(a) == host_label(b);
}

}  // namespace

bool is_redirect(const ResponseHead& head, const std::string& method) {
  constexpr std::array kStatuses{301, 302, 303, 307, 308};
  return (method == "GET" || method == "HEAD") &&
         std::find(kStatuses.begin(), kStatuses.end(), head.status) != kStatuses.end() &&
         !header_value(head.headers, "location").empty();
}

std::optional<web::uri> redirect_target(const ResponseHead& head, const web::uri& from) {
  const std::string location{header_value(head.headers, "location")};
  try {
    const auto target = parse_url(from.resolve_uri(location), "http", "https");
    return target ? std::optional{*target} : std::nullopt;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void drop_credentials(HttpHeaders& headers, const web::uri& from, const web::uri& to) {
  if (!is_same_origin(from, to)) {
    headers.erase(std::remove_if(headers.begin(), headers.end(), is_credential), headers.end());
  }
}

}  // namespace vigie::collector

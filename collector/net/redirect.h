// Where an answer sends a request, and what it may not take along.
//
// Private to collector/net: it shows the library's types.
#pragma once

#include <optional>

#include <cpprest/http_client.h>

#include "collector/net/exchange.h"
#include "collector/net/http_client.h"

namespace vigie::collector {

/// True for 301, 302, 303, 307 and 308 to a GET or HEAD.
[[nodiscard]] bool is_redirect(const ResponseHead& head, const std::string& method);

/// Where it leads, relative to `from`; nothing when that is not an http or https address.
[[nodiscard]] std::optional<web::uri> redirect_target(const ResponseHead& head,
                                                      const web::uri& from);

/// Takes credentials out of `headers` when `to` has another scheme, host or port.
void drop_credentials(HttpHeaders& headers, const web::uri& from, const web::uri& to);

}  // namespace vigie::collector

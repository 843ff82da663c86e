// Addresses inside a feed: absolute, and of the web.
#pragma once

#include <string>
#include <string_view>

namespace vigie::collector {

/// `link` as it stands in the document at `base`: absolute http and https addresses unchanged,
/// `//host/...` and `/...` completed. Empty for anything else: what is relative to a folder is
/// guessed wrong more often than right. At most 2,048 bytes.
[[nodiscard]] std::string resolve_link(std::string_view base, std::string_view link);

/// `host` or `host:port` of an http(s) address; empty for anything else.
[[nodiscard]] std::string_view host_of_url(std::string_view url);

/// Whether a user name or password stands before the host.
[[nodiscard]] bool has_credentials(std::string_view url);

}  // namespace vigie::collector

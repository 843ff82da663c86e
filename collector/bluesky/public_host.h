// Which addresses that strangers wrote down are asked at all.
#pragma once

#include <string_view>

namespace vigie::collector {

/// A name of at least two labels that a public host can have: letters, digits, hyphens; no IP
/// address, no port, no `localhost`, `.local` or `.internal`.
[[nodiscard]] bool is_public_host(std::string_view host);

/// `https://` and such a host, with nothing behind it but perhaps a slash.
[[nodiscard]] bool is_public_address(std::string_view url);

/// A DID or a handle, as far as its characters go: what a server takes as the name of an account.
[[nodiscard]] bool is_account_name(std::string_view name);

}  // namespace vigie::collector

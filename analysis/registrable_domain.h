// The part of a host name that somebody registered: `fr.rt.com` belongs to `rt.com`.
//
// By the Public Suffix List as built into libpsl (Debian's dated copy): no file and no network.
#pragma once

#include <string>
#include <string_view>

namespace vigie::analysis {

/// The registrable domain of a lower-case ASCII host. A public suffix itself (`co.uk`), an IP
/// address or a host of one label is its own. Reentrant; about 1 us, so callers keep the answer.
[[nodiscard]] std::string registrable_domain(const std::string& host);

/// True when names are registered directly under `host`, as under `co.uk`.
[[nodiscard]] bool is_public_suffix(const std::string& host);

}  // namespace vigie::analysis

// Which addresses a host name leads to, and whether these are anybody's: a name that a stranger
// wrote down may lead to this machine or its network.
//
// Special-purpose ranges: IANA's registries, RFC 6890.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <sys/socket.h>

#include <tl/expected.hpp>

#include "collector/net/net_error.h"

namespace vigie::collector {

/// False for loopback, private, link-local, shared, multicast, documentation and reserved
/// addresses, for IPv6 forms that hold such an IPv4 address, and for what is neither IPv4 nor IPv6.
[[nodiscard]] bool is_public_ip(const sockaddr& address);

enum class HostReach : std::uint8_t { kPublic, kPrivate };

/// kPrivate when any address of `host` is not public. Looks the name up in a thread that is left
/// behind when `stop` or `limit` comes first: a look-up cannot be cancelled.
[[nodiscard]] tl::expected<HostReach, NetError> reach_of(const std::string& host,
                                                         std::chrono::milliseconds limit,
                                                         const std::stop_token& stop);

/// What a request with `public_only` is told of a private host.
[[nodiscard]] NetError private_host_error(const std::string& host);

/// Nothing for a host all of whose addresses are public; else what to tell.
[[nodiscard]] tl::expected<void, NetError> check_public(const std::string& host,
                                                        std::chrono::milliseconds limit,
                                                        const std::stop_token& stop);

}  // namespace vigie::collector

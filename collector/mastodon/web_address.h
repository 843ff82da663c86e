// Addresses of one instance: its host, its pages, and nothing beyond it.
#pragma once

#include <string>
#include <string_view>

namespace vigie::collector::mastodon {

/// `https://host:port` of an http(s) or ws(s) address, without a path; empty for anything else and
/// where a user name stands before the host.
[[nodiscard]] std::string origin_of(std::string_view url);

/// `host` or `host:port`; empty for what has no origin.
[[nodiscard]] std::string host_of_origin(std::string_view url);

/// The target that a `Link` header (RFC 8288) gives for `relation`, as it stands there. Empty when
/// there is none, or when it leaves `origin`: a credential would follow it.
[[nodiscard]] std::string linked_page(std::string_view link_header,
                                      std::string_view relation,
                                      std::string_view origin);

/// Percent-encoded for a query (RFC 3986: all but unreserved characters).
[[nodiscard]] std::string query_value(std::string_view text);

/// Whether id `a` of a host was given before `b`: numbers by value, others as text. Ids that grow
/// with time are what paging rests on.
[[nodiscard]] bool is_earlier_id(std::string_view a, std::string_view b);

}  // namespace vigie::collector::mastodon

// Addresses and identifiers of the AT Protocol, as far as an importer needs them.
//
// Source: atproto.com/specs/at-uri-scheme and atproto.com/specs/tid.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/model/time.h"

namespace vigie::collector {

/// `at://did/collection/rkey`, taken apart; views into the address.
struct AtUri {
  std::string_view did;
  std::string_view collection;
  std::string_view rkey;
};

/// Nothing when `uri` is not of that shape or its authority is no DID.
[[nodiscard]] std::optional<AtUri> parse_at_uri(std::string_view uri);

[[nodiscard]] std::string make_at_uri(std::string_view did,
                                      std::string_view collection,
                                      std::string_view rkey);

/// The time that a record key of the `tid` kind was made, cut to milliseconds: 13 characters of
/// base32-sortable, 53 bits of microseconds and 10 of clock id. Nothing for other keys. Whoever
/// writes a record chooses its key, so the time is a claim.
[[nodiscard]] std::optional<UtcTime> tid_time(std::string_view rkey);

}  // namespace vigie::collector

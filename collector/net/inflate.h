// gzip bodies, unpacked with a cap.
//
// cpprestsdk can do this too, without any limit: 10 MB of it become 10 GB. So its own unpacking is
// never asked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "collector/net/net_error.h"

namespace vigie::collector {

/// All members of a gzip body, one after the other; what follows the last is ignored. `kTooLarge`
/// past `max_bytes`, `kBadEncoding` when damaged or cut short; the message is empty.
[[nodiscard]] tl::expected<std::string, NetError> inflate_gzip(std::string_view packed,
                                                               std::uint64_t max_bytes);

}  // namespace vigie::collector

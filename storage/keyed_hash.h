// Keyed hashes of accounts: names that only who holds the key can work out again.
#pragma once

#include <string>
#include <string_view>

namespace vigie::storage {

/// 64 hex digits: HMAC-SHA-256 (RFC 2104) of platform, space, native id. @throws StorageError.
[[nodiscard]] std::string keyed_hash(std::string_view key,
                                     std::string_view platform,
                                     std::string_view native_id);

/// 32 bytes from the system's random generator, for one export. @throws StorageError  It gives
/// none.
[[nodiscard]] std::string make_secret();

}  // namespace vigie::storage

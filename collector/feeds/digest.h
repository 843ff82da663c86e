// SHA-256 (FIPS 180-4) in hexadecimal.
#pragma once

#include <string>
#include <string_view>

namespace vigie::collector {

[[nodiscard]] std::string sha256_hex(std::string_view text);

}  // namespace vigie::collector

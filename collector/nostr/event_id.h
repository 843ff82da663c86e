// The identity of an event: SHA-256 of its canonical serialisation.
//
// Source: NIP-01, "Events and signatures".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/nostr/schnorr.h"

namespace vigie::collector::nostr {

using Tag = std::vector<std::string>;

struct Event {
  std::string id;  ///< 64 hexadecimal digits, lower case, as `pubkey`.
  std::string pubkey;
  std::int64_t created_at = 0;  ///< Seconds, as claimed.
  std::int64_t kind = 0;
  std::vector<Tag> tags;
  std::string content;
  std::string signature;  ///< 128 hexadecimal digits.
};

/// Whether `id` is that of the rest. Control characters that the standard does not name are tried
/// as they are and as JSON escapes them: clients do both.
[[nodiscard]] bool has_true_id(const Event& event);

/// Bytes of lower-case hexadecimal digits; nothing for anything else.
template <std::size_t kBytes>
[[nodiscard]] std::optional<std::array<std::uint8_t, kBytes>> bytes_of_hex(std::string_view hex) {
  if (hex.size() != 2 * kBytes) {
    return std::nullopt;
  }
  std::array<std::uint8_t, kBytes> bytes{};
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const char c = hex[i];
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && (c < 'a' || c > 'f')) {
      return std::nullopt;
    }
    const int value = is_digit ? c - '0' : c - 'a' + 10;
    bytes[i / 2] = static_cast<std::uint8_t>(bytes[i / 2] * 16 + value);
  }
  return bytes;
}

/// Whether `text` reads as an event's id or a public key.
[[nodiscard]] inline bool is_key(std::string_view text) {
  return bytes_of_hex<32>(text).has_value();
}

}  // namespace vigie::collector::nostr

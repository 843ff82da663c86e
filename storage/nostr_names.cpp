#include "storage/nostr_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "storage/name_spotting.h"

namespace vigie::storage {
namespace {

constexpr std::size_t kLongestReference = 2'000;
constexpr std::size_t kCheckDigits = 6;
constexpr std::size_t kKeyBytes = 32;
constexpr std::uint8_t kAboutIt = 0;
constexpr std::uint8_t kAuthorOfIt = 2;

/// BIP-173: 1 for a whole Bech32 string, its prefix expanded.
std::uint32_t bech32_check(std::string_view prefix, const std::vector<std::uint8_t>& digits) {
  constexpr std::array<std::uint32_t, 5> kGenerator{
      0x3b6a57b2U, 0x26508e6dU, 0x1ea119faU, 0x3d4233ddU, 0x2a1462b3U};
  std::uint32_t check = 1;
  const auto take = [&check, &kGenerator](std::uint32_t value) {
    const std::uint32_t top = check >> 25U;
    check = ((check & 0x1ffffffU) << 5U) ^ value;
    for (std::size_t i = 0; i < kGenerator.size(); ++i) {
      check ^= (top >> i & 1U) != 0 ? kGenerator.at(i) : 0;
    }
  };
  for (const char c : prefix) {
    take(static_cast<unsigned char>(c) >> 5U);
  }
  take(0);
  for (const char c : prefix) {
    take(static_cast<unsigned char>(c) & 31U);
  }
  for (const std::uint8_t digit : digits) {
    take(digit);
  }
  return check;
}

/// Digits of 32 after the separator; empty when one is none.
std::vector<std::uint8_t> bech32_digits(std::string_view text) {
  constexpr std::string_view kDigits{"qpzry9x8gf2tvdw0s3jn54khce6mua7l"};
  std::vector<std::uint8_t> digits;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) {
      return {};
    }
    digits.push_back(static_cast<std::uint8_t>(digit));
  }
  return digits;
}

/// Groups of five bits as bytes; bits that fill none are left.
std::vector<std::uint8_t> bytes_of(const std::vector<std::uint8_t>& digits, std::size_t count) {
  std::vector<std::uint8_t> bytes;
  std::uint32_t bits = 0;
  std::uint32_t held = 0;
  for (std::size_t i = 0; i < count; ++i) {
    bits = (bits << 5U | digits[i]) & 0xfffU;
    held += 5;
    if (held >= 8) {
      held -= 8;
      bytes.push_back(static_cast<std::uint8_t>(bits >> held & 0xffU));
    }
  }
  return bytes;
}

std::string hex_key(const std::vector<std::uint8_t>& bytes, std::size_t begin) {
  std::string hex;
  for (std::size_t i = begin; i < begin + kKeyBytes; ++i) {
    hex += fmt::format("{:02x}", bytes[i]);
  }
  return hex;
}

/// The first key of that type; empty: there is none.
std::string key_in_tlv(const std::vector<std::uint8_t>& bytes, std::uint8_t type) {
  std::size_t at = 0;
  while (at + 2 <= bytes.size() && at + 2 + bytes[at + 1] <= bytes.size()) {
    if (bytes[at] == type && bytes[at + 1] == kKeyBytes) {
      return hex_key(bytes, at + 2);
    }
    at += std::size_t{2} + bytes[at + 1];
  }
  return {};
}

std::optional<NostrReference> reference_of(std::string_view prefix,
                                           const std::vector<std::uint8_t>& bytes) {
  if (prefix == "nprofile") {
    return NostrReference{key_in_tlv(bytes, kAboutIt), {}};
  }
  if (prefix == "nevent") {
    return NostrReference{key_in_tlv(bytes, kAuthorOfIt), key_in_tlv(bytes, kAboutIt)};
  }
  if (prefix == "naddr") {
    return NostrReference{key_in_tlv(bytes, kAuthorOfIt), {}};
  }
  if (bytes.size() != kKeyBytes) {
    return std::nullopt;
  }
  return prefix == "npub" ? NostrReference{hex_key(bytes, 0), {}}
                          : NostrReference{{}, hex_key(bytes, 0)};
}

}  // namespace

std::optional<NostrReference> read_nostr_reference(std::string_view word) {
  constexpr std::array<std::string_view, 5> kPrefixes{
      "npub", "nprofile", "note", "nevent", "naddr"};
  word = word.substr(0, kLongestReference);
  const auto* const end = std::find_if_not(word.begin(), word.end(), is_of_plain_name);
  const std::string text = host_case(word.substr(0, static_cast<std::size_t>(end - word.begin())));
  if (text.size() == 2 * kKeyBytes &&
      text.find_first_not_of("0123456789abcdef") == std::string::npos) {
    return NostrReference{text, text};
  }
  const std::size_t separator = text.find('1');
  const std::string_view prefix = std::string_view{text}.substr(0, separator);
  if (separator == std::string::npos ||
      std::find(kPrefixes.begin(), kPrefixes.end(), prefix) == kPrefixes.end()) {
    return std::nullopt;
  }
  const auto digits = bech32_digits(std::string_view{text}.substr(separator + 1));
  if (digits.size() <= kCheckDigits || bech32_check(prefix, digits) != 1) {
    return std::nullopt;
  }
  return reference_of(prefix, bytes_of(digits, digits.size() - kCheckDigits));
}

}  // namespace vigie::storage

#include "collector/archive/at_uri.h"

#include <cstdint>

namespace vigie::collector {

std::optional<AtUri> parse_at_uri(std::string_view uri) {
  constexpr std::string_view kScheme = "at://";
  if (!uri.starts_with(kScheme)) {
    return std::nullopt;
  }
  uri.remove_prefix(kScheme.size());
  const std::size_t first = uri.find('/');
  const std::size_t second = first == std::string_view::npos ? first : uri.find('/', first + 1);
  if (second == std::string_view::npos) {
    return std::nullopt;
  }
  const AtUri parts{.did = uri.substr(0, first),
                    .collection = uri.substr(first + 1, second - first - 1),
                    .rkey = uri.substr(second + 1)};
  if (!parts.did.starts_with("did:") || parts.collection.empty() || parts.rkey.empty()) {
    return std::nullopt;
  }
  return parts;
}

std::string make_at_uri(std::string_view did, std::string_view collection, std::string_view rkey) {
  std::string uri{"at://"};
  uri.append(did).append("/").append(collection).append("/").append(rkey);
  return uri;
}

std::optional<UtcTime> tid_time(std::string_view rkey) {
  constexpr std::string_view kAlphabet = "234567abcdefghijklmnopqrstuvwxyz";
  constexpr std::size_t kLength = 13;
  constexpr std::size_t kFirstCharacters = 16;  // the top bit is 0, so half the alphabet
  if (rkey.size() != kLength ||
      kAlphabet.substr(0, kFirstCharacters).find(rkey.front()) == std::string_view::npos) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  for (const char c : rkey) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    value = (value << 5U) | digit;
  }
  return from_ms(static_cast<std::int64_t>((value >> 10U) / 1000U));
}

}  // namespace vigie::collector

#include "collector/archive/json_text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace vigie::collector {
namespace {

constexpr std::uint64_t every_byte(std::uint64_t byte) {
  return byte * 0x0101010101010101ULL;
}

/// Opening brackets, those in strings included, eight bytes at a time: '[' and '{' are the only two
/// bytes that are '{' once bit 0x20 is set.
std::size_t count_openers(std::string_view json) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  constexpr std::size_t kMaxWords = 255;  // each lane counts its hits in one byte
  std::size_t total = 0;
  while (json.size() >= kWord) {
    std::uint64_t lanes = 0;
    const std::size_t words = std::min(json.size() / kWord, kMaxWords);
    for (std::size_t i = 0; i < words; ++i) {
      std::uint64_t word = 0;
      std::memcpy(&word, json.data() + i * kWord, kWord);
      const std::uint64_t off = (word | every_byte(0x20)) ^ every_byte('{');  // 0 where it hits
      const std::uint64_t low = every_byte(0x7F);
      lanes += (~(((off & low) + low) | off | low)) >> 7U;
    }
    for (; lanes != 0; lanes >>= 8U) {
      total += lanes & 0xFFU;
    }
    json.remove_prefix(words * kWord);
  }
  for (const char c : json) {
    total += (c == '{' || c == '[') ? 1U : 0U;
  }
  return total;
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

bool exceeds_depth(std::string_view json, std::size_t max_depth) {
  if (count_openers(json) <= max_depth) {
    return false;
  }
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      i += c == '\\' ? 1U : 0U;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > max_depth) {
        return true;
      }
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

std::string_view raw_key(const char* raw, const char* end) {
  const char* at = raw;
  while (at < end && *at != '"') {
    at += *at == '\\' && at + 1 < end ? 2 : 1;
  }
  return {raw, static_cast<std::size_t>(std::min(at, end) - raw)};
}

bool has_hex_escape(std::string_view json) {
  return json.find("\\x") != std::string_view::npos;
}

std::string with_json_escapes(std::string_view json) {
  std::string mended;
  mended.reserve(json.size() + json.size() / 8);
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] != '\\' || i + 1 == json.size()) {
      mended.push_back(json[i]);
      continue;
    }
    const bool is_hex_escape =
        json[i + 1] == 'x' && i + 3 < json.size() && is_hex(json[i + 2]) && is_hex(json[i + 3]);
    mended.append(is_hex_escape ? "\\u00" : json.substr(i, 2));
    ++i;  // an escaped backslash begins no escape of its own
  }
  return mended;
}

}  // namespace vigie::collector

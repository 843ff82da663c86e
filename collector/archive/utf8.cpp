#include "collector/archive/utf8.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include <simdjson.h>

#include "collector/archive/input_window.h"

namespace vigie::collector {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Length of a sequence by its first byte, and the range its second byte must be in.
struct Lead {
  std::size_t length = 0;  ///< 0: no sequence begins so.
  std::uint8_t second_low = 0x80;
  std::uint8_t second_high = 0xBF;
};

Lead lead_of(std::uint8_t byte) {
  if (byte < 0x80) {
    return {.length = 1};
  }
  if (byte >= 0xC2 && byte <= 0xDF) {
    return {.length = 2};
  }
  if (byte >= 0xE0 && byte <= 0xEF) {  // no overlong forms, no surrogates
    return {.length = 3,
            .second_low = static_cast<std::uint8_t>(byte == 0xE0 ? 0xA0 : 0x80),
            .second_high = static_cast<std::uint8_t>(byte == 0xED ? 0x9F : 0xBF)};
  }
  if (byte >= 0xF0 && byte <= 0xF4) {  // no overlong forms, nothing past U+10FFFF
    return {.length = 4,
            .second_low = static_cast<std::uint8_t>(byte == 0xF0 ? 0x90 : 0x80),
            .second_high = static_cast<std::uint8_t>(byte == 0xF4 ? 0x8F : 0xBF)};
  }
  return {};
}

/// Bytes at the front of `text` that form one character (`valid`) or one ill-formed subsequence.
struct Sequence {
  std::size_t bytes = 1;
  bool valid = false;
};

Sequence next_sequence(std::string_view text) {
  const Lead lead = lead_of(static_cast<std::uint8_t>(text.front()));
  std::size_t bytes = 1;
  while (bytes < lead.length && bytes < text.size()) {
    const auto byte = static_cast<std::uint8_t>(text[bytes]);
    const std::uint8_t low = bytes == 1 ? lead.second_low : 0x80;
    const std::uint8_t high = bytes == 1 ? lead.second_high : 0xBF;
    if (byte < low || byte > high) {
      break;
    }
    ++bytes;
  }
  return {.bytes = bytes, .valid = bytes == lead.length};
}

std::optional<std::uint32_t> hex4(std::string_view text) {
  if (text.size() < 4) {
    return std::nullopt;
  }
  std::uint32_t value = 0;
  for (const char c : text.substr(0, 4)) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!is_digit && !is_letter) {
      return std::nullopt;
    }
    const int digit = is_digit ? c - '0' : (c | 0x20) - 'a' + 10;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return value;
}

/// `text` begins with a backslash: the bytes of its escape, and what to write instead if it stands
/// for half a character.
struct Escape {
  std::size_t bytes = 1;
  bool lone_surrogate = false;
};

Escape escape_at(std::string_view text) {
  const auto is_unicode = [](std::string_view at) { return at.starts_with("\\u"); };
  if (!is_unicode(text)) {
    return {.bytes = text.size() < 2 ? std::size_t{1} : std::size_t{2}};
  }
  const auto unit = hex4(text.substr(2));
  if (!unit) {
    return {.bytes = 2};
  }
  if (*unit < 0xD800 || *unit > 0xDFFF) {
    return {.bytes = 6};
  }
  const std::string_view behind = text.substr(6);
  if (*unit < 0xDC00 && is_unicode(behind)) {
    const auto low = hex4(behind.substr(2));
    if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
      return {.bytes = 12};
    }
  }
  return {.bytes = 6, .lone_surrogate = true};
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  return simdjson::validate_utf8(text.data(), text.size());
}

std::string repair_utf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  while (!text.empty()) {
    const Sequence sequence = next_sequence(text);
    repaired.append(sequence.valid ? text.substr(0, sequence.bytes) : kReplacement);
    text.remove_prefix(sequence.bytes);
  }
  return repaired;
}

std::string repair_json_text(std::string_view text) {
  const std::string utf8 = repair_utf8(text);
  std::string_view rest = utf8;
  std::string repaired;
  repaired.reserve(utf8.size() + kRecordPadding);
  while (!rest.empty()) {
    const std::size_t backslash = std::min(rest.find('\\'), rest.size());
    repaired.append(rest.substr(0, backslash));
    rest.remove_prefix(backslash);
    if (rest.empty()) {
      break;
    }
    const Escape escape = escape_at(rest);
    repaired.append(escape.lone_surrogate ? "\\ufffd" : rest.substr(0, escape.bytes));
    rest.remove_prefix(escape.bytes);
  }
  repaired.reserve(repaired.size() + kRecordPadding);
  return repaired;
}

void append_utf8(std::uint32_t point, std::string& out) {
  const auto tail = [point](unsigned shift) {
    return static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
  };
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    out += {static_cast<char>(0xC0U | (point >> 6U)), tail(0)};
  } else if (point < 0x10000) {
    out += {static_cast<char>(0xE0U | (point >> 12U)), tail(6), tail(0)};
  } else {
    out += {static_cast<char>(0xF0U | (point >> 18U)), tail(12), tail(6), tail(0)};
  }
}

}  // namespace vigie::collector

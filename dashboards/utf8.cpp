#include "dashboards/utf8.h"

#include <algorithm>
#include <array>

namespace vigie::dashboards {
namespace {

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array kZeroWidth{Range{0x0300, 0x036F},
                                Range{0x0483, 0x0489},
                                Range{0x0591, 0x05BD},
                                Range{0x0610, 0x061A},
                                Range{0x064B, 0x065F},
                                Range{0x0E34, 0x0E3A},
                                Range{0x200B, 0x200F},
                                Range{0x202A, 0x202E},
                                Range{0x2060, 0x206F},
                                Range{0x20D0, 0x20FF},
                                Range{0xFE00, 0xFE0F},
                                Range{0xFEFF, 0xFEFF},
                                Range{0xE0000, 0xE0FFF}};

constexpr std::array kWide{Range{0x1100, 0x115F},
                           Range{0x2E80, 0x303E},
                           Range{0x3041, 0xA4CF},
                           Range{0xAC00, 0xD7A3},
                           Range{0xF900, 0xFAFF},
                           Range{0xFE30, 0xFE6F},
                           Range{0xFF00, 0xFF60},
                           Range{0xFFE0, 0xFFE6},
                           Range{0x1F300, 0x1F64F},
                           Range{0x1F680, 0x1F6FF},
                           Range{0x1F900, 0x1F9FF},
                           Range{0x20000, 0x3FFFD}};

template <std::size_t n>
bool is_in(const std::array<Range, n>& ranges, char32_t value) {
  return std::any_of(ranges.begin(), ranges.end(), [value](const Range& range) {
    return range.first <= value && value <= range.last;
  });
}

/// Length that a lead byte announces and the smallest value that may use it; 0 for no lead byte.
struct Lead {
  std::size_t bytes;
  char32_t bits;
  char32_t smallest;
};

Lead read_lead(unsigned char byte) {
  if (byte < 0x80) {
    return {1, byte, 0};
  }
  if (byte >= 0xC2 && byte <= 0xDF) {
    return {2, static_cast<char32_t>(byte & 0x1F), 0x80};
  }
  if (byte >= 0xE0 && byte <= 0xEF) {
    return {3, static_cast<char32_t>(byte & 0x0F), 0x800};
  }
  if (byte >= 0xF0 && byte <= 0xF4) {
    return {4, static_cast<char32_t>(byte & 0x07), 0x10000};
  }
  return {0, 0, 0};
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  constexpr CodePoint kBroken{kReplacementCharacter, 1};
  const Lead lead = read_lead(static_cast<unsigned char>(text.front()));
  if (lead.bytes == 0 || text.size() < lead.bytes) {
    return kBroken;
  }
  char32_t value = lead.bits;
  for (const char c : text.substr(1, lead.bytes - 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) {
      return kBroken;
    }
    value = (value << 6) | static_cast<char32_t>(byte & 0x3F);
  }
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < lead.smallest || is_surrogate || value > 0x10FFFF) {
    return kBroken;
  }
  return {value, lead.bytes};
}

void append_utf8(std::string& out, char32_t value) {
  const auto tail = [&out, value](unsigned shift) {
    out += static_cast<char>(0x80 | ((value >> shift) & 0x3F));
  };
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | (value >> 6));
    tail(0);
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | (value >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (value >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    append_utf8(out, next.value);
    text.remove_prefix(next.bytes);
  }
  return out;
}

std::string cut_characters(std::string_view text, std::size_t limit) {
  if (limit == 0) {
    return {};
  }
  std::size_t before_last = 0;  // bytes of the first limit - 1 characters
  std::size_t position = 0;
  for (std::size_t count = 0; position < text.size(); ++count) {
    if (count == limit) {
      return std::string{text.substr(0, before_last)}.append(kEllipsis);
    }
    before_last = count + 1 == limit ? position : before_last;
    position += first_code_point(text.substr(position)).bytes;
  }
  return std::string{text};
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    if (is_in(kWide, next.value)) {
      width += 2;
    } else if (!is_in(kZeroWidth, next.value)) {
      width += 1;
    }
    text.remove_prefix(next.bytes);
  }
  return width;
}

}  // namespace vigie::dashboards

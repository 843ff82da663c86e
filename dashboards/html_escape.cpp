#include "dashboards/html_escape.h"

#include "dashboards/utf8.h"

namespace vigie::dashboards {
namespace {

/// Visible name of a bidi control; empty for any other character.
std::string_view bidi_name(char32_t value) {
  switch (value) {
    case 0x061C:
      return "[ALM]";
    case 0x200E:
      return "[LRM]";
    case 0x200F:
      return "[RLM]";
    case 0x202A:
      return "[LRE]";
    case 0x202B:
      return "[RLE]";
    case 0x202C:
      return "[PDF]";
    case 0x202D:
      return "[LRO]";
    case 0x202E:
      return "[RLO]";
    case 0x2066:
      return "[LRI]";
    case 0x2067:
      return "[RLI]";
    case 0x2068:
      return "[FSI]";
    case 0x2069:
      return "[PDI]";
    default:
      return {};
  }
}

bool is_space(char32_t value) {
  return value == '\t' || value == '\n' || value == '\r' || value == 0x2028 || value == 0x2029;
}

/// Controls, byte order marks, invisible tag letters and code points that are no character at all.
bool is_stripped(char32_t value) {
  const bool is_control = value < 0x20 || (value >= 0x7F && value <= 0x9F);
  const bool is_noncharacter = (value & 0xFFFE) == 0xFFFE || (value >= 0xFDD0 && value <= 0xFDEF);
  const bool is_tag = value >= 0xE0000 && value <= 0xE007F;
  return is_control || is_noncharacter || is_tag || value == 0xFEFF;
}

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

std::string visible_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    text.remove_prefix(next.bytes);
    if (is_space(next.value)) {
      out += ' ';
    } else if (const auto name = bidi_name(next.value); !name.empty()) {
      out += name;
    } else if (!is_stripped(next.value)) {
      append_utf8(out, next.value);
    }
  }
  return out;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : visible_text(text)) {
    const std::string_view escaped = entity(c);
    if (escaped.empty()) {
      out += c;
    } else {
      out += escaped;
    }
  }
  return out;
}

std::string isolate_html(std::string_view text) {
  return "<bdi>" + escape_html(text) + "</bdi>";
}

}  // namespace vigie::dashboards

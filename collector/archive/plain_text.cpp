#include "collector/archive/plain_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace vigie::collector {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kReferences{
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};

}  // namespace

bool replace_nul(std::string& text) {
  std::size_t at = text.find('\0');
  const bool found = at != std::string::npos;
  while (at != std::string::npos) {
    text.replace(at, 1, "\xEF\xBF\xBD");
    at = text.find('\0', at);
  }
  return found;
}

std::string decode_references(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const std::size_t ampersand = std::min(text.find('&'), text.size());
    decoded.append(text.substr(0, ampersand));
    text.remove_prefix(ampersand);
    const auto known =
        std::find_if(kReferences.begin(), kReferences.end(), [text](const auto& row) {
          return text.starts_with(row.first);
        });
    if (known != kReferences.end()) {
      decoded.push_back(known->second);
      text.remove_prefix(known->first.size());
    } else if (!text.empty()) {
      decoded.push_back('&');
      text.remove_prefix(1);
    }
  }
  return decoded;
}

std::string anchor_text(std::string_view html) {
  if (html.starts_with("<a ")) {
    const std::size_t begin = html.find('>');
    const std::size_t end = html.rfind("</a>");
    if (begin != std::string_view::npos && end != std::string_view::npos && begin < end) {
      html = html.substr(begin + 1, end - begin - 1);
    }
  }
  return decode_references(html);
}

std::string excerpt(std::string_view value) {
  constexpr std::size_t kBytes = 80;
  if (value.size() <= kBytes) {
    return std::string{value};
  }
  std::size_t end = kBytes;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return std::string{value.substr(0, end)} + "...";
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  return first == std::string_view::npos
             ? std::string_view{}
             : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace vigie::collector

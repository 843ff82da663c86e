#include "collector/mastodon/web_address.h"

#include <array>

#include <fmt/format.h>

#include "collector/archive/plain_text.h"

namespace vigie::collector::mastodon {

std::string origin_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://", "wss://", "ws://"}) {
    if (!url.starts_with(scheme)) {
      continue;
    }
    const std::size_t end = url.find_first_of("/?#\\", scheme.size());
    const std::string_view origin = url.substr(0, end);
    const bool is_plain =
        origin.size() > scheme.size() && origin.find_first_of("@ \t\r\n") == std::string_view::npos;
    return is_plain ? std::string{origin} : std::string{};
  }
  return {};
}

std::string host_of_origin(std::string_view url) {
  const std::string origin = origin_of(url);
  const std::size_t scheme = origin.find("://");
  return scheme == std::string::npos ? std::string{} : origin.substr(scheme + 3);
}

std::string linked_page(std::string_view link_header,
                        std::string_view relation,
                        std::string_view origin) {
  const std::string wanted = fmt::format("rel=\"{}\"", relation);
  while (!link_header.empty()) {
    const std::size_t open = link_header.find('<');
    const std::size_t close = link_header.find('>', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos) {
      return {};
    }
    const std::string_view target = link_header.substr(open + 1, close - open - 1);
    const std::string_view rest = link_header.substr(close + 1);
    const std::string_view parameters = rest.substr(0, rest.find('<'));
    if (parameters.find(wanted) != std::string_view::npos) {
      return !origin.empty() && origin_of(target) == origin ? std::string{target} : std::string{};
    }
    link_header = rest;
  }
  return {};
}

std::string query_value(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool is_unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                               (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                               c == '~';
    if (is_unreserved) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned int>(static_cast<unsigned char>(c)));
    }
  }
  return encoded;
}

bool is_earlier_id(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

}  // namespace vigie::collector::mastodon

#include "collector/bluesky/public_host.h"

#include <algorithm>

namespace vigie::collector {
namespace {

constexpr std::size_t kLongestHost = 253;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_label_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

bool is_label(std::string_view label) {
  return !label.empty() && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), is_label_character);
}

}  // namespace

bool is_public_host(std::string_view host) {
  if (host.size() > kLongestHost) {
    return false;
  }
  std::size_t labels = 0;
  std::string_view last;
  while (true) {
    const std::size_t dot = host.find('.');
    last = host.substr(0, dot);
    if (!is_label(last)) {
      return false;
    }
    ++labels;
    if (dot == std::string_view::npos) {
      break;
    }
    host.remove_prefix(dot + 1);
  }
  // The last label of an IPv4 address, however written, begins with a digit; of a name it does not.
  return labels >= 2 && !is_digit(last.front()) && last != "localhost" && last != "local" &&
         last != "internal";
}

bool is_public_address(std::string_view url) {
  constexpr std::string_view kScheme = "https://";
  if (!url.starts_with(kScheme)) {
    return false;
  }
  url.remove_prefix(kScheme.size());
  if (url.ends_with('/')) {
    url.remove_suffix(1);
  }
  return is_public_host(url);
}

bool is_account_name(std::string_view name) {
  constexpr std::string_view kScheme = "did:";
  constexpr std::size_t kLongestDid = 2'048;
  if (!name.starts_with(kScheme)) {
    return is_public_host(name);
  }
  const std::size_t method_end = name.find(':', kScheme.size());
  if (method_end == std::string_view::npos || name.size() > kLongestDid) {
    return false;
  }
  const std::string_view method = name.substr(kScheme.size(), method_end - kScheme.size());
  const std::string_view id = name.substr(method_end + 1);
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_id_character = [](char c) {
    return is_label_character(c) || c == '.' || c == '_' || c == ':' || c == '%';
  };
  return !method.empty() && std::all_of(method.begin(), method.end(), is_lower) && !id.empty() &&
         std::all_of(id.begin(), id.end(), is_id_character) && id.back() != ':' && id.back() != '%';
}

}  // namespace vigie::collector

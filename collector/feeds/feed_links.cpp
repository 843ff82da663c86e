#include "collector/feeds/feed_links.h"

#include "collector/archive/plain_text.h"

namespace vigie::collector {
namespace {

/// Bytes of `http://` or `https://` at the front, in any case; 0: neither.
std::size_t web_scheme_bytes(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    bool is_same = url.size() > scheme.size();
    for (std::size_t i = 0; is_same && i < scheme.size(); ++i) {
      const char lower =
          url[i] >= 'A' && url[i] <= 'Z' ? static_cast<char>(url[i] - 'A' + 'a') : url[i];
      is_same = lower == scheme[i];
    }
    if (is_same) {
      return scheme.size();
    }
  }
  return 0;
}

std::string_view authority_of(std::string_view url) {
  const std::size_t scheme = web_scheme_bytes(url);
  if (scheme == 0) {
    return {};
  }
  url.remove_prefix(scheme);
  return url.substr(0, url.find_first_of("/?#\\"));
}

}  // namespace

std::string resolve_link(std::string_view base, std::string_view link) {
  constexpr std::size_t kLongest = 2048;
  link = trim(link);
  if (link.size() > kLongest || link.find_first_of(" \t\r\n<>\"") != std::string_view::npos) {
    return {};
  }
  if (web_scheme_bytes(link) > 0) {
    return authority_of(link).empty() ? std::string{} : std::string{link};
  }
  const std::size_t scheme = web_scheme_bytes(base);
  if (scheme == 0 || !link.starts_with('/')) {
    return {};
  }
  if (link.starts_with("//")) {
    return std::string{base.substr(0, scheme - 2)}.append(link);
  }
  return std::string{base.substr(0, scheme)}.append(authority_of(base)).append(link);
}

std::string_view host_of_url(std::string_view url) {
  const std::string_view authority = authority_of(url);
  const std::size_t at = authority.rfind('@');
  return at == std::string_view::npos ? authority : authority.substr(at + 1);
}

bool has_credentials(std::string_view url) {
  return authority_of(url).find('@') != std::string_view::npos;
}

}  // namespace vigie::collector

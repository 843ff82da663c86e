#include "dashboards/defang.h"

#include <algorithm>
#include <cstddef>

namespace vigie::dashboards {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool starts_with(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(), [](char a, char b) {
           return a == lower(b);
         });
}

/// Bytes of `http://` or `https://` at the start; 0 when there is neither.
std::size_t web_scheme_bytes(std::string_view text) {
  if (starts_with(text, "https://")) {
    return 8;
  }
  return starts_with(text, "http://") ? 7 : 0;
}

std::size_t authority_bytes(std::string_view text) {
  return std::min(text.find_first_of("/?#\\ \t\r\n\"<>"), text.size());
}

/// Defangs the address at the start of `text` up to the end of its host, schemes written twice
/// included; returns bytes consumed.
std::size_t defang_prefix(std::string_view text, std::string& out) {
  std::size_t consumed = 0;
  while (const std::size_t scheme = web_scheme_bytes(text.substr(consumed))) {
    out += scheme == 8 ? "hxxps://" : "hxxp://";
    consumed += scheme;
  }
  const std::size_t host = authority_bytes(text.substr(consumed));
  out += defang_host(text.substr(consumed, host));
  return consumed + host;
}

}  // namespace

std::string defang_host(std::string_view host) {
  std::string out;
  out.reserve(host.size() + 8);
  for (const char c : host) {
    if (c == '.') {
      out += "[.]";
    } else {
      out += c;
    }
  }
  return out;
}

std::string defang_url(std::string_view url) {
  std::string out;
  if (web_scheme_bytes(url) == 0) {
    const std::size_t colon = url.find_first_of(":/?#");
    if (colon != std::string_view::npos && url[colon] == ':') {
      out.append(url.substr(0, colon)).append("[:]").append(url.substr(colon + 1));
      return out;
    }
  }
  const std::size_t consumed = defang_prefix(url, out);
  out += url.substr(consumed);
  return out;
}

std::string defang_text(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  while (!text.empty()) {
    if (web_scheme_bytes(text) > 0 || starts_with(text, "www.")) {
      text.remove_prefix(defang_prefix(text, out));
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace vigie::dashboards

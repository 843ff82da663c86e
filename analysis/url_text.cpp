#include "analysis/url_text.h"

#include <algorithm>
#include <cstdint>
#include <memory>

#include <idn2.h>

#include "analysis/characters.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kMaxHostBytes = 253;
constexpr std::size_t kMaxLabelBytes = 63;

constexpr char lower_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool is_unreserved(char c) {
  const char l = lower_letter(c);
  return (l >= 'a' && l <= 'z') || is_ascii_digit(c) || c == '-' || c == '.' || c == '_' ||
         c == '~';
}

/// Value of a hexadecimal digit, or -1.
constexpr int hex_value(char c) {
  if (is_ascii_digit(c)) {
    return c - '0';
  }
  const char l = lower_letter(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/// The byte of the escape at `position`; nothing when none stands there.
std::optional<char> escaped_byte(std::string_view text, std::size_t position) {
  if (text[position] != '%' || position + 2 >= text.size()) {
    return std::nullopt;
  }
  const int high = hex_value(text[position + 1]);
  const int low = hex_value(text[position + 2]);
  if (high < 0 || low < 0) {
    return std::nullopt;
  }
  return static_cast<char>(high * 16 + low);
}

void append_escape(std::string& out, char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  out.push_back('%');
  out.push_back(kDigits[value >> 4U]);
  out.push_back(kDigits[value & 15U]);
}

bool needs_escape(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20U || byte >= 0x7FU || c == '"' || c == '<' || c == '>' || c == '`' ||
         c == '\\' || c == '^' || c == '{' || c == '|' || c == '}';
}

/// How far an escape has come that a percent sign without two digits may have begun: characters of
/// it, 0 to 2.
int begun_after(int begun, char c, bool was_escaped) {
  if (!was_escaped && c == '%') {
    return 1;
  }
  return begun == 1 && hex_value(c) >= 0 ? 2 : 0;
}

/// One spelling per escape (RFC 3986 6.2.2): upper-case digits, none for unreserved characters, one
/// for each byte that a URL may not hold as it is. An escape stays when its character would make
/// one of a bare percent sign before it: `%b%32F` must not become `%b2F`, which says something
/// else.
std::string normalise_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  int begun = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::optional<char> byte = escaped_byte(text, i);
    const char c = byte.value_or(text[i]);
    const bool stays = !is_unreserved(c) || (begun > 0 && hex_value(c) >= 0);
    if (byte ? stays : needs_escape(c)) {
      append_escape(out, c);
      begun = 0;
    } else {
      out.push_back(c);
      begun = begun_after(begun, c, byte.has_value());
    }
    i += byte ? 2U : 0U;
  }
  return out;
}

/// HTML-unescapes ampersands, however often they were escaped: the only character that HTML escapes
/// inside the URLs of posts.
void unescape_ampersands(std::string& text) {
  std::size_t at = text.find('&');
  while (at != std::string::npos) {
    for (const std::string_view name : {"amp;", "#38;", "#038;", "#x26;", "#X26;"}) {
      while (std::string_view(text).substr(at + 1).starts_with(name)) {
        text.erase(at + 1, name.size());
      }
    }
    at = text.find('&', at + 1);
  }
}

std::string_view trim(std::string_view text) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20U; };
  while (!text.empty() && is_blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// What follows the scheme; nothing for another scheme.
std::optional<std::string_view> without_scheme(std::string_view url) {
  const std::string head = lower_ascii(url.substr(0, 8));
  if (head.starts_with("https://")) {
    return url.substr(8);
  }
  if (head.starts_with("http://")) {
    return url.substr(7);
  }
  if (head.starts_with("www.")) {
    return url;
  }
  return std::nullopt;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= kMaxLabelBytes &&
         std::all_of(label.begin(), label.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || is_ascii_digit(c) || c == '-' || c == '_';
         });
}

/// Two labels or more, each of letters, digits, hyphens and underscores.
bool is_host_name(std::string_view host) {
  if (host.size() > kMaxHostBytes || host.find('.') == std::string_view::npos) {
    return false;
  }
  while (true) {
    const std::size_t dot = host.find('.');
    if (!is_label(host.substr(0, dot))) {
      return false;
    }
    if (dot == std::string_view::npos) {
      return true;
    }
    host.remove_prefix(dot + 1);
  }
}

bool is_bracketed_address(std::string_view host) {
  return host.size() > 4 && host.front() == '[' && host.back() == ']' &&
         std::all_of(host.begin() + 1, host.end() - 1, [](char c) {
           return hex_value(c) >= 0 || c == ':' || c == '.';
         });
}

std::optional<std::string> idna_host(const std::string& host) {
  std::uint8_t* raw = nullptr;
  const int status = idn2_lookup_u8(reinterpret_cast<const std::uint8_t*>(host.c_str()),
                                    &raw,
                                    IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const std::unique_ptr<std::uint8_t, decltype(&idn2_free)> converted(raw, &idn2_free);
  if (status != IDN2_OK || converted == nullptr) {
    return std::nullopt;
  }
  return lower_ascii(reinterpret_cast<const char*>(converted.get()));
}

/// Digits of a port, without the default ones and without leading zeros; nothing for other text.
std::optional<std::string> normalise_port(std::string_view port) {
  constexpr std::size_t kMaxDigits = 5;
  while (port.size() > 1 && port.front() == '0') {
    port.remove_prefix(1);
  }
  if (port.size() > kMaxDigits || !std::all_of(port.begin(), port.end(), is_ascii_digit)) {
    return std::nullopt;
  }
  return port == "80" || port == "443" ? std::string() : std::string(port);
}

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower_letter);
  return out;
}

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::optional<char> byte = escaped_byte(text, i);
    out.push_back(byte.value_or(text[i]));
    i += byte ? 2U : 0U;
  }
  return out;
}

std::optional<std::string> ascii_host(std::string_view host) {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  std::string name = lower_ascii(host);
  if (is_bracketed_address(name)) {
    return name;
  }
  if (name.find('%') != std::string::npos) {
    name = lower_ascii(percent_decode(name));
  }
  const bool ascii = std::all_of(
      name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
  if (!ascii) {
    if (name.find('\0') != std::string::npos) {
      return std::nullopt;
    }
    std::optional<std::string> converted = idna_host(name);
    if (!converted) {
      return std::nullopt;
    }
    name = *std::move(converted);
  }
  return is_host_name(name) ? std::optional(std::move(name)) : std::nullopt;
}

std::optional<SplitUrl> split_url(std::string_view url) {
  url = trim(url);
  if (url.size() > kMaxUrlBytes) {
    return std::nullopt;
  }
  const std::optional<std::string_view> address = without_scheme(url);
  if (!address) {
    return std::nullopt;
  }
  const std::size_t end = std::min(address->find_first_of("/?#\\"), address->size());
  std::string_view authority = address->substr(0, end);
  authority.remove_prefix(authority.rfind('@') + 1);  // npos + 1 is 0: nothing to remove.
  const std::size_t colon = authority.rfind(':');
  const bool has_port =
      colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
  std::optional<std::string> port =
      normalise_port(has_port ? authority.substr(colon + 1) : std::string_view());
  std::optional<std::string> host =
      ascii_host(authority.substr(0, has_port ? colon : authority.size()));
  if (!host || !port) {
    return std::nullopt;
  }
  std::string tail(address->substr(end));
  if (tail.starts_with('\\')) {
    tail.front() = '/';  // As browsers read it.
  }
  std::string rest = normalise_escapes(tail);
  unescape_ampersands(rest);
  return SplitUrl{*std::move(host), *std::move(port), std::move(rest)};
}

}  // namespace vigie::analysis

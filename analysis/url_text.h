// The spelling of a URL: taking one apart, and the escapes that hide one spelling inside another.
//
// Follows RFC 3986 sections 3 and 6.2.2 where they help to give one key to one page, and takes what
// people really post: escaped ampersands, backslashes, raw letters of any script.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigie::analysis {

inline constexpr std::size_t kMaxUrlBytes = 4096;

/// An http(s) URL without its scheme. `host` is lower-case ASCII, IDNA applied; `rest` begins with
/// `/`, `?` or `#`, or is empty.
struct SplitUrl {
  std::string host;
  std::string port;  ///< Digits; empty for 80, 443 and none.
  std::string rest;  ///< Escapes normalised, ampersands unescaped.
};

/// Takes apart `http://`, `https://` (any case) or a bare `www.` address. Nothing for any other
/// scheme, above `kMaxUrlBytes`, or without a host of two labels or a bracketed IPv6 address.
/// User information is dropped. Total.
[[nodiscard]] std::optional<SplitUrl> split_url(std::string_view url);

/// Lower-case ASCII form of a host, IDNA 2008 with UTS 46 mapping for other scripts; nothing when
/// it is no host name. One trailing dot goes.
[[nodiscard]] std::optional<std::string> ascii_host(std::string_view host);

/// Percent-decodes every escape; a broken escape stays as it is.
[[nodiscard]] std::string percent_decode(std::string_view text);

/// `text` in lower-case ASCII; other bytes stay.
[[nodiscard]] std::string lower_ascii(std::string_view text);

}  // namespace vigie::analysis

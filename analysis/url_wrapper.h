// Addresses that carry another address inside: redirects, AMP caches, archives, translation
// proxies.
//
// Without unwrapping, a page shared through Facebook's exit link, Google's AMP cache or an archive
// is another object each time, and a listed outlet hides behind a neutral host. Only what can be
// read off the address itself is unwrapped.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::analysis {

/// A URL as canonical_url.h takes it apart; all parts already normalised.
struct UrlParts {
  std::string host;
  std::string path;                ///< Empty or `/...`, without a trailing slash.
  std::vector<std::string> query;  ///< `name=value` or `name`, as escaped.
  std::string fragment;            ///< Empty or `#!...`.

  /// Value of the first parameter of that name, percent-decoded; nothing when absent or empty.
  [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
};

/// The address inside a known wrapper, not yet canonical and not yet checked to be a URL; nothing
/// when `parts` is no wrapper.
[[nodiscard]] std::optional<std::string> wrapped_target(const UrlParts& parts);

}  // namespace vigie::analysis

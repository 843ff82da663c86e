// One spelling per page: the key under which two accounts share "the same URL".
//
// The order is METHODS 4.3: escapes, lower-case ASCII host, default port and fragment (a `#!` is
// kept), `www.`, `m.`, `mobile.` and `amp.`, tracking parameters, order of the rest, trailing
// slash; wrappers that carry their target inside (redirects, AMP caches, archives, translation
// proxies) are unwrapped from the text alone: nothing is ever fetched. http and https are one key,
// written `https://`. A shortener's target stays unknown and is marked so.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "storage/model/share.h"

namespace vigie::analysis {

struct CanonicalUrl {
  std::string url;                 ///< `https://host[:port][/path][?query]`, printable ASCII.
  std::string host;                ///< Lower-case ASCII, without `www.`, `m.`, `mobile.`, `amp.`.
  std::string registrable_domain;  ///< By the Public Suffix List.
  UrlState state = UrlState::kPlain;

  friend auto operator<=>(const CanonicalUrl&, const CanonicalUrl&) = default;
};

/// Gives URLs their canonical spelling. Keeps a bounded table of hosts that it has seen: one per
/// thread. The table changes the cost, never the answer.
class UrlCanonicaliser {
 public:
  /// @param shorteners  Hosts whose links, like those of the hosts below them, hide their target.
  explicit UrlCanonicaliser(std::span<const std::string> shorteners);
  UrlCanonicaliser(UrlCanonicaliser&&) noexcept;
  UrlCanonicaliser& operator=(UrlCanonicaliser&&) noexcept;
  UrlCanonicaliser(const UrlCanonicaliser&) = delete;
  UrlCanonicaliser& operator=(const UrlCanonicaliser&) = delete;
  ~UrlCanonicaliser();

  /// Nothing for what is no http(s) URL with a host of two labels or more, for one above 4096
  /// bytes, and for wrappers nested more than 8 deep. Never throws on any bytes. Idempotent: the
  /// canonical spelling of a canonical URL is that URL. About 1 us.
  [[nodiscard]] std::optional<CanonicalUrl> canonicalise(std::string_view url);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::analysis

// One instance as the operator configured it: where it is, what it allows, how it is asked.
//
// Source: docs.joinmastodon.org, "Instance" (v2) and "OAuth", Mastodon 4.7.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "collector/live/live_source.h"
#include "collector/live/options.h"
#include "collector/mastodon/host_ids.h"

namespace vigie::collector::mastodon {

/// Who may read a feed of an instance.
enum class FeedAccess : std::uint8_t { kPublic, kAuthenticated, kDisabled };

struct SiteRules {
  std::string version;
  std::string streaming;  ///< `wss://host`; empty: it offers none.
  FeedAccess local = FeedAccess::kPublic;
  FeedAccess hashtags = FeedAccess::kPublic;
};

/// What `/api/v2/instance` (or v1) says; nothing when it is no JSON object.
[[nodiscard]] std::optional<SiteRules> read_site_rules(std::string_view json);

/// Shared by the sources of one instance; any number of threads.
class Site {
 public:
  /// `token`: empty for none. It is sent as `Authorization: Bearer` alone, to this origin and the
  /// streaming host that it names, over TLS or on this machine.
  Site(MastodonInstance options, std::string token, const LiveTools& tools);

  [[nodiscard]] const MastodonInstance& options() const { return options_; }

  [[nodiscard]] const std::string& origin() const { return origin_; }

  [[nodiscard]] const std::string& host() const { return host_; }

  [[nodiscard]] const LiveTools& tools() const { return tools_; }

  [[nodiscard]] HostIds& ids() { return ids_; }

  [[nodiscard]] bool has_token() const { return !token_.empty(); }

  [[nodiscard]] HttpHeaders credentials() const;

  /// Whether it may be asked at all, without asking it: kOperator where the address is wrong, the
  /// terms were not acknowledged, the token's variable is empty, or TLS is missing.
  [[nodiscard]] tl::expected<void, LiveError> check_settings() const;

  /// Its rules, asked for anew.
  [[nodiscard]] tl::expected<SiteRules, LiveError> ask_rules(const std::stop_token& stop);

  /// `place`: a path with its query, or an address on this origin.
  [[nodiscard]] tl::expected<HttpResponse, FetchError> get(std::string_view place,
                                                           const std::stop_token& stop);

 private:
  MastodonInstance options_;
  std::string token_;
  LiveTools tools_;
  std::string origin_;
  std::string host_;
  HostIds ids_;
};

/// Reads the token from the environment.
[[nodiscard]] std::shared_ptr<Site> make_site(const MastodonInstance& options,
                                              const LiveTools& tools);

}  // namespace vigie::collector::mastodon

// Questions to Bluesky's servers: the AppView, the directory of accounts, and the server that keeps
// an account's repository.
//
// Reading only, without a login. Source: lexicons app.bsky.*, com.atproto.*; web.plc.directory.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "collector/bluesky/appview_pages.h"
#include "collector/live/fetcher.h"
#include "collector/live/options.h"

namespace vigie::collector {

/// Buckets of the rate limiter (RateLimiter::set_limit): the AppView, whose budget is
/// BlueskyOptions::requests_per_second; the directory; all repositories together, which document
/// 3,000 requests in 5 minutes.
inline constexpr std::string_view kAppViewLimit = "bluesky:appview";
inline constexpr std::string_view kDirectoryLimit = "bluesky:plc";
inline constexpr std::string_view kRepositoryLimit = "bluesky:pds";

/// Actors and posts that one request asks for, at most.
inline constexpr std::size_t kHydrateBatch = 25;

/// What the AppView says of one account by itself.
enum class ProfilePresence : std::uint8_t { kThere, kTakenDown, kDeactivated, kNotFound };

using QueryParameters = std::vector<std::pair<std::string_view, std::string>>;

/// `base/xrpc/method?name=value&...`, the values encoded.
[[nodiscard]] std::string xrpc_url(std::string_view base,
                                   std::string_view method,
                                   const QueryParameters& parameters);

/// One thread.
class AppView {
 public:
  AppView(const BlueskyOptions& options, Fetcher& fetcher, Clock& clock)
      : options_(options), fetcher_(fetcher), clock_(clock) {}

  /// The DID of a handle; a DID is its own. kGone: nobody has it.
  [[nodiscard]] tl::expected<std::string, FetchError> resolve(std::string_view account,
                                                              const std::stop_token& stop);

  /// Adds the profiles of `dids` that the AppView shows; it leaves out, without a word, those that
  /// do not exist, are deactivated or taken down. At most kHydrateBatch.
  [[nodiscard]] tl::expected<void, FetchError> profiles(std::span<const std::string> dids,
                                                        RecordBatch& batch,
                                                        const std::stop_token& stop);

  /// Why profiles() leaves an account out.
  [[nodiscard]] tl::expected<ProfilePresence, FetchError> presence(const std::string& did,
                                                                   const std::stop_token& stop);

  /// Adds the posts of `uris` that the AppView shows, with their counters. At most kHydrateBatch.
  [[nodiscard]] tl::expected<PageEnd, FetchError> posts(std::span<const std::string> uris,
                                                        RecordBatch& batch,
                                                        const std::stop_token& stop);

  /// One page of an account's posts, replies and reposts, newest first, of `limit` (1 to 100) at
  /// most. A page may hold fewer, or none, and still not be the last. kGone: no such account.
  [[nodiscard]] tl::expected<PageEnd, FetchError> author_feed(std::string_view did,
                                                              std::size_t limit,
                                                              const std::string& cursor,
                                                              RecordBatch& batch,
                                                              const std::stop_token& stop);

  /// The address of the server that keeps the repository of `did`. kGone: it has none.
  [[nodiscard]] tl::expected<std::string, FetchError> repository_server(
      std::string_view did, const std::stop_token& stop);

  /// One page of a collection of the repository of `did` on `server`, newest first.
  [[nodiscard]] tl::expected<PageEnd, FetchError> repository_page(std::string_view server,
                                                                  std::string_view did,
                                                                  std::string_view collection,
                                                                  const std::string& cursor,
                                                                  RecordBatch& batch,
                                                                  const std::stop_token& stop);

 private:
  [[nodiscard]] tl::expected<std::string, FetchError> get(std::string url,
                                                          std::string_view limit_key,
                                                          const std::stop_token& stop);

  const BlueskyOptions& options_;
  Fetcher& fetcher_;
  Clock& clock_;
  AppViewPages pages_;
};

}  // namespace vigie::collector

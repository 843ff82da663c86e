// Questions to Reddit's API: a token, listings, and whether posts are still there.
//
// Source: reddit.com/dev/api; github.com/reddit-archive/reddit/wiki/OAuth2; PLATFORMS section 9.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/gated/gate.h"
#include "collector/live/fetcher.h"
#include "collector/live/options.h"

namespace vigie::collector {

/// Bucket of the rate limiter: 100 requests a minute a client.
inline constexpr std::string_view kRedditLimit = "reddit";

inline constexpr const char* kRedditIdVariable = "VIGIE_REDDIT_CLIENT_ID";
inline constexpr const char* kRedditSecretVariable = "VIGIE_REDDIT_CLIENT_SECRET";

struct RedditClient {
  std::string id;
  std::string secret;
};

/// Why a source of Reddit must not start, a User-Agent without Reddit's form included.
[[nodiscard]] std::optional<LiveError> closed_reddit_gate(const RedditOptions& options,
                                                          const RedditClient& client);

/// A client's access without a user. The token is kept in memory, fetched when it is first needed
/// and again when it has run out. Shared by all subreddits; any number of threads.
class RedditSession {
 public:
  RedditSession(RedditOptions options, RedditClient client, Fetcher& fetcher);

  [[nodiscard]] std::optional<LiveError> closed() const {
    return closed_reddit_gate(options_, client_);
  }

  /// Body of the answer to `path` under the API's host. Nothing is sent while the gate is closed.
  [[nodiscard]] tl::expected<std::string, FetchError> get(const std::string& path,
                                                          const std::stop_token& stop);

 private:
  [[nodiscard]] tl::expected<std::string, FetchError> token(const std::string& worn_out,
                                                            const std::stop_token& stop);
  [[nodiscard]] tl::expected<std::string, FetchError> fetch_token(const std::stop_token& stop);

  RedditOptions options_;
  RedditClient client_;
  Fetcher& fetcher_;
  std::mutex mutex_;
  std::string token_;
};

/// One thing of a listing, in its order.
struct RedditThing {
  std::string fullname;  ///< `t1_...`, `t3_...`
  std::optional<UtcTime> created;
};

struct RedditListing {
  std::vector<RedditThing> things;
  std::string after;  ///< Empty: the last page.
};

/// Adds the posts of one listing to `batch`. What it says was taken back becomes a deletion.
class RedditPages {
 public:
  RedditPages();

  [[nodiscard]] tl::expected<RedditListing, ParseError> read(std::string_view json,
                                                             RecordBatch& batch);

 private:
  std::unique_ptr<RecordParser> parser_;
};

/// Whether `left` was made later than `right`: fullnames of one kind are numbers to the base of 36.
[[nodiscard]] bool is_newer_fullname(std::string_view left, std::string_view right);

/// Things that are not as they were.
struct RedditRecheck {
  std::vector<std::string> absent;     ///< Not shown.
  std::vector<std::string> withdrawn;  ///< Shown without their author or their words.
};

/// Asks for `fullnames`, 100 at a time.
[[nodiscard]] tl::expected<RedditRecheck, FetchError> recheck_reddit(
    RedditSession& session, std::span<const std::string> fullnames, const std::stop_token& stop);

}  // namespace vigie::collector

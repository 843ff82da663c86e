// What an analyst has typed, asked of the network's own search: posts of whomever that the stream
// has not shown, from before the watch began too.
//
// Search is no sample and no stream: its number of hits is capped and its order is the server's, so
// it claims no stretch of time as seen. It answers only to who has logged in, and only what was
// typed by hand is asked: no topics, no lists.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "collector/bluesky/appview_pages.h"
#include "collector/bluesky/session.h"
#include "collector/live/live_source.h"
#include "collector/live/options.h"

namespace vigie::collector {

struct SearchQuery {
  std::string text;  ///< As the search field of the network takes it.
  std::optional<UtcTime> since;
  std::optional<UtcTime> until;
  std::size_t most_posts = 1'000;  ///< The newest are kept.
};

/// The queries of the watches' keywords, hashtags and domains, each once, in their order.
[[nodiscard]] std::vector<SearchQuery> search_queries(const std::vector<WatchOptions>& watches);

/// Its cursor is when the last round of all queries began; the next one asks for what is newer.
class SearchSource : public LiveSource {
 public:
  SearchSource(const BlueskyOptions& options,
               std::vector<SearchQuery> queries,
               std::string app_password,
               const LiveTools& tools,
               TakeLogin take_login = logins_of_this_program());

  [[nodiscard]] std::string name() const override { return "bluesky:search"; }

  [[nodiscard]] std::string platform() const override { return "bluesky"; }

  [[nodiscard]] std::string format() const override { return "appview"; }

  /// The network finds words in its own way; what is kept, the watches decide.
  [[nodiscard]] bool is_filtered() const override { return true; }

  /// One round after another, `search_interval` apart; with `once`, one. Needs a login: kOperator
  /// without.
  [[nodiscard]] tl::expected<void, LiveError> run(const LiveRun& run) override;

 private:
  [[nodiscard]] tl::expected<void, LiveError> search(const SearchQuery& query, const LiveRun& run);

  BlueskyOptions options_;
  std::vector<SearchQuery> queries_;
  LiveTools tools_;
  BlueskySession session_;  ///< Kept over restarts: logins are counted.
  AppViewPages pages_;
};

}  // namespace vigie::collector

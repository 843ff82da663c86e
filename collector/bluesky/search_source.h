// One question that an analyst has typed, answered once: posts that the network's own search finds.
//
// Search is no sample and no stream: its number of hits is capped and its order is the server's, so
// it claims no stretch of time as seen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "collector/live/live_source.h"
#include "collector/live/options.h"

namespace vigie::collector {

struct SearchQuery {
  std::string text;  ///< As the search field of the network takes it.
  std::optional<UtcTime> since;
  std::optional<UtcTime> until;
  std::size_t most_posts = 1'000;  ///< The newest are kept.
};

class SearchSource : public LiveSource {
 public:
  SearchSource(BlueskyOptions options,
               SearchQuery query,
               std::string app_password,
               LiveTools tools);

  [[nodiscard]] std::string name() const override { return "bluesky:search"; }

  [[nodiscard]] std::string platform() const override { return "bluesky"; }

  [[nodiscard]] std::string format() const override { return "appview"; }

  [[nodiscard]] bool is_filtered() const override { return false; }

  /// Returns when all pages are read, whatever `once` says. Needs a login: kOperator without.
  [[nodiscard]] tl::expected<void, LiveError> run(const LiveRun& run) override;

 private:
  BlueskyOptions options_;
  SearchQuery query_;
  std::string app_password_;
  LiveTools tools_;
};

}  // namespace vigie::collector

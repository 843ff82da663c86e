// The places that can be asked again whether posts are still there, by the settings.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "collector/live/live_source.h"
#include "collector/live/options.h"
#include "collector/live/rate_limiter.h"
#include "collector/live/recheck.h"
#include "storage/recheck_store.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// Bluesky, each Mastodon instance, Reddit and X, as far as the settings enable them. Feeds, relays
/// and YouTube have no such question.
class RecheckPlaces {
 public:
  RecheckPlaces(const collector::LiveOptions& options,
                const collector::LiveTools& tools,
                collector::RateLimiter& limiter,
                storage::Database& database);
  RecheckPlaces(const RecheckPlaces&) = delete;
  RecheckPlaces& operator=(const RecheckPlaces&) = delete;
  RecheckPlaces(RecheckPlaces&&) = delete;
  RecheckPlaces& operator=(RecheckPlaces&&) = delete;
  ~RecheckPlaces();

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] collector::RecheckPlace& at(std::size_t place);

  /// Teaches the instances what they call a post.
  void learn(const storage::RecheckPost& post);

  /// Who is asked for a post: its home, else whoever knows it. Nothing: nobody.
  [[nodiscard]] std::optional<std::size_t> place_of_post(const std::string& platform,
                                                         const std::string& key) const;
  [[nodiscard]] std::optional<std::size_t> place_of_account(const std::string& platform,
                                                            const std::string& key) const;

  /// Keeps what a place must remember, such as what it cost.
  void save_cursors(storage::Database& database, UtcTime now) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether the settings enable any, without making them.
[[nodiscard]] bool can_ask_again(const collector::LiveOptions& options);

/// Platforms of which one is enabled.
[[nodiscard]] std::vector<std::string> platforms_to_ask(const collector::LiveOptions& options);

}  // namespace vigie::app

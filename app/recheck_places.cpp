#include "app/recheck_places.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "collector/bluesky/appview.h"
#include "collector/bluesky/recheck_place.h"
#include "collector/mastodon/recheck_place.h"
#include "collector/mastodon/site.h"
#include "collector/reddit/recheck_place.h"
#include "collector/x/recheck_place.h"
#include "storage/live_reader.h"
#include "storage/live_writer.h"
#include "storage/sqlite/transaction.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;
using collector::RecheckPlace;
using collector::Standing;

constexpr std::string_view kXCursor = "x:recheck";

std::shared_ptr<collector::RedditSession> reddit_session(const collector::RedditOptions& options,
                                                         const collector::LiveTools& tools) {
  return std::make_shared<collector::RedditSession>(
      options,
      collector::RedditClient{
          .id = collector::secret_of_environment(collector::kRedditIdVariable),
          .secret = collector::secret_of_environment(collector::kRedditSecretVariable)},
      tools.fetcher);
}

}  // namespace

struct RecheckPlaces::State {
  std::vector<std::unique_ptr<RecheckPlace>> places;
  std::vector<std::shared_ptr<collector::mastodon::Site>> sites;
  const collector::XRecheckPlace* x = nullptr;  ///< One of `places`, or nobody.

  /// `standing`: of a place towards the key.
  template <typename Ask>
  [[nodiscard]] std::optional<std::size_t> find(const std::string& platform, Ask standing) const {
    std::optional<std::size_t> best;
    Standing best_standing = Standing::kNone;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const Standing here =
          places[i]->platform() == platform ? standing(*places[i]) : Standing::kNone;
      if (here > best_standing) {
        best = i;
        best_standing = here;
      }
    }
    return best;
  }
};

RecheckPlaces::RecheckPlaces(const collector::LiveOptions& options,
                             const collector::LiveTools& tools,
                             collector::RateLimiter& limiter,
                             storage::Database& database)
    : state_(std::make_unique<State>()) {
  auto& places = state_->places;
  if (options.bluesky.enabled) {
    // The limiter takes half of what it is told; the setting says what is really sent.
    limiter.set_limit(std::string{collector::kAppViewLimit},
                      {.requests = 2.0 * options.bluesky.requests_per_second, .per = 1s});
    places.push_back(collector::make_bluesky_recheck(options.bluesky, tools));
  }
  for (const collector::MastodonInstance& instance : options.mastodon.instances) {
    state_->sites.push_back(collector::mastodon::make_site(instance, tools));
    places.push_back(collector::mastodon::make_recheck_place(state_->sites.back()));
  }
  if (options.reddit.enabled) {
    limiter.set_limit(std::string{collector::kRedditLimit}, {.requests = 100, .per = 1min});
    places.push_back(collector::make_reddit_recheck(reddit_session(options.reddit, tools)));
  }
  if (options.x.enabled) {
    limiter.set_limit(std::string{collector::kXLookupLimit}, {.requests = 300, .per = 15min});
    auto x = collector::make_x_recheck(options.x,
                                       collector::secret_of_environment(collector::kXTokenVariable),
                                       storage::read_live_cursor(database, kXCursor),
                                       tools);
    state_->x = x.get();
    places.push_back(std::move(x));
  }
}

RecheckPlaces::~RecheckPlaces() = default;

std::size_t RecheckPlaces::size() const {
  return state_->places.size();
}

RecheckPlace& RecheckPlaces::at(std::size_t place) {
  return *state_->places.at(place);
}

void RecheckPlaces::learn(const storage::RecheckPost& post) {
  for (const auto& [place, local_id] : post.aliases) {
    for (const auto& site : state_->sites) {
      if (site->host() == place) {
        site->ids().note_status(post.native_id, local_id);
      }
    }
  }
}

std::optional<std::size_t> RecheckPlaces::place_of_post(const std::string& platform,
                                                        const std::string& key) const {
  return state_->find(platform,
                      [&](const RecheckPlace& place) { return place.standing_of_post(key); });
}

std::optional<std::size_t> RecheckPlaces::place_of_account(const std::string& platform,
                                                           const std::string& key) const {
  return state_->find(platform,
                      [&](const RecheckPlace& place) { return place.standing_of_account(key); });
}

void RecheckPlaces::save_cursors(storage::Database& database, UtcTime now) const {
  if (state_->x != nullptr) {
    storage::Transaction transaction{database};
    storage::LiveWriter writer{database};
    writer.save_cursor(writer.intern(kXCursor, now), state_->x->cursor(), now);
    transaction.commit();
  }
}

bool can_ask_again(const collector::LiveOptions& options) {
  return !platforms_to_ask(options).empty();
}

std::vector<std::string> platforms_to_ask(const collector::LiveOptions& options) {
  std::vector<std::string> platforms;
  if (options.bluesky.enabled) {
    platforms.emplace_back("bluesky");
  }
  if (!options.mastodon.instances.empty()) {
    platforms.emplace_back("mastodon");
  }
  if (options.reddit.enabled) {
    platforms.emplace_back("reddit");
  }
  if (options.x.enabled) {
    platforms.emplace_back("x");
  }
  return platforms;
}

}  // namespace vigie::app

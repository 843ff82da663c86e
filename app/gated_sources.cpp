#include "app/gated_sources.h"

#include "collector/gated/gate.h"
#include "collector/reddit/reddit_source.h"
#include "collector/x/search_source.h"
#include "collector/x/stream_source.h"
#include "collector/youtube/comment_source.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;

void add_x(const collector::XOptions& options,
           const collector::LiveTools& tools,
           collector::RateLimiter& limiter,
           LiveSources& live) {
  limiter.set_limit(std::string{collector::kXSearchLimit}, {.requests = 450, .per = 15min});
  limiter.set_limit(std::string{collector::kXRulesLimit}, {.requests = 100, .per = 15min});
  const std::string token = collector::secret_of_environment(collector::kXTokenVariable);
  if (!options.queries.empty()) {
    live.sources.push_back(std::make_unique<collector::XSearch>(options, token, tools));
  }
  if (!options.rules.empty()) {
    live.sources.push_back(std::make_unique<collector::XStream>(options, token, tools));
  }
}

void add_reddit(const collector::RedditOptions& options,
                const collector::LiveTools& tools,
                collector::RateLimiter& limiter,
                LiveSources& live) {
  limiter.set_limit(std::string{collector::kRedditLimit}, {.requests = 100, .per = 1min});
  const collector::RedditClient client{
      .id = collector::secret_of_environment(collector::kRedditIdVariable),
      .secret = collector::secret_of_environment(collector::kRedditSecretVariable)};
  const auto session = std::make_shared<collector::RedditSession>(options, client, tools.fetcher);
  for (const std::string& subreddit : options.subreddits) {
    live.sources.push_back(
        std::make_unique<collector::RedditSource>(options, subreddit, session, tools));
  }
}

void add_youtube(const collector::YoutubeOptions& options,
                 const collector::LiveTools& tools,
                 collector::RateLimiter& limiter,
                 LiveSources& live) {
  // No limit but the quota of the day is documented: two requests a second, at most.
  limiter.set_limit(std::string{collector::kYoutubeLimit}, {.requests = 4, .per = 1s});
  if (!options.channels.empty() || !options.videos.empty()) {
    live.sources.push_back(std::make_unique<collector::YoutubeComments>(
        options, collector::secret_of_environment(collector::kYoutubeKeyVariable), tools));
  }
}

}  // namespace

void add_gated(const collector::LiveOptions& options,
               const collector::LiveTools& tools,
               collector::RateLimiter& limiter,
               LiveSources& live) {
  if (options.x.enabled) {
    add_x(options.x, tools, limiter, live);
  }
  if (options.reddit.enabled) {
    add_reddit(options.reddit, tools, limiter, live);
  }
  if (options.youtube.enabled) {
    add_youtube(options.youtube, tools, limiter, live);
  }
}

}  // namespace vigie::app

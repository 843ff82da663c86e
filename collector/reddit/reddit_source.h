// `reddit:r/NAME`: new submissions and comments of one subreddit.
#pragma once

#include <memory>
#include <string>

#include "collector/live/live_source.h"
#include "collector/reddit/reddit_api.h"

namespace vigie::collector {

class RedditSource : public LiveSource {
 public:
  /// `subreddit`: without `r/`. `session` is shared with the other subreddits.
  RedditSource(RedditOptions options,
               std::string subreddit,
               std::shared_ptr<RedditSession> session,
               LiveTools tools);

  [[nodiscard]] std::string name() const override { return "reddit:r/" + subreddit_; }

  [[nodiscard]] std::string platform() const override { return "reddit"; }

  [[nodiscard]] std::string format() const override { return "reddit"; }

  [[nodiscard]] bool is_filtered() const override { return false; }

  /// Both listings are read down to what was read before, at most some 1,000 things deep, which is
  /// as far as Reddit goes; what lies between is a gap.
  [[nodiscard]] tl::expected<void, LiveError> run(const LiveRun& run) override;

 private:
  RedditOptions options_;
  std::string subreddit_;
  std::shared_ptr<RedditSession> session_;
  LiveTools tools_;
};

}  // namespace vigie::collector

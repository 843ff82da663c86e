// Histories of single accounts: those of the queue, as far back as wanted, whatever they are about.
//
// Apart from the stream, which begins when Vigie does and keeps what a watch asks for: the cadence
// of an account is judged on all that it posts.
#pragma once

#include <string>

#include "collector/bluesky/appview.h"
#include "collector/live/account_queue.h"
#include "collector/live/live_source.h"
#include "collector/live/options.h"

namespace vigie::collector {

class BlueskyHistory : public LiveSource {
 public:
  /// `posts_per_account`: newest posts fetched of one account, at most, unless
  /// `options.full_history`.
  BlueskyHistory(BlueskyOptions options,
                 std::uint32_t posts_per_account,
                 AccountQueue& queue,
                 LiveTools tools);

  [[nodiscard]] std::string name() const override { return "bluesky:history"; }

  [[nodiscard]] std::string platform() const override { return "bluesky"; }

  [[nodiscard]] std::string format() const override { return "appview"; }

  [[nodiscard]] bool is_filtered() const override { return false; }

  [[nodiscard]] bool follows_others() const override { return true; }

  /// Has no cursor: the queue is what is left to do. With `once`, returns when it is empty. When a
  /// request fails for good, the account it was for is left until it is queued again, and the
  /// others go back into the queue.
  [[nodiscard]] tl::expected<void, LiveError> run(const LiveRun& run) override;

 private:
  BlueskyOptions options_;
  std::uint32_t posts_per_account_;
  AccountQueue& queue_;
  LiveTools tools_;
};

}  // namespace vigie::collector

// The live sources that the settings ask for.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "collector/bluesky/login_budget.h"
#include "collector/live/account_queue.h"
#include "collector/live/live_source.h"
#include "collector/live/options.h"
#include "collector/live/rate_limiter.h"

namespace vigie::app {

/// Accounts to look into, by queue: `bluesky`, `mastodon:HOST`. Outlive the sources.
using AccountQueues = std::map<std::string, std::unique_ptr<collector::AccountQueue>>;

struct LiveSources {
  std::vector<std::unique_ptr<collector::LiveSource>> sources;
  AccountQueues queues;
};

/// In the order of the settings. Requests nothing yet. `take_login`: of Bluesky.
[[nodiscard]] LiveSources make_live_sources(
    const collector::LiveOptions& options,
    const collector::LiveTools& tools,
    collector::RateLimiter& limiter,
    collector::TakeLogin take_login = collector::logins_of_this_program());

/// The instances of the settings; their `accounts` also hold what a watch follows on Mastodon, so
/// that its timeline is polled: by its home where that is listed, else by the first instance, which
/// shows what it knows of it. Names: `mastodon:name@host`, `mastodon:https://host/users/name`.
[[nodiscard]] std::vector<collector::MastodonInstance> following_instances(
    const collector::LiveOptions& options);

/// Key of the queue that the posts of a source fill; empty: none.
[[nodiscard]] std::string queue_of(const collector::LiveSource& source);

/// The places of those whose name is one of `names` or begins with one and a colon; all when there
/// are no names. @throws UsageFailure  A name that fits none, with those there are.
[[nodiscard]] std::vector<std::unique_ptr<collector::LiveSource>> choose_sources(
    std::vector<std::unique_ptr<collector::LiveSource>> sources,
    const std::vector<std::string>& names);

}  // namespace vigie::app

#include "app/live_sources.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/failure.h"
#include "app/gated_sources.h"
#include "collector/bluesky/appview.h"
#include "collector/bluesky/history_source.h"
#include "collector/bluesky/jetstream_source.h"
#include "collector/bluesky/search_source.h"
#include "collector/bluesky/session.h"
#include "collector/feeds/feed_source.h"
#include "collector/mastodon/account_lookup.h"
#include "collector/mastodon/history_source.h"
#include "collector/mastodon/mastodon_source.h"
#include "collector/mastodon/site.h"
#include "collector/mastodon/web_address.h"
#include "collector/nostr/nostr_source.h"

namespace vigie::app {
namespace {

bool is_named(std::string_view name, std::string_view wanted) {
  return name == wanted ||
         (name.starts_with(wanted) && name.size() > wanted.size() && name[wanted.size()] == ':');
}

/// The queue of `key`, made when there is none.
collector::AccountQueue& queue_for(const std::string& key,
                                   const collector::LiveOptions& options,
                                   const collector::LiveTools& tools,
                                   LiveSources& live) {
  auto& queue = live.queues[key];
  if (!queue) {
    queue = std::make_unique<collector::AccountQueue>(options.deepen, tools.clock);
  }
  return *queue;
}

void add_bluesky(const collector::LiveOptions& options,
                 const collector::LiveTools& tools,
                 collector::RateLimiter& limiter,
                 collector::TakeLogin take_login,
                 LiveSources& live) {
  // The limiter takes half of what it is told; the setting says what is really sent.
  limiter.set_limit(
      std::string{collector::kAppViewLimit},
      {.requests = 2.0 * options.bluesky.requests_per_second, .per = std::chrono::seconds{1}});
  live.sources.push_back(std::make_unique<collector::JetstreamSource>(options.bluesky, tools));
  auto queries = collector::search_queries(options.watches);
  if (!options.bluesky.identifier.empty() && !queries.empty()) {
    live.sources.push_back(
        std::make_unique<collector::SearchSource>(options.bluesky,
                                                  std::move(queries),
                                                  collector::app_password_of_environment(),
                                                  tools,
                                                  std::move(take_login)));
  }
  if (options.deepens) {
    live.sources.push_back(
        std::make_unique<collector::BlueskyHistory>(options.bluesky,
                                                    options.deepen.posts_per_account,
                                                    queue_for("bluesky", options, tools, live),
                                                    tools));
  }
}

void add_mastodon(const collector::MastodonInstance& instance,
                  const collector::LiveOptions& options,
                  const collector::LiveTools& tools,
                  LiveSources& live) {
  const auto site = collector::mastodon::make_site(instance, tools);
  for (auto& source : collector::mastodon::make_timeline_sources(site)) {
    live.sources.push_back(std::move(source));
  }
  if (options.deepens) {
    live.sources.push_back(collector::mastodon::make_history_source(
        site, queue_for("mastodon:" + site->host(), options, tools, live), options.deepen));
  }
}

/// `name@host` of an account of a watch; empty: it is not on Mastodon, or does not tell its host.
std::string name_on_mastodon(std::string_view account) {
  constexpr std::string_view kPlatform = "mastodon:";
  if (!account.starts_with(kPlatform)) {
    return {};
  }
  account.remove_prefix(kPlatform.size());
  if (account.find("://") != std::string_view::npos) {
    return collector::mastodon::acct_of_actor(account, {});
  }
  account.remove_prefix(account.starts_with('@') ? 1 : 0);
  const std::size_t at = account.find('@');
  return at == 0 || at == std::string_view::npos ? std::string{} : std::string{account};
}

void follow(const std::string& name, std::vector<collector::MastodonInstance>& instances) {
  const std::size_t at = name.find('@');
  const std::string host = name.substr(at + 1);
  auto asked = std::find_if(instances.begin(), instances.end(), [&host](const auto& instance) {
    return collector::mastodon::host_of_origin(instance.url) == host;
  });
  const bool is_home = asked != instances.end();
  asked = is_home ? asked : instances.begin();
  std::vector<std::string>& accounts = asked->accounts;
  const std::string local = is_home ? name.substr(0, at) : name;
  const auto is_it = [&](const std::string& there) { return there == local || there == name; };
  if (std::none_of(accounts.begin(), accounts.end(), is_it)) {
    accounts.push_back(local);
  }
}

}  // namespace

std::vector<collector::MastodonInstance> following_instances(
    const collector::LiveOptions& options) {
  std::vector<collector::MastodonInstance> instances = options.mastodon.instances;
  for (const collector::WatchOptions& watch : options.watches) {
    for (const std::string& account : watch.accounts) {
      const std::string name = name_on_mastodon(account);
      if (!name.empty() && !instances.empty()) {
        follow(name, instances);
      }
    }
  }
  return instances;
}

LiveSources make_live_sources(const collector::LiveOptions& options,
                              const collector::LiveTools& tools,
                              collector::RateLimiter& limiter,
                              collector::TakeLogin take_login) {
  LiveSources live;
  if (options.bluesky.enabled) {
    add_bluesky(options, tools, limiter, std::move(take_login), live);
  }
  for (const collector::MastodonInstance& instance : following_instances(options)) {
    add_mastodon(instance, options, tools, live);
  }
  for (const std::string& url : options.feeds.urls) {
    live.sources.push_back(collector::make_feed_source(url, options.feeds, tools));
  }
  for (const std::string& relay : options.nostr.relays) {
    live.sources.push_back(collector::nostr::make_nostr_source(relay, options.nostr, tools));
  }
  add_gated(options, tools, limiter, live);
  return live;
}

std::string queue_of(const collector::LiveSource& source) {
  const std::string name = source.name();
  // `mastodon:HOST:local`, HOST with or without a port.
  for (const std::string_view place : {":local", ":tag:", ":account:", ":history"}) {
    const auto found = name.rfind(place);
    if (name.starts_with("mastodon:") && found != std::string::npos) {
      return name.substr(0, found);
    }
  }
  return source.platform();
}

std::vector<std::unique_ptr<collector::LiveSource>> choose_sources(
    std::vector<std::unique_ptr<collector::LiveSource>> sources,
    const std::vector<std::string>& names) {
  if (sources.empty()) {
    throw UsageFailure(
        "the settings name nothing to collect. Set bluesky.enabled = true, or name servers in "
        "[[mastodon]], feeds.urls or nostr.relays; config/README.md says how.");
  }
  if (names.empty()) {
    return sources;
  }
  std::vector<std::string> known;
  for (const auto& source : sources) {
    known.push_back(source->name());
  }
  for (const std::string& name : names) {
    if (std::none_of(known.begin(), known.end(), [&](const std::string& candidate) {
          return is_named(candidate, name);
        })) {
      throw UsageFailure(fmt::format("there is no source \"{}\" in the settings. There are: {}.",
                                     name,
                                     fmt::join(known, ", ")));
    }
  }
  std::erase_if(sources, [&](const auto& source) {
    return std::none_of(names.begin(), names.end(), [&](const std::string& name) {
      return is_named(source->name(), name);
    });
  });
  return sources;
}

}  // namespace vigie::app

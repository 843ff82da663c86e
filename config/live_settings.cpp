#include "config/live_settings.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "config/list_check.h"

namespace vigie::config {
namespace {

constexpr std::int64_t kLiveMaxCount = 1'000'000'000;

/// True for `SCHEME://host[:port][/path]` without user, query or space: secrets are no settings.
bool is_address(std::string_view address, std::span<const std::string_view> schemes) {
  const bool has_scheme = std::any_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) {
    return address.starts_with(scheme) && address.size() > scheme.size() &&
           address[scheme.size()] != '/';
  });
  return has_scheme && address.find_first_of("@?# \t\r\n\"'<>") == std::string_view::npos;
}

struct AddressKind {
  std::span<const std::string_view> schemes;
  std::string_view example;
};

constexpr std::array<std::string_view, 2> kHttp{"https://", "http://"};
constexpr std::array<std::string_view, 2> kWebSocket{"wss://", "ws://"};

void check_address(TomlReader& reader,
                   std::string_view key,
                   std::string_view value,
                   const AddressKind& kind) {
  if (!is_address(value, kind.schemes)) {
    reader.fail(TomlProblemKind::kOutOfRange,
                key,
                fmt::format("`{}`: \"{}\" must be an address without user, query or spaces, "
                            "e.g. {}",
                            key,
                            value,
                            kind.example));
  }
}

void read_address(TomlReader& reader,
                  std::string_view key,
                  std::string& target,
                  const AddressKind& kind) {
  reader.read(key, target);
  if (!target.empty()) {
    check_address(reader, key, target, kind);
    target.erase(target.find_last_not_of('/') + 1);
  }
}

void read_addresses(TomlReader& reader,
                    std::string_view key,
                    std::vector<std::string>& target,
                    const AddressKind& kind) {
  reader.read(key, target);
  for (const std::string& address : target) {
    check_address(reader, key, address, kind);
  }
}

void read_tags(TomlReader& reader, std::string_view key, std::vector<std::string>& target) {
  reader.read(key, target);
  for (std::string& tag : target) {
    tag.erase(
        0,
        tag.find_first_not_of('#') == std::string::npos ? tag.size() : tag.find_first_not_of('#'));
    if (tag.empty() || tag.find_first_of(" \t\r\n/?&") != std::string::npos) {
      reader.fail(TomlProblemKind::kOutOfRange,
                  key,
                  fmt::format("`{}`: \"{}\" is no hashtag: one word, without `#`", key, tag));
    }
  }
}

template <typename Duration>
void read_duration(TomlReader& reader,
                   std::string_view key,
                   Duration& target,
                   std::int64_t low,
                   std::int64_t high) {
  std::int64_t count = target.count();
  reader.read_integer(key, count, low, high);
  target = Duration{count};
}

void finish_table(TomlReader& root, TomlReader& table) {
  if (auto problem = table.finish()) {
    root.fail(std::move(*problem));
  }
}

}  // namespace

void read_web_address(TomlReader& reader, std::string_view key, std::string& target) {
  read_address(reader, key, target, {kHttp, "https://host.example"});
}

void read_collect(TomlReader& reader, collector::LiveOptions& options) {
  read_address(reader, "proxy", options.net.proxy, {kHttp, "http://proxy.example:3128"});
  std::string ca_file = options.net.ca_file.string();
  reader.read("ca_file", ca_file);
  options.net.ca_file = ca_file;
  reader.read("metrics_file", options.metrics_file);
  reader.read("metrics_listen", options.metrics_listen);
  reader.read("metrics_remote", options.metrics_remote);
}

void read_bluesky(TomlReader& reader, collector::LiveOptions& options) {
  collector::BlueskyOptions& bluesky = options.bluesky;
  reader.read("enabled", bluesky.enabled);
  read_addresses(reader, "jetstream_hosts", bluesky.jetstream_hosts, {kWebSocket, "wss://host"});
  if (bluesky.jetstream_hosts.empty()) {
    reader.fail(TomlProblemKind::kOutOfRange,
                "jetstream_hosts",
                "`bluesky.jetstream_hosts` needs one address at least");
  }
  reader.read_integer("jetstream_version", bluesky.jetstream_version, 1, 2);
  reader.read("compress", bluesky.compress);
  reader.read("zstd_dictionary", bluesky.zstd_dictionary);
  reader.read("likes", bluesky.likes);
  read_address(reader, "appview", bluesky.appview, {kHttp, "https://public.api.bsky.app"});
  read_address(reader, "plc_directory", bluesky.plc_directory, {kHttp, "https://plc.directory"});
  read_address(reader, "service", bluesky.service, {kHttp, "https://bsky.social"});
  reader.read_real("requests_per_second", bluesky.requests_per_second, 0.01, 1000.0);
  reader.read("identifier", bluesky.identifier);
  read_duration(reader, "search_seconds", bluesky.search_interval, 60, 86'400);
  reader.read("full_history", bluesky.full_history);
}

void read_feeds(TomlReader& reader, collector::LiveOptions& options) {
  read_addresses(reader, "urls", options.feeds.urls, {kHttp, "https://gazette.example/feed.rss"});
  read_duration(reader, "poll_seconds", options.feeds.poll_interval, 900, 86'400);
}

void read_nostr(TomlReader& reader, collector::LiveOptions& options) {
  read_addresses(reader, "relays", options.nostr.relays, {kWebSocket, "wss://relay.example"});
}

void read_deepen(TomlReader& reader, collector::LiveOptions& options) {
  collector::DeepenOptions& deepen = options.deepen;
  reader.read("enabled", options.deepens);
  reader.read_integer("accounts_per_day", deepen.accounts_per_day, 0, kLiveMaxCount);
  reader.read_integer("posts_per_account", deepen.posts_per_account, 1, 100'000);
  read_duration(reader, "refresh_hours", deepen.refresh, 1, 24 * 365);
  reader.read_integer("min_posts", deepen.min_posts, 1, 1000);
}

void read_mastodon(TomlReader& root, collector::LiveOptions& options) {
  std::set<std::string> seen;
  for (const TomlValue* table : root.tables("mastodon")) {
    TomlReader reader{*table, "mastodon"};
    collector::MastodonInstance instance;
    reader.require("url");
    read_address(reader, "url", instance.url, {kHttp, "https://social.example"});
    reader.read("terms_acknowledged", instance.terms_acknowledged);
    reader.read("token_variable", instance.token_variable);
    reader.read_choice("transport", instance.transport, {"poll", "websocket", "sse"});
    reader.read("local_timeline", instance.local_timeline);
    read_tags(reader, "tags", instance.tags);
    reader.read("accounts", instance.accounts);
    read_duration(reader, "poll_seconds", instance.poll_interval, 15, 86'400);
    if (!seen.insert(instance.url).second) {
      reader.fail(TomlProblemKind::kOutOfRange,
                  "url",
                  fmt::format("`mastodon.url`: {} stands there twice; one entry takes all its "
                              "tags and accounts",
                              instance.url));
    }
    finish_table(root, reader);
    options.mastodon.instances.push_back(std::move(instance));
  }
}

void read_watches(TomlReader& root, collector::LiveOptions& options) {
  constexpr std::size_t kMostWatches = 16;  // each may become a topic of the matcher, which has 32
  std::set<std::string> names;
  for (const TomlValue* table : root.tables("watch")) {
    TomlReader reader{*table, "watch"};
    collector::WatchOptions watch;
    reader.require("name");
    reader.read("name", watch.name);
    reader.read("topics", watch.topics);
    reader.read("keywords", watch.keywords);
    read_tags(reader, "hashtags", watch.hashtags);
    reader.read("domains", watch.domains);
    reader.read("listed_sources", watch.listed_sources);
    reader.read("accounts", watch.accounts);
    reader.read("everything", watch.everything);
    for (const std::string& domain : watch.domains) {
      if (!is_host_name(domain)) {
        reader.fail(TomlProblemKind::kOutOfRange,
                    "domains",
                    fmt::format("`watch.domains`: \"{}\" must be a host in lower-case ASCII "
                                "without www., path or port, e.g. gazette.example",
                                domain));
      }
    }
    for (const std::string& account : watch.accounts) {
      const auto colon = account.find(':');
      if (colon == std::string::npos || colon == 0 || colon + 1 == account.size()) {
        reader.fail(TomlProblemKind::kOutOfRange,
                    "accounts",
                    fmt::format("`watch.accounts`: \"{}\" must be platform:handle or platform:id, "
                                "e.g. bluesky:gazette.example",
                                account));
      }
    }
    const bool asks = watch.everything || watch.listed_sources || !watch.topics.empty() ||
                      !watch.keywords.empty() || !watch.hashtags.empty() ||
                      !watch.domains.empty() || !watch.accounts.empty();
    if (!asks) {
      reader.fail(TomlProblemKind::kOutOfRange,
                  "name",
                  fmt::format("watch \"{}\" asks for nothing: give it topics, keywords, hashtags, "
                              "domains, accounts, listed_sources or everything",
                              watch.name));
    }
    if (watch.name.empty() || !names.insert(watch.name).second) {
      reader.fail(TomlProblemKind::kOutOfRange,
                  "name",
                  fmt::format("`watch.name`: \"{}\" is empty or stands there twice", watch.name));
    }
    finish_table(root, reader);
    options.watches.push_back(std::move(watch));
  }
  if (options.watches.size() > kMostWatches) {
    root.fail(TomlProblemKind::kOutOfRange,
              "watch",
              fmt::format("{} watches; at most {}", options.watches.size(), kMostWatches));
  }
}

}  // namespace vigie::config

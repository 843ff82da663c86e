#include "app/health_checks.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "analysis/source_index.h"
#include "app/console.h"
#include "app/failure.h"
#include "app/gated_checks.h"
#include "app/live_sources.h"
#include "app/watch_filter.h"
#include "app/workspace.h"
#include "collector/bluesky/session.h"
#include "collector/live/clock_check.h"
#include "collector/live/fetcher.h"
#include "storage/error.h"
#include "storage/processing_record.h"
#include "storage/run_store.h"

namespace vigie::app {
namespace {

constexpr std::uint64_t kLittleDisk = 5'000'000'000;
constexpr std::uint64_t kNoDisk = 500'000'000;
constexpr std::chrono::seconds kClockTolerance{30};

HealthCheck good(std::string subject, std::string finding) {
  return {std::move(subject), Health::kGood, std::move(finding)};
}

HealthCheck doubtful(std::string subject, std::string finding) {
  return {std::move(subject), Health::kDoubtful, std::move(finding)};
}

HealthCheck bad(std::string subject, std::string finding) {
  return {std::move(subject), Health::kBad, std::move(finding)};
}

HealthCheck check_variable(const std::string& subject, const std::string& variable) {
  const char* value = std::getenv(variable.c_str());  // NOLINT(concurrency-mt-unsafe): one thread
  return value != nullptr && *value != '\0'
             ? good(subject, fmt::format("{} is set", variable))
             : bad(subject,
                   fmt::format("the environment variable {} is not set; put it into the service's "
                               "EnvironmentFile (mode 0600), or export it",
                               variable));
}

void check_data_files(const config::Settings& settings, std::vector<HealthCheck>& checks) {
  try {
    const auto lists = load_lists(settings);
    const auto topics = load_topics(settings);
    const analysis::SourceIndex index{lists};
    const auto watches = make_watch_context(settings.live.watches, topics, index);
    checks.push_back(good("data files",
                          fmt::format("{} lists, {} topics, {} watches",
                                      lists.size(),
                                      topics.size(),
                                      settings.live.watches.size())));
  } catch (const std::runtime_error& failure) {
    checks.push_back(bad("data files", failure.what()));
  }
}

void check_instances(const collector::MastodonOptions& mastodon, std::vector<HealthCheck>& checks) {
  for (const collector::MastodonInstance& instance : mastodon.instances) {
    if (!instance.terms_acknowledged) {
      checks.push_back(bad(instance.url,
                           "terms_acknowledged is false: read the server's rules, then set it; "
                           "until then nothing is asked of it"));
    }
    if (!instance.token_variable.empty()) {
      checks.push_back(check_variable(instance.url, instance.token_variable));
    } else if (instance.transport != "poll") {
      checks.push_back(
          doubtful(instance.url, "no token_variable: most servers give streams to users only"));
    }
  }
}

/// `https://host[:port]` of an address.
std::string origin_of(const std::string& url) {
  const auto scheme = url.find("://");
  return scheme == std::string::npos ? url : url.substr(0, url.find('/', scheme + 3));
}

/// An address to ask.
struct HealthProbe {
  std::string url;
  bool is_gated = false;  ///< Asked without its credentials: a refusal is an answer.
};

/// Each host once.
std::vector<HealthProbe> probes_of(const collector::LiveOptions& options) {
  std::vector<HealthProbe> probes;
  std::set<std::string> hosts;
  const auto add = [&](const std::string& url, bool is_gated = false) {
    if (hosts.insert(origin_of(url)).second) {
      probes.push_back({url, is_gated});
    }
  };
  if (options.bluesky.enabled) {
    add(options.bluesky.appview + "/xrpc/_health");
    add(options.bluesky.plc_directory + "/_health");
  }
  for (const auto& instance : options.mastodon.instances) {
    if (instance.terms_acknowledged) {
      add(instance.url + "/api/v2/instance");
    }
  }
  for (const std::string& url : options.feeds.urls) {
    add(url);
  }
  for (const std::string& url : gated_probes(options)) {
    add(url, true);
  }
  return probes;
}

HealthCheck check_answer(const HealthProbe& probe,
                         const tl::expected<collector::HttpResponse, collector::NetError>& answer,
                         UtcTime now) {
  const std::string host = origin_of(probe.url);
  if (!answer) {
    return bad(host, answer.error().message);
  }
  if (answer->status >= 500) {
    return doubtful(host, fmt::format("answers {}: its own trouble; try later", answer->status));
  }
  if (!probe.is_gated && (answer->status == 401 || answer->status == 403)) {
    return doubtful(host, fmt::format("answers {}: it asks for a token", answer->status));
  }
  const auto error = collector::clock_error(answer->headers, now);
  if (error && std::abs(error->count()) > kClockTolerance.count()) {
    return bad("clock",
               fmt::format("this machine's clock is {} s off that of {}: received times would be "
                           "wrong; switch on time synchronisation (timedatectl set-ntp true)",
                           error->count(),
                           host));
  }
  return good(host, fmt::format("answers {}", answer->status));
}

std::string names_in_reports(std::uint32_t min_followers) {
  return min_followers == 0
             ? std::string{"accounts of any size; before publishing consider "
                           "report.min_followers_to_name"}
             : fmt::format("accounts with {} followers or more, and whom the settings declare",
                           with_thousands(min_followers));
}

}  // namespace

std::vector<HealthCheck> check_configuration(const config::Settings& settings) {
  std::vector<HealthCheck> checks;
  checks.push_back(
      settings.contact.empty()
          ? bad("contact",
                "none: live collecting needs one, it is sent to every platform. Write contact = "
                "\"desk@newsroom.example\" into vigie.toml")
          : good("contact", settings.contact));
  checks.push_back(good("names in reports", names_in_reports(settings.naming.min_followers)));
  check_data_files(settings, checks);
  const collector::LiveOptions& live = settings.live;
  if (!live.bluesky.enabled && live.mastodon.instances.empty() && live.feeds.urls.empty() &&
      live.nostr.relays.empty() && !live.x.enabled && !live.reddit.enabled &&
      !live.youtube.enabled) {
    checks.push_back(doubtful("sources", "none: `vigie collect` would have nothing to do"));
  }
  if (live.bluesky.enabled && !live.bluesky.identifier.empty()) {
    checks.push_back(check_variable("bluesky login", "VIGIE_BLUESKY_APP_PASSWORD"));
  }
  check_instances(live.mastodon, checks);
  std::vector<HealthCheck> gates = check_gates(live);
  std::move(gates.begin(), gates.end(), std::back_inserter(checks));
  return checks;
}

std::vector<HealthCheck> check_database(const CommonArguments& common) {
  std::vector<HealthCheck> checks;
  const std::string name = common.db.filename().string();
  try {
    storage::Database database = open_for_writing(common, false);
    const auto status = storage::RunStore{database}.status();
    checks.push_back(good(name,
                          fmt::format("schema {}, {} posts, {}",
                                      status.schema_version,
                                      with_thousands(status.posts),
                                      human_bytes(status.database_bytes))));
    checks.push_back(storage::has_processing_record(database)
                         ? good("record of processing", "there is one")
                         : bad("record of processing",
                               "none: live collecting needs one; write it with `vigie record`"));
    constexpr std::uint64_t kLongLog = 1'000'000'000;
    if (status.log_bytes > kLongLog) {
      checks.push_back(doubtful(
          "write-ahead log",
          fmt::format("{}: a reader keeps it from being folded in; close programs that have the "
                      "database open",
                      human_bytes(status.log_bytes))));
    }
  } catch (const std::runtime_error& failure) {
    checks.push_back(bad(name, failure.what()));
  }
  std::error_code code;
  const auto folder = common.db.has_parent_path() ? common.db.parent_path() : ".";
  const auto space = std::filesystem::space(folder, code);
  if (code) {
    checks.push_back(bad("disk", fmt::format("{} cannot be looked at", folder.string())));
  } else if (space.available < kNoDisk) {
    checks.push_back(bad(
        "disk",
        fmt::format("{} left: make room before collecting goes on", human_bytes(space.available))));
  } else {
    checks.push_back(space.available < kLittleDisk
                         ? doubtful("disk",
                                    fmt::format("{} left: a million posts take about 400 MB",
                                                human_bytes(space.available)))
                         : good("disk", fmt::format("{} left", human_bytes(space.available))));
  }
  return checks;
}

std::vector<HealthCheck> check_reachability(const collector::LiveOptions& options,
                                            const ReachabilityTools& tools) {
  constexpr std::chrono::seconds kPatience{15};
  std::vector<HealthCheck> checks;
  const std::stop_token never;
  for (const HealthProbe& probe : probes_of(options)) {
    collector::HttpRequest request;
    request.url = probe.url;
    request.idle_timeout = kPatience;
    request.deadline = kPatience;
    checks.push_back(check_answer(probe, tools.http.send(request, never), tools.clock.now()));
  }
  std::vector<std::string> streams = options.nostr.relays;
  if (options.bluesky.enabled) {
    for (const std::string& host : options.bluesky.jetstream_hosts) {
      streams.push_back(host + (options.bluesky.jetstream_version == 2
                                    ? "/xrpc/network.bsky.jetstream.subscribeEvents"
                                    : "/subscribe?wantedCollections=app.bsky.feed.generator"));
    }
  }
  for (const std::string& url : streams) {
    collector::WebSocketRequest request;
    request.url = url;
    const auto connection = tools.websockets.open(request, never);
    checks.push_back(connection ? good(origin_of(url), "takes WebSocket connections")
                                : bad(origin_of(url), connection.error().message));
  }
  return checks;
}

std::vector<HealthCheck> check_login(const collector::BlueskyOptions& options,
                                     const ReachabilityTools& tools,
                                     const collector::TakeLogin& take_login) {
  std::string password = collector::app_password_of_environment();
  if (!options.enabled || options.identifier.empty() || password.empty()) {
    return {};
  }
  collector::RateLimiter limiter{tools.clock};
  collector::Fetcher fetcher{tools.http, limiter, tools.clock};
  collector::BlueskySession session{options, std::move(password), fetcher, tools.clock, take_login};
  const auto logged_in = session.log_in(std::stop_token{});
  const std::string subject = "bluesky login";
  if (logged_in) {
    return {good(subject, fmt::format("the app password of {} is accepted", options.identifier))};
  }
  const collector::FetchError& error = logged_in.error();
  if (error.kind == collector::FetchErrorKind::kThrottled) {
    return {doubtful(subject, "not tried, or refused for now: " + error.message)};
  }
  if (error.kind == collector::FetchErrorKind::kTransient) {
    return {doubtful(subject, error.message + ": try later")};
  }
  return {bad(subject, error.message)};
}

}  // namespace vigie::app

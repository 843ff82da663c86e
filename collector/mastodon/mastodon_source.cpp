#include "collector/mastodon/mastodon_source.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "collector/mastodon/account_lookup.h"
#include "collector/mastodon/event_stream.h"
#include "collector/mastodon/timeline_pages.h"
#include "collector/mastodon/web_address.h"

namespace vigie::collector::mastodon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kShortestPoll{15};

enum class TimelineKind : std::uint8_t { kLocal, kTag, kAccount };

struct Timeline {
  TimelineKind kind = TimelineKind::kLocal;
  std::string name;  ///< Of the tag or account.
};

LiveError stopped_error() {
  return {.kind = LiveErrorKind::kStopped, .message = "stopped"};
}

/// What the end of a stream means: what was missed is caught up by pages, so there is no gap.
LiveError stream_error(const NetError& error, const std::string& host) {
  if (error.kind == NetErrorKind::kStopped) {
    return stopped_error();
  }
  if (error.status == 401 || error.status == 403) {
    return {.kind = LiveErrorKind::kOperator,
            .message = fmt::format("{} gives its stream only with a user token: set "
                                   "`token_variable`, or `transport = \"poll\"`",
                                   host),
            .gap_reason = "credentials"};
  }
  return {.kind = LiveErrorKind::kTransient,
          .message = fmt::format("{}: the stream ended: {}", host, error.message)};
}

/// Events of a stream, handed on about once a second.
class EventTaker {
 public:
  EventTaker(Site& site, StatusReader& reader, TimelinePlace& place, const LiveRun& run)
      : site_(site), reader_(reader), place_(place), run_(run) {}

  void take(std::string_view message) {
    const auto read = reader_.read_event(message, site_.tools().clock.now(), batch_);
    const bool is_newer = !read.newest_id.empty() &&
                          (place_.last_id.empty() || is_earlier_id(place_.last_id, read.newest_id));
    if (is_newer) {
      place_.last_id = read.newest_id;
      batch_.cursor = place_.last_id;
    }
    constexpr std::size_t kMostRecords = 500;
    if (batch_.records_read >= kMostRecords) {
      flush();
    }
  }

  /// The connection is alive: what was not sent until now was not there.
  void pause() {
    const UtcTime now = site_.tools().clock.now();
    if (to_ms(place_.seen_until) > 0 && now - place_.seen_until >= seconds{60}) {
      batch_.seen.push_back(
          {.account_native_id = place_.account, .begin = place_.seen_until, .end = now});
      if (!place_.account.empty()) {
        batch_.seen.push_back({.account_native_id = {}, .begin = place_.seen_until, .end = now});
      }
      place_.seen_until = now;
    }
    flush();
  }

  void flush() {
    hand_on(std::exchange(batch_, empty_batch()), run_);
    flushed_ = site_.tools().clock.steady_now();
  }

  void flush_when_due() {
    if (site_.tools().clock.steady_now() - flushed_ >= seconds{1}) {
      pause();
    }
  }

 private:
  Site& site_;
  StatusReader& reader_;
  TimelinePlace& place_;
  const LiveRun& run_;
  RecordBatch batch_ = empty_batch();
  std::chrono::steady_clock::time_point flushed_{};
};

class TimelineSource : public LiveSource {
 public:
  TimelineSource(std::shared_ptr<Site> site, Timeline timeline)
      : site_(std::move(site)), timeline_(std::move(timeline)), reader_(site_->ids()) {}

  std::string name() const override {
    switch (timeline_.kind) {
      case TimelineKind::kTag:
        return fmt::format("mastodon:{}:tag:{}", site_->host(), timeline_.name);
      case TimelineKind::kAccount:
        return fmt::format("mastodon:{}:account:{}", site_->host(), timeline_.name);
      case TimelineKind::kLocal:
        break;
    }
    return fmt::format("mastodon:{}:local", site_->host());
  }

  std::string platform() const override { return "mastodon"; }

  std::string format() const override { return "mastodon"; }

  bool is_filtered() const override { return timeline_.kind == TimelineKind::kLocal; }

  tl::expected<void, LiveError> run(const LiveRun& run) override {
    auto ready = prepare(run);
    if (!ready) {
      return tl::unexpected{std::move(ready.error())};
    }
    place_.last_id = run.cursor;
    const std::string& transport = site_->options().transport;
    const bool has_stream = timeline_.kind != TimelineKind::kAccount && !run.once;
    if (has_stream && (transport == "websocket" || transport == "sse")) {
      return transport == "sse" ? read_events(*ready, run) : read_socket(*ready, run);
    }
    return poll(run);
  }

 private:
  tl::expected<SiteRules, LiveError> prepare(const LiveRun& run) {
    if (auto allowed = site_->check_settings(); !allowed) {
      return tl::unexpected{std::move(allowed.error())};
    }
    auto rules = site_->ask_rules(run.stop);
    if (!rules) {
      return rules;
    }
    if (auto open = check_access(*rules); !open) {
      return tl::unexpected{std::move(open.error())};
    }
    if (place_.path.empty()) {
      if (auto found = find_path(run); !found) {
        return tl::unexpected{std::move(found.error())};
      }
    }
    return rules;
  }

  [[nodiscard]] tl::expected<void, LiveError> check_access(const SiteRules& rules) const {
    if (timeline_.kind == TimelineKind::kAccount) {
      return {};
    }
    const FeedAccess access = timeline_.kind == TimelineKind::kTag ? rules.hashtags : rules.local;
    if (access == FeedAccess::kDisabled) {
      return tl::unexpected{
          LiveError{.kind = LiveErrorKind::kOperator,
                    .message = site_->host() + " has switched this timeline off: remove it"}};
    }
    if (access == FeedAccess::kAuthenticated && !site_->has_token()) {
      return tl::unexpected{
          LiveError{.kind = LiveErrorKind::kOperator,
                    .message = fmt::format("{} shows this timeline only to its members: set "
                                           "`token_variable` to a variable that holds a user "
                                           "token with the scope read:statuses",
                                           site_->host()),
                    .gap_reason = "credentials"}};
    }
    return {};
  }

  tl::expected<void, LiveError> find_path(const LiveRun& run) {
    if (timeline_.kind == TimelineKind::kLocal) {
      place_.path = "/api/v1/timelines/public?local=true&limit=40";
    } else if (timeline_.kind == TimelineKind::kTag) {
      place_.path = fmt::format("/api/v1/timelines/tag/{}?limit=40", query_value(timeline_.name));
    } else {
      const auto account = look_up_account(*site_, timeline_.name, run.stop);
      if (!account && account.error().kind == FetchErrorKind::kGone) {
        return tl::unexpected{LiveError{.kind = LiveErrorKind::kOperator,
                                        .message = site_->host() +
                                                   " knows no account of a configured name: "
                                                   "correct or remove it"}};
      }
      if (!account) {
        return tl::unexpected{live_error(account.error())};
      }
      place_.account = account->native_id;
      place_.path = statuses_path(account->id);
    }
    return {};
  }

  tl::expected<void, LiveError> poll(const LiveRun& run) {
    const milliseconds interval = std::max(site_->options().poll_interval, kShortestPoll);
    do {
      if (auto read = catch_up(*site_, reader_, place_, run); !read) {
        return read;
      }
      run.meter.set_state(SourceState::kRunning);
      if (run.once) {
        return {};
      }
    } while (site_->tools().clock.sleep(interval, run.stop));
    return tl::unexpected{stopped_error()};
  }

  [[nodiscard]] std::string stream_origin(const SiteRules& rules, std::string_view scheme) const {
    const std::string origin = rules.streaming.empty() ? site_->origin() : rules.streaming;
    const bool is_safe = origin.starts_with("wss://") || origin.starts_with("https://");
    return fmt::format("{}{}://{}", scheme, is_safe ? "s" : "", host_of_origin(origin));
  }

  /// The instance may name another host for its streams, but none in our network.
  [[nodiscard]] bool is_strange(std::string_view url) const {
    return site_->origin().starts_with("https://") && host_of_origin(url) != site_->host();
  }

  /// A credential must not leave by a line that anybody can read.
  [[nodiscard]] HttpHeaders stream_credentials(std::string_view url) const {
    const bool is_safe = url.starts_with("wss://") || url.starts_with("https://");
    return is_safe || !site_->origin().starts_with("https://") ? site_->credentials()
                                                               : HttpHeaders{};
  }

  /// Opened first, caught up then: what comes meanwhile waits in the connection.
  tl::expected<void, LiveError> read_socket(const SiteRules& rules, const LiveRun& run) {
    WebSocketRequest request;
    request.url = stream_origin(rules, "ws") + "/api/v1/streaming?stream=";
    request.url += timeline_.kind == TimelineKind::kTag
                       ? "hashtag&tag=" + query_value(timeline_.name)
                       : "public:local";
    request.headers = stream_credentials(request.url);
    request.public_only = is_strange(request.url);
    auto connection = site_->tools().websockets.open(request, run.stop);
    if (!connection) {
      return tl::unexpected{stream_error(connection.error(), site_->host())};
    }
    if (auto read = catch_up(*site_, reader_, place_, run); !read) {
      return read;
    }
    run.meter.set_state(SourceState::kRunning);
    EventTaker events{*site_, reader_, place_, run};
    while (true) {
      auto message = (*connection)->receive(seconds{1}, run.stop);
      if (!message) {
        events.flush();
        return tl::unexpected{stream_error(message.error(), site_->host())};
      }
      if (message->has_value()) {
        events.take((*message)->bytes);
        events.flush_when_due();
      } else {
        events.pause();
      }
    }
  }

  tl::expected<void, LiveError> read_events(const SiteRules& rules, const LiveRun& run) {
    StreamRequest request;
    request.url = stream_origin(rules, "http") + "/api/v1/streaming/";
    request.url += timeline_.kind == TimelineKind::kTag
                       ? "hashtag?tag=" + query_value(timeline_.name)
                       : "public/local";
    request.headers = stream_credentials(request.url);
    request.public_only = is_strange(request.url);
    EventTaker events{*site_, reader_, place_, run};
    EventLines lines;
    std::optional<LiveError> failed;
    bool is_caught_up = false;
    const auto on_line = [&](std::string_view line) {
      if (!std::exchange(is_caught_up, true)) {
        if (auto read = catch_up(*site_, reader_, place_, run); !read) {
          failed = std::move(read.error());
          return false;
        }
        run.meter.set_state(SourceState::kRunning);
      }
      if (line.data() == nullptr) {
        events.pause();
      } else if (const auto message = lines.take(line)) {
        events.take(*message);
        events.flush_when_due();
      }
      return !run.stop.stop_requested();
    };
    const auto ended = site_->tools().streams.read_lines(request, on_line, run.stop);
    events.flush();
    if (failed) {
      return tl::unexpected{std::move(*failed)};
    }
    return tl::unexpected{ended ? stopped_error() : stream_error(ended.error(), site_->host())};
  }

  std::shared_ptr<Site> site_;
  Timeline timeline_;
  StatusReader reader_;
  TimelinePlace place_;
};

}  // namespace

std::vector<std::unique_ptr<LiveSource>> make_timeline_sources(const std::shared_ptr<Site>& site) {
  std::vector<std::unique_ptr<LiveSource>> sources;
  const auto add = [&](TimelineKind kind, const std::string& name) {
    sources.push_back(std::make_unique<TimelineSource>(site, Timeline{kind, name}));
  };
  if (site->options().local_timeline) {
    add(TimelineKind::kLocal, {});
  }
  for (const std::string& tag : site->options().tags) {
    add(TimelineKind::kTag, tag);
  }
  for (const std::string& account : site->options().accounts) {
    add(TimelineKind::kAccount, account);
  }
  return sources;
}

}  // namespace vigie::collector::mastodon

#include "collector/youtube/comment_source.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "collector/youtube/comment_pages.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kMostThreadPages = 200;
constexpr std::size_t kMostVideosAsked = 50;  ///< That one page of a list holds.
constexpr int kYoutubeTries = 3;              ///< Each costs a unit.

constexpr std::string_view kYoutubeTerms =
    "YouTube demands agreement to its API's terms: what was read is deleted or read anew within 30 "
    "days, and a project's quota is not to be got round.";

FetchError quota_error(std::string message) {
  return {.kind = FetchErrorKind::kDenied,
          .message = std::move(message),
          .status = 403,
          .error_code = "quotaExceeded"};
}

bool is_quota(const FetchError& error) {
  return error.error_code == "quotaExceeded" || error.error_code == "dailyLimitExceeded";
}

/// The video is not to be asked for again: its comments are shut, or it is gone.
bool is_shut(const FetchError& error) {
  return error.error_code == "commentsDisabled" || error.kind == FetchErrorKind::kGone;
}

/// One start of the source.
class CommentReading {
 public:
  CommentReading(const YoutubeOptions& options,
                 const std::string& api_key,
                 LiveTools& tools,
                 const LiveRun& run)
      : options_(options),
        api_key_(api_key),
        tools_(tools),
        run_(run),
        cursor_(parse_youtube_cursor(run.cursor)) {}

  [[nodiscard]] tl::expected<void, LiveError> read_all();

 private:
  using Done = tl::expected<void, FetchError>;

  [[nodiscard]] Done read_round();
  [[nodiscard]] Done read_video(const std::string& video);
  [[nodiscard]] tl::expected<std::vector<std::string>, FetchError> wanted_videos();
  [[nodiscard]] Done add_videos_of(const std::string& channel, std::vector<std::string>& videos);
  [[nodiscard]] tl::expected<std::string, FetchError> uploads_of(const std::string& channel);
  [[nodiscard]] tl::expected<std::string, FetchError> get(const std::string& url);
  [[nodiscard]] tl::expected<void, LiveError> wait_for_quota();
  void hand_on(RecordBatch batch);

  [[nodiscard]] static RecordBatch new_batch() {
    RecordBatch batch;
    batch.platform = "youtube";
    return batch;
  }

  const YoutubeOptions& options_;
  const std::string& api_key_;
  LiveTools& tools_;
  const LiveRun& run_;
  YoutubeCursor cursor_;
  std::set<std::string> shut_;
  std::map<std::string, std::string> uploads_;  ///< List of each channel; empty: there is none.
};

void CommentReading::hand_on(RecordBatch batch) {
  batch.cursor = to_text(cursor_);
  run_.meter.count_events(batch.records_read);
  run_.meter.count_rejects(batch.rejects.size());
  run_.meter.set_last_event(tools_.clock.now());
  run_.sink.accept(std::move(batch));
}

/// Counts a unit, and sends nothing when there is none left.
tl::expected<std::string, FetchError> CommentReading::get(const std::string& url) {
  std::string day = pacific_day(tools_.clock.now());
  if (day != cursor_.day) {
    cursor_.day = std::move(day);
    cursor_.units = 0;
  }
  if (cursor_.units + options_.reserved_units >= options_.daily_units) {
    return tl::unexpected{quota_error("the day's units of YouTube's quota are used")};
  }
  ++cursor_.units;
  HttpRequest request;
  request.url = url;
  request.headers.push_back({.name = "X-Goog-Api-Key", .value = api_key_});
  FetchOptions fetch_options;
  fetch_options.limit_key = kYoutubeLimit;
  fetch_options.max_tries = kYoutubeTries;
  auto answer = tools_.fetcher.fetch(std::move(request), fetch_options, run_.stop);
  if (!answer) {
    return tl::unexpected{std::move(answer.error())};
  }
  return std::move(answer->body);
}

tl::expected<std::string, FetchError> CommentReading::uploads_of(const std::string& channel) {
  if (const auto known = uploads_.find(channel); known != uploads_.end()) {
    return known->second;
  }
  std::string url = options_.base + "/youtube/v3/channels";
  append_parameter(url, "part", "contentDetails");
  append_parameter(url, channel.starts_with('@') ? "forHandle" : "id", channel);
  const auto body = get(url);
  if (!body) {
    return tl::unexpected{body.error()};
  }
  std::string list = read_uploads_list(*body).value_or("");
  if (list.empty()) {
    run_.meter.set_state(SourceState::kRunning, "a channel of youtube.channels is not there");
  }
  uploads_[channel] = list;
  return list;
}

CommentReading::Done CommentReading::add_videos_of(const std::string& channel,
                                                   std::vector<std::string>& videos) {
  const auto list = uploads_of(channel);
  if (!list || list->empty()) {
    return list ? Done{} : tl::unexpected{list.error()};
  }
  std::string url = options_.base + "/youtube/v3/playlistItems";
  append_parameter(url, "part", "contentDetails");
  append_parameter(url, "playlistId", *list);
  const std::size_t wanted = std::min<std::size_t>(options_.videos_per_channel, kMostVideosAsked);
  append_parameter(url, "maxResults", std::to_string(wanted));
  const auto body = get(url);
  if (!body) {
    // Of a channel without a public upload there is no list.
    return body.error().kind == FetchErrorKind::kGone ? Done{} : tl::unexpected{body.error()};
  }
  for (std::string& video : read_list_videos(*body)) {
    if (std::find(videos.begin(), videos.end(), video) == videos.end()) {
      videos.push_back(std::move(video));
    }
  }
  return {};
}

tl::expected<std::vector<std::string>, FetchError> CommentReading::wanted_videos() {
  std::vector<std::string> videos = options_.videos;
  for (const std::string& channel : options_.channels) {
    if (auto added = add_videos_of(channel, videos); !added) {
      return tl::unexpected{std::move(added.error())};
    }
  }
  return videos;
}

CommentReading::Done CommentReading::read_video(const std::string& video) {
  const auto known = cursor_.videos.find(video);
  const UtcTime read_before = known == cursor_.videos.end() ? UtcTime{} : known->second;
  UtcTime newest = read_before;
  std::string page_token;
  for (std::size_t page = 0; page < kMostThreadPages; ++page) {
    std::string url = options_.base + "/youtube/v3/commentThreads";
    append_parameter(url, "part", "snippet,replies");
    append_parameter(url, "videoId", video);
    append_parameter(url, "maxResults", "100");
    append_parameter(url, "order", "time");
    append_parameter(url, "textFormat", "plainText");
    if (!page_token.empty()) {
      append_parameter(url, "pageToken", page_token);
    }
    const auto body = get(url);
    if (!body) {
      return tl::unexpected{body.error()};
    }
    RecordBatch batch = new_batch();
    auto end = read_comment_threads(*body, video, tools_.clock.now(), batch);
    if (!end) {
      return tl::unexpected{FetchError{.kind = FetchErrorKind::kUnreadable,
                                       .message = "YouTube's list of comments cannot be read",
                                       .status = 200,
                                       .error_code = {}}};
    }
    newest = std::max(newest, end->newest.value_or(newest));
    const bool is_done = end->next_token.empty() || (end->last && *end->last <= read_before);
    if (is_done) {
      cursor_.videos[video] = newest;
    }
    hand_on(std::move(batch));
    if (is_done) {
      return {};
    }
    page_token = std::move(end->next_token);
  }
  cursor_.videos[video] = newest;
  return {};
}

CommentReading::Done CommentReading::read_round() {
  const auto videos = wanted_videos();
  if (!videos) {
    return tl::unexpected{videos.error()};
  }
  std::erase_if(cursor_.videos, [&](const auto& entry) {
    return std::find(videos->begin(), videos->end(), entry.first) == videos->end();
  });
  for (const std::string& video : *videos) {
    if (shut_.contains(video)) {
      continue;
    }
    if (const auto read = read_video(video); !read) {
      if (!is_shut(read.error())) {
        return read;
      }
      shut_.insert(video);
    }
  }
  hand_on(new_batch());
  return {};
}

tl::expected<void, LiveError> CommentReading::wait_for_quota() {
  const UtcTime now = tools_.clock.now();
  if (cursor_.parked <= now) {
    cursor_.parked = next_pacific_midnight(now);
    RecordBatch batch = new_batch();
    batch.gaps.push_back({.begin = now, .end = cursor_.parked, .reason = "quota"});
    run_.meter.count_gap();
    hand_on(std::move(batch));
  }
  const std::string message = "YouTube's quota of the day is used: on at midnight in California";
  if (run_.once) {
    return tl::unexpected{
        LiveError{.kind = LiveErrorKind::kPark, .message = message, .gap_reason = "quota"}};
  }
  run_.meter.set_state(SourceState::kParked, message, cursor_.parked);
  if (!tools_.clock.sleep(cursor_.parked - now, run_.stop)) {
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
  }
  return {};
}

tl::expected<void, LiveError> CommentReading::read_all() {
  while (!run_.stop.stop_requested()) {
    const bool is_parked = tools_.clock.now() < cursor_.parked;
    run_.meter.set_state(SourceState::kRunning);
    const Done read = is_parked ? tl::unexpected{quota_error("parked")} : read_round();
    if (!read && is_quota(read.error())) {
      if (auto waited = wait_for_quota(); !waited) {
        return waited;
      }
      continue;
    }
    if (!read) {
      return tl::unexpected{live_error(read.error())};
    }
    if (run_.once) {
      return {};
    }
    if (!tools_.clock.sleep(options_.poll_interval, run_.stop)) {
      break;
    }
  }
  return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
}

}  // namespace

YoutubeComments::YoutubeComments(YoutubeOptions options, std::string api_key, LiveTools tools)
    : options_(std::move(options)), api_key_(std::move(api_key)), tools_(tools) {}

std::optional<LiveError> closed_youtube_gate(const YoutubeOptions& options,
                                             const std::string& api_key) {
  return closed_gate({.section = "youtube",
                      .terms = kYoutubeTerms,
                      .is_acknowledged = options.terms_acknowledged,
                      .secrets = {{kYoutubeKeyVariable, api_key}}});
}

tl::expected<void, LiveError> YoutubeComments::run(const LiveRun& run) {
  if (auto closed = closed_youtube_gate(options_, api_key_)) {
    return tl::unexpected{std::move(*closed)};
  }
  CommentReading reading{options_, api_key_, tools_, run};
  return reading.read_all();
}

}  // namespace vigie::collector

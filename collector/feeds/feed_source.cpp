#include "collector/feeds/feed_source.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/plain_text.h"
#include "collector/feeds/feed_cursor.h"
#include "collector/feeds/feed_links.h"
#include "collector/feeds/feed_parser.h"

namespace vigie::collector {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kShortestInterval{15 * 60};
constexpr seconds kLongestInterval{24 * 60 * 60};

/// `max-age` of a `Cache-Control`; 0 where there is none, and for `no-cache` and `no-store`.
seconds max_age_of(const HttpHeaders& headers) {
  const std::string_view control = header_value(headers, "Cache-Control");
  const std::size_t at = control.find("max-age=");
  if (at == std::string_view::npos || control.find("no-") != std::string_view::npos) {
    return seconds{0};
  }
  std::int64_t age = 0;
  const std::string_view digits = control.substr(at + 8);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), age);
  const bool is_usable = read.ec == std::errc{} && age > 0;
  return is_usable ? std::min(seconds{age}, kLongestInterval) : seconds{0};
}

/// Without what may be private: the query, the fragment.
std::string_view without_query(std::string_view url) {
  return url.substr(0, url.find_first_of("?#"));
}

/// The date at the old end of the page. Pages run from new to old, some from old to new; an old
/// item pinned on top of a page of new ones says nothing of what lies between.
std::optional<UtcTime> oldest_of(const std::vector<Post>& posts, UtcTime now) {
  std::optional<UtcTime> first;
  std::optional<UtcTime> last;
  std::size_t rising = 0;
  std::size_t falling = 0;
  for (const Post& post : posts) {
    if (!post.created) {
      continue;
    }
    if (last) {
      ++(*post.created > *last ? rising : falling);
    }
    first = first.value_or(*post.created);
    last = post.created;
  }
  const auto oldest = rising > falling ? first : last;
  return oldest ? std::optional{std::min(*oldest, now)} : std::nullopt;
}

bool holds_known_key(const std::vector<Post>& posts, const std::vector<std::string>& known) {
  const std::unordered_set<std::string> before(known.begin(), known.end());
  return std::any_of(posts.begin(), posts.end(), [&before](const Post& post) {
    return before.contains(fingerprint_of_key(post.native_id));
  });
}

class FeedSource : public LiveSource {
 public:
  FeedSource(std::string url, const FeedOptions& options, const LiveTools& tools)
      : url_(std::move(url)), options_(options), tools_(tools) {}

  std::string name() const override { return "rss:" + url_; }

  std::string platform() const override { return "rss"; }

  std::string format() const override { return "feed"; }

  bool is_filtered() const override { return false; }

  tl::expected<void, LiveError> run(const LiveRun& run) override {
    if (host_of_url(url_).empty() || has_credentials(url_)) {
      return tl::unexpected{
          LiveError{.kind = LiveErrorKind::kOperator,
                    .message = "a feed's address must be http or https, without a user name: "
                               "correct it in the settings"}};
    }
    FeedCursor cursor = read_feed_cursor(run.cursor);
    if (run.once && cursor.next_poll > tools_.clock.now()) {
      return {};  // asked not to come before
    }
    while (run.once || wait_for_turn(cursor, run.stop)) {
      auto polled = poll(cursor, run);
      if (!polled) {
        return tl::unexpected{std::move(polled.error())};
      }
      if (run.once) {
        return {};
      }
    }
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
  }

 private:
  bool wait_for_turn(const FeedCursor& cursor, const std::stop_token& stop) {
    const UtcTime now = tools_.clock.now();
    // The machine's clock may have been set back: never longer than a day.
    const auto wait = std::min<milliseconds>(cursor.next_poll - now, kLongestInterval);
    return wait.count() <= 0 ? !stop.stop_requested() : tools_.clock.sleep(wait, stop);
  }

  tl::expected<void, LiveError> poll(FeedCursor& cursor, const LiveRun& run) {
    FetchOptions options;
    options.max_tries = 4;
    options.expect_json = false;
    const auto answer = tools_.fetcher.fetch(request_after(cursor), options, run.stop);
    if (!answer) {
      return tl::unexpected{error_of(answer.error())};
    }
    RecordBatch batch;
    batch.platform = platform();
    if (answer->status == 304) {
      read_nothing_new(cursor, batch);
    } else if (auto read = read_page(*answer, cursor, batch); !read) {
      return tl::unexpected{std::move(read.error())};
    }
    schedule(*answer, cursor);
    hand_on(cursor, std::move(batch), run);
    run.meter.set_state(SourceState::kRunning, redirect_message(*answer));
    return {};
  }

  [[nodiscard]] HttpRequest request_after(const FeedCursor& cursor) const {
    HttpRequest request;
    request.url = url_;
    request.max_body_bytes = FeedLimits{}.max_bytes;
    request.headers.push_back({"Accept",
                               "application/rss+xml, application/atom+xml, application/rdf+xml, "
                               "application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"});
    if (!cursor.etag.empty()) {
      request.headers.push_back({"If-None-Match", cursor.etag});
    }
    if (!cursor.modified.empty()) {
      request.headers.push_back({"If-Modified-Since", cursor.modified});
    }
    return request;
  }

  static LiveError error_of(const FetchError& error) {
    LiveError live = live_error(error);
    if (error.status == 410) {
      live.kind = LiveErrorKind::kOperator;
      live.message = "the feed is gone: remove it from the settings (410)";
    }
    return live;
  }

  void read_nothing_new(const FeedCursor& cursor, RecordBatch& batch) {
    add_span(cursor.polled, batch);
  }

  tl::expected<void, LiveError> read_page(const HttpResponse& answer,
                                          FeedCursor& cursor,
                                          RecordBatch& batch) {
    auto feed = parse_feed(answer.body, url_, tools_.clock.now());
    if (!feed) {
      return tl::unexpected{LiveError{
          .kind = LiveErrorKind::kPark,
          .message =
              fmt::format("{}: not read as a feed: {}", without_query(url_), feed.error().reason),
          .gap_reason = "error"}};
    }
    ttl_ = feed->ttl;
    note_coverage(feed->posts, cursor, batch);
    remember(answer, *feed, cursor);
    batch.records_read = feed->posts.size() + feed->rejects.size();
    batch.accounts.push_back(std::move(feed->account));
    batch.posts = std::move(feed->posts);
    batch.rejects = std::move(feed->rejects);
    return {};
  }

  /// Items come and go at the two ends of a page: while one that was known is there, none between
  /// the two polls can have been missed.
  void note_coverage(const std::vector<Post>& posts, const FeedCursor& cursor, RecordBatch& batch) {
    const UtcTime now = tools_.clock.now();
    const auto oldest = oldest_of(posts, now);
    const bool is_connected = holds_known_key(posts, cursor.known);
    const bool was_polled = to_ms(cursor.polled) > 0 && !cursor.known.empty();
    if (was_polled && is_connected) {
      add_span(oldest ? std::min(*oldest, cursor.polled) : cursor.polled, batch);
      return;
    }
    if (oldest) {
      add_span(*oldest, batch);
    }
    if (was_polled && !posts.empty()) {
      batch.gaps.push_back({.begin = cursor.polled,
                            .end = std::max(cursor.polled, oldest.value_or(now)),
                            .reason = "feed too short"});
    }
  }

  /// From `begin` until now; nothing when there was no poll yet.
  void add_span(UtcTime begin, RecordBatch& batch) {
    const UtcTime now = tools_.clock.now();
    if (to_ms(begin) > 0 && begin < now) {
      batch.seen.push_back({.account_native_id = url_, .begin = begin, .end = now});
      batch.seen.push_back({.account_native_id = {}, .begin = begin, .end = now});
    }
  }

  /// Of a document that broke off no validator is kept: the rest comes with the next poll.
  static void remember(const HttpResponse& answer, const Feed& feed, FeedCursor& cursor) {
    cursor.etag = feed.is_cut ? "" : header_value(answer.headers, "ETag");
    cursor.modified = feed.is_cut ? "" : header_value(answer.headers, "Last-Modified");
    if (feed.posts.empty()) {
      return;
    }
    cursor.known.clear();
    for (const Post& post : feed.posts) {
      cursor.known.push_back(fingerprint_of_key(post.native_id));
    }
  }

  void schedule(const HttpResponse& answer, FeedCursor& cursor) {
    const seconds asked = std::max({options_.poll_interval,
                                    kShortestInterval,
                                    max_age_of(answer.headers),
                                    std::chrono::duration_cast<seconds>(ttl_)});
    cursor.polled = tools_.clock.now();
    cursor.next_poll = cursor.polled + std::min(asked, kLongestInterval);
  }

  static void hand_on(const FeedCursor& cursor, RecordBatch batch, const LiveRun& run) {
    run.meter.count_events(batch.posts.size());
    run.meter.count_rejects(batch.rejects.size());
    for (std::size_t i = 0; i < batch.gaps.size(); ++i) {
      run.meter.count_gap();
    }
    run.meter.set_last_event(cursor.polled);
    batch.cursor = write_feed_cursor(cursor);
    run.sink.accept(std::move(batch));
  }

  /// Whether for good or for now, the seam does not say: the operator knows.
  [[nodiscard]] std::string redirect_message(const HttpResponse& answer) const {
    if (answer.url.empty() || answer.url == url_) {
      return {};
    }
    return fmt::format(
        "redirected to {}: if the feed has moved for good, put that into the settings",
        without_query(answer.url));
  }

  std::string url_;
  FeedOptions options_;
  LiveTools tools_;
  std::chrono::minutes ttl_{0};
};

}  // namespace

std::unique_ptr<LiveSource> make_feed_source(std::string url,
                                             const FeedOptions& options,
                                             const LiveTools& tools) {
  return std::make_unique<FeedSource>(std::move(url), options, tools);
}

}  // namespace vigie::collector

#include "collector/reddit/reddit_source.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/json_fields.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kMostListingPages = 10;  // of 100: Reddit shows about 1,000 things
constexpr std::array<std::string_view, 2> kListings{"new", "comments"};

/// Where one listing goes on.
struct ListingPlace {
  std::string newest;            ///< Fullname; empty: nothing was read yet.
  std::optional<UtcTime> until;  ///< When it was last read.
};

/// Of `kListings`, in their order.
using RedditCursor = std::array<ListingPlace, kListings.size()>;

bool is_fullname(std::string_view text) {
  constexpr std::size_t kLongest = 20;
  return text.size() > 3 && text.size() <= kLongest &&
         (text.starts_with("t1_") || text.starts_with("t3_")) &&
         text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
}

RedditCursor parse_reddit_cursor(std::string_view text) {
  RedditCursor cursor;
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(text);
  for (std::size_t i = 0; tree && i < kListings.size(); ++i) {
    const std::string_view name = json::text_at(tree->root, kListings[i], "name");
    const auto until = json::count_at(tree->root, kListings[i], "until");
    cursor[i].newest = is_fullname(name) ? name : std::string_view{};
    if (until && *until > 0) {
      cursor[i].until = from_ms(*until);
    }
  }
  return cursor;
}

/// `{"new":{"name":"t3_1","until":0},"comments":{"name":"","until":0}}`
std::string to_text(const RedditCursor& cursor) {
  std::string text{"{"};
  for (std::size_t i = 0; i < kListings.size(); ++i) {
    text += fmt::format(R"({}"{}":{{"name":"{}","until":{}}})",
                        i == 0 ? "" : ",",
                        kListings[i],
                        cursor[i].newest,
                        cursor[i].until ? to_ms(*cursor[i].until) : 0);
  }
  return text + "}";
}

/// How far down one reading of a listing went.
struct ListingDepth {
  std::string newest;
  std::optional<UtcTime> oldest;
  bool reached = false;  ///< What was read before, or the end.
};

/// One start of the source.
class RedditReading {
 public:
  RedditReading(const std::string& subreddit,
                RedditSession& session,
                Clock& clock,
                const LiveRun& run)
      : subreddit_(subreddit),
        session_(session),
        clock_(clock),
        run_(run),
        cursor_(parse_reddit_cursor(run.cursor)) {}

  tl::expected<void, LiveError> read_round();

 private:
  [[nodiscard]] tl::expected<void, LiveError> read_listing(std::size_t which);
  [[nodiscard]] tl::expected<std::string, LiveError> read_page(std::size_t which,
                                                               const std::string& after,
                                                               ListingDepth& depth);
  void note_things(const RedditListing& listing, std::string_view known, ListingDepth& depth) const;
  void finish(std::size_t which, UtcTime started, const ListingDepth& depth);
  void hand_on(RecordBatch batch);

  const std::string& subreddit_;
  RedditSession& session_;
  Clock& clock_;
  const LiveRun& run_;
  RedditPages pages_;
  RedditCursor cursor_;
};

void RedditReading::hand_on(RecordBatch batch) {
  run_.meter.count_events(batch.records_read);
  run_.meter.count_rejects(batch.rejects.size());
  run_.meter.set_last_event(clock_.now());
  run_.sink.accept(std::move(batch));
}

/// What was read before may be deleted since: an older one will do as well.
void RedditReading::note_things(const RedditListing& listing,
                                std::string_view known,
                                ListingDepth& depth) const {
  for (const RedditThing& thing : listing.things) {
    if (!is_fullname(thing.fullname)) {
      continue;
    }
    if (is_newer_fullname(thing.fullname, depth.newest)) {
      depth.newest = thing.fullname;
    }
    if (thing.created) {
      depth.oldest = depth.oldest ? std::min(*depth.oldest, *thing.created) : thing.created;
    }
    depth.reached = depth.reached || (!known.empty() && !is_newer_fullname(thing.fullname, known));
  }
  depth.reached = depth.reached || listing.after.empty();
}

/// The `after` of the next page; empty: none is wanted.
tl::expected<std::string, LiveError> RedditReading::read_page(std::size_t which,
                                                              const std::string& after,
                                                              ListingDepth& depth) {
  std::string path = fmt::format("/r/{}/{}", subreddit_, kListings[which]);
  append_parameter(path, "limit", "100");
  append_parameter(path, "raw_json", "1");
  if (!after.empty()) {
    append_parameter(path, "after", after);
  }
  const auto body = session_.get(path, run_.stop);
  if (!body) {
    return tl::unexpected{live_error(body.error())};
  }
  RecordBatch batch;
  batch.platform = "reddit";
  auto listing = pages_.read(*body, batch);
  if (!listing) {
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kPark,
                                    .message = "Reddit's listing cannot be read",
                                    .gap_reason = "error"}};
  }
  note_things(*listing, cursor_[which].newest, depth);
  hand_on(std::move(batch));
  return depth.reached ? std::string{} : std::move(listing->after);
}

void RedditReading::finish(std::size_t which, UtcTime started, const ListingDepth& depth) {
  ListingPlace& place = cursor_[which];
  RecordBatch batch;
  batch.platform = "reddit";
  if (!depth.reached && place.until && depth.oldest && *place.until < *depth.oldest) {
    batch.gaps.push_back({.begin = *place.until, .end = *depth.oldest, .reason = "cursor too old"});
    run_.meter.count_gap();
  }
  // Both are seen up to when the first of them was read: comments reach less far back.
  const auto begin = depth.reached && place.until ? place.until : depth.oldest;
  if (kListings[which] == "comments" && begin && *begin < *cursor_[0].until) {
    batch.seen.push_back({.account_native_id = {}, .begin = *begin, .end = *cursor_[0].until});
  }
  if (is_newer_fullname(depth.newest, place.newest)) {
    place.newest = depth.newest;
  }
  place.until = started;
  batch.cursor = to_text(cursor_);
  hand_on(std::move(batch));
}

tl::expected<void, LiveError> RedditReading::read_listing(std::size_t which) {
  const UtcTime started = clock_.now();
  ListingDepth depth;
  std::string after;
  for (std::size_t page = 0; page < kMostListingPages && !depth.reached; ++page) {
    auto next = read_page(which, after, depth);
    if (!next) {
      return tl::unexpected{std::move(next.error())};
    }
    after = std::move(*next);
  }
  finish(which, started, depth);
  return {};
}

tl::expected<void, LiveError> RedditReading::read_round() {
  for (std::size_t which = 0; which < kListings.size(); ++which) {
    if (auto read = read_listing(which); !read) {
      return read;
    }
  }
  return {};
}

}  // namespace

RedditSource::RedditSource(RedditOptions options,
                           std::string subreddit,
                           std::shared_ptr<RedditSession> session,
                           LiveTools tools)
    : options_(std::move(options)),
      subreddit_(std::move(subreddit)),
      session_(std::move(session)),
      tools_(tools) {}

tl::expected<void, LiveError> RedditSource::run(const LiveRun& run) {
  if (auto closed = session_->closed()) {
    return tl::unexpected{std::move(*closed)};
  }
  RedditReading reading{subreddit_, *session_, tools_.clock, run};
  while (!run.stop.stop_requested()) {
    run.meter.set_state(SourceState::kRunning);
    if (auto read = reading.read_round(); !read || run.once) {
      return read;
    }
    if (!tools_.clock.sleep(options_.poll_interval, run.stop)) {
      break;
    }
  }
  return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
}

}  // namespace vigie::collector

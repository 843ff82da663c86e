#include "collector/x/search_source.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kReachOfSearch = std::chrono::hours{24 * 7} - 1min;
constexpr std::uint64_t kFewestPosts = 10;  ///< That X lets one ask for.
constexpr std::size_t kMostSearchPagesOfX = 1'000;

/// `2026-11-30T08:15:00Z`: X takes whole seconds.
std::string whole_seconds(UtcTime time) {
  constexpr std::size_t kUpToSeconds = 19;
  return to_iso8601(time).substr(0, kUpToSeconds) + "Z";
}

bool is_newer_id(std::string_view left, std::string_view right) {
  return left.size() != right.size() ? left.size() > right.size() : left > right;
}

/// One start of the source.
class XSearching {
 public:
  XSearching(const XOptions& options,
             const std::string& token,
             LiveTools& tools,
             const LiveRun& run)
      : options_(options),
        token_(token),
        tools_(tools),
        run_(run),
        cursor_(parse_x_cursor(run.cursor)),
        budget_(options, cursor_),
        parser_(make_twitter_v2_parser(RecordLimits{})) {
    std::erase_if(cursor_.queries, [&options](const auto& entry) {
      return std::find(options.queries.begin(), options.queries.end(), entry.first) ==
             options.queries.end();
    });
  }

  tl::expected<void, LiveError> read_round() {
    for (const std::string& query : options_.queries) {
      if (auto read = read_query(query); !read) {
        return read;
      }
    }
    return {};
  }

 private:
  using Done = tl::expected<void, LiveError>;

  [[nodiscard]] Done read_query(const std::string& query);
  [[nodiscard]] tl::expected<XObjects, LiveError> read_page(const std::string& query,
                                                            const std::string& next_token);
  [[nodiscard]] std::string page_url(const std::string& query,
                                     const std::string& next_token,
                                     std::uint64_t posts) const;
  void leave_behind_what_is_too_old(const std::string& query, UtcTime now);
  void finish_query(const std::string& query, UtcTime started, const std::string& newest_id);
  [[nodiscard]] LiveError stop_for_budget();
  void hand_on(RecordBatch batch);

  [[nodiscard]] static RecordBatch new_batch() {
    RecordBatch batch;
    batch.platform = "x";
    return batch;
  }

  const XOptions& options_;
  const std::string& token_;
  LiveTools& tools_;
  const LiveRun& run_;
  XCursor cursor_;
  XBudget budget_;
  std::unique_ptr<RecordParser> parser_;
};

void XSearching::hand_on(RecordBatch batch) {
  const UtcTime now = tools_.clock.now();
  for (Account& account : batch.accounts) {
    account.seen = now;  // counters are as of now, not as of the post that they came with
  }
  batch.cursor = to_text(cursor_);
  run_.meter.count_events(batch.records_read);
  run_.meter.count_rejects(batch.rejects.size());
  run_.meter.set_last_event(now);
  run_.sink.accept(std::move(batch));
}

void XSearching::leave_behind_what_is_too_old(const std::string& query, UtcTime now) {
  XQueryPlace& place = cursor_.queries[query];
  const UtcTime oldest = now - kReachOfSearch;
  if (place.until && *place.until < oldest) {
    RecordBatch batch = new_batch();
    batch.gaps.push_back({.begin = *place.until, .end = oldest, .reason = "cursor too old"});
    run_.meter.count_gap();
    place = {.since_id = {}, .until = oldest};
    hand_on(std::move(batch));
  }
  const auto since = time_of_x_id(place.since_id);
  if (since && *since < oldest) {
    place.since_id.clear();  // X refuses it; the time says the same
  }
}

std::string XSearching::page_url(const std::string& query,
                                 const std::string& next_token,
                                 std::uint64_t posts) const {
  std::string url = options_.base + "/2/tweets/search/recent";
  append_parameter(url, "query", query);
  append_parameter(url, "max_results", std::to_string(posts));
  append_parameter(url, "sort_order", "recency");
  const XQueryPlace& place = cursor_.queries.at(query);
  if (!place.since_id.empty()) {
    append_parameter(url, "since_id", place.since_id);
  } else if (place.until) {
    append_parameter(url, "start_time", whole_seconds(*place.until));
  }
  if (!next_token.empty()) {
    append_parameter(url, "next_token", next_token);
  }
  append_x_fields(options_.fields_parameter, url);
  return url;
}

LiveError XSearching::stop_for_budget() {
  const UtcTime now = tools_.clock.now();
  UtcTime begin = now;
  for (const std::string& query : options_.queries) {
    XQueryPlace& place = cursor_.queries[query];
    begin = std::min(begin, place.until.value_or(now));
    place = {.since_id = {}, .until = now};
  }
  RecordBatch batch = new_batch();
  if (begin < now) {
    batch.gaps.push_back({.begin = begin, .end = now, .reason = "quota"});
    run_.meter.count_gap();
  }
  hand_on(std::move(batch));
  return budget_.used_up();
}

tl::expected<XObjects, LiveError> XSearching::read_page(const std::string& query,
                                                        const std::string& next_token) {
  budget_.begin(tools_.clock.now());
  const std::uint64_t posts = budget_.affordable_posts();
  if (posts < kFewestPosts) {
    return tl::unexpected{stop_for_budget()};
  }
  HttpRequest request;
  request.url = page_url(query, next_token, posts);
  request.headers.push_back(x_authorization(token_));
  FetchOptions fetch_options;
  fetch_options.limit_key = kXSearchLimit;
  const auto answer = tools_.fetcher.fetch(std::move(request), fetch_options, run_.stop);
  if (!answer) {
    return tl::unexpected{live_error(answer.error())};
  }
  const auto objects = count_x_objects(answer->body);
  // What cannot be read was charged all the same.
  budget_.count(objects.value_or(XObjects{.posts = posts, .next_token = {}, .newest_id = {}}));
  RecordBatch batch = new_batch();
  parse_record(*parser_, answer->body, batch);
  hand_on(std::move(batch));
  if (!objects) {
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kPark,
                                    .message = "X's answer to a search cannot be read",
                                    .gap_reason = "error"}};
  }
  return *objects;
}

void XSearching::finish_query(const std::string& query,
                              UtcTime started,
                              const std::string& newest_id) {
  XQueryPlace& place = cursor_.queries[query];
  const UtcTime begin = place.until.value_or(started - kReachOfSearch);
  if (is_newer_id(newest_id, place.since_id)) {
    place.since_id = newest_id;
  }
  place.until = started;
  RecordBatch batch = new_batch();
  if (begin < started) {
    batch.seen.push_back({.account_native_id = {}, .begin = begin, .end = started});
  }
  hand_on(std::move(batch));
}

XSearching::Done XSearching::read_query(const std::string& query) {
  const UtcTime started = tools_.clock.now();
  leave_behind_what_is_too_old(query, started);
  std::string newest_id;
  std::string next_token;
  for (std::size_t page = 0; page < kMostSearchPagesOfX; ++page) {
    auto objects = read_page(query, next_token);
    if (!objects) {
      return tl::unexpected{std::move(objects.error())};
    }
    if (is_newer_id(objects->newest_id, newest_id)) {
      newest_id = objects->newest_id;
    }
    if (objects->next_token.empty()) {
      break;
    }
    next_token = std::move(objects->next_token);
  }
  finish_query(query, started, newest_id);
  return {};
}

}  // namespace

XSearch::XSearch(XOptions options, std::string token, LiveTools tools)
    : options_(std::move(options)), token_(std::move(token)), tools_(tools) {}

tl::expected<void, LiveError> XSearch::run(const LiveRun& run) {
  if (auto closed = closed_x_gate(options_, token_)) {
    return tl::unexpected{std::move(*closed)};
  }
  XSearching searching{options_, token_, tools_, run};
  while (!run.stop.stop_requested()) {
    run.meter.set_state(SourceState::kRunning,
                        "search by words returns no reposts: x.rules and the stream do");
    if (auto read = searching.read_round(); !read || run.once) {
      return read;
    }
    if (!tools_.clock.sleep(options_.poll_interval, run.stop)) {
      break;
    }
  }
  return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
}

}  // namespace vigie::collector

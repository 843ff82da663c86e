#include "collector/bluesky/search_source.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "collector/bluesky/appview.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kMostSearchPages = 1'000;
constexpr std::size_t kSearchPage = 100;
constexpr std::chrono::minutes kIndexDelay{10};  ///< A post may be found so much later.

std::string search_url(const std::string& service,
                       const SearchQuery& query,
                       std::size_t limit,
                       const std::string& cursor) {
  QueryParameters parameters{
      {"q", query.text}, {"sort", "latest"}, {"limit", std::to_string(limit)}};
  if (query.since) {
    parameters.emplace_back("since", to_iso8601(*query.since));
  }
  if (query.until) {
    parameters.emplace_back("until", to_iso8601(*query.until));
  }
  if (!cursor.empty()) {
    parameters.emplace_back("cursor", cursor);
  }
  return xrpc_url(service, "app.bsky.feed.searchPosts", parameters);
}

/// As a phrase where it is more than a word. A quotation mark would end the phrase.
std::string phrase(std::string text) {
  std::erase(text, '"');
  return text.find(' ') == std::string::npos ? text : '"' + text + '"';
}

}  // namespace

std::vector<SearchQuery> search_queries(const std::vector<WatchOptions>& watches) {
  std::vector<SearchQuery> queries;
  std::unordered_set<std::string> known;
  const auto add = [&](std::string text) {
    if (!text.empty() && known.insert(text).second) {
      queries.push_back({.text = std::move(text), .since = {}, .until = {}});
    }
  };
  for (const WatchOptions& watch : watches) {
    for (const std::string& keyword : watch.keywords) {
      add(phrase(keyword));
    }
    for (const std::string& hashtag : watch.hashtags) {
      add("#" + phrase(hashtag));
    }
    for (const std::string& domain : watch.domains) {
      add(phrase(domain));
    }
  }
  return queries;
}

SearchSource::SearchSource(const BlueskyOptions& options,
                           std::vector<SearchQuery> queries,
                           std::string app_password,
                           const LiveTools& tools,
                           TakeLogin take_login)
    : options_(options),
      queries_(std::move(queries)),
      tools_(tools),
      session_(
          options_, std::move(app_password), tools_.fetcher, tools_.clock, std::move(take_login)) {}

tl::expected<void, LiveError> SearchSource::search(const SearchQuery& query, const LiveRun& run) {
  std::string cursor;
  std::size_t posts = 0;
  for (std::size_t page = 0; page < kMostSearchPages && posts < query.most_posts; ++page) {
    const std::size_t limit = std::min(kSearchPage, query.most_posts - posts);
    const auto body = session_.get(search_url(options_.service, query, limit, cursor), run.stop);
    if (!body) {
      return tl::unexpected{live_error(body.error())};
    }
    RecordBatch batch;
    batch.platform = "bluesky";
    auto end = pages_.read_posts(*body, tools_.clock.now(), batch);
    if (!end) {
      return tl::unexpected{LiveError{.kind = LiveErrorKind::kPark,
                                      .message = "the answer to searchPosts cannot be read",
                                      .gap_reason = "error"}};
    }
    posts += end->posts;
    run.meter.count_events(batch.records_read);
    run.meter.count_rejects(batch.rejects.size());
    if (!batch.empty()) {
      run.sink.accept(std::move(batch));
    }
    if (end->cursor.empty()) {
      break;
    }
    cursor = std::move(end->cursor);
  }
  return {};
}

tl::expected<void, LiveError> SearchSource::run(const LiveRun& run) {
  std::optional<UtcTime> last = parse_iso8601(run.cursor);
  run.meter.set_state(SourceState::kRunning);
  do {
    const UtcTime began = tools_.clock.now();
    for (const SearchQuery& query : queries_) {
      SearchQuery newer = query;
      if (last && !newer.since) {
        newer.since = *last - kIndexDelay;
      }
      if (auto searched = search(newer, run); !searched) {
        return searched;
      }
    }
    last = began;
    RecordBatch done;
    done.platform = "bluesky";
    done.cursor = to_iso8601(began);
    run.sink.accept(std::move(done));
    run.meter.set_state(SourceState::kRunning);
  } while (!run.once && tools_.clock.sleep(options_.search_interval, run.stop));
  if (run.once) {
    return {};
  }
  return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
}

}  // namespace vigie::collector

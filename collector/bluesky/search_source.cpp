#include "collector/bluesky/search_source.h"

#include <algorithm>
#include <utility>

#include "collector/bluesky/appview.h"
#include "collector/bluesky/session.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kMostSearchPages = 1'000;
constexpr std::size_t kSearchPage = 100;

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

}  // namespace

SearchSource::SearchSource(BlueskyOptions options,
                           SearchQuery query,
                           std::string app_password,
                           LiveTools tools)
    : options_(std::move(options)),
      query_(std::move(query)),
      app_password_(std::move(app_password)),
      tools_(tools) {}

tl::expected<void, LiveError> SearchSource::run(const LiveRun& run) {
  BlueskySession session{options_, app_password_, tools_.fetcher, tools_.clock};
  AppViewPages pages;
  std::string cursor;
  std::size_t posts = 0;
  run.meter.set_state(SourceState::kRunning);
  for (std::size_t page = 0; page < kMostSearchPages && posts < query_.most_posts; ++page) {
    const std::size_t limit = std::min(kSearchPage, query_.most_posts - posts);
    const auto body = session.get(search_url(options_.service, query_, limit, cursor), run.stop);
    if (!body) {
      return tl::unexpected{live_error(body.error())};
    }
    RecordBatch batch;
    batch.platform = "bluesky";
    auto end = pages.read_posts(*body, tools_.clock.now(), batch);
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

}  // namespace vigie::collector

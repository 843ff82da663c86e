#include "storage/status_reader.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kStatusPlatforms =
    "SELECT p.platform_id, p.name, count(a.account_id) FROM platform p "
    "LEFT JOIN account a ON a.platform_id = p.platform_id GROUP BY p.platform_id";
// Grouped here and not in SQL, which would sort or look up every post.
constexpr std::string_view kStatusPosts = "SELECT platform_id, sort_ms, state FROM post";
constexpr std::string_view kRuns =
    "SELECT run_id, window_begin_ms, window_end_ms, all_windows, started_ms, published_ms, model, "
    "posts, accounts, accounts_above_line, coalesce(bytes, 0) FROM analysis_run "
    "ORDER BY run_id DESC LIMIT ?1";
constexpr std::string_view kSizes =
    "SELECT d.name, coalesce(s.type = 'index', 0), d.pgsize FROM dbstat d "
    "LEFT JOIN sqlite_schema s ON s.name = d.name WHERE d.aggregate = TRUE "
    "ORDER BY d.pgsize DESC, d.name";

void take_post(PlatformSpan& span, UtcTime time, bool is_deleted) {
  ++span.posts;
  if (is_deleted) {
    ++span.posts_deleted;
    return;
  }
  span.oldest_post = std::min(span.oldest_post.value_or(time), time);
  span.newest_post = std::max(span.newest_post.value_or(time), time);
}

}  // namespace

std::vector<PlatformSpan> read_platforms(Database& database) {
  std::unordered_map<std::int64_t, PlatformSpan> by_id;
  Statement platform{database, kStatusPlatforms};
  while (platform.step()) {
    PlatformSpan& span = by_id[platform.integer(0)];
    span.platform = platform.text(1);
    span.accounts = count_at(platform, 2);
  }
  Statement post{database, kStatusPosts};
  while (post.step()) {
    take_post(by_id[post.integer(0)], from_ms(post.integer(1)), post.integer(2) != 0);
  }
  std::vector<PlatformSpan> platforms;
  for (auto& [id, span] : by_id) {
    platforms.push_back(std::move(span));
  }
  std::sort(platforms.begin(), platforms.end(), [](const PlatformSpan& a, const PlatformSpan& b) {
    return std::tie(b.posts, a.platform) < std::tie(a.posts, b.platform);
  });
  return platforms;
}

std::vector<RunLine> read_runs(Database& database, std::uint32_t limit) {
  std::vector<RunLine> runs;
  Statement row{database, kRuns};
  row.query(limit);
  while (row.step()) {
    RunLine run;
    run.run = {row.integer(0)};
    run.window = {from_ms(row.integer(1)), from_ms(row.integer(2))};
    run.all_windows = row.integer(3) != 0;
    run.started = from_ms(row.integer(4));
    if (const auto published = row.optional_integer(5)) {
      run.published = from_ms(*published);
    }
    run.model = row.text(6);
    run.posts = count_at(row, 7);
    run.accounts = count_at(row, 8);
    run.above_line = count_at(row, 9);
    run.bytes = count_at(row, 10);
    runs.push_back(std::move(run));
  }
  return runs;
}

std::uint64_t read_free_bytes(Database& database) {
  return static_cast<std::uint64_t>(database.scalar("PRAGMA freelist_count") *
                                    database.scalar("PRAGMA page_size"));
}

std::vector<StoredSize> read_sizes(Database& database) {
  std::vector<StoredSize> sizes;
  Statement row{database, kSizes};
  while (row.step()) {
    sizes.push_back({.name = std::string{row.text(0)},
                     .is_index = row.integer(1) != 0,
                     .bytes = count_at(row, 2)});
  }
  return sizes;
}

}  // namespace vigie::storage

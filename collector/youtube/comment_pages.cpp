#include "collector/youtube/comment_pages.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/json_fields.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/time_format.h"
#include "collector/gated/gate.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;

using json::text_at;

constexpr std::size_t kLongestYoutubeId = 64;

/// What all comments of one page share.
struct ThreadPage {
  std::string_view video;
  UtcTime now;
  bool repaired = false;
};

void add_author(json::Element snippet, const Post& post, UtcTime now, RecordBatch& batch) {
  Account account;
  account.native_id = post.account_native_id;
  account.handle = text_at(snippet, "authorDisplayName");
  account.seen = now;
  batch.accounts.push_back(std::move(account));
}

tl::expected<void, ParseError> add_comment(json::Element comment,
                                           std::string_view thread,
                                           const ThreadPage& page,
                                           RecordBatch& batch) {
  const std::string_view id = text_at(comment, "id");
  const auto snippet = json::find(comment, "snippet");
  if (id.empty() || !snippet) {
    return json::refuse("id: missing");
  }
  Post post;
  post.native_id = id;
  post.account_native_id = text_at(*snippet, "authorChannelId", "value");
  if (post.account_native_id.empty()) {
    return json::refuse("account: missing");
  }
  const auto created = checked_time(text_at(*snippet, "publishedAt"), parse_iso8601);
  if (!created) {
    return tl::unexpected{created.error()};
  }
  post.created = *created;
  const auto updated = parse_iso8601(text_at(*snippet, "updatedAt"));
  if (updated && *updated > *created && is_plausible_time(*updated)) {
    post.edited = updated;
  }
  post.kind = PostKind::kReply;
  post.parent_id = thread.empty() ? page.video : thread;
  post.root_id = page.video;
  post.text = text_at(*snippet, "textDisplay");
  post.text_repaired = replace_nul(post.text) || page.repaired;
  post.metrics.likes = json::count_at(*snippet, "likeCount");
  add_author(*snippet, post, page.now, batch);
  batch.posts.push_back(std::move(post));
  return {};
}

void take_comment(json::Element comment,
                  std::string_view thread,
                  const ThreadPage& page,
                  RecordBatch& batch) {
  ++batch.records_read;
  if (const auto added = add_comment(comment, thread, page, batch); !added) {
    keep_refused(added.error(), simdjson::minify(comment), batch);
  }
}

void take_thread(json::Element thread,
                 const ThreadPage& page,
                 CommentPageEnd& end,
                 RecordBatch& batch) {
  const auto top = json::find(thread, "snippet", "topLevelComment");
  if (!top) {
    ++batch.records_read;
    keep_refused({.reason = "record: missing", .detail = "topLevelComment"},
                 simdjson::minify(thread),
                 batch);
    return;
  }
  const std::size_t posts_before = batch.posts.size();
  take_comment(*top, {}, page, batch);
  if (batch.posts.size() > posts_before) {
    Post& post = batch.posts.back();
    post.metrics.replies = json::count_at(thread, "snippet", "totalReplyCount");
    end.newest = end.newest ? std::max(*end.newest, *post.created) : post.created;
    end.last = post.created;
  }
  const std::string_view id = text_at(*top, "id");
  json::each_in(
      thread,
      [&](json::Element reply) { take_comment(reply, id, page, batch); },
      "replies",
      "comments");
}

/// Midnight at the beginning of a day in California, as UTC. Clocks change at 2 in the morning, so
/// that midnight of the day of change still has the time from before.
UtcTime pacific_midnight(std::chrono::sys_days day) {
  const std::chrono::year year = std::chrono::year_month_day{day}.year();
  const std::chrono::sys_days spring{year / std::chrono::March / std::chrono::Sunday[2]};
  const std::chrono::sys_days autumn{year / std::chrono::November / std::chrono::Sunday[1]};
  return day + ((spring < day && day <= autumn) ? 7h : 8h);
}

/// The day in California that `time` lies in.
std::chrono::sys_days pacific_date(UtcTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  return time < pacific_midnight(day) ? day - std::chrono::days{1} : day;
}

}  // namespace

tl::expected<CommentPageEnd, ParseError> read_comment_threads(std::string_view json,
                                                              std::string_view video,
                                                              UtcTime now,
                                                              RecordBatch& batch) {
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(json);
  if (!tree) {
    return tl::unexpected{tree.error()};
  }
  const auto items = json::find(tree->root, "items");
  if (!items || !items->is_array()) {
    return json::refuse("record: missing", "items");
  }
  const ThreadPage page{.video = video, .now = now, .repaired = tree->repaired};
  CommentPageEnd end;
  end.next_token = text_at(tree->root, "nextPageToken");
  json::each_in(
      tree->root, [&](json::Element thread) { take_thread(thread, page, end, batch); }, "items");
  return end;
}

std::optional<std::string> read_uploads_list(std::string_view json) {
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(json);
  std::string_view found;
  const auto look = [&found](json::Element channel) {
    found = text_at(channel, "contentDetails", "relatedPlaylists", "uploads");
  };
  if (tree) {
    json::each_in(tree->root, look, "items");
  }
  return found.empty() ? std::nullopt : std::optional{std::string{found}};
}

std::vector<std::string> read_list_videos(std::string_view json) {
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(json);
  std::vector<std::string> videos;
  const auto take = [&videos](json::Element item) {
    const std::string_view id = text_at(item, "contentDetails", "videoId");
    if (is_video_id(id)) {
      json::push_once(videos, id);
    }
  };
  if (tree) {
    json::each_in(tree->root, take, "items");
  }
  return videos;
}

bool is_video_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestYoutubeId &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

YoutubeCursor parse_youtube_cursor(std::string_view text) {
  YoutubeCursor cursor;
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(text);
  if (!tree) {
    return cursor;
  }
  cursor.day = text_at(tree->root, "day");
  cursor.units = static_cast<std::uint32_t>(
      std::min<std::int64_t>(json::count_at(tree->root, "units").value_or(0), 1'000'000'000));
  cursor.parked = from_ms(json::count_at(tree->root, "parked").value_or(0));
  const auto videos = json::find(tree->root, "videos");
  simdjson::dom::object object;
  if (videos && videos->get(object) == simdjson::SUCCESS) {
    for (const auto member : object) {
      std::int64_t ms = 0;
      if (is_video_id(member.key) && member.value.get(ms) == simdjson::SUCCESS) {
        cursor.videos[std::string{member.key}] = from_ms(ms);
      }
    }
  }
  return cursor;
}

std::string to_text(const YoutubeCursor& cursor) {
  std::string videos;
  for (const auto& [id, newest] : cursor.videos) {
    videos += fmt::format(R"({}"{}":{})", videos.empty() ? "" : ",", id, to_ms(newest));
  }
  return fmt::format(R"({{"day":{},"units":{},"parked":{},"videos":{{{}}}}})",
                     json_quoted(cursor.day),
                     cursor.units,
                     to_ms(cursor.parked),
                     videos);
}

std::string pacific_day(UtcTime time) {
  return to_iso_date(UtcTime{pacific_date(time)});
}

UtcTime next_pacific_midnight(UtcTime time) {
  return pacific_midnight(pacific_date(time) + std::chrono::days{1});
}

}  // namespace vigie::collector

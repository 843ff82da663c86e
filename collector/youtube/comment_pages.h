// Answers of the YouTube Data API read, and what a source of comments remembers. Pure: no I/O.
//
// Source: developers.google.com/youtube/v3/docs (channels, playlistItems, commentThreads).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/record_parser.h"
#include "storage/model/record.h"

namespace vigie::collector {

/// What one page of threads says beside its comments.
struct CommentPageEnd {
  std::string next_token;         ///< Empty: the last page.
  std::optional<UtcTime> newest;  ///< Of its top-level comments.
  std::optional<UtcTime> last;    ///< Of the last of them. Others may be pinned, out of their turn.
};

/// Adds top-level comments, and the replies that stand with them, as replies to the video.
[[nodiscard]] tl::expected<CommentPageEnd, ParseError> read_comment_threads(std::string_view json,
                                                                            std::string_view video,
                                                                            UtcTime now,
                                                                            RecordBatch& batch);

/// Id of the list of all that a channel uploads; nothing: no such channel.
[[nodiscard]] std::optional<std::string> read_uploads_list(std::string_view json);

/// Ids of the videos of one page of a list.
[[nodiscard]] std::vector<std::string> read_list_videos(std::string_view json);

/// Whether `text` can be an id of a video.
[[nodiscard]] bool is_video_id(std::string_view text);

/// The cursor, as text `{"day":"2026-11-30","units":12,"parked":0,"videos":{"ID":1764490000000}}`.
struct YoutubeCursor {
  std::string day;                        ///< Of the quota, in California.
  std::uint32_t units = 0;                ///< Used of it.
  UtcTime parked{};                       ///< Nothing is asked before; the gap is written down.
  std::map<std::string, UtcTime> videos;  ///< Newest comment read of each.
};

/// An empty one for a text that is none.
[[nodiscard]] YoutubeCursor parse_youtube_cursor(std::string_view text);
[[nodiscard]] std::string to_text(const YoutubeCursor& cursor);

/// The date in California, whose midnight begins a new quota.
[[nodiscard]] std::string pacific_day(UtcTime time);
[[nodiscard]] UtcTime next_pacific_midnight(UtcTime time);

}  // namespace vigie::collector

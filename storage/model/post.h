// A public post, as one platform or archive said it.
//
// A repost is a post of its own with empty text: what it puts before its audience is its subject.
// Missing is nothing, never 0. Native ids are opaque strings, unique within their platform.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/time.h"

namespace vigie {

enum class PostKind : std::uint8_t { kPost = 0, kReply = 1, kRepost = 2, kQuote = 3 };

/// Counters of one post at one time.
struct PostMetrics {
  std::optional<std::int64_t> likes;
  std::optional<std::int64_t> reposts;
  std::optional<std::int64_t> replies;
  std::optional<std::int64_t> quotes;
  std::optional<std::int64_t> views;
};

struct Post {
  std::string native_id;  ///< Empty when the archive has none: the store then makes a key.
  std::string account_native_id;
  PostKind kind = PostKind::kPost;
  std::optional<UtcTime> created;   ///< As the client claimed.
  std::optional<UtcTime> observed;  ///< Stream time, where the source has one.
  std::string text;                 ///< Plain text, UTF-8; empty for a bare repost.
  bool text_repaired = false;       ///< Invalid UTF-8 was replaced.
  std::string declared_language;    ///< BCP 47 as declared; may be empty or wrong.
  std::vector<std::string> urls;    ///< Expanded where the platform says; those of a repost's
                                  ///< subject included: the account puts them before its audience.
  std::vector<std::string> tags;  ///< Without `#`, in order, as written.
  std::vector<std::string>
      mentions;            ///< Account native ids, or handles where only these are known.
  std::string parent_id;   ///< Post replied to.
  std::string root_id;     ///< First post of the thread.
  std::string subject_id;  ///< Post reposted or quoted.
  std::string subject_account_native_id;
  std::string subject_account_handle;
  std::optional<UtcTime> subject_created;  ///< When the subject was posted, where known.
  std::string client_app;
  std::optional<bool> sensitive;
  PostMetrics metrics;
  std::optional<UtcTime> edited;
  std::string media_hash;  ///< Perceptual or file hash, where the archive has one.
};

/// `sort_ms` of a post (PLATFORMS section 2): the claimed time, unless it is missing, before 2000
/// or more than 120 s after the observed time: then the observed time.
[[nodiscard]] constexpr UtcTime sort_time(std::optional<UtcTime> created, UtcTime observed) {
  constexpr UtcTime kYear2000{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};
  if (!created || *created < kYear2000 || *created > observed + std::chrono::seconds{120}) {
    return observed;
  }
  return *created;
}

/// `sort_ms` of a post received at `received`. A record without a stream time was read from a file,
/// long after: the moment of reading says nothing of it, and never takes the claimed time's place.
[[nodiscard]] inline UtcTime sort_time(const Post& post, UtcTime received) {
  return post.observed ? sort_time(post.created, *post.observed) : post.created.value_or(received);
}

}  // namespace vigie

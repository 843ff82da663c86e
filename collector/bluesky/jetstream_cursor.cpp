#include "collector/bluesky/jetstream_cursor.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>

#include <fmt/format.h>

namespace vigie::collector {
namespace {

constexpr std::int64_t kOverlapUs = 5'000'000;
/// The second wire takes a smaller number for a sequence number.
constexpr std::int64_t kFirstTimeUs = 1'000'000'000'000'000;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  const bool is_whole = !text.empty() && read.ec == std::errc{} && read.ptr == end;
  return is_whole && number >= 0 ? std::optional{number} : std::nullopt;
}

std::int64_t number_asked_for(const JetstreamSubscription& wanted) {
  const JetstreamCursor& cursor = *wanted.cursor;
  if (wanted.behind) {
    return cursor.time_us + wanted.behind->count();
  }
  if (wanted.version == 2 && cursor.seq && cursor.host == wanted.host) {
    return *cursor.seq;
  }
  const std::int64_t from = std::max<std::int64_t>(cursor.time_us - kOverlapUs, 0);
  return wanted.version == 2 ? std::max(from, kFirstTimeUs) : from;
}

void add_collections(const JetstreamSubscription& wanted, std::string_view key, std::string& url) {
  const auto add = [&](std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      url.append(key).append("=").append(name).append("&");
    }
  };
  add({"app.bsky.feed.post", "app.bsky.feed.repost", "app.bsky.actor.profile"});
  if (wanted.likes) {
    add({"app.bsky.feed.like", "app.bsky.graph.follow"});
  }
}

}  // namespace

std::optional<JetstreamCursor> parse_cursor(std::string_view text) {
  constexpr std::string_view kSecondWire = "v2:";
  if (!text.starts_with(kSecondWire)) {
    const auto time_us = whole_number(text);
    return time_us ? std::optional{JetstreamCursor{.time_us = *time_us, .seq = {}, .host = {}}}
                   : std::nullopt;
  }
  text.remove_prefix(kSecondWire.size());
  const std::size_t last = text.rfind(':');  // from the end: hosts have colons
  const std::size_t first = last == 0 || last == std::string_view::npos ? std::string_view::npos
                                                                        : text.rfind(':', last - 1);
  if (first == std::string_view::npos) {
    return std::nullopt;
  }
  const auto seq = whole_number(text.substr(first + 1, last - first - 1));
  const auto time_us = whole_number(text.substr(last + 1));
  if (!seq || !time_us) {
    return std::nullopt;
  }
  return JetstreamCursor{
      .time_us = *time_us, .seq = seq, .host = std::string{text.substr(0, first)}};
}

std::string to_text(const JetstreamCursor& cursor) {
  return cursor.seq ? fmt::format("v2:{}:{}:{}", cursor.host, *cursor.seq, cursor.time_us)
                    : std::to_string(cursor.time_us);
}

std::string subscribe_url(const JetstreamSubscription& wanted) {
  std::string url = wanted.host;
  while (url.ends_with('/')) {
    url.pop_back();
  }
  if (wanted.version == 2) {
    // Not `sync`: it carries nothing that is kept.
    url +=
        "/xrpc/network.bsky.jetstream.subscribeEvents?kinds=commit&kinds=identity&kinds=account&";
    add_collections(wanted, "collections", url);
  } else {
    url += "/subscribe?";
    add_collections(wanted, "wantedCollections", url);
  }
  url += fmt::format("maxMessageSizeBytes={}", kMaxJetstreamMessage);
  if (wanted.cursor) {
    url += fmt::format("&cursor={}", number_asked_for(wanted));
  }
  if (wanted.compress) {
    url += wanted.version == 2 ? fmt::format("&zstdDictionary={}", wanted.dictionary_id)
                               : std::string{"&compress=true"};
  }
  return url;
}

}  // namespace vigie::collector

#include "collector/feeds/feed_cursor.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <simdjson.h>

#include "collector/feeds/digest.h"

namespace vigie::collector {
namespace {

/// Validators are opaque, but short and printable; one that is not is not sent back.
bool is_validator(std::string_view text) {
  constexpr std::size_t kLongest = 512;
  return text.size() <= kLongest &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string json_string(std::string_view text) {
  std::string json = "\"";
  for (const char c : is_validator(text) ? text : std::string_view{}) {
    if (c == '"' || c == '\\') {
      json += '\\';
    }
    json += c;
  }
  return json + '"';
}

}  // namespace

std::string fingerprint_of_key(std::string_view key) {
  return sha256_hex(key).substr(0, 16);
}

std::string write_feed_cursor(const FeedCursor& cursor) {
  return fmt::format(
      R"({{"etag":{},"modified":{},"polled":{},"next":{},"known":"{}"}})",
      json_string(cursor.etag),
      json_string(cursor.modified),
      to_ms(cursor.polled),
      to_ms(cursor.next_poll),
      fmt::join(cursor.known.begin(),
                cursor.known.begin() + static_cast<std::ptrdiff_t>(
                                           std::min(cursor.known.size(), FeedCursor::kMostKnown)),
                " "));
}

FeedCursor read_feed_cursor(std::string_view text) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  std::string_view etag;
  std::string_view modified;
  std::string_view known;
  std::int64_t polled = 0;
  std::int64_t next = 0;
  if (parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS ||
      root["etag"].get(etag) != simdjson::SUCCESS ||
      root["modified"].get(modified) != simdjson::SUCCESS ||
      root["polled"].get(polled) != simdjson::SUCCESS ||
      root["next"].get(next) != simdjson::SUCCESS ||
      root["known"].get(known) != simdjson::SUCCESS) {
    return {};
  }
  FeedCursor cursor{.etag = std::string{etag},
                    .modified = std::string{modified},
                    .polled = from_ms(polled),
                    .next_poll = from_ms(next),
                    .known = {}};
  while (!known.empty() && cursor.known.size() < FeedCursor::kMostKnown) {
    const std::size_t blank = std::min(known.find(' '), known.size());
    cursor.known.emplace_back(known.substr(0, blank));
    known.remove_prefix(std::min(blank + 1, known.size()));
  }
  return cursor;
}

}  // namespace vigie::collector

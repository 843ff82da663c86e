// RSS 2.0, RDF (RSS 0.9 and 1.0) and Atom documents to posts of one account: the feed.
//
// Pure: no I/O, no clock. Names of elements decide, not versions and namespaces: most feeds are
// some mixture. Source: rssboard.org/rss-specification, web.resource.org/rss/1.0, RFC 4287.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/record_parser.h"
#include "storage/model/record.h"

namespace vigie::collector {

struct FeedLimits {
  std::size_t max_bytes = std::size_t{4} << 20;
  std::size_t max_depth = 64;
  std::size_t max_items = 2'000;  ///< Later ones are refused.
  std::size_t max_field_bytes =
      std::size_t{64} * 1024;  ///< Of markup; the rest of a field is dropped.
  std::size_t max_text_bytes =
      std::size_t{8} * 1024;  ///< Of a post's plain text, cut at a character.
};

struct Feed {
  Account account;          ///< `native_id` is the address of the feed, `handle` its site's host.
  std::vector<Post> posts;  ///< In the order of the document; each key once.
  std::vector<Reject> rejects;
  std::chrono::minutes ttl{0};  ///< How long the feed asks to be left alone; 0: it does not say.
  bool is_cut = false;          ///< The document broke off or is malformed behind these posts.
};

/// Reads a document fetched from `feed_url` at `received`. Network, external entities and entity
/// declarations are off: a document that declares an entity is refused whole.
///
/// A post: key is `guid`, `id` or `rdf:about`, made unique by the feed's address when it is no URI;
/// else the link; else SHA-256 of link and title. `observed` is `received`, `created` missing where
/// the item has no date that can be read. Text is title and summary.
///
/// Errors: `xml: too large`, `xml: too deep`, `xml: entity declared`, `xml: malformed` (nothing
/// could be read), `feed: none` (HTML or other XML).
[[nodiscard]] tl::expected<Feed, ParseError> parse_feed(std::string_view bytes,
                                                        const std::string& feed_url,
                                                        UtcTime received,
                                                        const FeedLimits& limits = {});

}  // namespace vigie::collector

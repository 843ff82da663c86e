// The elements of a feed document that matter, as one pass over its XML finds them.
//
// Apart from feed_parser.h, which says what they mean: this file alone knows libxml2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/feeds/feed_parser.h"

namespace vigie::collector {

/// How the text of a field is to be read.
enum class FieldMarkup : std::uint8_t { kEither, kPlain, kHtml };

/// A child of the channel, the feed or an item.
struct FeedField {
  std::string name;  ///< Local name, in lower case; `dc:date` is `dc:date`, `content:encoded` too.
  std::string text;  ///< Content; of XHTML inside, its tags without attributes.
  FieldMarkup markup = FieldMarkup::kEither;
  std::string href;  ///< Of Atom links and categories (`term`).
  std::string rel;   ///< Of Atom links; of a `guid`, `isPermaLink`.
};

struct FeedElement {
  bool is_whole = false;  ///< Of items: its end was there.
  std::string about;      ///< `rdf:about`.
  std::vector<FeedField> fields;
};

struct FeedDocument {
  FeedElement channel;
  std::vector<FeedElement> items;
  std::string language;      ///< `xml:lang` of the root.
  std::size_t too_many = 0;  ///< Items past the limit.
  bool is_well_formed = true;
};

[[nodiscard]] tl::expected<FeedDocument, ParseError> read_feed_document(std::string_view bytes,
                                                                        const FeedLimits& limits);

}  // namespace vigie::collector

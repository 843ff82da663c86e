// Feeds that the tests write: invented outlets only.
#pragma once

#include <string>

#include "storage/model/time.h"

namespace vigie::collector::tests {

inline const std::string kFeedUrl = "https://gazette.example/feed";
inline const UtcTime kReceived = *parse_iso8601("2026-03-02T12:00:00Z");

/// An RSS 2.0 document around `items`, with more of the channel in front of them.
inline std::string rss_of(const std::string& items, const std::string& channel = {}) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>)"
         "<title>The Gazette</title><link>https://gazette.example/</link>"
         "<description>News &amp;amp; views</description>" +
         channel + items + "</channel></rss>";
}

/// An item with a key, a title and, where given, more.
inline std::string rss_item(const std::string& guid, const std::string& more = {}) {
  return "<item><guid isPermaLink=\"false\">" + guid + "</guid><title>Title " + guid + "</title>" +
         more + "</item>";
}

inline std::string dated(const std::string& guid, const std::string& iso_time) {
  return rss_item(guid, "<pubDate>" + iso_time + "</pubDate>");
}

}  // namespace vigie::collector::tests

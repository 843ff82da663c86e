#include "collector/feeds/feed_parser.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/archive/utf8.h"
#include "tests/collector/feeds/feed_samples.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::kFeedUrl;
using tests::kReceived;
using tests::rss_item;
using tests::rss_of;

Feed read(const std::string& document, const FeedLimits& limits = {}) {
  auto feed = parse_feed(document, kFeedUrl, kReceived, limits);
  EXPECT_TRUE(feed) << feed.error().reason;
  return feed ? *feed : Feed{};
}

std::string refusal(const std::string& document, const FeedLimits& limits = {}) {
  const auto feed = parse_feed(document, kFeedUrl, kReceived, limits);
  return feed ? "read" : std::string{feed.error().reason};
}

Post only_item(const std::string& item) {
  const Feed feed = read(rss_of(item));
  EXPECT_EQ(feed.posts.size(), 1U);
  return feed.posts.empty() ? Post{} : feed.posts.front();
}

std::vector<std::string> keys_of(const Feed& feed) {
  std::vector<std::string> keys;
  for (const Post& post : feed.posts) {
    keys.push_back(post.native_id);
  }
  return keys;
}

TEST(FeedParser, ReadsAnItemOfRss) {
  const Post post = only_item(
      "<item><guid>https://gazette.example/?p=7</guid><title>Budget &amp;amp; vote</title>"
      "<link>https://gazette.example/7?a=1&amp;b=2</link>"
      "<description><![CDATA[<p>First</p><p>second &eacute;</p>]]></description>"
      "<pubDate>Mon, 02 Mar 2026 06:00:00 GMT</pubDate>"
      "<category>Politics</category><category>Politics</category></item>");

  EXPECT_EQ(post.native_id, "https://gazette.example/?p=7");
  EXPECT_EQ(post.account_native_id, kFeedUrl);
  EXPECT_EQ(post.kind, PostKind::kPost);
  EXPECT_EQ(post.text, "Budget & vote\nFirst\nsecond \xC3\xA9");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/7?a=1&b=2"));
  EXPECT_THAT(post.tags, ElementsAre("Politics"));
  EXPECT_EQ(to_iso8601(*post.created), "2026-03-02T06:00:00.000Z");
  EXPECT_EQ(post.observed, kReceived);
}

TEST(FeedParser, ReadsTheProfileAndTheRestAsked) {
  const Feed feed = read(rss_of(rss_item("1"),
                                "<language>fr</language><ttl>90</ttl>"
                                "<image><title>Logo</title><link>https://img.example/</link>"
                                "<url>https://img.example/1.png</url></image>"));

  EXPECT_EQ(feed.account.native_id, kFeedUrl);
  EXPECT_EQ(feed.account.display_name, "The Gazette");
  EXPECT_EQ(feed.account.bio, "News & views\nhttps://gazette.example/");
  EXPECT_EQ(feed.account.handle, "gazette.example");
  EXPECT_EQ(feed.ttl.count(), 90);
  EXPECT_EQ(feed.posts.front().declared_language, "fr");
}

TEST(FeedParser, ReadsAtom) {
  const Feed feed = read(
      R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">A &lt;b&gt; C</title>)"
      R"(<link rel="self" href="/feed.atom"/><link href="/"/>)"
      R"(<entry><id>tag:gazette.example,2026:1</id><title type="html">x &amp;lt; y</title>)"
      R"(<link rel="enclosure" href="https://media.example/1.mp3"/><link rel="alternate" href="/a/1"/>)"
      R"(<published>2026-03-02T06:00:00Z</published><updated>2026-03-02T07:00:00Z</updated>)"
      R"(<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &lt;tag&gt;</p><p>two</p></div></summary>)"
      R"(<source><id>tag:other.example,2026:9</id><title>Other</title></source></entry></feed>)");

  EXPECT_EQ(feed.account.display_name, "A <b> C");
  ASSERT_THAT(keys_of(feed), ElementsAre("tag:gazette.example,2026:1"));
  const Post& post = feed.posts.front();
  EXPECT_EQ(post.text, "x < y\nOne <tag>\ntwo");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/a/1"));
  EXPECT_EQ(to_iso8601(*post.created), "2026-03-02T06:00:00.000Z");
  EXPECT_EQ(to_iso8601(*post.edited), "2026-03-02T07:00:00.000Z");
  EXPECT_EQ(post.declared_language, "en");
}

TEST(FeedParser, ReadsRdf) {
  const Feed feed = read(
      R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/")"
      R"( xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://gazette.example/">)"
      R"(<title>Gazette</title><link>https://gazette.example/</link></channel>)"
      R"(<item rdf:about="https://gazette.example/1"><title>One</title>)"
      R"(<link>https://gazette.example/1</link><dc:date>2026-03-02T06:00:00+01:00</dc:date></item></rdf:RDF>)");

  EXPECT_EQ(feed.account.display_name, "Gazette");
  ASSERT_THAT(keys_of(feed), ElementsAre("https://gazette.example/1"));
  EXPECT_EQ(to_iso8601(*feed.posts.front().created), "2026-03-02T05:00:00.000Z");
}

TEST(FeedParser, MakesAKeyOfWhatThereIs) {
  EXPECT_EQ(only_item("<item><guid>1234</guid><title>T</title></item>").native_id,
            kFeedUrl + "#1234");
  EXPECT_EQ(only_item("<item><link>https://g.example/1</link><title>T</title></item>").native_id,
            "https://g.example/1");
  // sha256("T")
  EXPECT_EQ(only_item("<item><title>T</title></item>").native_id,
            kFeedUrl + "#e632b7095b0bf32c260fa4c539e9fd7b852d0de454e9be26f24d0d6f91d069d3");
}

TEST(FeedParser, TakesAGuidForTheLinkUnlessItSaysThatItIsNone) {
  EXPECT_THAT(only_item("<item><guid>https://g.example/1</guid></item>").urls,
              ElementsAre("https://g.example/1"));
  EXPECT_THAT(only_item("<item><guid isPermaLink=\"false\">https://g.example/1</guid></item>").urls,
              IsEmpty());
}

TEST(FeedParser, KeepsAnItemWithoutADateThatCanBeReadUnderTheTimeOfReceipt) {
  for (const char* date : {"", "<pubDate>yesterday evening</pubDate>", "<pubDate/>"}) {
    const Post post = only_item(rss_item("1", date));
    EXPECT_FALSE(post.created) << date;
    EXPECT_EQ(post.observed, kReceived) << date;
  }
}

TEST(FeedParser, TakesNoAddressButThoseOfTheWeb) {
  for (const char* link : {"javascript:alert(1)",
                           "data:text/html,x",
                           "file:///etc/passwd",
                           "https://",
                           "page.html",
                           "https://a.example/a b"}) {
    EXPECT_THAT(only_item(rss_item("1", "<link>" + std::string{link} + "</link>")).urls, IsEmpty())
        << link;
  }
}

TEST(FeedParser, RefusesAnItemWithoutAnythingAndOneThatComesTwice) {
  const Feed feed = read(rss_of(rss_item("a:1") + rss_item("ab:1") + rss_item("ab:1") + "<item/>"));

  EXPECT_THAT(keys_of(feed), ElementsAre(kFeedUrl + "#a:1", "ab:1"));
  ASSERT_EQ(feed.rejects.size(), 2U);
  EXPECT_EQ(feed.rejects[0].reason, "id: twice in one document");
  EXPECT_EQ(feed.rejects[1].reason, "id: missing");
}

TEST(FeedParser, RefusesADocumentThatDeclaresEntities) {
  const std::string bomb =
      R"(<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">)"
      R"(<!ENTITY c "&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title></channel></rss>)";
  const std::string outside =
      R"(<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>)"
      R"(<rss version="2.0"><channel><title>&x;</title></channel></rss>)";
  const std::string parameter =
      R"(<!DOCTYPE rss [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]>)"
      R"(<rss version="2.0"><channel><title>T</title></channel></rss>)";

  EXPECT_EQ(refusal(bomb), "xml: entity declared");
  EXPECT_EQ(refusal(outside), "xml: entity declared");
  EXPECT_EQ(refusal(parameter), "xml: entity declared");
}

TEST(FeedParser, IgnoresADoctypeThatLeadsElsewhere) {
  const Feed feed = read(
      R"(<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://dtd.example/rss.dtd">)"
      R"(<rss version="0.91"><channel><title>Old&nbsp;paper</title></channel></rss>)");

  EXPECT_EQ(feed.account.display_name, "Old\xC2\xA0paper");
}

TEST(FeedParser, RefusesWhatIsNoFeedOrTooMuch) {
  EXPECT_EQ(refusal("<!doctype html><title>Login</title>"), "xml: malformed");
  EXPECT_EQ(refusal("<html><body/></html>"), "feed: none");
  EXPECT_EQ(refusal(""), "xml: malformed");
  EXPECT_EQ(refusal("{\"version\":1}"), "xml: malformed");
  EXPECT_EQ(refusal(rss_of(rss_item("1")), {.max_bytes = 100}), "xml: too large");

  std::string deep;
  for (int i = 0; i < 200; ++i) {
    deep += "<a>";
  }
  EXPECT_EQ(refusal(rss_of("<item>" + deep)), "xml: too deep");
}

TEST(FeedParser, KeepsTheWholeItemsOfADocumentThatBreaksOff) {
  const std::string whole = rss_of(rss_item("one:1") + rss_item("two:2"));
  const Feed feed = read(whole.substr(0, whole.find("two:2") + 30));

  EXPECT_THAT(keys_of(feed), ElementsAre("one:1"));
  EXPECT_TRUE(feed.is_cut);
  ASSERT_EQ(feed.rejects.size(), 1U);
  EXPECT_EQ(feed.rejects.front().reason, "xml: malformed");
}

TEST(FeedParser, BoundsItemsFieldsAndText) {
  const std::string long_text(5'000, 'x');
  const Feed feed = read(
      rss_of(rss_item("one:1", "<description>" + long_text + "</description>") + rss_item("two:2")),
      {.max_items = 1, .max_field_bytes = 100, .max_text_bytes = 20});

  ASSERT_EQ(feed.posts.size(), 1U);
  EXPECT_EQ(feed.posts.front().text, "Title one:1\nxxxxxxxx");
  ASSERT_EQ(feed.rejects.size(), 1U);
  EXPECT_EQ(feed.rejects.front().reason, "items: too many");
}

TEST(FeedParser, ReadsOtherEncodingsAndMendsBrokenText) {
  const std::string latin =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><title>\xE9t\xE9</title>"
      "</channel></rss>";
  EXPECT_EQ(read(latin).account.display_name, "\xC3\xA9t\xC3\xA9");

  const Post broken = only_item(rss_item("one:1", "<description>a\xE9 b</description>"));
  EXPECT_EQ(broken.text, "Title one:1\na\xEF\xBF\xBD b");
  EXPECT_TRUE(broken.text_repaired);
}

TEST(FeedParser, GivesUtf8WhateverADocumentSaysOfItsEncoding) {
  for (const std::string head : {"<?xml version=\"1.0\" encoding=\"UT\xDF-8\"?>",
                                 "<?xml version=\"1.0\" encoding=\xA6\xFE\xFF?>"}) {
    const Feed feed = read(head +
                           "<rss><channel><title>\xE9t\xE9</title><link>https://a\xA5.example/"
                           "</link></channel></rss>");
    EXPECT_TRUE(is_valid_utf8(feed.account.display_name)) << head;
    EXPECT_TRUE(is_valid_utf8(feed.account.bio)) << head;
  }
}

}  // namespace
}  // namespace vigie::collector

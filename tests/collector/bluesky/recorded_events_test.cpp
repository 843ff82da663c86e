// What the real Jetstream sent one day, read by Vigie and, independently, straight from the JSON.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "collector/archive/input_window.h"
#include "collector/bluesky/jetstream_intake.h"
#include "tests/collector/bluesky/live_fakes.h"

namespace vigie::collector {
namespace {

using simdjson::dom::element;

std::vector<std::string> recorded_lines() {
  std::ifstream input{std::filesystem::path{VIGIE_SOURCE_DIR} / ".." / "shared" / "servers" /
                      "specs" / "atproto-corpus" / "expected_v1.jsonl"};
  std::vector<std::string> lines;
  for (std::string line; std::getline(input, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// By JSON pointer (RFC 6901), unlike the parser, which looks keys up one after another.
std::string text(element from, const char* pointer) {
  std::string_view found;
  return from.at_pointer(pointer).get(found) == simdjson::SUCCESS ? std::string{found}
                                                                  : std::string{};
}

std::vector<std::string> features(element record, const char* type, const char* key) {
  std::vector<std::string> found;
  simdjson::dom::array facets;
  if (record.at_pointer("/facets").get(facets) != simdjson::SUCCESS) {
    return found;
  }
  for (const element facet : facets) {
    for (const element feature : simdjson::dom::array{facet.at_pointer("/features")}) {
      const std::string value = text(feature, key);
      if (text(feature, "/$type") == type && !value.empty() &&
          std::find(found.begin(), found.end(), value) == found.end()) {
        found.push_back(value);
      }
    }
  }
  return found;
}

std::vector<std::string> urls_of(element record) {
  std::vector<std::string> urls = features(record, "app.bsky.richtext.facet#link", "/uri");
  for (const char* pointer : {"/embed/external/uri", "/embed/media/external/uri"}) {
    const std::string url = text(record, pointer);
    if (!url.empty() && std::find(urls.begin(), urls.end(), url) == urls.end()) {
      urls.push_back(url);
    }
  }
  return urls;
}

std::string quoted_post(element record) {
  const std::string type = text(record, "/embed/$type");
  const std::string uri = type == "app.bsky.embed.record" ? text(record, "/embed/record/uri")
                          : type == "app.bsky.embed.recordWithMedia"
                              ? text(record, "/embed/record/record/uri")
                              : std::string{};
  return uri.find("/app.bsky.feed.post/") == std::string::npos ? std::string{} : uri;
}

/// Writes of posts and reposts, in their order.
bool is_post_write(element event) {
  const std::string collection = text(event, "/commit/collection");
  const std::string operation = text(event, "/commit/operation");
  return (collection == "app.bsky.feed.post" || collection == "app.bsky.feed.repost") &&
         (operation == "create" || operation == "update");
}

void expect_same(const Post& post, element event) {
  const std::string did = text(event, "/did");
  const element record = event.at_pointer("/commit/record");
  const bool is_repost = text(event, "/commit/collection") == "app.bsky.feed.repost";
  const std::string parent = text(record, "/reply/parent/uri");
  const std::string quoted = quoted_post(record);
  const std::string subject = is_repost ? text(record, "/subject/uri") : quoted;
  const PostKind kind = is_repost         ? PostKind::kRepost
                        : !parent.empty() ? PostKind::kReply
                        : !quoted.empty() ? PostKind::kQuote
                                          : PostKind::kPost;

  EXPECT_EQ(
      post.native_id,
      "at://" + did + "/" + text(event, "/commit/collection") + "/" + text(event, "/commit/rkey"));
  EXPECT_EQ(post.account_native_id, did);
  EXPECT_EQ(post.kind, kind);
  EXPECT_EQ(post.text, is_repost ? "" : text(record, "/text"));
  EXPECT_EQ(post.created, parse_iso8601(text(record, "/createdAt")));
  EXPECT_EQ(to_ms(*post.observed), std::int64_t{event["time_us"]} / 1000);
  EXPECT_EQ(post.declared_language, text(record, "/langs/0"));
  EXPECT_EQ(post.urls, urls_of(record));
  EXPECT_EQ(post.mentions, features(record, "app.bsky.richtext.facet#mention", "/did"));
  EXPECT_EQ(post.tags, features(record, "app.bsky.richtext.facet#tag", "/tag"));
  EXPECT_EQ(post.parent_id, parent);
  EXPECT_EQ(post.root_id, text(record, "/reply/root/uri"));
  EXPECT_EQ(post.subject_id, subject);
  EXPECT_EQ(post.subject_account_native_id,
            subject.empty() ? "" : subject.substr(5, subject.find('/', 5) - 5));
}

class RecordedEvents : public testing::Test {
 protected:
  void SetUp() override {
    lines = recorded_lines();
    if (lines.empty()) {
      GTEST_SKIP() << "no recorded events in ../shared/servers/specs/atproto-corpus";
    }
    JetstreamIntake intake{1, std::nullopt, run, clock};
    intake.begin_connection("wss://one.example");
    for (const std::string& line : lines) {
      const std::string padded = line + std::string(kRecordPadding, '\0');
      intake.take({padded.data(), line.size()});
    }
    intake.hand_on();
  }

  std::vector<std::string> lines;
  tests::FakeClock clock{from_ms(1'783'180'000'000)};  // the day they were recorded
  tests::BatchList sink;
  SourceMeter meter;
  LiveRun run{.cursor = {}, .once = false, .sink = sink, .meter = meter, .stop = {}};
};

TEST_F(RecordedEvents, AreAllReadFieldByField) {
  simdjson::dom::parser parser;
  std::size_t next = 0;
  std::size_t deletions = 0;
  std::size_t accounts = 0;
  for (const std::string& line : lines) {
    const element event = parser.parse(line);
    const std::string collection = text(event, "/commit/collection");
    SCOPED_TRACE("event at " + std::to_string(std::int64_t{event["time_us"]}));
    if (is_post_write(event)) {
      ASSERT_LT(next, sink.posts.size());
      expect_same(sink.posts[next++], event);
    } else if (text(event, "/commit/operation") == "delete") {
      deletions += collection == "app.bsky.feed.post" || collection == "app.bsky.feed.repost";
    } else if (collection == "app.bsky.actor.profile" || text(event, "/kind") == "account" ||
               !text(event, "/identity/handle").empty()) {
      ++accounts;
    }
  }

  EXPECT_EQ(lines.size(), 152U);
  EXPECT_EQ(sink.posts.size(), next);
  EXPECT_EQ(sink.deletions.size(), deletions);
  EXPECT_EQ(sink.accounts.size(), accounts);
  EXPECT_TRUE(sink.rejects.empty());
  EXPECT_EQ(meter.read().events, 152U);
}

TEST_F(RecordedEvents, GiveACursorAndASpanFromTheFirstToTheNewest) {
  simdjson::dom::parser parser;
  std::int64_t newest = 0;
  for (const std::string& line : lines) {
    newest = std::max(newest, std::int64_t{element{parser.parse(line)}["time_us"]});
  }
  const std::int64_t first = element{parser.parse(lines.front())}["time_us"];

  EXPECT_EQ(sink.cursor, std::to_string(newest));
  ASSERT_EQ(sink.seen.size(), 1U);
  EXPECT_EQ(to_ms(sink.seen[0].begin), first / 1000);
  EXPECT_EQ(to_ms(sink.seen[0].end), newest / 1000);
}

}  // namespace
}  // namespace vigie::collector

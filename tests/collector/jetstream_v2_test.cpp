#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::Import;
using tests::import_text;

std::string payload(const std::string& kind, const std::string& members) {
  return R"({"$type":"network.bsky.jetstream.subscribeEvents#)" + kind +
         R"(","seq":7,"did":"did:plc:ana","time":"2024-06-01T12:00:00.123456Z")" +
         (members.empty() ? "" : "," + members) + "}";
}

std::string frame(const std::string& body) {
  return R"({"$type":"message","payload":)" + body + "}\n";
}

std::string commit_payload(const std::string& operation,
                           const std::string& collection,
                           const std::string& rkey,
                           const std::string& record = {}) {
  return payload("commit",
                 R"("rev":"r","operation":")" + operation + R"(","collection":")" + collection +
                     R"(","rkey":")" + rkey + "\"" +
                     (record.empty() ? "" : R"(,"cid":"c","record":)" + record));
}

TEST(JetstreamV2, ReadsAPostAsTheFirstWireDoes) {
  const Import done = import_text(frame(commit_payload(
      "create",
      "app.bsky.feed.post",
      "3kpost",
      R"({"text":"Read","createdAt":"2024-06-01T11:59:59.5Z","langs":["fr"],"facets":[)"
      R"({"index":{"byteStart":0,"byteEnd":4},"features":[)"
      R"({"$type":"app.bsky.richtext.facet#link","uri":"https://gazette.example/1"}]},)"
      R"({"index":{"byteStart":0,"byteEnd":5},"features":[)"
      R"({"$type":"app.bsky.richtext.facet#tag","tag":"outside"}]}]})")));

  ASSERT_EQ(done.all.posts.size(), 1U);
  const Post& post = done.all.posts[0];
  EXPECT_EQ(done.all.platform, "bluesky");
  EXPECT_EQ(post.native_id, "at://did:plc:ana/app.bsky.feed.post/3kpost");
  EXPECT_EQ(post.account_native_id, "did:plc:ana");
  EXPECT_EQ(to_iso8601(*post.created), "2024-06-01T11:59:59.500Z");
  EXPECT_EQ(to_iso8601(*post.observed), "2024-06-01T12:00:00.123Z");
  EXPECT_EQ(post.text, "Read");
  EXPECT_EQ(post.declared_language, "fr");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/1"));
  EXPECT_THAT(post.tags, IsEmpty()) << "its facet reaches outside the text";
}

TEST(JetstreamV2, ReadsPayloadsThatWereStoredAlone) {
  const Import done = import_text(commit_payload("delete", "app.bsky.feed.post", "3ka") + "\n" +
                                  commit_payload("delete", "app.bsky.feed.like", "3kb") + "\n");

  ASSERT_EQ(done.all.deletions.size(), 1U);
  EXPECT_EQ(done.all.deletions[0].native_id, "at://did:plc:ana/app.bsky.feed.post/3ka");
  EXPECT_TRUE(done.all.deletions[0].time);
  EXPECT_EQ(done.all.records_ignored, 1U);
}

TEST(JetstreamV2, ReadsStatesHandlesAndProfiles) {
  const Import done = import_text(
      frame(payload("account", R"("account":{"active":false,"status":"deleted","did":"x"})")) +
      frame(payload("identity", R"("identity":{"handle":"ana.example"})")) +
      frame(
          commit_payload("update", "app.bsky.actor.profile", "self", R"({"displayName":"Ana"})")));

  ASSERT_EQ(done.all.accounts.size(), 3U);
  EXPECT_EQ(done.all.accounts[0].native_id, "did:plc:ana");
  EXPECT_EQ(done.all.accounts[0].state, AccountState::kDeleted);
  EXPECT_EQ(done.all.accounts[1].handle, "ana.example");
  EXPECT_EQ(done.all.accounts[2].display_name, "Ana");
}

TEST(JetstreamV2, CountsNoticesErrorsAndWhatIsNew) {
  const Import done = import_text(
      frame(payload("sync", R"("sync":{"rev":"r"})")) +
      frame(R"({"$type":"network.bsky.jetstream.subscribeEvents#info","name":"OutdatedCursor"})") +
      frame(payload("weather", "")) + frame(R"({"$type":7})") + frame("[]") +
      R"({"$type":"error","error":"ConsumerTooSlow","message":"bye"})" + "\n" +
      R"({"$type":"song"})" + "\n" + frame(payload("account", R"("account":[1])")));

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_THAT(done.all.rejects, IsEmpty());
  EXPECT_EQ(done.all.records_read, 8U);
  EXPECT_EQ(done.all.records_ignored, 8U);
  EXPECT_THAT(done.all.ignored_reasons, ElementsAre(testing::Pair("stream: error frame", 1U)));
}

TEST(JetstreamV2, RefusesBrokenEventsAndSaysWhy) {
  const std::string type = R"("$type":"network.bsky.jetstream.subscribeEvents#commit")";
  const Import done = import_text(
      frame(payload("sync", "")) + frame("{" + type + R"(,"time":"2024-06-01T12:00:00Z"})") +
      frame("{" + type + R"(,"did":"did:plc:ana"})") +
      frame("{" + type + R"(,"did":"did:plc:ana","time":"noon"})") +
      frame("{" + type + R"(,"did":"did:plc:ana","time":"1985-06-01T12:00:00Z"})") +
      frame(commit_payload("create", "app.bsky.feed.post", "")) +
      frame(commit_payload("create", "app.bsky.feed.post", "3k")) +
      frame(commit_payload("create", "app.bsky.feed.repost", "3k", R"({"subject":7})")) +
      frame(commit_payload(
          "create", "app.bsky.feed.post", "3k", std::string(70, '[') + std::string(70, ']'))) +
      frame(R"({"n":123456789012345678901234567890})"));

  std::vector<std::string> reasons;
  for (const Reject& reject : done.all.rejects) {
    reasons.push_back(reject.reason);
  }
  EXPECT_THAT(reasons,
              ElementsAre("account: missing",
                          "time: missing",
                          "time: unreadable",
                          "time: out of range",
                          "id: missing",
                          "record: missing",
                          "subject: missing",
                          "json: too deep",
                          "json: malformed"));
}

/// A recorded event of the first wire as the lexicon says that the second spells it.
std::string as_v2(simdjson::dom::element event) {
  const std::string_view kind_view = event["kind"];
  const std::string_view did = event["did"];
  const std::string kind{kind_view};
  const std::int64_t time_us = event["time_us"];
  const std::string iso = to_iso8601(from_ms(time_us / 1000));
  std::string body;
  if (kind == "commit") {
    const std::string members = simdjson::minify(event["commit"].value());
    body = members.substr(1, members.size() - 2);
  } else {
    body = "\"" + kind + "\":" + simdjson::minify(event[kind].value());
  }
  return frame(R"({"$type":"network.bsky.jetstream.subscribeEvents#)" + kind +
               R"(","seq":1,"did":")" + std::string{did} + R"(","time":")" + iso + "\"," + body +
               "}");
}

TEST(JetstreamV2, MakesTheSameOfRecordedEventsAsTheFirstWire) {
  const auto file = std::filesystem::path{VIGIE_SOURCE_DIR} / ".." / "shared" / "servers" /
                    "specs" / "atproto-corpus" / "expected_v1.jsonl";
  if (!std::filesystem::exists(file)) {
    GTEST_SKIP() << "no recorded events at " << file.string() << ": nothing to compare";
  }
  std::ifstream input{file};
  std::string line;
  std::string frames;
  simdjson::dom::parser parser;
  while (std::getline(input, line)) {
    frames += as_v2(parser.parse(line));
  }

  const Import first = tests::import(tests::request_for(file));
  const Import second = import_text(frames);

  ASSERT_TRUE(second.result) << second.result.error().message;
  EXPECT_EQ(second.all.records_read, 152U);
  EXPECT_EQ(second.all.records_ignored, first.all.records_ignored);
  EXPECT_EQ(second.all.deletions.size(), first.all.deletions.size());
  EXPECT_EQ(second.all.accounts.size(), first.all.accounts.size());
  ASSERT_EQ(second.all.posts.size(), 32U);
  ASSERT_EQ(first.all.posts.size(), 32U);
  for (std::size_t i = 0; i < first.all.posts.size(); ++i) {
    const Post& one = first.all.posts[i];
    const Post& two = second.all.posts[i];
    EXPECT_EQ(one.native_id, two.native_id);
    EXPECT_EQ(one.observed, two.observed);
    EXPECT_EQ(one.created, two.created);
    EXPECT_EQ(one.text, two.text);
    EXPECT_EQ(one.urls, two.urls);
    EXPECT_EQ(one.subject_id, two.subject_id);
    EXPECT_EQ(one.kind, two.kind);
  }
}

}  // namespace
}  // namespace vigie::collector

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::Import;
using tests::import_text;
using tests::only_post;

/// 2024-06-01T12:00:00.123456Z
constexpr const char* kTimeUs = "1717243200123456";

std::string event(const std::string& kind, const std::string& body) {
  return tests::one_line(std::string{R"({"did":"did:plc:ana","time_us":)"} + kTimeUs +
                         R"(,"kind":")" + kind + R"(",)" + body + "}");
}

std::string commit(const std::string& operation,
                   const std::string& collection,
                   const std::string& rkey,
                   const std::string& record = {}) {
  return event("commit",
               R"("commit":{"rev":"r","operation":")" + operation + R"(","collection":")" +
                   collection + R"(","rkey":")" + rkey + "\"" +
                   (record.empty() ? "" : R"(,"record":)" + record) + "}");
}

std::string post_event(const std::string& record) {
  return commit("create", "app.bsky.feed.post", "3kpost", record);
}

TEST(Jetstream, ReadsAPostWithEverythingItCarries) {
  const Post post = only_post(post_event(R"({"$type":"app.bsky.feed.post",
      "text":"Read @bo","createdAt":"2024-06-01T11:59:59.5Z","langs":["fr","en"],
      "tags":["Extra"],"labels":{"values":[{"val":"nudity"}]},
      "facets":[
        {"index":{"byteStart":0,"byteEnd":4},"features":[
          {"$type":"app.bsky.richtext.facet#link","uri":"https://gazette.example/1"},
          {"$type":"app.bsky.richtext.facet#tag","tag":"vote"}]},
        {"index":{"byteStart":5,"byteEnd":8},"features":[
          {"$type":"app.bsky.richtext.facet#mention","did":"did:plc:bo"}]}],
      "embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://gazette.example/1"}}})"));

  EXPECT_EQ(post.native_id, "at://did:plc:ana/app.bsky.feed.post/3kpost");
  EXPECT_EQ(post.account_native_id, "did:plc:ana");
  EXPECT_EQ(post.kind, PostKind::kPost);
  EXPECT_EQ(to_iso8601(*post.created), "2024-06-01T11:59:59.500Z");
  EXPECT_EQ(to_iso8601(*post.observed), "2024-06-01T12:00:00.123Z");
  EXPECT_EQ(post.text, "Read @bo");
  EXPECT_EQ(post.declared_language, "fr");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/1")) << "named twice, kept once";
  EXPECT_THAT(post.tags, ElementsAre("vote", "Extra"));
  EXPECT_THAT(post.mentions, ElementsAre("did:plc:bo"));
  EXPECT_EQ(post.sensitive, true);
}

TEST(Jetstream, DropsFacetsThatReachOutsideTheText) {
  const auto facet = [](const std::string& index) {
    return R"({"text":"h\u00e9","createdAt":"2024-06-01T12:00:00Z","facets":[{"index":)" + index +
           R"(,"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"t"}]}]})";
  };

  EXPECT_THAT(only_post(post_event(facet(R"({"byteStart":0,"byteEnd":3})"))).tags,
              ElementsAre("t"));
  for (const char* index : {R"({"byteStart":0,"byteEnd":4})",
                            R"({"byteStart":-1,"byteEnd":2})",
                            R"({"byteStart":2,"byteEnd":1})",
                            R"({"byteStart":0})",
                            "7"}) {
    EXPECT_THAT(only_post(post_event(facet(index))).tags, IsEmpty()) << index;
  }
}

TEST(Jetstream, ReadsBothKindsOfQuoteAndNoQuoteOfAList) {
  const std::string uri = "at://did:plc:bo/app.bsky.feed.post/3kt4wamrj2k2a";
  const Post plain =
      only_post(post_event(R"({"text":"x","embed":{"record":{"uri":")" + uri + R"("}}})"));
  const Post with_media =
      only_post(post_event(R"({"text":"x","embed":{"record":{"record":{"uri":")" + uri +
                           R"("}},"media":{"external":{"uri":"https://gazette.example/2"}}}})"));
  const Post of_a_list = only_post(post_event(
      R"({"text":"x","embed":{"record":{"uri":"at://did:plc:bo/app.bsky.graph.list/3k"}}})"));

  EXPECT_EQ(plain.kind, PostKind::kQuote);
  EXPECT_EQ(plain.subject_id, uri);
  EXPECT_EQ(plain.subject_account_native_id, "did:plc:bo");
  EXPECT_TRUE(plain.subject_created);
  EXPECT_EQ(with_media.kind, PostKind::kQuote);
  EXPECT_EQ(with_media.subject_id, uri);
  EXPECT_THAT(with_media.urls, ElementsAre("https://gazette.example/2"));
  EXPECT_EQ(of_a_list.kind, PostKind::kPost);
  EXPECT_EQ(of_a_list.subject_id, "");
}

TEST(Jetstream, ReadsARepostAndTheTimeOfItsSubject) {
  // 1717160400000000 us (2024-05-31T13:00:00Z) shifted by 10 bits, in base32-sortable.
  const std::string made = "3ktrybuo72222";
  const Post post = only_post(commit(
      "create",
      "app.bsky.feed.repost",
      "3krepost",
      R"({"createdAt":"2024-06-01T12:00:00Z","subject":{"uri":"at://did:plc:bo/app.bsky.feed.post/)" +
          made + R"("}})"));
  const Post future = only_post(commit(
      "create",
      "app.bsky.feed.repost",
      "3krepost",
      R"({"createdAt":"x","subject":{"uri":"at://did:plc:bo/app.bsky.feed.post/jzzzzzzzzzzzz"}})"));

  EXPECT_EQ(post.native_id, "at://did:plc:ana/app.bsky.feed.repost/3krepost");
  EXPECT_EQ(post.kind, PostKind::kRepost);
  EXPECT_EQ(post.text, "");
  EXPECT_EQ(post.subject_id, "at://did:plc:bo/app.bsky.feed.post/" + made);
  EXPECT_EQ(post.subject_account_native_id, "did:plc:bo");
  EXPECT_EQ(to_iso8601(*post.subject_created), "2024-05-31T13:00:00.000Z");
  EXPECT_FALSE(future.subject_created) << "a key may claim any time";
  EXPECT_FALSE(future.created) << "unreadable, but the stream's time is there";
  EXPECT_TRUE(future.observed);
}

TEST(Jetstream, KeepsAReplyAReplyWhenItQuotes) {
  const Post post = only_post(post_event(
      R"({"text":"x","reply":{"parent":{"uri":"at://p"},"root":{"uri":"at://r"}},
          "embed":{"record":{"uri":"at://did:plc:bo/app.bsky.feed.post/3k"}}})"));

  EXPECT_EQ(post.kind, PostKind::kReply);
  EXPECT_EQ(post.parent_id, "at://p");
  EXPECT_EQ(post.root_id, "at://r");
  EXPECT_EQ(post.subject_id, "at://did:plc:bo/app.bsky.feed.post/3k");
}

TEST(Jetstream, ReadsDeletionsOfPostsAndReposts) {
  const Import done = import_text(commit("delete", "app.bsky.feed.post", "3ka") +
                                  commit("delete", "app.bsky.feed.repost", "3kb") +
                                  commit("delete", "app.bsky.feed.like", "3kc"));

  ASSERT_EQ(done.all.deletions.size(), 2U);
  EXPECT_EQ(done.all.deletions[0].native_id, "at://did:plc:ana/app.bsky.feed.post/3ka");
  EXPECT_EQ(done.all.deletions[1].native_id, "at://did:plc:ana/app.bsky.feed.repost/3kb");
  EXPECT_TRUE(done.all.deletions[0].time);
  EXPECT_EQ(done.all.records_ignored, 1U);
}

TEST(Jetstream, TakesAPostThatIsWrittenAgainAsEdited) {
  const std::string record = R"({"text":"Read","createdAt":"2024-06-01T11:59:59Z"})";

  const Post first = only_post(commit("create", "app.bsky.feed.post", "3k", record));
  const Post again = only_post(commit("update", "app.bsky.feed.post", "3k", record));

  EXPECT_FALSE(first.edited);
  EXPECT_EQ(again.edited, again.observed);
}

TEST(Jetstream, ReadsProfilesStatesAndHandles) {
  const Import done =
      import_text(commit("update",
                         "app.bsky.actor.profile",
                         "self",
                         R"({"displayName":"Ana","description":"b",
                 "labels":{"values":[{"val":"bot"},{"val":"!no-unauthenticated"}]}})") +
                  event("account", R"("account":{"active":false,"status":"takendown"})") +
                  event("account", R"("account":{"active":true})") +
                  event("identity", R"("identity":{"handle":"ana.example"})") +
                  event("identity", R"("identity":{"seq":1})") +
                  event("account", R"("account":{"active":false,"status":"throttled"})"));

  ASSERT_EQ(done.all.accounts.size(), 4U);
  EXPECT_EQ(done.all.accounts[0].display_name, "Ana");
  EXPECT_EQ(done.all.accounts[0].bio, "b");
  EXPECT_EQ(done.all.accounts[0].declared_bot, DeclaredBot::kYes);
  EXPECT_EQ(done.all.accounts[0].opt_out, OptOut::kNoUnauthenticated);
  EXPECT_EQ(done.all.accounts[1].state, AccountState::kTakenDown);
  EXPECT_EQ(done.all.accounts[2].state, AccountState::kActive);
  EXPECT_EQ(done.all.accounts[3].handle, "ana.example");
  EXPECT_FALSE(done.all.accounts[3].state);
  EXPECT_EQ(done.all.records_ignored, 2U) << "nothing in them that is kept";
}

TEST(Jetstream, CountsWhatItDoesNotKeep) {
  const Import done =
      import_text(commit("create", "app.bsky.feed.like", "3k", "{}") +
                  commit("create", "app.bsky.graph.follow", "3k", "{}") +
                  commit("sleep", "app.bsky.feed.post", "3k", "{}") + event("weather", R"("x":1)"));

  EXPECT_EQ(done.all.records_read, 4U);
  EXPECT_EQ(done.all.records_ignored, 4U);
  EXPECT_THAT(done.all.rejects, IsEmpty());
}

TEST(Jetstream, RefusesBrokenEventsAndSaysWhy) {
  const Import done = import_text(
      commit("create", "app.bsky.feed.like", "3k", "{}") + "{\"did\":\n" + "3\n" +
      R"({"time_us":1717243200123456,"kind":"commit"})" + "\n" +
      R"({"did":"did:plc:ana","kind":"commit"})" + "\n" +
      R"({"did":"did:plc:ana","time_us":5,"kind":"commit"})" + "\n" +
      commit("create", "app.bsky.feed.post", "") + commit("create", "app.bsky.feed.post", "3k") +
      commit("create", "app.bsky.feed.repost", "3k", "{}") +
      post_event(std::string(70, '[') + std::string(70, ']')));

  std::vector<std::string> reasons;
  for (const Reject& reject : done.all.rejects) {
    reasons.push_back(reject.reason);
  }
  EXPECT_THAT(reasons,
              ElementsAre("json: malformed",
                          "json: not an object",
                          "account: missing",
                          "time: missing",
                          "time: out of range",
                          "id: missing",
                          "record: missing",
                          "subject: missing",
                          "json: too deep"));
}

TEST(Jetstream, RepairsTextRatherThanRefuseIt) {
  const Post post = only_post(post_event("{\"text\":\"a\xFFz\"}"));

  EXPECT_EQ(post.text, "a\xEF\xBF\xBDz");
  EXPECT_TRUE(post.text_repaired);
}

}  // namespace
}  // namespace vigie::collector

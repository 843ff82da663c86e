#include "collector/bluesky/appview_pages.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// 2024-06-01T12:00:00Z
constexpr UtcTime kNow = from_ms(1'717'243'200'000);

std::string post_view(const std::string& did,
                      const std::string& rkey,
                      const std::string& more = {}) {
  return R"({"uri":"at://)" + did + "/app.bsky.feed.post/" + rkey +
         R"(","cid":"c","author":{"did":")" + did +
         R"(","handle":"ana.example"},)"
         R"("record":{"$type":"app.bsky.feed.post","text":"Read","createdAt":"2024-05-31T10:00:00Z",)"
         R"("facets":[{"index":{"byteStart":0,"byteEnd":4},"features":[)"
         R"({"$type":"app.bsky.richtext.facet#link","uri":"https://gazette.example/1"}]}]},)"
         R"("likeCount":3,"repostCount":2,"replyCount":1,"quoteCount":0,)"
         R"("indexedAt":"2024-05-31T10:00:01.5Z","labels":[])" +
         more + "}";
}

class AppViewPagesTest : public testing::Test {
 protected:
  AppViewPages pages;
  RecordBatch batch;
};

TEST_F(AppViewPagesTest, ReadsAProfileWithItsCountersAndItsOwnLabels) {
  const auto read = pages.read_profiles(
      R"({"profiles":[{"did":"did:plc:ana","handle":"ana.example","displayName":"Ana",
          "description":"b","createdAt":"2023-01-02T03:04:05Z","followersCount":10,"followsCount":20,
          "postsCount":30,"verification":{"verifiedStatus":"valid"},"labels":[
            {"src":"did:plc:ana","val":"bot"},{"src":"did:plc:ana","val":"!no-unauthenticated"}]},
          {"did":"did:plc:bo","handle":"handle.invalid","labels":[
            {"src":"did:plc:labeler","val":"bot"},{"src":"did:plc:bo","val":"bot","neg":true}]}]})",
      kNow,
      batch);

  ASSERT_TRUE(read);
  ASSERT_THAT(batch.accounts, SizeIs(2));
  const Account& ana = batch.accounts[0];
  EXPECT_EQ(ana.native_id, "did:plc:ana");
  EXPECT_EQ(ana.handle, "ana.example");
  EXPECT_EQ(ana.display_name, "Ana");
  EXPECT_EQ(ana.bio, "b");
  EXPECT_EQ(to_iso8601(*ana.created), "2023-01-02T03:04:05.000Z");
  EXPECT_EQ(ana.followers, 10);
  EXPECT_EQ(ana.following, 20);
  EXPECT_EQ(ana.posts_count, 30);
  EXPECT_EQ(ana.verified, true);
  EXPECT_EQ(ana.state, AccountState::kActive);
  EXPECT_EQ(ana.seen, kNow);
  EXPECT_EQ(ana.declared_bot, DeclaredBot::kYes);
  EXPECT_EQ(ana.opt_out, OptOut::kNoUnauthenticated);
  const Account& bo = batch.accounts[1];
  EXPECT_EQ(bo.handle, "") << "the AppView found no handle that points back";
  EXPECT_EQ(bo.declared_bot, DeclaredBot::kUnknown) << "others say so, or it no longer does";
  EXPECT_FALSE(bo.followers) << "not told is not 0";
  EXPECT_FALSE(bo.verified);
}

TEST_F(AppViewPagesTest, ReadsPostsWithCountersAndTheTimeTheyWereIndexed) {
  const auto end =
      pages.read_posts(R"({"posts":[)" + post_view("did:plc:ana", "3ka") + "]}", kNow, batch);

  ASSERT_TRUE(end);
  ASSERT_THAT(batch.posts, SizeIs(1));
  const Post& post = batch.posts[0];
  EXPECT_EQ(post.native_id, "at://did:plc:ana/app.bsky.feed.post/3ka");
  EXPECT_EQ(post.account_native_id, "did:plc:ana");
  EXPECT_EQ(to_iso8601(*post.created), "2024-05-31T10:00:00.000Z");
  EXPECT_EQ(to_iso8601(*post.observed), "2024-05-31T10:00:01.500Z");
  EXPECT_EQ(post.text, "Read");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/1"));
  EXPECT_EQ(post.metrics.likes, 3);
  EXPECT_EQ(post.metrics.reposts, 2);
  EXPECT_EQ(post.metrics.replies, 1);
  EXPECT_EQ(post.metrics.quotes, 0);
  EXPECT_FALSE(post.metrics.views);
}

TEST_F(AppViewPagesTest, ReadsAFeedAsItsAccountsPostsAndReposts) {
  const std::string reason =
      R"("reason":{"$type":"app.bsky.feed.defs#reasonRepost","by":{"did":"did:plc:ana"},
         "uri":"at://did:plc:ana/app.bsky.feed.repost/3kr","indexedAt":"2024-05-31T11:00:00Z"})";
  const auto end = pages.read_author_feed(
      R"({"cursor":"next","feed":[{"post":)" + post_view("did:plc:bo", "3kb") + "," + reason +
          R"(},{"post":)" + post_view("did:plc:ana", "3ka") + R"(},{"post":)" +
          post_view("did:plc:cy", "3kc") + "}]}",
      "did:plc:ana",
      kNow,
      batch);

  ASSERT_TRUE(end);
  EXPECT_EQ(end->cursor, "next");
  EXPECT_EQ(end->posts, 2U);
  EXPECT_EQ(to_iso8601(*end->oldest), "2024-05-31T10:00:00.000Z");
  ASSERT_THAT(batch.posts, SizeIs(2)) << "what the others wrote is not kept";
  const Post& repost = batch.posts[0];
  EXPECT_EQ(repost.native_id, "at://did:plc:ana/app.bsky.feed.repost/3kr");
  EXPECT_EQ(repost.kind, PostKind::kRepost);
  EXPECT_EQ(repost.account_native_id, "did:plc:ana");
  EXPECT_EQ(repost.text, "");
  EXPECT_EQ(repost.subject_id, "at://did:plc:bo/app.bsky.feed.post/3kb");
  EXPECT_EQ(repost.subject_account_native_id, "did:plc:bo");
  EXPECT_THAT(repost.urls, ElementsAre("https://gazette.example/1"));
  EXPECT_EQ(to_iso8601(*repost.observed), "2024-05-31T11:00:00.000Z");
  EXPECT_FALSE(repost.created) << "the feed does not tell it";
  EXPECT_EQ(batch.posts[1].native_id, "at://did:plc:ana/app.bsky.feed.post/3ka");
}

TEST_F(AppViewPagesTest, LeavesOutARepostWithoutAKey) {
  const auto end = pages.read_author_feed(
      R"({"feed":[{"post":)" + post_view("did:plc:bo", "3kb") +
          R"(,"reason":{"$type":"app.bsky.feed.defs#reasonRepost","by":{"did":"did:plc:ana"},
             "indexedAt":"2024-05-31T11:00:00Z"}}]})",
      "did:plc:ana",
      kNow,
      batch);

  ASSERT_TRUE(end);
  EXPECT_THAT(batch.posts, IsEmpty()) << "it would be there twice once its key is known";
  EXPECT_EQ(batch.records_ignored, 1U);
}

TEST_F(AppViewPagesTest, DoesNotJudgeByAPinnedPostHowFarAFeedGoes) {
  const auto end =
      pages.read_author_feed(R"({"feed":[{"post":)" + post_view("did:plc:ana", "3ka") +
                                 R"(,"reason":{"$type":"app.bsky.feed.defs#reasonPin"}}]})",
                             "did:plc:ana",
                             kNow,
                             batch);

  ASSERT_TRUE(end);
  EXPECT_THAT(batch.posts, SizeIs(1));
  EXPECT_FALSE(end->oldest);
}

TEST_F(AppViewPagesTest, GoesOnOverAnEmptyPageThatHasACursor) {
  const auto end =
      pages.read_author_feed(R"({"cursor":"c2","feed":[]})", "did:plc:ana", kNow, batch);

  ASSERT_TRUE(end);
  EXPECT_EQ(end->cursor, "c2");
  EXPECT_EQ(end->posts, 0U);
}

TEST_F(AppViewPagesTest, ReadsARepositorysRecords) {
  const auto end = pages.read_records(
      R"({"cursor":"3ka","records":[
        {"uri":"at://did:plc:ana/app.bsky.feed.post/3ka","cid":"c","value":
          {"text":"Old","createdAt":"2023-05-31T10:00:00Z"}},
        {"uri":"at://did:plc:ana/app.bsky.feed.post/3kf","cid":"c","value":
          {"text":"Ahead","createdAt":"2099-05-31T10:00:00Z"}},
        {"uri":"at://did:plc:ana/app.bsky.feed.repost/3kr","cid":"c","value":
          {"subject":{"uri":"at://did:plc:bo/app.bsky.feed.post/3kb"},
           "createdAt":"2024-01-01T00:00:00Z"}},
        {"uri":"at://did:plc:bo/app.bsky.feed.post/3kb","cid":"c","value":{"text":"x"}},
        {"uri":"at://did:plc:ana/app.bsky.feed.post/3kx","cid":"c","value":7}]})",
      "did:plc:ana",
      kNow,
      batch);

  ASSERT_TRUE(end);
  EXPECT_EQ(end->cursor, "3ka");
  ASSERT_THAT(batch.posts, SizeIs(3));
  EXPECT_EQ(batch.posts[0].text, "Old");
  EXPECT_FALSE(batch.posts[0].observed);
  EXPECT_EQ(batch.posts[1].observed, kNow) << "its own time has not come";
  EXPECT_EQ(batch.posts[2].kind, PostKind::kRepost);
  EXPECT_EQ(to_iso8601(*batch.posts[2].created), "2024-01-01T00:00:00.000Z");
  EXPECT_EQ(to_iso8601(*end->oldest), "2023-05-31T10:00:00.000Z");
  ASSERT_THAT(batch.rejects, SizeIs(2));
  EXPECT_EQ(batch.rejects[0].reason, "id: missing") << "a record of somebody else";
  EXPECT_EQ(batch.rejects[1].reason, "record: missing");
}

TEST_F(AppViewPagesTest, RefusesSingleItemsAndKeepsTheRest) {
  const auto end = pages.read_posts(
      R"({"posts":[7,{"uri":"x"},{"uri":"at://did:plc:ana/app.bsky.feed.like/3k","record":{}},)" +
          post_view("did:plc:ana", "3ka") + "]}",
      kNow,
      batch);

  ASSERT_TRUE(end);
  EXPECT_THAT(batch.posts, SizeIs(1));
  ASSERT_THAT(batch.rejects, SizeIs(3));
  EXPECT_EQ(batch.rejects[0].bytes, "7");
  EXPECT_EQ(batch.records_read, 4U);
}

TEST_F(AppViewPagesTest, RefusesPagesThatAreNone) {
  for (const char* page : {"", "<html>", "[]", "{}", R"({"posts":7})", R"({"feed":[]})"}) {
    EXPECT_FALSE(pages.read_posts(page, kNow, batch)) << page;
  }
  const std::string deep = R"({"posts":)" + std::string(100, '[') + std::string(100, ']') + "}";
  EXPECT_EQ(pages.read_posts(deep, kNow, batch).error().reason, "json: too deep");
  EXPECT_TRUE(batch.empty());
}

TEST_F(AppViewPagesTest, FindsTheServerOfAnAccount) {
  const auto document = [](const std::string& address) {
    return R"({"id":"did:plc:ana","service":[{"id":"#other","type":"X","serviceEndpoint":"https://no.example"},
      {"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":")" +
           address + R"("}]})";
  };

  EXPECT_EQ(pages.read_server(document("https://pds.example/"), "did:plc:ana", false),
            "https://pds.example");
  EXPECT_FALSE(pages.read_server(document("https://pds.example"), "did:plc:bo", false))
      << "a document of somebody else";
  for (const char* address : {"http://pds.example",
                              "https://127.0.0.1",
                              "https://[::1]",
                              "https://localhost",
                              "https://db.internal",
                              "https://10.0.0.1:8080",
                              "https://pds.example:22",
                              "https://a@pds.example",
                              "https://pds.example/path",
                              "https://0x7f.1",
                              "file:///etc/passwd",
                              ""}) {
    EXPECT_FALSE(pages.read_server(document(address), "did:plc:ana", false)) << address;
  }
  EXPECT_EQ(pages.read_server(document("http://127.0.0.1:25801"), "did:plc:ana", true),
            "http://127.0.0.1:25801");
  EXPECT_FALSE(pages.read_server(document("file:///etc/passwd"), "did:plc:ana", true));
}

}  // namespace
}  // namespace vigie::collector

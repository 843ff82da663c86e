#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using tests::Import;
using tests::import_text;
using tests::only_post;

/// A comment; members in front win: the first of a key counts.
std::string comment(const std::string& members = {}) {
  return "{" + (members.empty() ? "" : members + ",") +
         R"("id":"c1","author":"ana","author_fullname":"t2_a","created_utc":1772359200,)"
         R"("subreddit":"town","body":"I agree","link_id":"t3_p1","parent_id":"t1_c0"})"
         "\n";
}

std::string submission(const std::string& members = {}) {
  return "{" + (members.empty() ? "" : members + ",") +
         R"("id":"p1","author":"ana","created_utc":1772359200,"subreddit":"town","title":"Look",)"
         R"("selftext":"","url":"https://gazette.example/1?a=1&amp;b=2","is_self":false})"
         "\n";
}

TEST(Reddit, ReadsACommentWithEverythingItCarries) {
  const Import done = import_text(comment(
      R"("body":"A &gt; B &amp; C","score":12,"edited":1772362800.0,"over_18":true,"author_created_utc":1577923200)"));

  EXPECT_EQ(done.all.platform, "reddit");
  ASSERT_EQ(done.all.posts.size(), 1U);
  const Post& post = done.all.posts[0];
  EXPECT_EQ(post.native_id, "t1_c1");
  EXPECT_EQ(post.account_native_id, "t2_a");
  EXPECT_EQ(post.kind, PostKind::kReply);
  EXPECT_EQ(post.parent_id, "t1_c0");
  EXPECT_EQ(post.root_id, "t3_p1");
  EXPECT_EQ(post.text, "A > B & C");
  EXPECT_THAT(post.tags, ElementsAre("r/town"));
  EXPECT_EQ(to_iso8601(*post.created), "2026-03-01T10:00:00.000Z");
  EXPECT_EQ(to_iso8601(*post.edited), "2026-03-01T11:00:00.000Z");
  EXPECT_EQ(post.metrics.likes, 12);
  EXPECT_EQ(post.sensitive, true);
  ASSERT_EQ(done.all.accounts.size(), 1U);
  EXPECT_EQ(done.all.accounts[0].native_id, "t2_a");
  EXPECT_EQ(done.all.accounts[0].handle, "ana");
  EXPECT_EQ(to_iso8601(*done.all.accounts[0].created), "2020-01-02T00:00:00.000Z");
}

TEST(Reddit, ReadsSubmissionsOfALinkAndOfText) {
  const Post link = only_post(submission(R"("num_comments":3,"num_crossposts":2,"score":-5)"));
  const Post text = only_post(submission(
      R"("selftext":"Long &lt;words&gt;","is_self":true,"url":"https://www.reddit.com/r/town/comments/p1/look/")"));

  EXPECT_EQ(link.native_id, "t3_p1");
  EXPECT_EQ(link.account_native_id, "u/ana") << "old dumps have no ids of accounts";
  EXPECT_EQ(link.kind, PostKind::kPost);
  EXPECT_EQ(link.text, "Look");
  EXPECT_THAT(link.urls, ElementsAre("https://gazette.example/1?a=1&b=2"));
  EXPECT_EQ(link.metrics.replies, 3);
  EXPECT_EQ(link.metrics.reposts, 2);
  EXPECT_FALSE(link.metrics.likes) << "a score below zero counts no likes";
  EXPECT_EQ(text.text, "Look\nLong <words>");
  EXPECT_THAT(text.urls, IsEmpty()) << "its URL is its own page";
}

TEST(Reddit, ReadsTimesInEachFormThatDumpsHave) {
  const auto time_of = [](const std::string& written) {
    const Import done = import_text(comment() + comment("\"created_utc\":" + written));
    return done.all.posts.size() == 2 ? to_iso8601(*done.all.posts[1].created)
                                      : done.all.rejects.at(0).reason;
  };

  EXPECT_EQ(time_of("1772359200"), "2026-03-01T10:00:00.000Z");
  EXPECT_EQ(time_of("\"1772359200\""), "2026-03-01T10:00:00.000Z");
  EXPECT_EQ(time_of("1772359200.25"), "2026-03-01T10:00:00.250Z");
  EXPECT_EQ(time_of("null"), "time: missing");
  EXPECT_EQ(time_of("\"soon\""), "time: unreadable");
  EXPECT_EQ(time_of("-1"), "time: out of range");
  EXPECT_EQ(time_of("1e300"), "time: out of range");
  EXPECT_EQ(time_of("\"inf\""), "time: out of range");
  EXPECT_EQ(time_of("[]"), "time: unreadable");
}

TEST(Reddit, ReadsACrosspostAsARepostUnlessItAddsWords) {
  const std::string parent =
      R"("crosspost_parent":"t3_p0","crosspost_parent_list":[{"author":"bo","author_fullname":"t2_b","title":"Look","created_utc":1772355600}])";
  const Post bare = only_post(submission(parent));
  const Post retitled = only_post(submission(R"("title":"Shame",)" + parent));
  const Post with_text = only_post(submission(R"("selftext":"My view",)" + parent));
  const Post unknown = only_post(submission(R"("crosspost_parent":"t3_p0")"));

  EXPECT_EQ(bare.kind, PostKind::kRepost);
  EXPECT_EQ(bare.text, "");
  EXPECT_EQ(bare.subject_id, "t3_p0");
  EXPECT_EQ(bare.subject_account_native_id, "t2_b");
  EXPECT_EQ(bare.subject_account_handle, "bo");
  EXPECT_EQ(to_iso8601(*bare.subject_created), "2026-03-01T09:00:00.000Z");
  EXPECT_THAT(bare.urls, ElementsAre("https://gazette.example/1?a=1&b=2"));
  EXPECT_EQ(retitled.kind, PostKind::kQuote);
  EXPECT_EQ(retitled.text, "Shame");
  EXPECT_EQ(with_text.kind, PostKind::kQuote);
  EXPECT_EQ(with_text.text, "Look\nMy view");
  EXPECT_EQ(unknown.kind, PostKind::kRepost);
  EXPECT_EQ(unknown.subject_account_native_id, "");
}

TEST(Reddit, KeepsNoWordsThatWereTakenBack) {
  const Import done = import_text(
      comment(R"("body":"[removed]")") +
      comment(R"("id":"c2","_meta":{"was_deleted_later":true})") +
      submission(R"("selftext":"[deleted]")") +
      submission(R"("id":"p2","_meta":{"was_deleted_later":true,"removal_type":"removed"})"));

  ASSERT_EQ(done.all.posts.size(), 4U);
  for (const Post& post : done.all.posts) {
    EXPECT_EQ(post.text, "") << post.native_id;
    EXPECT_THAT(post.urls, IsEmpty());
    EXPECT_THAT(post.tags, IsEmpty());
    EXPECT_TRUE(post.created);
  }
  ASSERT_EQ(done.all.deletions.size(), 2U) << "those that their authors deleted";
  EXPECT_EQ(done.all.deletions[0].native_id, "t1_c2");
  EXPECT_EQ(done.all.deletions[1].native_id, "t3_p1");
}

TEST(Reddit, DeletesWhatHasNoAuthorAnyMore) {
  const Import done = import_text(comment(R"("author":"[deleted]","body":"still here")") +
                                  submission(R"("author":"[removed]")"));

  EXPECT_THAT(done.all.posts, IsEmpty());
  EXPECT_THAT(done.all.accounts, IsEmpty());
  ASSERT_EQ(done.all.deletions.size(), 2U);
  EXPECT_EQ(done.all.deletions[0].native_id, "t1_c1");
  EXPECT_EQ(done.all.deletions[1].native_id, "t3_p1");
}

TEST(Reddit, CountsWhatItDoesNotKeep) {
  const Import done = import_text(comment() + comment(R"("subreddit_type":"private")") +
                                  R"({"id":"x","name":"town","subscribers":5})" + "\n");

  EXPECT_EQ(done.all.posts.size(), 1U);
  EXPECT_EQ(done.all.records_ignored, 2U);
  EXPECT_THAT(done.all.ignored_reasons, ElementsAre(Pair("visibility: not public", 1U)));
}

TEST(Reddit, RefusesBrokenRecordsAndSaysWhy) {
  const Import done =
      import_text(comment() + comment(R"("id":null)") + comment(R"("author":7)") +
                  comment(R"("created_utc":null)") + "{\"body\":\n" + "7\n" +
                  comment("\"replies\":" + std::string(70, '[') + std::string(70, ']')));

  std::vector<std::string> reasons;
  for (const Reject& reject : done.all.rejects) {
    reasons.push_back(reject.reason);
  }
  EXPECT_THAT(reasons,
              ElementsAre("id: missing",
                          "account: missing",
                          "time: missing",
                          "json: malformed",
                          "json: not an object",
                          "json: too deep"));
}

TEST(Reddit, TakesWrongTypesForWhatIsNotThere) {
  const Post post = only_post(comment(
      R"("body":["x"],"parent_id":5,"subreddit":{},"score":"9","edited":false,"over_18":1,"_meta":7,"author_fullname":3)"));
  const Post cross =
      only_post(submission(R"("crosspost_parent":"t3_p0","crosspost_parent_list":[7])"));

  EXPECT_EQ(post.text, "");
  EXPECT_EQ(post.parent_id, "t3_p1") << "the submission, when nothing nearer is named";
  EXPECT_THAT(post.tags, IsEmpty());
  EXPECT_FALSE(post.metrics.likes);
  EXPECT_FALSE(post.edited);
  EXPECT_FALSE(post.sensitive);
  EXPECT_EQ(post.account_native_id, "u/ana");
  EXPECT_EQ(cross.kind, PostKind::kRepost);
}

TEST(Reddit, ReadsRecordedListings) {
  const auto folder = std::filesystem::path{VIGIE_SOURCE_DIR} / ".." / "shared" / "servers" /
                      "specs" / "recordings" / "reddit";
  if (!std::filesystem::exists(folder)) {
    GTEST_SKIP() << "no recorded answers at " << folder.string() << ": nothing to read";
  }
  const std::string file = (folder / "TestRedditorListings.test_new.json").string();
  simdjson::dom::parser parser;
  const simdjson::dom::array answers = parser.load(file);
  std::string lines;
  std::vector<simdjson::dom::element> things;
  for (const simdjson::dom::element answer : answers) {
    simdjson::dom::array children;
    if (answer["response"]["json"]["data"]["children"].get(children) != simdjson::SUCCESS) {
      continue;
    }
    for (const simdjson::dom::element child : children) {
      things.push_back(child["data"]);
      lines += simdjson::minify(things.back()) + "\n";
    }
  }
  const Import done = import_text(lines);

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_THAT(done.all.rejects, IsEmpty());
  ASSERT_EQ(things.size(), 100U);
  ASSERT_EQ(done.all.posts.size(), 100U);
  std::size_t comments = 0;
  for (std::size_t i = 0; i < things.size(); ++i) {
    const Post& post = done.all.posts[i];
    const std::string_view name = things[i]["name"];
    const double created = things[i]["created_utc"];
    EXPECT_EQ(post.native_id, name) << "the platform's own full name";
    EXPECT_EQ(static_cast<double>(to_ms(*post.created)), created * 1000.0);
    comments += post.kind == PostKind::kReply ? 1U : 0U;
  }
  EXPECT_EQ(comments, 96U);
}

}  // namespace
}  // namespace vigie::collector

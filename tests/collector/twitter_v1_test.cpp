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
using tests::one_line;
using tests::only_post;

const std::string kUser =
    R"("user": {"id": 7, "id_str": "7", "screen_name": "ana", "name": "Ana", "description": "b",
    "created_at": "Sat Oct 14 09:23:41 +0000 2006", "followers_count": 10, "friends_count": -1,
    "statuses_count": 30, "verified": false, "location": "Valmont"})";

std::string status(const std::string& more, const std::string& id = "1") {
  return one_line(R"({"id_str": ")" + id +
                  R"(", "created_at": "Tue Dec 08 18:54:01 +0000 2009", )" + kUser + more + "}");
}

TEST(TwitterV1, ReadsAPostWithItsAuthor) {
  const Import done = import_text(status(R"(, "full_text": "Tea &amp; maps", "lang": "en",
      "source": "<a href=\"https://app.example\">Web App</a>", "possibly_sensitive": false,
      "favorite_count": 3, "retweet_count": 2,
      "entities": {"hashtags": [{"text": "Maps"}], "user_mentions": [{"id_str": "9"}],
      "urls": [{"url": "https://t.co/a", "expanded_url": "https://gazette.example/1"},
               {"url": "https://t.co/b", "expanded_url": "https://s.example/2",
                "unwound": {"url": "https://gazette.example/2"}},
               {"url": "https://t.co/c", "expanded_url": null}]})"));

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.platform, "x");
  ASSERT_EQ(done.all.posts.size(), 1U);
  const Post& post = done.all.posts.front();
  EXPECT_EQ(post.native_id, "1");
  EXPECT_EQ(post.account_native_id, "7");
  EXPECT_EQ(post.kind, PostKind::kPost);
  EXPECT_EQ(to_iso8601(*post.created), "2009-12-08T18:54:01.000Z");
  EXPECT_FALSE(post.observed);
  EXPECT_EQ(post.text, "Tea & maps");
  EXPECT_EQ(post.declared_language, "en");
  EXPECT_EQ(post.client_app, "Web App");
  EXPECT_EQ(post.sensitive, false);
  EXPECT_EQ(post.metrics.likes, 3);
  EXPECT_EQ(post.metrics.reposts, 2);
  EXPECT_FALSE(post.metrics.views);
  EXPECT_THAT(post.tags, ElementsAre("Maps"));
  EXPECT_THAT(post.mentions, ElementsAre("9"));
  EXPECT_THAT(
      post.urls,
      ElementsAre("https://gazette.example/1", "https://gazette.example/2", "https://t.co/c"));
  ASSERT_EQ(done.all.accounts.size(), 1U);
  const Account& account = done.all.accounts.front();
  EXPECT_EQ(account.native_id, "7");
  EXPECT_EQ(account.handle, "ana");
  EXPECT_EQ(account.display_name, "Ana");
  EXPECT_EQ(account.bio, "b");
  EXPECT_EQ(account.followers, 10);
  EXPECT_FALSE(account.following) << "-1 means unknown";
  EXPECT_EQ(account.posts_count, 30);
  EXPECT_EQ(account.verified, false);
  EXPECT_EQ(to_iso8601(*account.created), "2006-10-14T09:23:41.000Z");
  EXPECT_EQ(account.seen, post.created);
}

TEST(TwitterV1, PrefersTheFullTextThenTheExtendedOneThenTheShortOne) {
  const std::string extended =
      R"(, "extended_tweet": {"full_text": "extended", "entities":
          {"urls": [{"expanded_url": "https://gazette.example/whole"}]}},
         "entities": {"urls": [{"expanded_url": "https://gazette.example/cut"}]})";

  EXPECT_EQ(only_post(status(R"(, "text": "short")")).text, "short");
  const Post post = only_post(status(R"(, "text": "short")" + extended));
  EXPECT_EQ(post.text, "extended");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/whole"));
  EXPECT_EQ(only_post(status(R"(, "full_text": "full", "text": "short")" + extended)).text, "full");
}

TEST(TwitterV1, TakesARepostsLinksFromItsSubjectAndNoneOfItsWords) {
  const Post post = only_post(status(R"(, "full_text": "RT @bo: Read this", "favorite_count": 0,
      "entities": {"urls": [], "user_mentions": [{"id_str": "8"}]},
      "retweeted_status": {"id_str": "55", "created_at": "Tue Dec 08 17:00:00 +0000 2009",
        "full_text": "Read this", "user": {"id_str": "8", "screen_name": "bo"},
        "favorite_count": 900,
        "entities": {"urls": [{"expanded_url": "https://gazette.example/3"}],
                     "hashtags": [{"text": "vote"}], "user_mentions": [{"id_str": "9"}]}})"));

  EXPECT_EQ(post.kind, PostKind::kRepost);
  EXPECT_EQ(post.text, "");
  EXPECT_EQ(post.subject_id, "55");
  EXPECT_EQ(post.subject_account_native_id, "8");
  EXPECT_EQ(post.subject_account_handle, "bo");
  EXPECT_EQ(to_iso8601(*post.subject_created), "2009-12-08T17:00:00.000Z");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/3"));
  EXPECT_THAT(post.tags, ElementsAre("vote"));
  EXPECT_THAT(post.mentions, IsEmpty());
  EXPECT_FALSE(post.metrics.likes) << "a repost's counters are its subject's";
}

TEST(TwitterV1, TellsRepliesFromQuotesAndKeepsWhatAReplyQuotes) {
  const Post reply = only_post(
      status(R"(, "text": "no", "in_reply_to_status_id": 40, "in_reply_to_status_id_str": "41")"));
  const Post quote = only_post(status(R"(, "text": "look", "quoted_status_id_str": "60",
      "quoted_status": {"id_str": "60", "created_at": "Tue Dec 08 17:00:00 +0000 2009",
                        "user": {"id_str": "8", "screen_name": "bo"}})"));
  const Post both =
      only_post(status(R"(, "text": "x", "in_reply_to_status_id": 40, "quoted_status_id": 60)"));

  EXPECT_EQ(reply.kind, PostKind::kReply);
  EXPECT_EQ(reply.parent_id, "41") << "the string form wins";
  EXPECT_EQ(quote.kind, PostKind::kQuote);
  EXPECT_EQ(quote.subject_id, "60");
  EXPECT_EQ(quote.subject_account_native_id, "8");
  EXPECT_EQ(to_iso8601(*quote.subject_created), "2009-12-08T17:00:00.000Z");
  EXPECT_EQ(both.kind, PostKind::kReply);
  EXPECT_EQ(both.parent_id, "40");
  EXPECT_EQ(both.subject_id, "60");
}

TEST(TwitterV1, ReadsAnArrayAsItReadsLines) {
  const std::string first = status(R"(, "text": "one")", "1");
  const std::string second = status(R"(, "text": "two")", "2");

  const Import lines = import_text(first + second);
  const Import array = import_text("[\n" + first + ",\n" + second + "]\n");

  ASSERT_TRUE(array.result) << array.result.error().message;
  ASSERT_EQ(array.all.posts.size(), 2U);
  EXPECT_EQ(array.all.posts[1].text, lines.all.posts[1].text);
  EXPECT_EQ(array.all.accounts.size(), 1U) << "the same profile at the same time is said once";
}

TEST(TwitterV1, ReadsDeletionNoticesAndCountsOthers) {
  const Import done = import_text(R"({"delete": {"status": {"id": 5, "id_str": "5"}}})"
                                  "\n"
                                  R"({"limit": {"track": 12}})"
                                  "\n" +
                                  status(""));

  ASSERT_TRUE(done.result) << done.result.error().message;
  ASSERT_EQ(done.all.deletions.size(), 1U);
  EXPECT_EQ(done.all.deletions.front().native_id, "5");
  EXPECT_EQ(done.all.records_ignored, 1U);
  EXPECT_EQ(done.all.posts.size(), 1U);
}

TEST(TwitterV1, RefusesWhatIsNoStatusAndSaysWhy) {
  const std::string good = status("");
  const Import done = import_text(
      good + "{\"id_str\": \"1\", \n" + "[1]\n" +
      R"({"created_at": "Tue Dec 08 18:54:01 +0000 2009", )" + one_line(kUser + "}") +
      R"({"id_str": "1", "created_at": "Tue Dec 08 18:54:01 +0000 2009"})" + "\n" +
      one_line(R"({"id_str": "1", )" + kUser + "}") +
      one_line(R"({"id_str": "1", "created_at": "yesterday", )" + kUser + "}") +
      one_line(R"({"id_str": "1", "created_at": "Tue Dec 08 18:54:01 +0000 1979", )" + kUser +
               "}") +
      one_line(R"({"id_str": "1", "x": )" + std::string(65, '[') + std::string(65, ']') + "}") +
      good.substr(0, good.size() - 1) + " trailing\n");

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.records_read, 10U);
  EXPECT_EQ(done.all.posts.size(), 1U);
  std::vector<std::string> reasons;
  std::vector<std::uint64_t> lines;
  for (const Reject& reject : done.all.rejects) {
    reasons.push_back(reject.reason);
    lines.push_back(reject.line);
  }
  EXPECT_THAT(reasons,
              ElementsAre("json: malformed",
                          "json: not an object",
                          "id: missing",
                          "account: missing",
                          "time: missing",
                          "time: unreadable",
                          "time: out of range",
                          "json: too deep",
                          "json: malformed"));
  EXPECT_THAT(lines, ElementsAre(2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 10U));
  EXPECT_EQ(done.all.rejects[5].detail, "yesterday");
  EXPECT_EQ(done.all.rejects[1].bytes, "[1]");
}

TEST(TwitterV1, RepairsTextRatherThanRefuseIt) {
  const Post bytes = only_post(status(", \"text\": \"a\xFFz\""));
  const Post surrogate = only_post(status(R"(, "text": "a\ud83dz")"));
  const Post nul = only_post(status(R"(, "text": "a\u0000z")"));
  const Post fine = only_post(status(R"(, "text": "\ud83d\ude00")"));

  EXPECT_EQ(bytes.text, "a\xEF\xBF\xBDz");
  EXPECT_EQ(surrogate.text, bytes.text);
  EXPECT_EQ(nul.text, bytes.text);
  EXPECT_TRUE(bytes.text_repaired && surrogate.text_repaired && nul.text_repaired);
  EXPECT_EQ(fine.text, "\xF0\x9F\x98\x80");
  EXPECT_FALSE(fine.text_repaired);
}

}  // namespace
}  // namespace vigie::collector

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::Import;
using tests::import;
using tests::import_text;
using tests::one_line;
using tests::only_post;
using tests::request_for;
using tests::TempFile;

/// A page with one post: what every post needs, and `more`.
std::string page_with(const std::string& more, const std::string& rest = {}) {
  return one_line(R"({"data":[{"id":"20","author_id":"1","text":"own",
      "created_at":"2024-06-01T12:00:00.500Z")" +
                  more + "}]" + rest + "}");
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1)) {
    text.replace(at, from.size(), to);
  }
  return text;
}

const std::string& whole_page() {
  static const std::string kPage = one_line(R"({"data":[
    {"id":"20","author_id":"1","text":"cut &amp; cut...","lang":"fr","source":"App for Web",
     "created_at":"2024-06-01T12:00:00.500Z","conversation_id":"5","possibly_sensitive":true,
     "referenced_tweets":[{"type":"replied_to","id":"6"},{"type":"quoted","id":"9"}],
     "public_metrics":{"retweet_count":3,"reply_count":0,"like_count":7,"quote_count":1,
                       "impression_count":90},
     "entities":{"hashtags":[{"tag":"cut"}]},
     "note_tweet":{"text":"the whole &lt;text&gt;","entities":{
       "urls":[{"url":"https://t.co/1","expanded_url":"https://short.example/1",
                "unwound_url":"https://gazette.example/1"},
               {"url":"https://t.co/2","expanded_url":"https://gazette.example/2"},
               {"url":"https://t.co/3","expanded_url":"https://x.example/photo","media_key":"3_1"}],
       "hashtags":[{"start":0,"end":5,"tag":"vote"}],
       "mentions":[{"username":"bo","id":"2"},{"username":"cy"}]}},
     "edit_history_tweet_ids":["20"]},
    {"id":"21","author_id":"2","text":"RT @dee: hello","created_at":"2024-06-01T12:00:01Z",
     "conversation_id":"21","public_metrics":{"retweet_count":44},
     "referenced_tweets":[{"type":"retweeted","id":"9"}],
     "entities":{"mentions":[{"username":"dee","id":"4"}]}}],
   "includes":{
     "users":[
       {"id":"1","username":"ana","name":"Ana","description":"Reads","verified":true,
        "created_at":"2015-01-02T03:04:05.000Z",
        "public_metrics":{"followers_count":10,"following_count":20,"tweet_count":30}},
       {"id":"4","username":"dee"},{"id":"7","username":"not_in_it"}],
     "tweets":[
       {"id":"9","author_id":"4","text":"hello","created_at":"2024-05-31T00:00:00Z",
        "entities":{"urls":[{"expanded_url":"https://gazette.example/9"}],
                    "hashtags":[{"tag":"nine"}],"mentions":[{"id":"8"}]}}]},
   "meta":{"result_count":2}})");
  return kPage;
}

TEST(TwitterV2, ReadsAPageFieldByField) {
  const Import done = import_text(whole_page());

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.platform, "x");
  EXPECT_EQ(done.all.records_read, 2U);
  ASSERT_EQ(done.all.posts.size(), 2U);
  const Post& post = done.all.posts[0];
  EXPECT_EQ(post.native_id, "20");
  EXPECT_EQ(post.account_native_id, "1");
  EXPECT_EQ(post.kind, PostKind::kReply) << "a reply that quotes is a reply";
  EXPECT_EQ(to_iso8601(*post.created), "2024-06-01T12:00:00.500Z");
  EXPECT_FALSE(post.observed);
  EXPECT_FALSE(post.edited);
  EXPECT_EQ(post.text, "the whole <text>");
  EXPECT_EQ(post.declared_language, "fr");
  EXPECT_EQ(post.client_app, "App for Web");
  EXPECT_EQ(post.sensitive, true);
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/1", "https://gazette.example/2"));
  EXPECT_THAT(post.tags, ElementsAre("vote"));
  EXPECT_THAT(post.mentions, ElementsAre("2", "cy"));
  EXPECT_EQ(post.parent_id, "6");
  EXPECT_EQ(post.root_id, "5");
  EXPECT_EQ(post.subject_id, "9");
  EXPECT_EQ(post.subject_account_native_id, "4");
  EXPECT_EQ(post.subject_account_handle, "dee");
  EXPECT_EQ(to_iso8601(*post.subject_created), "2024-05-31T00:00:00.000Z");
  EXPECT_EQ(post.metrics.likes, 7);
  EXPECT_EQ(post.metrics.reposts, 3);
  EXPECT_EQ(post.metrics.replies, 0);
  EXPECT_EQ(post.metrics.quotes, 1);
  EXPECT_EQ(post.metrics.views, 90);
}

TEST(TwitterV2, TakesARepostsLinksAndTagsFromItsSubject) {
  const Import done = import_text(whole_page());

  ASSERT_EQ(done.all.posts.size(), 2U);
  const Post& repost = done.all.posts[1];
  EXPECT_EQ(repost.kind, PostKind::kRepost);
  EXPECT_EQ(repost.text, "");
  EXPECT_EQ(repost.subject_id, "9");
  EXPECT_EQ(repost.subject_account_native_id, "4");
  EXPECT_THAT(repost.urls, ElementsAre("https://gazette.example/9"));
  EXPECT_THAT(repost.tags, ElementsAre("nine"));
  EXPECT_THAT(repost.mentions, IsEmpty());
  EXPECT_EQ(repost.root_id, "");
  EXPECT_FALSE(repost.metrics.reposts) << "the subject's";
}

TEST(TwitterV2, HandsOverTheProfilesOfAuthorsAndOfWhomTheyRepost) {
  const Import done = import_text(whole_page());

  ASSERT_EQ(done.all.accounts.size(), 2U);
  const Account& ana = done.all.accounts[0];
  EXPECT_EQ(ana.native_id, "1");
  EXPECT_EQ(ana.handle, "ana");
  EXPECT_EQ(ana.display_name, "Ana");
  EXPECT_EQ(ana.bio, "Reads");
  EXPECT_EQ(ana.verified, true);
  EXPECT_EQ(to_iso8601(*ana.created), "2015-01-02T03:04:05.000Z");
  EXPECT_EQ(ana.followers, 10);
  EXPECT_EQ(ana.following, 20);
  EXPECT_EQ(ana.posts_count, 30);
  EXPECT_EQ(to_iso8601(*ana.seen), "2024-06-01T12:00:00.500Z");
  EXPECT_EQ(done.all.accounts[1].native_id, "4");
}

TEST(TwitterV2, ReadsBothVocabulariesAlike) {
  std::string renamed = whole_page();
  for (const auto& [from, to] : {std::pair{"referenced_tweets", "referenced_posts"},
                                 std::pair{"retweet_count", "repost_count"},
                                 std::pair{"tweet_count", "post_count"},
                                 std::pair{"note_tweet", "note_post"},
                                 std::pair{"edit_history_tweet_ids", "edit_history_post_ids"},
                                 std::pair{"\"tweets\":", "\"posts\":"}}) {
    ASSERT_NE(renamed.find(from), std::string::npos) << from;
    renamed = replaced(renamed, from, to);
  }
  const Import old_words = import_text(whole_page());
  const Import new_words = import_text(renamed);

  ASSERT_EQ(new_words.all.posts.size(), 2U);
  ASSERT_EQ(new_words.all.accounts.size(), 2U);
  EXPECT_EQ(new_words.all.posts[0].text, old_words.all.posts[0].text);
  EXPECT_EQ(new_words.all.posts[0].subject_account_native_id, "4");
  EXPECT_EQ(new_words.all.posts[0].metrics.reposts, 3);
  EXPECT_EQ(new_words.all.posts[0].parent_id, "6");
  EXPECT_EQ(new_words.all.posts[1].kind, PostKind::kRepost);
  EXPECT_THAT(new_words.all.posts[1].tags, ElementsAre("nine"));
  EXPECT_EQ(new_words.all.accounts[0].posts_count, 30);
}

TEST(TwitterV2, ReadsAFlattenedPostWithWhatItEmbeds) {
  const Import done = import_text(one_line(R"({"id":"30","text":"RT @dee: hello",
      "created_at":"2024-06-01T12:00:00Z","author":{"id":"1","username":"ana",
      "public_metrics":{"followers_count":5}},
      "referenced_tweets":[{"type":"retweeted","id":"9","author_id":"4",
        "created_at":"2024-05-31T00:00:00Z","text":"hello",
        "author":{"id":"4","username":"dee"},
        "referenced_tweets":[{"type":"quoted","id":"3"}],
        "entities":{"hashtags":[{"tag":"nine"}]}}],
      "__twarc":{"retrieved_at":"2024-06-02T00:00:00Z"}})"));

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.records_read, 1U);
  ASSERT_EQ(done.all.posts.size(), 1U);
  const Post& post = done.all.posts[0];
  EXPECT_EQ(post.account_native_id, "1");
  EXPECT_EQ(post.kind, PostKind::kRepost);
  EXPECT_EQ(post.subject_id, "9");
  EXPECT_EQ(post.subject_account_native_id, "4");
  EXPECT_EQ(post.subject_account_handle, "dee");
  EXPECT_THAT(post.tags, ElementsAre("nine"));
  ASSERT_EQ(done.all.accounts.size(), 2U);
  EXPECT_EQ(done.all.accounts[0].followers, 5);
}

TEST(TwitterV2, KnowsEveryKindOfReference) {
  const auto kind_of = [](const std::string& references) {
    return only_post(page_with(R"(,"referenced_tweets":[)" + references + "]")).kind;
  };

  EXPECT_EQ(kind_of(""), PostKind::kPost);
  EXPECT_EQ(kind_of(R"({"type":"replied_to","id":"1"})"), PostKind::kReply);
  EXPECT_EQ(kind_of(R"({"type":"quoted","id":"1"})"), PostKind::kQuote);
  EXPECT_EQ(kind_of(R"({"type":"retweeted","id":"1"})"), PostKind::kRepost);
  EXPECT_EQ(kind_of(R"({"type":"of another time","id":"1"})"), PostKind::kPost);
}

TEST(TwitterV2, KeepsWhatItKnowsOfASubjectThatIsNotIncluded) {
  const Post repost = only_post(page_with(R"(,"referenced_tweets":[{"type":"retweeted","id":"9"}],
      "entities":{"hashtags":[{"tag":"own"}]})"));

  EXPECT_EQ(repost.subject_id, "9");
  EXPECT_EQ(repost.subject_account_native_id, "");
  EXPECT_THAT(repost.tags, ElementsAre("own")) << "the page has no better";
}

TEST(TwitterV2, GivesAllEditsOfAPostOneKey) {
  const Post edit = only_post(page_with(R"(,"edit_history_tweet_ids":["18","20"])"));
  const Post quote =
      only_post(page_with(R"(,"referenced_posts":[{"type":"quoted","id":"9"}])",
                          R"(,"includes":{"posts":[{"id":"9","author_id":"4","text":"q",
                           "edit_history_post_ids":["8","9"]}]})"));

  EXPECT_EQ(edit.native_id, "18");
  EXPECT_EQ(to_iso8601(edit.edited.value_or(UtcTime{})), "2024-06-01T12:00:00.500Z");
  EXPECT_EQ(quote.subject_id, "8");
  EXPECT_FALSE(quote.edited);
}

TEST(TwitterV2, TurnsProblemsIntoDeletionsAndStates) {
  const std::string gone = R"("type":"https://api.example/problems/resource-not-found")";
  const std::string closed = R"("type":"https://api.example/problems/not-authorized-for-resource")";
  const Import done = import_text(one_line(
      R"({"data":[],"__twarc":{"retrieved_at":"2024-06-02T00:00:00Z"},"errors":[
      {"resource_type":"tweet","resource_id":"8","parameter":"referenced_tweets.id",)" +
      gone + R"(},{"resource_type":"post","resource_id":"9",)" + closed +
      R"(},{"resource_type":"user","resource_id":"3","parameter":"author_id",)" + gone +
      R"(},{"resource_type":"user","resource_id":"4","parameter":"author_id",)" + closed +
      R"(},{"resource_type":"user","resource_id":"77","parameter":"entities.mentions.username",)" +
      gone + R"(},{"resource_type":"tweet","resource_id":"10",
      "type":"https://api.example/problems/not-authorized-for-field"}]})"));

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.records_read, 6U);
  EXPECT_EQ(done.all.records_ignored, 2U) << "a handle, and a field";
  ASSERT_EQ(done.all.deletions.size(), 2U);
  EXPECT_EQ(done.all.deletions[0].native_id, "8");
  EXPECT_EQ(done.all.deletions[1].native_id, "9");
  EXPECT_EQ(to_iso8601(*done.all.deletions[0].time), "2024-06-02T00:00:00.000Z");
  ASSERT_EQ(done.all.accounts.size(), 2U);
  EXPECT_EQ(done.all.accounts[0].state, AccountState::kDeleted);
  EXPECT_EQ(done.all.accounts[1].state, AccountState::kProtected);
}

TEST(TwitterV2, CountsEveryMemberOfAPageAsARecord) {
  ImportOptions options;
  options.latest_time = parse_iso8601("2024-07-01T00:00:00Z");
  const Import done = import_text(one_line(R"({"data":[
        {"id":"1","author_id":"5","text":"a","created_at":"2024-06-01T12:00:00Z"},
        {"id":"2","author_id":"5","text":"b","created_at":"2025-06-01T12:00:00Z"},
        {"id":"3","author_id":"5","text":"c"},
        {"id":"4","text":"d","created_at":"2024-06-01T12:00:00Z"},
        "five",
        {"id":"6","username":"fay","public_metrics":{"followers_count":1}}],
        "includes":{"tweets":[{"id":"9","author_id":"5","created_at":"2024-06-01T12:00:00Z"}]},
        "errors":[{"resource_type":"tweet","resource_id":"8","type":"p/resource-not-found"}]})") +
                                      one_line(R"({"data":[],"meta":{"result_count":0}})"),
                                  options);

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.records_read, 8U) << "six of data, one problem, one empty page";
  EXPECT_EQ(done.all.posts.size(), 1U);
  EXPECT_EQ(done.all.deletions.size(), 1U);
  EXPECT_EQ(done.all.accounts.size(), 1U);
  EXPECT_EQ(done.all.records_ignored, 1U);
  EXPECT_THAT(done.reject_counts(),
              ElementsAre(std::pair{"account: missing", 1},
                          std::pair{"json: not an object", 1},
                          std::pair{"time: missing", 1},
                          std::pair{"time: out of range", 1}));
  EXPECT_EQ(done.all.rejects[0].bytes, R"({"id":"3","author_id":"5","text":"c"})");
}

TEST(TwitterV2, RefusesBrokenLinesAndSaysWhy) {
  const std::string good = page_with("");
  const std::string deep(70, '[');
  const Import done = import_text(good + "{\"data\":[{\"id\":\"1\",\n" + "[1]\n" +
                                  one_line(R"({"data":{"text":"x"}})") + "{\"data\":" + deep +
                                  "\n" + one_line(R"({"data":[]} behind)"));

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.posts.size(), 1U);
  EXPECT_THAT(done.reject_counts(),
              ElementsAre(std::pair{"id: missing", 1},
                          std::pair{"json: malformed", 2},
                          std::pair{"json: not an object", 1},
                          std::pair{"json: too deep", 1}));
}

TEST(TwitterV2, RefusesAPageOfMoreMembersThanAPageHas) {
  std::string crowd = page_with("") + "{\"data\":[{}";
  for (int i = 0; i < 10'000; ++i) {
    crowd += ",{}";
  }
  const Import done = import_text(crowd + "]}\n" + page_with(""));

  EXPECT_EQ(done.all.records_read, 3U);
  EXPECT_EQ(done.all.posts.size(), 2U);
  EXPECT_THAT(done.reject_counts(), ElementsAre(std::pair{"record: too many members", 1}));
}

TEST(TwitterV2, RepairsTextRatherThanRefuseIt) {
  const Post lone = only_post(replaced(page_with(""), "own", R"(a\ud800b)"));
  const Post raw = only_post(replaced(page_with(""), "own", "a\xFF"));
  const Post nul = only_post(replaced(page_with(""), "own", R"(a\u0000)"));

  EXPECT_EQ(lone.text,
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(raw.text, "a\xEF\xBF\xBD");
  EXPECT_EQ(nul.text, "a\xEF\xBF\xBD");
  EXPECT_TRUE(lone.text_repaired && raw.text_repaired && nul.text_repaired);
}

TEST(TwitterV2, IsNotTakenForV1NorTheOtherWayRound) {
  const Import v1 = import_text(
      R"({"id_str":"1","user":{"id_str":"2"},"created_at":"Sat Jun 01 12:00:00 +0000 2024"})"
      "\n");
  const TempFile file{"{\"of\":\"another kind\"}\n" + page_with("")};
  auto request = request_for(file.path());
  request.format = ArchiveFormat::kTwitterV2;

  EXPECT_EQ(v1.all.posts.size(), 1U);
  EXPECT_EQ(to_iso8601(*v1.all.posts[0].created), "2024-06-01T12:00:00.000Z");
  EXPECT_EQ(import(request).all.posts.size(), 1U);
}

}  // namespace
}  // namespace vigie::collector

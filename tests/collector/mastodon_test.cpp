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

constexpr const char* kAna =
    R"({"id":"7","acct":"ana","display_name":"Ana","url":"https://s.example/@ana","uri":"https://s.example/users/ana","note":"<p>Hi</p>"})";

std::string account(const std::string& members) {
  return R"({"id":"8","acct":"bo@t.example","url":"https://t.example/@bo","uri":"https://t.example/users/bo")" +
         (members.empty() ? "" : "," + members) + "}";
}

/// A public status of Ana's with an id and, in front, members that win: the first of a key counts.
std::string public_status(const std::string& id,
                          const std::string& members = {},
                          const std::string& author = kAna) {
  return "{" + (members.empty() ? "" : members + ",") + R"("id":")" + id +
         R"(","uri":"https://s.example/users/ana/statuses/)" + id +
         R"(","created_at":"2026-03-01T10:00:00.250Z","visibility":"public","content":"<p>Hello</p>",)" +
         R"("account":)" + author + "}";
}

std::string escaped(const std::string& json) {
  std::string result;
  for (const char c : json) {
    result += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  }
  return result;
}

std::string stream_event(const std::string& kind, const std::string& payload) {
  return R"({"stream":["public:local"],"event":")" + kind + R"(","payload":")" + escaped(payload) +
         "\"}\n";
}

Post post_of_line(const std::string& line) {
  return tests::only_post(import_text(line + "\n"));
}

TEST(Mastodon, ReadsAStatusWithEverythingItCarries) {
  const Post post = post_of_line(public_status(
      "11",
      R"("spoiler_text":"Warning &amp; more","language":"fr","sensitive":true,)"
      R"("edited_at":"2026-03-01T11:00:00Z","replies_count":1,"reblogs_count":2,)"
      R"("favourites_count":3,"quotes_count":4,"application":{"name":"Web"},)"
      R"("content":"<p>Read <a href=\"https://gazette.example/1\">this</a> )"
      R"(<a class=\"u-url mention\" href=\"https://t.example/@bo\">@bo</a></p>",)"
      R"("card":{"url":"https://gazette.example/card"},"tags":[{"name":"vote"},{"name":"vote"}],)"
      R"("mentions":[{"id":"8","url":"https://t.example/@bo","acct":"bo@t.example"}])"));

  EXPECT_EQ(post.native_id, "https://s.example/users/ana/statuses/11");
  EXPECT_EQ(post.account_native_id, "https://s.example/users/ana");
  EXPECT_EQ(post.kind, PostKind::kPost);
  EXPECT_EQ(to_iso8601(*post.created), "2026-03-01T10:00:00.250Z");
  EXPECT_FALSE(post.observed);
  EXPECT_EQ(to_iso8601(*post.edited), "2026-03-01T11:00:00.000Z");
  EXPECT_EQ(post.text, "Warning & more\nRead this @bo");
  EXPECT_EQ(post.declared_language, "fr");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/1", "https://gazette.example/card"));
  EXPECT_THAT(post.tags, ElementsAre("vote"));
  EXPECT_THAT(post.mentions, ElementsAre("https://t.example/@bo"));
  EXPECT_EQ(post.client_app, "Web");
  EXPECT_EQ(post.sensitive, true);
  EXPECT_EQ(post.metrics.replies, 1);
  EXPECT_EQ(post.metrics.reposts, 2);
  EXPECT_EQ(post.metrics.likes, 3);
  EXPECT_EQ(post.metrics.quotes, 4);
}

TEST(Mastodon, ReadsTheAccount) {
  const Import done = import_text(
      "[" +
      public_status(
          "11",
          "",
          account(
              R"("display_name":"Bo","bot":true,"locked":true,"discoverable":false,)"
              R"("created_at":"2020-01-02T00:00:00Z","followers_count":5,"following_count":6,)"
              R"("statuses_count":7,"note":"<p>News<br>daily</p>","moved":{"uri":"x"},)"
              R"("fields":[{"name":"Site","value":"<a href=\"https://bo.example\">bo</a>"}])")) +
      "]");

  ASSERT_EQ(done.all.accounts.size(), 1U);
  const Account& bo = done.all.accounts[0];
  EXPECT_EQ(done.all.platform, "mastodon");
  EXPECT_EQ(bo.native_id, "https://t.example/users/bo");
  EXPECT_EQ(bo.handle, "bo@t.example");
  EXPECT_EQ(bo.host, "t.example");
  EXPECT_EQ(bo.display_name, "Bo");
  EXPECT_EQ(bo.bio, "News\ndaily\nhttps://bo.example");
  EXPECT_EQ(bo.declared_bot, DeclaredBot::kYes);
  EXPECT_EQ(bo.followers, 5);
  EXPECT_EQ(bo.following, 6);
  EXPECT_EQ(bo.posts_count, 7);
  EXPECT_EQ(bo.state, AccountState::kMoved);
  EXPECT_EQ(bo.opt_out, OptOut::kNotDiscoverable);
  EXPECT_EQ(to_iso8601(*bo.created), "2020-01-02T00:00:00.000Z");
  EXPECT_EQ(to_iso8601(*bo.seen), "2026-03-01T10:00:00.250Z");
}

TEST(Mastodon, TakesBothWishesNotToBeShownForOneBit) {
  const auto bits = [](const std::string& members) {
    const Import done = import_text(public_status("11", "", account(members)) + "\n");
    return done.all.accounts.empty() ? 99U : done.all.accounts[0].opt_out;
  };

  EXPECT_EQ(bits(R"("indexable":false,"discoverable":true)"), OptOut::kNotDiscoverable);
  EXPECT_EQ(bits(R"("indexable":true,"discoverable":true)"), 0U);
  EXPECT_EQ(bits(R"("indexable":null,"discoverable":null)"), 0U) << "nothing was decided";
}

TEST(Mastodon, CompletesAHandleOfItsOwnServer) {
  const Import done = import_text(public_status("11") + "\n");

  ASSERT_EQ(done.all.accounts.size(), 1U);
  EXPECT_EQ(done.all.accounts[0].handle, "ana@s.example");
  EXPECT_EQ(done.all.accounts[0].declared_bot, DeclaredBot::kUnknown);
  EXPECT_FALSE(done.all.accounts[0].state);
}

TEST(Mastodon, ReadsARepostWithoutItsSubjectsWords) {
  const std::string subject =
      R"({"id":"9","uri":"https://t.example/s/9","created_at":"2026-02-28T09:00:00Z",)"
      R"("content":"<a href=\"https://gazette.example/2\">x</a>","tags":[{"name":"war"}],)"
      R"("mentions":[{"url":"https://u.example/@cy"}],"card":null,"account":)" +
      account("") + "}";
  const Import done = import_text(public_status("12", R"("reblog":)" + subject) + "\n");

  ASSERT_EQ(done.all.posts.size(), 1U);
  const Post& post = done.all.posts[0];
  EXPECT_EQ(post.kind, PostKind::kRepost);
  EXPECT_EQ(post.text, "");
  EXPECT_EQ(post.subject_id, "https://t.example/s/9");
  EXPECT_EQ(post.subject_account_native_id, "https://t.example/users/bo");
  EXPECT_EQ(post.subject_account_handle, "bo@t.example");
  EXPECT_EQ(to_iso8601(*post.subject_created), "2026-02-28T09:00:00.000Z");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/2"));
  EXPECT_THAT(post.tags, ElementsAre("war"));
  EXPECT_THAT(post.mentions, IsEmpty());
  EXPECT_FALSE(post.metrics.likes);
  EXPECT_EQ(done.all.accounts.size(), 2U);
}

TEST(Mastodon, ReadsQuotesAndReplies) {
  const std::string quoted = R"({"uri":"https://t.example/s/9","account":)" + account("") + "}";
  const Post quote =
      post_of_line(public_status("13",
                                 R"("content":"<p class=\"quote-inline\">RE: x</p><p>mine</p>",)"
                                 R"("quote":{"state":"accepted","quoted_status":)" +
                                     quoted + "}"));
  const Post bare = post_of_line(public_status("14", R"("quote":)" + quoted));
  const Post reply = post_of_line(public_status(
      "15", R"("in_reply_to_id":"11","in_reply_to_account_id":"7","quote":)" + quoted));
  const Post foreign =
      post_of_line(public_status("16", R"("in_reply_to_id":"9","in_reply_to_account_id":"8")"));
  const Post revoked =
      post_of_line(public_status("17", R"("quote":{"state":"revoked","quoted_status":null})"));

  EXPECT_EQ(quote.kind, PostKind::kQuote);
  EXPECT_EQ(quote.subject_id, "https://t.example/s/9");
  EXPECT_EQ(quote.subject_account_native_id, "https://t.example/users/bo");
  EXPECT_EQ(quote.text, "mine");
  EXPECT_EQ(bare.kind, PostKind::kQuote);
  EXPECT_EQ(reply.kind, PostKind::kReply);
  EXPECT_EQ(reply.subject_id, "https://t.example/s/9");
  EXPECT_EQ(reply.parent_id, "https://s.example/users/ana/statuses/11") << "a thread of one's own";
  EXPECT_EQ(foreign.kind, PostKind::kReply);
  EXPECT_EQ(foreign.parent_id, "9") << "only the server's number is known";
  EXPECT_EQ(revoked.kind, PostKind::kPost);
}

TEST(Mastodon, KeepsPublicStatusesOnly) {
  const Import done =
      import_text(public_status("11") + "\n" + public_status("12", R"("visibility":"unlisted")") +
                  "\n" + public_status("13", R"("visibility":"private")") + "\n" +
                  public_status("14", R"("visibility":"direct")") + "\n" +
                  public_status("15", R"("visibility":7)") + "\n");

  EXPECT_EQ(done.all.posts.size(), 1U);
  EXPECT_EQ(done.all.records_ignored, 4U);
  EXPECT_THAT(done.all.ignored_reasons, ElementsAre(Pair("visibility: not public", 4U)));
  EXPECT_THAT(done.all.rejects, IsEmpty()) << "a reject would keep the words";
}

TEST(Mastodon, KeepsNothingOfAccountsThatAskForIt) {
  const std::string subject =
      R"({"uri":"https://t.example/s/9","account":)" + account(R"("noindex":true)") + "}";
  const Import done = import_text(
      public_status("11", "", account(R"("display_name":"Bo","noindex":true)")) + "\n" +
      public_status(
          "12", "", account(R"("note":"<p>me <a class=\"hashtag\">#<span>NoBot</span></a></p>")")) +
      "\n" + public_status("13", "", account(R"("note":"#noarchive")")) + "\n" +
      public_status("14", R"("reblog":)" + subject) + "\n");

  EXPECT_THAT(done.all.posts, IsEmpty());
  EXPECT_THAT(done.all.rejects, IsEmpty());
  EXPECT_THAT(done.all.ignored_reasons, ElementsAre(Pair("account: asks not to be collected", 4U)));
  ASSERT_EQ(done.all.accounts.size(), 4U);
  for (const Account& account : done.all.accounts) {
    EXPECT_EQ(account.native_id, "https://t.example/users/bo");
    EXPECT_EQ(account.opt_out, OptOut::kNoIndex) << "so that the store erases what it has";
    EXPECT_EQ(account.handle, "");
    EXPECT_EQ(account.display_name, "");
  }
}

TEST(Mastodon, TakesOnlyWholeWordsOfABioForAWish) {
  const Import done = import_text(
      public_status("11", "", account(R"("note":"I love #nobots and #noarchives_1")")) + "\n");

  EXPECT_EQ(done.all.posts.size(), 1U);
}

TEST(Mastodon, LeavesOutTheQuotedAccountThatAsksForIt) {
  const Post post = post_of_line(
      public_status("11",
                    R"("quote":{"quoted_status":{"uri":"https://t.example/s/9","account":)" +
                        account(R"("noindex":true)") + "}}"));

  EXPECT_EQ(post.kind, PostKind::kPost);
  EXPECT_EQ(post.subject_id, "");
  EXPECT_EQ(post.text, "Hello");
}

TEST(Mastodon, ReadsStreamingEvents) {
  const Import done = import_text(
      stream_event("update", public_status("11")) +
      stream_event(
          "status.update",
          public_status("11", R"("edited_at":"2026-03-01T10:05:00Z","content":"<p>Changed</p>")")) +
      stream_event("delete", "11") + stream_event("delete", "99") +
      stream_event("notification", "{}") +
      stream_event("update", public_status("12", R"("visibility":"private")")) +
      stream_event("delete", "12"));

  ASSERT_TRUE(done.result) << done.result.error().message;
  ASSERT_EQ(done.all.posts.size(), 2U);
  EXPECT_EQ(done.all.posts[1].text, "Changed");
  EXPECT_EQ(done.all.posts[1].native_id, done.all.posts[0].native_id);
  EXPECT_TRUE(done.all.posts[1].edited);
  ASSERT_EQ(done.all.deletions.size(), 1U);
  EXPECT_EQ(done.all.deletions[0].native_id, "https://s.example/users/ana/statuses/11");
  EXPECT_EQ(done.all.records_read, 7U);
  EXPECT_EQ(done.all.records_ignored, 4U);
  EXPECT_THAT(
      done.all.ignored_reasons,
      ElementsAre(Pair("deletion: post not in this file", 2U), Pair("visibility: not public", 1U)));
}

TEST(Mastodon, RefusesBrokenStatusesAndSaysWhy) {
  const std::string head = R"({"visibility":"public","uri":"https://s.example/1")";
  const Import done = import_text(
      public_status("11") + "\n" + R"({"visibility":"public","uri":7,"account":{}})" + "\n" + head +
      R"(,"account":"ana"})" + "\n" + head + R"(,"account":)" + kAna + "}\n" + head +
      R"(,"created_at":5,"account":)" + kAna + "}\n" + head +
      R"(,"created_at":"yesterday","account":)" + kAna + "}\n" + head +
      R"(,"created_at":"1999-01-01T00:00:00Z","account":)" + kAna + "}\n" +
      public_status("12", R"("reblog":{"id":"9"})") + "\n" + stream_event("update", "{\"uri\":") +
      stream_event("update", "[1]") + stream_event("delete", "") + "[1]\n" +
      public_status("13", R"("tags":)" + std::string(70, '[') + std::string(70, ']')) + "\n");

  std::vector<std::string> reasons;
  for (const Reject& reject : done.all.rejects) {
    reasons.push_back(reject.reason);
  }
  EXPECT_THAT(reasons,
              ElementsAre("id: missing",
                          "account: missing",
                          "time: missing",
                          "time: missing",
                          "time: unreadable",
                          "time: out of range",
                          "subject: missing",
                          "json: malformed",
                          "json: not an object",
                          "id: missing",
                          "json: not an object",
                          "json: too deep"));
}

TEST(Mastodon, TakesWrongTypesForWhatIsNotThere) {
  const Post post = post_of_line(public_status(
      "11",
      R"("content":7,"spoiler_text":[],"card":"x","tags":{"name":"t"},"mentions":[7,null,{"url":1}],)"
      R"("language":3,"in_reply_to_id":{},"reblog":"no","quote":[],"application":"app",)"
      R"("sensitive":"yes","edited_at":9,"favourites_count":-4,"reblogs_count":1.5)",
      account(
          R"("bot":"yes","moved":7,"fields":[1,{"value":2}],"followers_count":"many","note":null)")));

  EXPECT_EQ(post.text, "");
  EXPECT_THAT(post.urls, IsEmpty());
  EXPECT_THAT(post.tags, IsEmpty());
  EXPECT_THAT(post.mentions, IsEmpty());
  EXPECT_EQ(post.kind, PostKind::kPost);
  EXPECT_EQ(post.client_app, "");
  EXPECT_FALSE(post.sensitive);
  EXPECT_FALSE(post.edited);
  EXPECT_FALSE(post.metrics.likes);
  EXPECT_FALSE(post.metrics.reposts);
}

TEST(Mastodon, RepairsTextRatherThanRefuseIt) {
  const Post post = post_of_line(public_status("11", "\"content\":\"<p>a\xFFz</p>\""));

  EXPECT_EQ(post.text, "a\xEF\xBF\xBDz");
  EXPECT_TRUE(post.text_repaired);
}

/// Recorded answers, read where they lie beside the source tree.
class MastodonRecordings : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(root())) {
      GTEST_SKIP() << "no recorded answers at " << root().string() << ": nothing to read";
    }
  }

  static std::filesystem::path root() {
    return std::filesystem::path{VIGIE_SOURCE_DIR} / ".." / "shared" / "servers" / "specs";
  }

  static Import read_body(const std::string& file) {
    simdjson::dom::parser parser;
    const simdjson::dom::element answer =
        parser.load((root() / "mastodon" / "recordings-hollo-0.6.12" / file).string());
    return import_text(simdjson::minify(answer["response"]["body"].value()));
  }
};

TEST_F(MastodonRecordings, ReadsAnAccountsStatusesFieldByField) {
  const Import done = read_body("account-statuses.json");

  ASSERT_TRUE(done.result) << done.result.error().message;
  ASSERT_EQ(done.all.posts.size(), 6U);
  EXPECT_THAT(done.all.ignored_reasons, ElementsAre(Pair("visibility: not public", 1U)));
  const Post& first = done.all.posts[0];
  EXPECT_EQ(first.native_id, "http://127.0.0.1:25830/@ana/01a20f94-d68c-7ad3-9a1d-c22c7937f974");
  EXPECT_EQ(first.account_native_id, "http://127.0.0.1:25830/@ana") << "this server has no uri";
  EXPECT_EQ(first.text, "after the edit");
  EXPECT_EQ(to_iso8601(*first.created), "2026-11-24T22:02:22.221Z");
  EXPECT_EQ(first.client_app, "vigie");
  EXPECT_EQ(first.declared_language, "en");
  EXPECT_TRUE(done.all.posts[1].text.starts_with("@ring1 hello <b>html</b> & \"quotes\" "));
  EXPECT_EQ(done.all.posts[3].text, "Content warning\nspoiler body");
  EXPECT_EQ(done.all.posts[3].sensitive, true);
  EXPECT_EQ(done.all.posts[4].kind, PostKind::kReply);
  EXPECT_EQ(done.all.posts[4].parent_id, done.all.posts[5].native_id)
      << "worked out, not looked up";
  EXPECT_EQ(done.all.posts[5].text, "La ligne 4 est encore en retard #transport");
  EXPECT_THAT(done.all.posts[5].tags, ElementsAre("transport"));
  EXPECT_THAT(done.all.posts[5].urls, IsEmpty()) << "the hashtag's page is no link of the author";
  ASSERT_FALSE(done.all.accounts.empty());
  EXPECT_EQ(done.all.accounts[0].handle, "ana@127.0.0.1:25830");
  EXPECT_EQ(done.all.accounts[0].bio, "Bio of ana #tag");
  EXPECT_EQ(done.all.accounts[0].posts_count, 7);
}

TEST_F(MastodonRecordings, ReadsARepost) {
  const Import done = read_body("account-statuses-ring2.json");

  ASSERT_EQ(done.all.posts.size(), 2U);
  const Post& repost = done.all.posts[0];
  EXPECT_EQ(repost.kind, PostKind::kRepost);
  EXPECT_EQ(repost.text, "");
  EXPECT_EQ(repost.subject_id,
            "http://127.0.0.1:25830/@ring1/01a20f94-d205-7fe1-b8f5-1b404efb3622");
  EXPECT_THAT(repost.urls, ElementsAre("https://flagged-one.example/water-secret"));
  EXPECT_THAT(repost.tags, ElementsAre("vote", "truth"));
}

TEST_F(MastodonRecordings, ReadsWholeTimelines) {
  const Import local = read_body("timeline-public-local.json");
  const Import tag = read_body("timeline-tag.json");

  EXPECT_EQ(local.all.posts.size(), 39U);
  EXPECT_EQ(tag.all.posts.size(), 5U);
  EXPECT_THAT(local.all.rejects, IsEmpty());
}

TEST_F(MastodonRecordings, ReadsATimelineOfMastodonItself) {
  simdjson::dom::parser parser;
  const simdjson::dom::array answers =
      parser.load((root() / "recordings" / "mastodon" / "test_hashtag_tl.json").string());
  std::string timeline;
  for (const simdjson::dom::element answer : answers) {
    const std::string_view path = answer["request"]["path"];
    if (path == "/api/v1/timelines/tag/hoot") {
      timeline = simdjson::minify(answer["response"]["json"].value());
    }
  }
  const Import done = import_text(timeline);

  ASSERT_EQ(done.all.posts.size(), 1U);
  const Post& post = done.all.posts[0];
  EXPECT_EQ(post.native_id,
            "http://localhost:3000/ap/users/117020566092212359/statuses/117020593741189701");
  EXPECT_EQ(post.account_native_id, "http://localhost:3000/ap/users/117020566092212359");
  EXPECT_EQ(post.text, "#hoot (hashtag toot)");
  EXPECT_THAT(post.tags, ElementsAre("hoot"));
  EXPECT_THAT(post.urls, IsEmpty());
  EXPECT_EQ(post.metrics.quotes, 0);
  EXPECT_EQ(done.all.accounts.at(0).handle, "mastodonpy_test_2@localhost:3000");
  EXPECT_EQ(done.all.accounts.at(0).opt_out, 0U);
}

}  // namespace
}  // namespace vigie::collector

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using tests::Import;
using tests::import_text;

/// A message; members in front win: the first of a key counts.
std::string message(int id, const std::string& members = {}) {
  return "{" + (members.empty() ? "" : members + ",") + "\"id\":" + std::to_string(id) +
         R"(,"type":"message","date":"2026-03-01T11:00:00","date_unixtime":"1772359200",)"
         R"("from":"Town news","from_id":"channel42","text":"Hello","text_entities":[]})";
}

std::string chat(const std::string& type,
                 const std::string& messages,
                 const std::string& id = "42") {
  return "{\n \"name\": \"Town news\",\n \"type\": \"" + type + "\",\n \"id\": " + id +
         ",\n \"messages\": [\n  " + messages + "\n ]\n}";
}

Post post_of_message(const std::string& json) {
  return tests::only_post(import_text(chat("public_channel", json)));
}

TEST(Telegram, ReadsAMessageWithEverythingItCarries) {
  const Import done = import_text(chat(
      "public_channel",
      message(
          7,
          R"("edited_unixtime":"1772362800","reply_to_message_id":5,"author":"An admin",)"
          R"("text":["Read ",{"type":"link","text":"gazette.example/1"}," or ",)"
          R"({"type":"text_link","text":"this","href":"https://gazette.example/2"},)"
          R"({"type":"hashtag","text":"#vote"},{"type":"mention","text":"@bo"}],)"
          R"("text_entities":[{"type":"plain","text":"Read "},{"type":"link","text":"gazette.example/1"},)"
          R"({"type":"link","text":"http://three.example"},)"
          R"({"type":"text_link","text":"this","href":"https://gazette.example/2"},)"
          R"({"type":"hashtag","text":"#vote"},{"type":"mention","text":"@bo"},)"
          R"({"type":"mention_name","text":"Cy","user_id":99}])")));

  EXPECT_EQ(done.all.platform, "telegram");
  ASSERT_EQ(done.all.posts.size(), 1U);
  const Post& post = done.all.posts[0];
  EXPECT_EQ(post.native_id, "42/7");
  EXPECT_EQ(post.account_native_id, "channel42");
  EXPECT_EQ(post.kind, PostKind::kReply);
  EXPECT_EQ(post.parent_id, "42/5");
  EXPECT_EQ(post.text, "Read gazette.example/1 or this#vote@bo");
  EXPECT_EQ(to_iso8601(*post.created), "2026-03-01T10:00:00.000Z") << "not the local `date`";
  EXPECT_EQ(to_iso8601(*post.edited), "2026-03-01T11:00:00.000Z");
  EXPECT_THAT(
      post.urls,
      ElementsAre(
          "https://gazette.example/1", "http://three.example", "https://gazette.example/2"));
  EXPECT_THAT(post.tags, ElementsAre("vote"));
  EXPECT_THAT(post.mentions, ElementsAre("bo", "user99"));
  ASSERT_EQ(done.all.accounts.size(), 1U);
  EXPECT_EQ(done.all.accounts[0].native_id, "channel42");
  EXPECT_EQ(done.all.accounts[0].display_name, "Town news");
}

TEST(Telegram, ReadsEntitiesOfOlderExportsFromTheText) {
  const std::string old = R"({"id":3,"type":"message","date":"x","date_unixtime":"1772359200",)"
                          R"("text":["See ",{"type":"link","text":"https://gazette.example/1"}]})";
  const Post post = post_of_message(old);

  EXPECT_EQ(post.text, "See https://gazette.example/1");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/1"));
  EXPECT_EQ(post.account_native_id, "channel42") << "a channel's post that names nobody is its own";
}

TEST(Telegram, TakesAForwardForARepostByName) {
  const Post named = post_of_message(message(7, R"("forwarded_from":"Other channel")"));
  const Post with_id =
      post_of_message(message(7, R"("forwarded_from":"Other","forwarded_from_id":"channel9")"));
  const Post of_nobody = post_of_message(message(7, R"("forwarded_from":null)"));

  EXPECT_EQ(named.kind, PostKind::kRepost);
  EXPECT_EQ(named.subject_account_handle, "Other channel");
  EXPECT_EQ(named.subject_id, "");
  EXPECT_EQ(named.text, "Hello") << "the only trace of what was passed on";
  EXPECT_EQ(with_id.subject_account_native_id, "channel9");
  EXPECT_EQ(of_nobody.kind, PostKind::kRepost) << "of an account that is gone";
}

TEST(Telegram, NamesParentsInOtherChatsAndNoneInPrivateOnes) {
  const Post other =
      post_of_message(message(7, R"("reply_to_message_id":5,"reply_to_peer_id":"channel43")"));
  const Post hidden =
      post_of_message(message(7, R"("reply_to_message_id":5,"reply_to_peer_id":"user43")"));

  EXPECT_EQ(other.parent_id, "43/5");
  EXPECT_EQ(hidden.parent_id, "");
  EXPECT_EQ(hidden.kind, PostKind::kPost);
}

TEST(Telegram, ReadsPublicChatsOfAWholeAccountAndCountsTheOthers) {
  const std::string secret = message(1, R"("text":"private words","from_id":"user1")");
  const Import done = import_text(
      R"({"about":"x","contacts":{"list":[{"first_name":"Di"}]},"chats":{"about":"y","list":[)" +
      chat("personal_chat", secret + "," + secret, "1") + "," +
      chat("public_channel", message(2), "42") + "," + chat("private_supergroup", secret, "3") +
      "," + "{\"id\":4,\"type\":\"saved_messages\"}," +
      chat("public_supergroup", message(5, R"("from_id":"user8","from":"Bo")"), "44") + "," +
      R"({"messages":[)" + secret + R"(],"type":"public_channel","id":5})" +
      R"(]},"left_chats":{"list":[)" + chat("public_channel", message(6), "45") + "]}}");

  ASSERT_TRUE(done.result) << done.result.error().message;
  std::vector<std::string> keys;
  for (const Post& post : done.all.posts) {
    keys.push_back(post.native_id);
  }
  EXPECT_THAT(keys, ElementsAre("42/2", "44/5", "45/6"));
  EXPECT_EQ(done.all.records_read, 7U);
  EXPECT_THAT(done.all.ignored_reasons, ElementsAre(Pair("chat: not public", 4U)))
      << "a chat that says what it is only behind its messages counts as private";
  EXPECT_THAT(done.all.rejects, IsEmpty()) << "a reject would keep the words";
}

TEST(Telegram, LeavesOutServiceMessages) {
  const Import done = import_text(
      chat("public_channel",
           message(1, R"("type":"service","action":"pin_message")") + "," + message(2)));

  EXPECT_EQ(done.all.posts.size(), 1U);
  EXPECT_EQ(done.all.records_ignored, 1U);
}

TEST(Telegram, ToleratesEscapesThatAreNoJson) {
  const Post post = post_of_message(message(7, R"("text":"a\x0Ab\\x41c\"d\u00e9")"));
  const Post nul = post_of_message(message(7, R"("text":"a\x00b")"));

  EXPECT_EQ(post.text, "a\nb\\x41c\"d\xC3\xA9") << "an escaped backslash begins no escape";
  EXPECT_EQ(nul.text,
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_TRUE(nul.text_repaired);
}

TEST(Telegram, RefusesBrokenMessagesAndSaysWhy) {
  const std::string nobody = R"({"id":3,"type":"message","date":"x","date_unixtime":"1772359200"})";
  const Import done = import_text(
      chat("public_supergroup",
           message(1) + "," + message(1, R"("id":null)") + "," + nobody + "," +
               R"({"id":3,"type":"message","date":"2019-01-01T10:00:00","from_id":"user1"})" + "," +
               message(1, R"("date_unixtime":"later")") + ",{\"id\":}," + "7," +
               message(1, R"("text":"\xZZ")") + "," +
               message(1, "\"text\":" + std::string(70, '[') + std::string(70, ']'))));

  std::vector<std::string> reasons;
  for (const Reject& reject : done.all.rejects) {
    reasons.push_back(reject.reason);
  }
  EXPECT_THAT(reasons,
              ElementsAre("id: missing",
                          "account: missing",
                          "time: missing",
                          "time: unreadable",
                          "json: malformed",
                          "json: not an object",
                          "json: malformed",
                          "json: too deep"));
}

TEST(Telegram, TakesWrongTypesForWhatIsNotThere) {
  const Post post = post_of_message(message(
      7,
      R"("text":[1,null,{"text":2},["x"],"kept"],"text_entities":[7,{"type":"link","text":3},{"type":[]}],)"
      R"("reply_to_message_id":{},"edited_unixtime":true,"from":9)"));

  EXPECT_EQ(post.text, "kept");
  EXPECT_THAT(post.urls, IsEmpty());
  EXPECT_EQ(post.kind, PostKind::kPost);
  EXPECT_FALSE(post.edited);
}

TEST(Telegram, RefusesChatsWhoseIdIsNoNumber) {
  const Import done = import_text(chat("public_channel", message(1), "\"../42\""));

  EXPECT_THAT(done.all.posts, IsEmpty());
  EXPECT_THAT(done.reject_counts(), ElementsAre(Pair("id: missing", 1)));
}

TEST(Telegram, TellsTheOperatorOfThePlatformsTerms) {
  const tests::TempFile file{chat("public_channel", message(1))};
  const auto source = open_archive(tests::request_for(file.path()), {});

  ASSERT_TRUE(source) << source.error().message;
  EXPECT_THAT(std::string{(*source)->notice()}, HasSubstr("telegram.org/tos/content-licensing"));
}

TEST(Telegram, NeedsMessagesSomewhere) {
  const tests::TempFile file{R"({"name":"x","type":"public_channel","id":42})"};
  ArchiveRequest request = tests::request_for(file.path());
  const Import recognised = tests::import(request);
  request.format = ArchiveFormat::kTelegram;
  const Import told = tests::import(request);

  EXPECT_EQ(recognised.result.error().kind, SourceErrorKind::kUnknownFormat);
  ASSERT_FALSE(told.result);
  EXPECT_EQ(told.result.error().kind, SourceErrorKind::kBadMapping);
}

TEST(Telegram, GoesOnWhereAnImportStopped) {
  const tests::TempFile file{
      chat("public_channel", message(1) + ",\n" + message(2) + ",\n" + message(3))};
  ImportOptions options;
  options.batch_records = 1;
  ArchiveRequest request = tests::request_for(file.path());
  const Import whole = tests::import(request, options);
  ASSERT_EQ(whole.batches.size(), 3U);
  request.resume_offset = whole.batches[0].end_offset;
  const Import rest = tests::import(request, options);

  ASSERT_EQ(rest.all.posts.size(), 2U);
  EXPECT_EQ(rest.all.posts[0].native_id, "42/2") << "the chat is known again";
}

}  // namespace
}  // namespace vigie::collector

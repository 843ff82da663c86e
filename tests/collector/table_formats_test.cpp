// Tables that are recognised by their columns: information operations, FiveThirtyEight, the
// Coordination Network Toolkit.
#include "collector/archive/table_formats.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::Import;
using tests::import;
using tests::import_text;
using tests::request_for;
using tests::TempFile;

const std::string kIoTweets =
    "tweetid,userid,user_display_name,user_screen_name,user_reported_location,"
    "user_profile_description,user_profile_url,follower_count,following_count,"
    "account_creation_date,account_language,tweet_language,tweet_text,tweet_time,"
    "tweet_client_name,in_reply_to_tweetid,in_reply_to_userid,quoted_tweet_tweetid,is_retweet,"
    "retweet_userid,retweet_tweetid,latitude,longitude,quote_count,reply_count,like_count,"
    "retweet_count,hashtags,urls,user_mentions\n";

const std::string kIoUsers =
    "userid,user_display_name,user_screen_name,user_reported_location,user_profile_description,"
    "user_profile_url,follower_count,following_count,account_creation_date,account_language\n";

const std::string kFiveThirtyEight =
    "external_author_id,author,content,region,language,publish_date,harvested_date,following,"
    "followers,updates,post_type,account_type,retweet,account_category,new_june_2018,"
    "alt_external_id,tweet_id,article_url,tco1_step1,tco2_step1,tco3_step1\n";

const std::string kCoordination =
    "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n";

std::string instant(const std::optional<UtcTime>& time) {
  return time ? to_iso8601(*time) : "none";
}

/// Imports `content` as a file of that name: it says which campaign it is of.
Import import_named(const std::string& name, const std::string& content) {
  const auto folder = std::filesystem::path{testing::TempDir()} / "vigie_table_formats";
  std::filesystem::create_directories(folder);
  std::ofstream{folder / name, std::ios::binary} << content;
  Import done = import(request_for(folder / name));
  std::filesystem::remove(folder / name);
  return done;
}

TEST(IoTweets, ReadsAPostFieldByField) {
  const Import done = import_named(
      "land_2019_1_tweets_csv_hashed.csv",
      kIoTweets +
          "70,hash+1/a=,Ana A,ana,Town,\"Reads, writes\",https://ana.example,12,34,2016-05-04,fr,"
          "en,\"First line\nsecond, \"\"quoted\"\" &amp; more\",2017-03-02 10:20,App for Web,69,b1,"
          "68,FALSE,,,48.1,2.3,1,2,3,4,\"[vote, #now]\","
          "\"[https://gazette.example/a,b, https://gazette.example/c]\",\"[b1, c1]\"\n");

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.platform, "x");
  ASSERT_EQ(done.all.posts.size(), 1U);
  const Post& post = done.all.posts[0];
  EXPECT_EQ(post.native_id, "70");
  EXPECT_EQ(post.account_native_id, "hash+1/a=");
  EXPECT_EQ(post.kind, PostKind::kReply) << "a reply that quotes is a reply";
  EXPECT_EQ(instant(post.created), "2017-03-02T10:20:00.000Z");
  EXPECT_EQ(post.text, "First line\nsecond, \"quoted\" & more");
  EXPECT_EQ(post.declared_language, "en");
  EXPECT_EQ(post.client_app, "App for Web");
  EXPECT_EQ(post.parent_id, "69");
  EXPECT_EQ(post.subject_id, "68");
  EXPECT_THAT(post.tags, ElementsAre("vote", "now"));
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/a,b", "https://gazette.example/c"));
  EXPECT_THAT(post.mentions, ElementsAre("b1", "c1"));
  EXPECT_EQ(post.metrics.quotes, 1);
  EXPECT_EQ(post.metrics.replies, 2);
  EXPECT_EQ(post.metrics.likes, 3);
  EXPECT_EQ(post.metrics.reposts, 4);

  ASSERT_EQ(done.all.accounts.size(), 1U);
  const Account& account = done.all.accounts[0];
  EXPECT_EQ(account.native_id, "hash+1/a=");
  EXPECT_EQ(account.handle, "ana");
  EXPECT_EQ(account.display_name, "Ana A");
  EXPECT_EQ(account.bio, "Reads, writes");
  EXPECT_EQ(account.followers, 12);
  EXPECT_EQ(account.following, 34);
  EXPECT_EQ(instant(account.created), "2016-05-04T00:00:00.000Z");
  EXPECT_EQ(instant(account.seen), "2017-03-02T10:20:00.000Z");

  ASSERT_EQ(done.all.labels.size(), 1U);
  EXPECT_EQ(done.all.labels[0].account_native_id, "hash+1/a=");
  EXPECT_EQ(done.all.labels[0].value, "state_linked_operation");
  EXPECT_EQ(done.all.labels[0].origin, "land_2019_1");
}

TEST(IoTweets, MapsByNameInWhateverOrderColumnsStand) {
  const Import done = import_text(
      "tweet_time,new_column,tweet_text,retweet_tweetid,userid,is_retweet,retweet_userid,tweetid,"
      "hashtags,user_mentions\n"
      "2017-03-02 10:20,?,RT @bo: hello,60,a1,True,b1,70,['nine'],[b1]\n"
      "2017-03-02 10:21,?,RT @bo: hello,,a1,TRUE,,71,[],[b1]\n"
      "2017-03-02 10:22,?,own,,a1,false,,72,,\n");

  ASSERT_TRUE(done.result) << done.result.error().message;
  ASSERT_EQ(done.all.posts.size(), 3U);
  EXPECT_EQ(done.all.posts[0].kind, PostKind::kRepost);
  EXPECT_EQ(done.all.posts[0].subject_id, "60");
  EXPECT_EQ(done.all.posts[0].subject_account_native_id, "b1");
  EXPECT_EQ(done.all.posts[0].text, "") << "its subject's";
  EXPECT_THAT(done.all.posts[0].tags, ElementsAre("nine"));
  EXPECT_THAT(done.all.posts[0].mentions, IsEmpty());
  EXPECT_EQ(done.all.posts[1].kind, PostKind::kRepost);
  EXPECT_EQ(done.all.posts[1].text, "RT @bo: hello") << "the only trace of what was reposted";
  EXPECT_EQ(done.all.posts[2].kind, PostKind::kPost);
  EXPECT_FALSE(done.all.posts[2].metrics.likes) << "missing is not 0";
  EXPECT_EQ(done.all.labels.size(), 1U) << "one account, one label";
  EXPECT_THAT(done.all.accounts, IsEmpty()) << "no column says anything of a profile";
}

TEST(IoTweets, RefusesRowsThatLackAKeyAndReadsOn) {
  const std::string header = "tweetid,userid,tweet_text,tweet_time\n";
  const Import done = import_text(header +
                                  ",a1,t,2017-03-02 10:20\n"
                                  "1,,t,2017-03-02 10:20\n"
                                  "2,a1,t,\n"
                                  "3,a1,t,02.03.2017\n"
                                  "4,a1,t,1999-12-31 23:59\n"
                                  "5,a1,t\n"
                                  "6,a1,\"\xFFt\",2017-03-02 10:20\n"
                                  "7,a1,\"open,2017-03-02 10:20\n");

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.records_read, 8U);
  ASSERT_EQ(done.all.posts.size(), 1U);
  EXPECT_EQ(done.all.posts[0].text, "\xEF\xBF\xBDt");
  EXPECT_TRUE(done.all.posts[0].text_repaired);
  EXPECT_THAT(done.reject_counts(),
              ElementsAre(std::pair{"account: missing", 1},
                          std::pair{"csv: unclosed quote", 1},
                          std::pair{"csv: wrong number of columns", 1},
                          std::pair{"id: missing", 1},
                          std::pair{"time: missing", 1},
                          std::pair{"time: out of range", 1},
                          std::pair{"time: unreadable", 1}));
}

TEST(IoUsers, ReadsProfilesAndLabelsThem) {
  const Import done =
      import_named("land_2019_1_users_csv_hashed.csv.gz",
                   tests::gzip(kIoUsers + "a1,Ana A,ana,Town,Reads,,12,34,2016-05-04,fr\n"
                                          "hash=,hash=,hash=,,,,,x,2016-13-04,\n"
                                          ",Nobody,nobody,,,,1,2,2016-05-04,fr\n"));

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.records_read, 3U);
  EXPECT_THAT(done.all.posts, IsEmpty());
  ASSERT_EQ(done.all.accounts.size(), 2U);
  EXPECT_EQ(done.all.accounts[0].handle, "ana");
  EXPECT_EQ(done.all.accounts[0].followers, 12);
  EXPECT_EQ(done.all.accounts[1].native_id, "hash=");
  EXPECT_EQ(done.all.accounts[1].handle, "") << "a hash is no handle";
  EXPECT_EQ(done.all.accounts[1].display_name, "");
  EXPECT_FALSE(done.all.accounts[1].following);
  EXPECT_FALSE(done.all.accounts[1].created);
  ASSERT_EQ(done.all.labels.size(), 2U);
  EXPECT_EQ(done.all.labels[1].origin, "land_2019_1") << "as the posts of the campaign say it";
  EXPECT_THAT(done.reject_counts(), ElementsAre(std::pair{"account: missing", 1}));
}

TEST(IoUsers, AreNotTakenForGrantedFromOneColumn) {
  const std::string table = "userid,score\na1,3\n";
  const TempFile file{table};
  auto request = request_for(file.path());
  const Import by_itself = import(request);
  request.format = ArchiveFormat::kIoUsers;
  const Import by_name = import(request);

  ASSERT_FALSE(by_itself.result) << "it would label whoever is in it";
  EXPECT_EQ(by_itself.result.error().kind, SourceErrorKind::kUnknownFormat);
  EXPECT_EQ(by_name.all.accounts.size(), 1U);
}

TEST(IoCampaign, IsTheFilesNameWithoutWhatTellsItsParts) {
  EXPECT_EQ(campaign_of("/x/land_2019_1_tweets_csv_hashed_2017.csv.zst"), "land_2019_1");
  EXPECT_EQ(campaign_of("land_2019_1_users_csv_hashed.csv"), "land_2019_1");
  EXPECT_EQ(campaign_of("campaign.csv"), "campaign");
  EXPECT_EQ(campaign_of("_tweets.csv"), "_tweets");
  EXPECT_EQ(campaign_of(".csv"), ".csv");
}

TEST(FiveThirtyEight, ReadsARowFieldByField) {
  const Import done = import_named(
      "part_1.csv",
      kFiveThirtyEight +
          "9.06E+17,ANA_A,\"Fish &amp; chips\",Town,French,3/2/2017 9:05,3/2/2017 9:06,1052,9636,"
          "253,,Right,0,RightTroll,0,905874659358453760,914580356430536707,"
          "http://x.example/statuses/1,https://gazette.example/1,,https://gazette.example/3\n"
          "12345,BO,RT text,Town,Klingon,12/31/2016 23:59,,,,,RETWEET,Left,1,LeftTroll,0,,9.1E+17,"
          ",,,\n"
          "9.06E+17,CY,x,Town,English,1/1/2017 0:00,,,,,QUOTE_TWEET,,1,,0,,7,,,,\n"
          "9.06E+17,CY,y,Town,English,1/1/2017 0:01,,,,,,,1,,0,,8,,,,\n");

  ASSERT_TRUE(done.result) << done.result.error().message;
  ASSERT_EQ(done.all.posts.size(), 4U);
  const Post& post = done.all.posts[0];
  EXPECT_EQ(post.native_id, "914580356430536707");
  EXPECT_EQ(post.account_native_id, "905874659358453760") << "not the rounded one";
  EXPECT_EQ(post.kind, PostKind::kPost);
  EXPECT_EQ(instant(post.created), "2017-03-02T09:05:00.000Z");
  EXPECT_EQ(post.text, "Fish & chips");
  EXPECT_EQ(post.declared_language, "fr");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/1", "https://gazette.example/3"));

  const Post& repost = done.all.posts[1];
  EXPECT_EQ(repost.native_id, "") << "a rounded id is none: the store makes a key";
  EXPECT_EQ(repost.account_native_id, "12345");
  EXPECT_EQ(repost.kind, PostKind::kRepost);
  EXPECT_EQ(repost.text, "RT text") << "the only trace of what was reposted";
  EXPECT_EQ(repost.declared_language, "Klingon");
  EXPECT_EQ(done.all.posts[2].kind, PostKind::kQuote);
  EXPECT_EQ(done.all.posts[2].account_native_id, "CY") << "no whole id: its name";
  EXPECT_EQ(done.all.posts[3].kind, PostKind::kRepost) << "post_type is empty: retweet says it";

  ASSERT_EQ(done.all.accounts.size(), 3U);
  EXPECT_EQ(done.all.accounts[0].handle, "ANA_A");
  EXPECT_EQ(done.all.accounts[0].following, 1052);
  EXPECT_EQ(done.all.accounts[0].followers, 9636);
  EXPECT_EQ(done.all.accounts[0].posts_count, 253);
  ASSERT_EQ(done.all.labels.size(), 2U) << "CY has none";
  EXPECT_EQ(done.all.labels[0].value, "RightTroll");
  EXPECT_EQ(done.all.labels[0].origin, "part_1.csv");
}

TEST(FiveThirtyEight, RefusesWhatItCannotPlace) {
  const Import done = import_text(kFiveThirtyEight +
                                  ",,x,,,1/1/2017 0:00,,,,,,,0,,,,,,,,\n"
                                  "1,A,x,,,,,,,,,,0,,,,,,,,\n"
                                  "1,A,x,,,13/1/2017 0:00,,,,,,,0,,,,,,,,\n"
                                  "1,A,x,,,1/1/2017 0:00,,,,,LIKE,,0,,,,,,,,\n");

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_THAT(done.all.posts, IsEmpty());
  EXPECT_THAT(done.reject_counts(),
              ElementsAre(std::pair{"account: missing", 1},
                          std::pair{"kind: unknown value", 1},
                          std::pair{"time: missing", 1},
                          std::pair{"time: unreadable", 1}));
}

TEST(CoordinationCsv, ReadsEveryKindOfRow) {
  const Import done = import_text(
      kCoordination +
      "1,4,u_4,,,\"two\nlines\",1717243200,https://gazette.example/1\n"
      "2,5,u_5,1,,\"RT @u_4: two\",1717243201,https://gazette.example/1 https://gazette.example/2\n"
      "3,6,u_6,,1,answer,1717243202.25,\n"
      "4,6,,1,3,both,1717243203,\"['https://gazette.example/3', 'https://gazette.example/4']\"\n");

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.platform, "x");
  ASSERT_EQ(done.all.posts.size(), 4U);
  const Post& post = done.all.posts[0];
  EXPECT_EQ(post.native_id, "1");
  EXPECT_EQ(post.account_native_id, "4");
  EXPECT_EQ(post.kind, PostKind::kPost);
  EXPECT_EQ(post.text, "two\nlines");
  EXPECT_EQ(instant(post.created), "2024-06-01T12:00:00.000Z");
  EXPECT_THAT(post.urls, ElementsAre("https://gazette.example/1"));
  const Post& repost = done.all.posts[1];
  EXPECT_EQ(repost.kind, PostKind::kRepost);
  EXPECT_EQ(repost.subject_id, "1");
  EXPECT_EQ(repost.text, "") << "its subject's";
  EXPECT_THAT(repost.urls, ElementsAre("https://gazette.example/1", "https://gazette.example/2"));
  const Post& reply = done.all.posts[2];
  EXPECT_EQ(reply.kind, PostKind::kReply);
  EXPECT_EQ(reply.parent_id, "1");
  EXPECT_EQ(instant(reply.created), "2024-06-01T12:00:02.250Z");
  EXPECT_THAT(reply.urls, IsEmpty());
  EXPECT_EQ(done.all.posts[3].kind, PostKind::kRepost);
  EXPECT_THAT(done.all.posts[3].urls,
              ElementsAre("https://gazette.example/3", "https://gazette.example/4"));
  ASSERT_EQ(done.all.accounts.size(), 3U) << "one row names nobody";
  EXPECT_EQ(done.all.accounts[1].native_id, "5");
  EXPECT_EQ(done.all.accounts[1].handle, "u_5");
}

TEST(CoordinationCsv, RefusesBrokenRowsAndReadsOn) {
  const Import done = import_text(kCoordination +
                                  ",4,u,,,t,1717243200,\n"
                                  "1,,u,,,t,1717243200,\n"
                                  "2,4,u,,,t,,\n"
                                  "3,4,u,,,t,soon,\n"
                                  "4,4,u,,,t,4102444800,\n"
                                  "5,4,u,,,t\n"
                                  "6,4,u,,,\"a\" b,1717243200,\n"
                                  "7,4,u,,,t,1717243200,\n");

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.records_read, 8U);
  ASSERT_EQ(done.all.posts.size(), 1U);
  EXPECT_EQ(done.all.posts[0].native_id, "7");
  EXPECT_THAT(done.reject_counts(),
              ElementsAre(std::pair{"account: missing", 1},
                          std::pair{"csv: stray quote", 1},
                          std::pair{"csv: wrong number of columns", 1},
                          std::pair{"id: missing", 1},
                          std::pair{"time: missing", 1},
                          std::pair{"time: out of range", 1},
                          std::pair{"time: unreadable", 1}));
}

TEST(CoordinationCsv, GoesOnWhereItStopped) {
  const std::string table = kCoordination +
                            "1,4,u,,,t,1717243200,\n"
                            "2,4,u,,,t,1717243201,\n";
  const TempFile file{table};
  auto request = request_for(file.path());
  request.resume_offset = table.size() - std::string{"2,4,u,,,t,1717243201,\n"}.size();
  const Import rest = import(request);

  ASSERT_EQ(rest.all.posts.size(), 1U);
  EXPECT_EQ(rest.all.posts[0].native_id, "2");
}

TEST(TableFormats, SayWhichColumnIsMissing) {
  const TempFile file{"message_id,user_id,message\n1,2,t\n"};
  auto request = request_for(file.path());
  request.format = ArchiveFormat::kCoordinationCsv;
  const Import done = import(request);

  ASSERT_FALSE(done.result);
  EXPECT_EQ(done.result.error().kind, SourceErrorKind::kUnknownFormat);
  EXPECT_THAT(done.result.error().message,
              testing::AllOf(HasSubstr("coordination_csv"),
                             HasSubstr("\"timestamp\""),
                             HasSubstr("message_id, user_id, message")));
}

TEST(TableFormats, RefuseATableOfPostsAsOneOfAccounts) {
  const TempFile file{kIoTweets};
  auto request = request_for(file.path());
  request.format = ArchiveFormat::kIoUsers;
  const Import done = import(request);

  ASSERT_FALSE(done.result);
  EXPECT_THAT(done.result.error().message, HasSubstr("\"tweetid\""));
}

}  // namespace
}  // namespace vigie::collector

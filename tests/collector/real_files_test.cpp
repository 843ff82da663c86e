// Real archives, read where they lie beside the source tree and never copied: every row of them
// must be accounted for.
#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/archive/archive.h"
#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using tests::Import;
using tests::import;
using tests::mapping_of;
using tests::request_for;

class RealFiles : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(root())) {
      GTEST_SKIP() << "no real archives at " << root().string() << ": nothing to read";
    }
  }

  static std::filesystem::path root() {
    return std::filesystem::path{VIGIE_SOURCE_DIR} / ".." / "shared";
  }

  static Import read(const std::string& file, Mapping mapping) {
    return import(request_for(root() / "data" / file, std::move(mapping)));
  }

  static std::size_t accounts_of(const Import& done) {
    std::set<std::string> ids;
    for (const Post& post : done.all.posts) {
      ids.insert(post.account_native_id);
    }
    return ids.size();
  }

  static std::ptrdiff_t count_kind(const Import& done, PostKind kind) {
    return std::count_if(done.all.posts.begin(), done.all.posts.end(), [kind](const Post& post) {
      return post.kind == kind;
    });
  }
};

TEST_F(RealFiles, ReadsTheInternetResearchAgencyPosts) {
  Mapping mapping = mapping_of({{"account", "author_id"},
                                {"handle", "author_id"},
                                {"time", "publish_date"},
                                {"language", "language"},
                                {"kind", "post_type"},
                                {"followers", "followers"},
                                {"following", "following"},
                                {"posts_count", "updates"},
                                {"text", "content"}},
                               "csv");
  mapping.post["kind"].values = {{"R", "repost"}, {"Q", "quote"}};

  const Import done = read("ops_ira_twitter/posts.csv.zst", mapping);

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.records_read, 177443U);
  EXPECT_EQ(done.all.posts.size(), 177443U);
  EXPECT_EQ(count_kind(done, PostKind::kRepost), 93352);
  EXPECT_EQ(count_kind(done, PostKind::kQuote), 2499);
  EXPECT_EQ(accounts_of(done), 433U);
  EXPECT_EQ(to_iso8601(*done.all.posts.front().created), "2012-10-30T12:27:00.000Z");
}

TEST_F(RealFiles, ReadsBothArraysOfTheBotOrNotRounds) {
  Mapping mapping = mapping_of({{"id", "id"},
                                {"account", "author_id"},
                                {"time", "created_at"},
                                {"text", "text"},
                                {"language", "lang"}},
                               "json");
  mapping.posts_path = "posts";
  mapping.accounts_path = "users";
  mapping.label = "bot";
  mapping.label_default = "human";
  mapping.account["id"].path = "id";
  mapping.account["handle"].path = "username";
  mapping.account["bio"].path = "description";
  mapping.account["posts_count"].path = "tweet_count";

  struct Round {
    std::string number;
    std::size_t users;
    std::size_t posts;
    std::ptrdiff_t bots;
  };

  for (const Round& round :
       {Round{"1", 262, 6645, 54}, Round{"2", 171, 4643, 27}, Round{"4", 172, 4361, 28}}) {
    const auto folder = root() / "data" / "bot_or_not";
    ArchiveRequest request =
        request_for(folder / ("posts_users." + round.number + ".json.gz"), mapping);
    request.labels_file = folder / ("bots." + round.number + ".txt");
    const Import done = import(request);

    ASSERT_TRUE(done.result) << done.result.error().message;
    EXPECT_EQ(done.all.posts.size(), round.posts);
    EXPECT_EQ(done.all.accounts.size(), round.users);
    EXPECT_EQ(done.all.records_read, round.posts + round.users);
    EXPECT_EQ(std::count_if(done.all.labels.begin(),
                            done.all.labels.end(),
                            [](const AccountLabel& label) { return label.value == "bot"; }),
              round.bots);
    EXPECT_EQ(done.all.labels.size(), round.users);
  }
}

TEST_F(RealFiles, ReadsTheFrenchMediaPosts) {
  Mapping mapping = mapping_of({{"id", "tweet_id"},
                                {"account", "author_id"},
                                {"handle", "author"},
                                {"time", "created_at"},
                                {"kind", "ref_type"},
                                {"likes", "likes"},
                                {"text", "text"}},
                               "csv");

  const Import done = read("controls_french_media2022/posts.csv.gz", mapping);

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.posts.size(), 6632U);
  EXPECT_EQ(count_kind(done, PostKind::kRepost), 927);
  EXPECT_EQ(count_kind(done, PostKind::kReply), 444);
  EXPECT_EQ(count_kind(done, PostKind::kQuote), 37);
  EXPECT_EQ(accounts_of(done), 28U);
}

TEST_F(RealFiles, ReadsTheAirlinePostsInTheirOwnTimeFormat) {
  Mapping mapping =
      mapping_of({{"account", "author"}, {"time", "created"}, {"text", "text"}}, "csv");
  mapping.post["time"].format = "%d-%m-%Y %H.%M";

  const Import done = read("controls_airline2015/posts.csv.gz", mapping);

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.posts.size(), 14640U);
  EXPECT_EQ(accounts_of(done), 7701U);
  EXPECT_EQ(to_iso8601(*done.all.posts.front().created), "2015-02-24T11:35:00.000Z");
}

TEST_F(RealFiles, ReadsTheBlueskySampleWithItsListsInStrings) {
  const Mapping mapping = mapping_of({{"id", "uri"},
                                      {"account", "author_did"},
                                      {"handle", "author_handle"},
                                      {"account_created", "author_created_at"},
                                      {"followers", "author_followers_count"},
                                      {"time", "created_at"},
                                      {"observed", "indexed_at"},
                                      {"text", "text"},
                                      {"language", "lang"},
                                      {"tags", "hashtags"},
                                      {"urls", "urls"},
                                      {"is_reply", "is_reply"},
                                      {"likes", "like_count"}});

  const Import done = read("controls_bluesky2025/posts.jsonl.gz", mapping);

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.posts.size(), 4022U);
  EXPECT_EQ(accounts_of(done), 3279U);
  EXPECT_TRUE(std::any_of(done.all.posts.begin(), done.all.posts.end(), [](const Post& post) {
    return !post.urls.empty() && post.urls.front().starts_with("http") && !post.tags.empty() &&
           post.tags.front().find('#') == std::string::npos;
  }));
}

TEST_F(RealFiles, ReadsBothCoordinationNetworks) {
  Mapping reposts = mapping_of({{"id", "content_id"},
                                {"account", "account_id"},
                                {"subject", "object_id"},
                                {"time", "timestamp_share"}},
                               "csv");
  reposts.post["kind"].constant = "repost";
  reposts.post["time"].format = "unix_s";
  Mapping elections = mapping_of(
      {{"id", "post_id"}, {"account", "account_id"}, {"urls", "url_id"}, {"time", "timestamp"}},
      "csv");
  elections.post["time"].format = "unix_s";
  elections.null_values = {"NA"};

  const Import first = read("coordination_cooRTweet/russian_coord_tweets.csv.gz", reposts);
  const Import second = read("coordination_cooRTweet/german_elections.csv.gz", elections);

  ASSERT_TRUE(first.result) << first.result.error().message;
  EXPECT_EQ(first.all.posts.size(), 35125U);
  EXPECT_EQ(count_kind(first, PostKind::kRepost), 35125);
  EXPECT_EQ(accounts_of(first), 9509U);
  ASSERT_TRUE(second.result) << second.result.error().message;
  EXPECT_EQ(second.all.posts.size(), 218971U);
  EXPECT_EQ(accounts_of(second), 58317U);
  EXPECT_EQ(std::count_if(second.all.posts.begin(),
                          second.all.posts.end(),
                          [](const Post& post) { return !post.urls.empty(); }),
            50785);
}

TEST_F(RealFiles, RecognisesTwitterTimelines) {
  const auto folder = root() / "data" / "format_twitter_v1";

  const Import first = import(request_for(folder / "timeline_1.json.gz"));
  const Import second = import(request_for(folder / "timeline_2.json.gz"));

  ASSERT_TRUE(first.result) << first.result.error().message;
  EXPECT_EQ(first.all.platform, "x");
  EXPECT_EQ(first.all.posts.size(), 291U);
  ASSERT_TRUE(second.result) << second.result.error().message;
  EXPECT_EQ(second.all.posts.size(), 1200U);
  std::size_t urls = 0;
  for (const Post& post : second.all.posts) {
    urls += post.urls.size();
  }
  EXPECT_EQ(urls, 2400U);
}

TEST_F(RealFiles, RecognisesTheCoordinationToolkitsSample) {
  const Import done =
      import(request_for(root() / "data" / "coordination_qut" / "sample_data.csv.gz"));

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.records_read, 100U);
  EXPECT_EQ(done.all.posts.size(), 100U);
  EXPECT_EQ(count_kind(done, PostKind::kRepost), 27);
  EXPECT_EQ(count_kind(done, PostKind::kReply), 15);
  EXPECT_EQ(accounts_of(done), 10U);
  std::size_t links = 0;
  for (const Post& post : done.all.posts) {
    links += post.urls.size();
  }
  EXPECT_EQ(links, 96U);
  EXPECT_EQ(to_iso8601(*done.all.posts.front().created), "2020-11-27T04:26:10.518Z");
}

TEST_F(RealFiles, LeavesTheRecutOperationToItsMapping) {
  const Import done = import(request_for(root() / "data" / "ops_ira_twitter" / "posts.csv.zst"));

  ASSERT_FALSE(done.result) << "its columns are those of no published table";
  EXPECT_EQ(done.result.error().kind, SourceErrorKind::kUnknownFormat);
}

TEST_F(RealFiles, AccountsForEveryJetstreamEvent) {
  const Import done =
      import(request_for(root() / "servers" / "specs" / "atproto-corpus" / "expected_v1.jsonl"));

  ASSERT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.platform, "bluesky");
  EXPECT_EQ(done.all.records_read, 152U);
  EXPECT_EQ(done.all.posts.size(), 32U);
  EXPECT_EQ(count_kind(done, PostKind::kRepost), 15);
  EXPECT_EQ(done.all.deletions.size(), 1U);
  EXPECT_EQ(done.all.accounts.size(), 1U);
  EXPECT_THAT(done.all.rejects, testing::IsEmpty());
  EXPECT_EQ(done.all.records_ignored, 152U - 32U - 1U - 1U);
}

}  // namespace
}  // namespace vigie::collector

// Every built-in mapping over the file it is for. The files are not part of the project: they lie
// in ../shared/data beside it, and these tests are skipped where they are not.
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "collector/archive/archive.h"
#include "collector/simulation/simulation.h"
#include "config/data_files.h"

namespace vigie::config {
namespace {

const std::filesystem::path kShared =
    std::filesystem::path{VIGIE_SOURCE_DIR}.parent_path() / "shared" / "data";

/// Counts what arrives.
class CountingSink : public collector::PostSink {
 public:
  void accept(RecordBatch batch) override {
    platform = batch.platform;
    accounts += batch.accounts.size();
    labels += batch.labels.size();
    rejects += batch.rejects.size();
    if (!batch.rejects.empty() && first_reject.empty()) {
      first_reject = batch.rejects.front().reason + " " + batch.rejects.front().detail;
    }
    for (const Post& post : batch.posts) {
      ++posts;
      authors.insert(post.account_native_id);
      dated += post.created ? 1U : 0U;
      reposts += post.kind == PostKind::kRepost ? 1U : 0U;
      subjects += post.subject_id.empty() ? 0U : 1U;
      urls += post.urls.size();
      tags += post.tags.size();
      last = post;
    }
  }

  std::string platform;
  std::string first_reject;
  std::set<std::string> authors;
  std::size_t accounts = 0;
  std::size_t labels = 0;
  std::size_t rejects = 0;
  std::size_t posts = 0;
  std::size_t dated = 0;
  std::size_t reposts = 0;
  std::size_t subjects = 0;
  std::size_t urls = 0;
  std::size_t tags = 0;
  Post last;
};

class BuiltInMapping : public testing::Test {
 protected:
  /// Reads `file` of the shared folder with the mapping `name`; skips the test without it.
  void read(const std::string& name,
            const std::string& file,
            std::optional<std::string> labels = std::nullopt) {
    if (!std::filesystem::exists(kShared / file)) {
      GTEST_SKIP() << "no " << file << " in ../shared/data";
    }
    collector::ArchiveRequest request;
    request.file = kShared / file;
    if (labels) {
      request.labels_file = kShared / *labels;
      request.label_origin = *labels;
    }
    read(name, std::move(request));
  }

  void read(const std::string& name, collector::ArchiveRequest request) {
    auto mapping = load_mapping({}, name);
    ASSERT_TRUE(mapping) << mapping.error().message;
    request.mapping = std::move(*mapping);
    const auto source = collector::open_archive(request, {});
    ASSERT_TRUE(source) << source.error().message;
    const auto done = (*source)->run(sink, std::stop_token{});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(sink.rejects, 0U) << sink.first_reject;
    EXPECT_EQ(sink.dated, sink.posts);
  }

  CountingSink sink;
};

TEST_F(BuiltInMapping, BotOrNotReadsPostsProfilesAndLabels) {
  read("bot_or_not", "bot_or_not/posts_users.2.json.gz", "bot_or_not/bots.2.txt");
  if (IsSkipped()) {
    return;
  }
  EXPECT_EQ(sink.platform, "x");
  EXPECT_EQ(sink.posts, 4643U);
  EXPECT_EQ(sink.authors.size(), 171U);
  EXPECT_EQ(sink.labels, 171U);
}

TEST_F(BuiltInMapping, OpsIraReadsRepostsAndTheirText) {
  read("ops_ira", "ops_ira_twitter/posts.csv.zst");
  if (IsSkipped()) {
    return;
  }
  EXPECT_EQ(sink.posts, 177443U);
  EXPECT_EQ(sink.reposts, 93352U);
  EXPECT_EQ(sink.authors.size(), 433U);
}

TEST_F(BuiltInMapping, FrenchMediaReadsKinds) {
  read("french_media", "controls_french_media2022/posts.csv.gz");
  if (IsSkipped()) {
    return;
  }
  EXPECT_EQ(sink.posts, 6632U);
  EXPECT_EQ(sink.reposts, 927U);
  EXPECT_EQ(sink.authors.size(), 28U);
}

TEST_F(BuiltInMapping, AirlineReadsTimesWithTheDayFirst) {
  read("airline", "controls_airline2015/posts.csv.gz");
  if (IsSkipped()) {
    return;
  }
  EXPECT_EQ(sink.posts, 14640U);
  EXPECT_EQ(sink.authors.size(), 7701U);
  EXPECT_EQ(to_iso8601(*sink.last.created).substr(0, 7), "2015-02");
}

TEST_F(BuiltInMapping, BlueskySampleReadsListsWrittenAsText) {
  read("bluesky_sample", "controls_bluesky2025/posts.jsonl.gz");
  if (IsSkipped()) {
    return;
  }
  EXPECT_EQ(sink.platform, "bluesky");
  EXPECT_EQ(sink.posts, 4022U);
  EXPECT_EQ(sink.authors.size(), 3279U);
  EXPECT_GT(sink.tags, 0U);
  EXPECT_GT(sink.urls, 0U);
}

TEST_F(BuiltInMapping, CoortweetMakesEveryRowARepost) {
  read("coortweet", "coordination_cooRTweet/russian_coord_tweets.csv.gz");
  if (IsSkipped()) {
    return;
  }
  EXPECT_EQ(sink.posts, 35125U);
  EXPECT_EQ(sink.reposts, 35125U);
  EXPECT_EQ(sink.subjects, 35125U);
  EXPECT_EQ(sink.authors.size(), 9509U);
}

TEST_F(BuiltInMapping, CoortweetElectionsTurnsNumbersIntoObjects) {
  read("coortweet_elections", "coordination_cooRTweet/german_elections.csv.gz");
  if (IsSkipped()) {
    return;
  }
  EXPECT_EQ(sink.posts, 218971U);
  EXPECT_EQ(sink.urls, 50785U);
  EXPECT_EQ(sink.authors.size(), 58317U);
}

TEST_F(BuiltInMapping, SimulatedReadsWhatTheSimulationWrites) {
  const auto path = std::filesystem::path{testing::TempDir()} / "vigie_mapping_simulated.jsonl";
  std::ofstream file{path, std::ios::binary};
  const auto summary =
      collector::simulate({.posts = 1000}, [&](std::string_view line) { file << line; });
  file.close();
  ASSERT_TRUE(summary);

  collector::ArchiveRequest request;
  request.file = path;
  read("simulated", std::move(request));
  std::filesystem::remove(path);

  EXPECT_EQ(sink.platform, "simulated");
  EXPECT_EQ(sink.posts, 1000U);
  EXPECT_GT(sink.reposts, 0U);
  EXPECT_GT(sink.subjects, 0U);
  EXPECT_GT(sink.urls, 0U);
  EXPECT_GT(sink.tags, 0U);
}

}  // namespace
}  // namespace vigie::config

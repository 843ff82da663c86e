#include "storage/label_reader.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::at;

class LabelReaderTest : public tests::StoreTest {
 protected:
  LabelReaderTest() {
    PreparedBatch batch = tests::batch_of({tests::post("1", "100", at(5s)),
                                           tests::post("2", "100", at(9s)),
                                           tests::post("3", "100", at(12s)),
                                           tests::post("4", "101", at(70s))});
    batch.posts[0].language = "fr";
    batch.posts[1].language = "en";
    batch.posts[2].language = "en";
    batch.records.labels = {{"100", "bot", "first.txt"},
                            {"101", "human", "first.txt"},
                            {"100", "human", "second.txt"},
                            {"102", "bot", "second.txt"}};
    batch.records.records_read += 4;
    tests::import(database, {batch});
  }

  std::vector<std::pair<std::int64_t, std::string>> labels(std::string_view origin) {
    std::vector<std::pair<std::int64_t, std::string>> found;
    read_labels(database, origin, [&](AccountId account, std::string_view value) {
      found.emplace_back(account.value, value);
    });
    return found;
  }

  void opt_out(const std::string& native_id) {
    database.execute("UPDATE account SET opt_out = 8 WHERE native_id = '" + native_id + "'");
  }

  Database database{create()};
};

TEST_F(LabelReaderTest, CountsLabelsByOriginAndValue) {
  const auto counts = count_labels(database);

  ASSERT_EQ(counts.size(), 4U);
  EXPECT_EQ(counts[0].origin, "first.txt");
  EXPECT_EQ(counts[0].value, "bot");
  EXPECT_EQ(counts[0].accounts, 1U);
  EXPECT_EQ(counts[3].origin, "second.txt");
  EXPECT_EQ(counts[3].value, "human");
}

TEST_F(LabelReaderTest, GivesTheLabelsOfOneOrigin) {
  EXPECT_EQ(labels("first.txt").size(), 2U);
  EXPECT_EQ(labels("first.txt")[0].second, "bot");
  EXPECT_THAT(labels("third.txt"), IsEmpty());
}

TEST_F(LabelReaderTest, FindsTheNewestPostBehindAnOriginAndAFile) {
  EXPECT_EQ(newest_labelled_post(database, "first.txt"), at(70s));
  EXPECT_EQ(newest_labelled_post(database, "second.txt"), at(12s));
  EXPECT_FALSE(newest_labelled_post(database, "third.txt"));
  EXPECT_EQ(newest_imported_post(database, "posts.jsonl"), at(70s));
  EXPECT_FALSE(newest_imported_post(database, "other.jsonl"));
}

TEST_F(LabelReaderTest, NamesTheLanguageOfMostPosts) {
  std::vector<std::string> languages;
  read_main_languages(database, {at(0s), at(60s)}, [&](AccountId, std::string_view language) {
    languages.emplace_back(language);
  });

  EXPECT_THAT(languages, ElementsAre("en"));
}

TEST_F(LabelReaderTest, KnowsWhosePostsAFileBrought) {
  EXPECT_THAT(imported_sources(database), ElementsAre("posts.jsonl"));
  EXPECT_EQ(authors_of(database, "posts.jsonl").size(), 2U);
  EXPECT_THAT(authors_of(database, "other.jsonl"), IsEmpty());
}

TEST_F(LabelReaderTest, SaysNothingOfAccountsThatOptedOut) {
  opt_out("101");

  EXPECT_EQ(count_labels(database).size(), 3U);
  EXPECT_EQ(labels("first.txt").size(), 1U);
  EXPECT_EQ(newest_labelled_post(database, "first.txt"), at(12s));
  EXPECT_EQ(authors_of(database, "posts.jsonl").size(), 1U);
}

}  // namespace
}  // namespace vigie::storage

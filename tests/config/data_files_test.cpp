#include "config/data_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::config {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

/// A folder of own data files, gone with the test.
class OwnFolder : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path{testing::TempDir()} / (std::string{"vigie_config_"} + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }

  void TearDown() override { fs::remove_all(folder_); }

  void write(const fs::path& name, const std::string& content) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream{folder_ / name, std::ios::binary} << content;
  }

  [[nodiscard]] DataLocation location() const { return {folder_}; }

  fs::path folder_;
};

constexpr const char* kTopic = "title = { en = \"Water\" }\nversion = \"2026-01-31\"\n";
constexpr const char* kList =
    "# title: Own\n# version: 2026-01-31\n"
    "match,pattern,platform,tier,family,label,evidence_url,first_listed,last_checked\n"
    "domain,own.example,,clone,F,L,https://e.example,,2026-01-31\n";
constexpr const char* kMapping =
    "title = \"T\"\nplatform = \"x\"\nformat = \"csv\"\n[post]\naccount = \"a\"\ntime = \"t\"\n";

TEST_F(OwnFolder, ReplacesTheBuiltInFileOfTheSameNameAndAddsNewOnes) {
  write("lists/sanctioned.csv", kList);
  write("lists/own.csv", kList);

  const auto built_in = load_source_lists({});
  const auto lists = load_source_lists(location());

  ASSERT_TRUE(built_in);
  ASSERT_TRUE(lists) << lists.error().message;
  EXPECT_EQ(lists->size(), built_in->size() + 1);
  const auto named = [&](std::string_view name) {
    return *std::find_if(
        lists->begin(), lists->end(), [&](const SourceList& list) { return list.name == name; });
  };
  EXPECT_EQ(named("sanctioned").entries.size(), 1U);
  EXPECT_EQ(named("own").entries.front().pattern, "own.example");
  EXPECT_GT(named("network").entries.size(), 1U);
}

TEST_F(OwnFolder, GivesListsInTheOrderOfTheirNames) {
  write("lists/aaa.csv", kList);
  const auto lists = load_source_lists(location());

  ASSERT_TRUE(lists);
  EXPECT_TRUE(
      std::is_sorted(lists->begin(), lists->end(), [](const SourceList& a, const SourceList& b) {
        return a.name < b.name;
      }));
  EXPECT_EQ(lists->front().name, "aaa");
}

TEST_F(OwnFolder, IsAnErrorWhenItIsNotThere) {
  const auto lists = load_source_lists({folder_ / "absent"});

  ASSERT_FALSE(lists);
  EXPECT_EQ(lists.error().kind, DataFileErrorKind::kNotFound);
  EXPECT_FALSE(load_topics({folder_ / "absent"}));
  EXPECT_FALSE(load_mapping({folder_ / "absent"}, "airline"));
  EXPECT_FALSE(load_model({folder_ / "absent"}, "default"));
}

TEST_F(OwnFolder, MakesABrokenFileAnErrorThatNamesIt) {
  write("topics/elections.toml", "title = 1\n");

  const auto topics = load_topics(location());

  ASSERT_FALSE(topics);
  EXPECT_THAT(topics.error().message, HasSubstr((folder_ / "topics/elections.toml").string()));
  EXPECT_EQ(topics.error().line, 1U);
}

TEST_F(OwnFolder, AddsMappingsByName) {
  write("mappings/own.toml", kMapping);

  EXPECT_THAT(mapping_names(location()), Contains("own"));
  EXPECT_TRUE(load_mapping(location(), "own"));
  EXPECT_FALSE(load_mapping({}, "own"));
}

TEST_F(OwnFolder, LoadsAMappingByItsPath) {
  write("archive.toml", kMapping);

  const auto mapping = load_mapping({}, (folder_ / "archive.toml").string());

  ASSERT_TRUE(mapping) << mapping.error().message;
  EXPECT_EQ(mapping->name, "archive");
  EXPECT_FALSE(load_mapping({}, (folder_ / "absent.toml").string()));
}

TEST_F(OwnFolder, MayHoldMoreTopicsThanCanBeWatchedAtOnce) {
  for (int i = 0; i < 30; ++i) {
    write("topics/t" + std::to_string(i) + ".toml", kTopic);
  }

  const auto all = load_topics(location());
  ASSERT_FALSE(all);
  EXPECT_THAT(all.error().message, HasSubstr("at most 32"));
  EXPECT_TRUE(load_topics(location(), {"t1", "t29"}));
}

TEST(LoadTopics, TakesThoseAskedForOnceEachInTheOrderOfTheirIds) {
  const auto topics = load_topics({}, {"migration", "elections", "migration"});

  ASSERT_TRUE(topics);
  ASSERT_EQ(topics->size(), 2U);
  EXPECT_EQ((*topics)[0].id, "elections");
  EXPECT_EQ((*topics)[1].id, "migration");
}

TEST(LoadTopics, NamesTheTopicsThereAreWhenOneIsNot) {
  const auto topics = load_topics({}, {"election"});

  ASSERT_FALSE(topics);
  EXPECT_EQ(topics.error().kind, DataFileErrorKind::kNotFound);
  EXPECT_THAT(topics.error().message, HasSubstr("did you mean `elections`?"));
  EXPECT_THAT(topics.error().message, HasSubstr("ukraine_war"));
}

TEST(LoadMapping, DoesNotLeaveItsFolder) {
  EXPECT_FALSE(load_mapping({}, "../mappings/airline"));
  EXPECT_FALSE(load_mapping({}, ""));
  EXPECT_FALSE(load_mapping({}, "airlines"));
}

TEST(LoadModel, LoadsTheDefault) {
  const auto model = load_model({}, "default");

  ASSERT_TRUE(model) << model.error().message;
  EXPECT_EQ(model->name, "default");
  EXPECT_FALSE(model->weights.empty());
  EXPECT_THAT(model_names({}), Contains("default"));
}

}  // namespace
}  // namespace vigie::config

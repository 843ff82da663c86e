#include "storage/list_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using testing::ElementsAre;

class ListStoreTest : public tests::StoreTest {
 protected:
  Database database{create()};
  ListStore store{database};
};

SourceList list_of(std::string name, std::string version, std::string hash) {
  SourceList list{.name = std::move(name),
                  .version = std::move(version),
                  .title = "Title",
                  .licence = "CC0-1.0",
                  .origin = "Official Journal",
                  .content_hash = std::move(hash),
                  .entries = {}};
  list.entries = {{.match = SourceMatch::kDomain,
                   .pattern = "rt.com",
                   .platform = {},
                   .tier = SourceTier::kSanctioned,
                   .family = "RT",
                   .label = "RT",
                   .evidence_url = "https://law.example/rt",
                   .first_listed = "2022-03-01",
                   .last_checked = "2024-05-01"},
                  {.match = SourceMatch::kAccount,
                   .pattern = "outlet",
                   .platform = "x",
                   .tier = SourceTier::kStateMedia,
                   .family = {},
                   .label = "Outlet",
                   .evidence_url = {},
                   .first_listed = {},
                   .last_checked = "2024-05-01"}};
  return list;
}

TEST_F(ListStoreTest, ReadsBackWhatItWrote) {
  store.write(list_of("sanctioned", "2024-05-01", "aa"));

  const auto lists = store.read_latest();

  ASSERT_EQ(lists.size(), 1U);
  EXPECT_EQ(lists[0].name, "sanctioned");
  EXPECT_EQ(lists[0].version, "2024-05-01");
  EXPECT_EQ(lists[0].licence, "CC0-1.0");
  EXPECT_EQ(lists[0].origin, "Official Journal");
  EXPECT_EQ(lists[0].content_hash, "aa");
  ASSERT_EQ(lists[0].entries.size(), 2U);
  EXPECT_EQ(lists[0].entries[0].pattern, "rt.com");
  EXPECT_EQ(lists[0].entries[0].tier, SourceTier::kSanctioned);
  EXPECT_EQ(lists[0].entries[0].evidence_url, "https://law.example/rt");
  EXPECT_EQ(lists[0].entries[1].match, SourceMatch::kAccount);
  EXPECT_EQ(lists[0].entries[1].platform, "x");
}

TEST_F(ListStoreTest, WritesTheSameVersionOnce) {
  const auto first = store.write(list_of("sanctioned", "2024-05-01", "aa"));

  EXPECT_EQ(store.write(list_of("sanctioned", "2024-05-01", "aa")), first);
  EXPECT_EQ(store.read_versions("sanctioned").size(), 1U);
  EXPECT_EQ(store.read_latest()[0].entries.size(), 2U);
}

TEST_F(ListStoreTest, KeepsOtherContentOfAVersionBesideIt) {
  store.write(list_of("sanctioned", "2024-05-01", "bb"));
  store.write(list_of("sanctioned", "2024-05-01", "aa"));

  EXPECT_EQ(store.read_versions("sanctioned").size(), 2U);
  EXPECT_EQ(store.read_latest()[0].content_hash, "aa");  // the last written
}

TEST_F(ListStoreTest, GivesTheNewestVersionOfEveryListByName) {
  store.write(list_of("state_media", "2024-01-01", "cc"));
  store.write(list_of("sanctioned", "2024-06-01", "bb"));
  store.write(list_of("sanctioned", "2024-05-01", "aa"));

  std::vector<std::string> latest;
  for (const SourceList& list : store.read_latest()) {
    latest.push_back(list.name + " " + list.version);
  }

  EXPECT_THAT(latest, ElementsAre("sanctioned 2024-06-01", "state_media 2024-01-01"));
}

}  // namespace
}  // namespace vigie::storage

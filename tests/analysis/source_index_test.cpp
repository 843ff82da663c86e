#include "analysis/source_index.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

SourceEntry host(std::string pattern, SourceTier tier) {
  SourceEntry entry;
  entry.pattern = std::move(pattern);
  entry.tier = tier;
  return entry;
}

SourceEntry account(std::string platform, std::string handle, SourceTier tier) {
  SourceEntry entry = host(std::move(handle), tier);
  entry.match = SourceMatch::kAccount;
  entry.platform = std::move(platform);
  return entry;
}

SourceList list(std::string name, std::vector<SourceEntry> entries) {
  SourceList result;
  result.name = std::move(name);
  result.entries = std::move(entries);
  return result;
}

TEST(SourceIndex, FindsAHostAndThoseBelowIt) {
  const std::vector lists{list("a", {host("rt.com", SourceTier::kSanctioned)})};
  const SourceIndex index(lists);

  EXPECT_EQ(index.find_host("rt.com").value().tier, SourceTier::kSanctioned);
  EXPECT_TRUE(index.find_host("fr.rt.com"));
  EXPECT_TRUE(index.find_host("WWW.RT.com"));
  EXPECT_FALSE(index.find_host("start.com"));
  EXPECT_FALSE(index.find_host("com"));
  EXPECT_FALSE(index.find_host(""));
}

TEST(SourceIndex, TakesTheLowestTierOfSeveralLists) {
  const std::vector lists{list("low", {host("both.example", SourceTier::kLowCredibility)}),
                          list("state",
                               {host("x.example", SourceTier::kStateMedia),
                                host("both.example", SourceTier::kStateMedia)})};
  const SourceHit hit = SourceIndex(lists).find_host("both.example").value();

  EXPECT_EQ(hit.tier, SourceTier::kStateMedia);
  EXPECT_EQ(hit.list, 1U);
  EXPECT_EQ(hit.entry, 1U);
}

TEST(SourceIndex, BreaksTiesByTheListsName) {
  const std::vector lists{list("zeta", {host("both.example", SourceTier::kClone)}),
                          list("alpha", {host("both.example", SourceTier::kClone)})};

  EXPECT_EQ(SourceIndex(lists).find_host("both.example").value().list, 1U);
}

TEST(SourceIndex, TakesTheLowestTierOnTheWayUp) {
  const std::vector lists{list("a",
                               {host("blog.press.example", SourceTier::kLowCredibility),
                                host("press.example", SourceTier::kSanctioned)})};

  EXPECT_EQ(SourceIndex(lists).find_host("x.blog.press.example").value().tier,
            SourceTier::kSanctioned);
}

TEST(SourceIndex, LetsANearerOutletOverruleAListedDomainAbove) {
  const std::vector lists{list("a",
                               {host("platform.example", SourceTier::kLowCredibility),
                                host("news.platform.example", SourceTier::kOutlet)})};
  const SourceIndex index(lists);

  EXPECT_EQ(index.find_host("news.platform.example").value().tier, SourceTier::kOutlet);
  EXPECT_EQ(index.find_host("fr.news.platform.example").value().tier, SourceTier::kOutlet);
  EXPECT_EQ(index.find_host("other.platform.example").value().tier, SourceTier::kLowCredibility);
}

TEST(SourceIndex, KeepsAListedHostBelowAnOutlet) {
  const std::vector lists{list("a",
                               {host("press.example", SourceTier::kOutlet),
                                host("clone.press.example", SourceTier::kClone)})};

  EXPECT_EQ(SourceIndex(lists).find_host("clone.press.example").value().tier, SourceTier::kClone);
}

TEST(SourceIndex, FindsAccountsByPlatformAndHandle) {
  const std::vector lists{list("a", {account("twitter", "relay_test", SourceTier::kNetwork)})};
  const SourceIndex index(lists);

  EXPECT_EQ(index.find_account("twitter", "@Relay_Test").value().tier, SourceTier::kNetwork);
  EXPECT_FALSE(index.find_account("bluesky", "relay_test"));
  EXPECT_FALSE(index.find_account("twitter", "relay"));
  EXPECT_FALSE(index.find_host("relay_test"));
}

TEST(SourceIndex, ListsShortenersInOrder) {
  const std::vector lists{list("a",
                               {host("t.co", SourceTier::kShortener),
                                host("bit.ly", SourceTier::kShortener),
                                host("rt.com", SourceTier::kSanctioned)})};

  EXPECT_THAT(SourceIndex(lists).shorteners(), testing::ElementsAre("bit.ly", "t.co"));
}

}  // namespace
}  // namespace vigie::analysis

#include "analysis/coordination/profile_texts.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kBoilerplate = "Journalist at the Harbour Post. Views are my own";

/// Accounts of one platform and language unless said otherwise, and groups of them.
struct ProfileWorld {
  std::vector<ActivityAccount> accounts;
  std::vector<std::uint64_t> keys;
  GroupTable groups;

  void add(std::uint64_t key, const std::string& language = "fr", const std::string& on = "x") {
    ActivityAccount account;
    account.platform = on;
    account.native_id = std::to_string(accounts.size());
    account.language = language;
    accounts.push_back(account);
    keys.push_back(key);
  }

  /// `count` accounts, each with a text of its own.
  void add_others(std::uint32_t count, const std::string& language = "fr") {
    for (std::uint32_t i = 0; i < count; ++i) {
      add(1'000'000 + accounts.size(), language);
    }
  }

  void group(const std::vector<std::uint32_t>& members) {
    const auto number = static_cast<std::uint32_t>(groups.groups.size());
    CoordinatedGroup made;
    made.first_member = static_cast<std::uint32_t>(groups.members.size());
    made.members = static_cast<std::uint32_t>(members.size());
    groups.groups.push_back(made);
    for (const std::uint32_t account : members) {
      GroupMember member;
      member.group = number;
      member.account = account;
      groups.members.push_back(member);
    }
  }

  [[nodiscard]] ProfileTexts compare() const {
    return compare_profile_texts(accounts, keys, groups);
  }
};

double chance(double decades) {
  return std::pow(10.0, -decades);
}

TEST(ProfileTextKey, IsTheSameForTheSameWords) {
  const std::uint64_t key = profile_text_key(kBoilerplate);
  EXPECT_NE(key, 0U);
  EXPECT_EQ(profile_text_key("JOURNALIST at the  Harbour Post.\nViews are my own"), key);
  EXPECT_EQ(profile_text_key(kBoilerplate + " \U0001F30A https://harbour.example/me @harbour"),
            key);
  EXPECT_NE(profile_text_key("Journalist at the Harbour Mail. Views are my own"), key);
}

TEST(ProfileTextKey, IsNothingWhereThereIsNothingToCompare) {
  const std::string emoji = "\U0001F30A\U0001F33B\U0001F1FA\U0001F1E6";
  std::string many;
  for (int i = 0; i < 20; ++i) {
    many += emoji;
  }
  for (const std::string& text : {std::string{},
                                  std::string{"she/her"},
                                  many,
                                  std::string{"https://a.example/a-long-address-and-nothing-else"},
                                  std::string{"@somebody.example @somebody.else.example @a @b @c"},
                                  std::string{"0123456789 0123456789 0123456789 0123456789 a b c"},
                                  std::string(40, '\xFF')}) {
    EXPECT_EQ(profile_text_key(text), 0U) << text;
  }
  // 30 characters are enough, 29 are not.
  EXPECT_NE(profile_text_key("abcdefghij abcdefghij abcdefgh"), 0U);
  EXPECT_EQ(profile_text_key("abcdefghij abcdefghij abcdefg"), 0U);
}

TEST(ProfileTexts, AreCountedAgainstChance) {
  // Ten accounts, three of one text; a group of four holds all three.
  ProfileWorld world;
  for (int i = 0; i < 3; ++i) {
    world.add(7);
  }
  world.add_others(7);
  world.group({0, 1, 2, 3});

  const ProfileTexts found = world.compare();

  ASSERT_THAT(found.groups, SizeIs(1));
  EXPECT_EQ(found.groups[0].members, 4U);
  EXPECT_EQ(found.groups[0].sharing, 3U);
  EXPECT_EQ(found.groups[0].accounts, 10U);
  // 4 * 3 / 10 carriers are drawn; one alone in 105 of 210 draws: 1.2 - 0.5.
  EXPECT_NEAR(found.groups[0].expected, 0.7, 1e-12);
  ASSERT_THAT(found.groups[0].texts, SizeIs(1));
  EXPECT_EQ(found.groups[0].texts[0].members, 3U);
  EXPECT_EQ(found.groups[0].texts[0].accounts, 3U);
  EXPECT_NEAR(chance(found.groups[0].texts[0].decades), 7.0 / 210.0, 1e-12);
  EXPECT_THAT(found.text_of_member, ElementsAre(1, 1, 1, 0));
}

TEST(ProfileTexts, AreAskedAsOftenAsTextsRepeatAndGroupsAre) {
  ProfileWorld world;
  for (const std::uint64_t key : {7U, 7U, 7U, 8U, 8U}) {
    world.add(key);
  }
  world.add_others(5);
  world.group({0, 1, 2, 5});
  world.group({3, 6, 7});

  const ProfileTexts found = world.compare();

  // Two texts repeat, two groups are asked: four times 7 / 210.
  EXPECT_NEAR(chance(found.groups[0].texts[0].decades), 4.0 * 7.0 / 210.0, 1e-12);
  EXPECT_EQ(found.groups[1].sharing, 0U);
  EXPECT_THAT(found.groups[1].texts, IsEmpty());
}

TEST(ProfileTexts, OfManyAreExpected) {
  // A bridge writes one text into 900 of 1,000 profiles: a group with nothing else is no news.
  ProfileWorld world;
  for (int i = 0; i < 900; ++i) {
    world.add(7);
  }
  world.add_others(100);
  world.group({0, 1, 2, 3, 4});

  const GroupProfiles found = world.compare().groups.at(0);

  EXPECT_EQ(found.sharing, 5U);
  EXPECT_NEAR(found.expected, 4.5, 0.01);
  EXPECT_LT(found.texts.at(0).decades, 0.3);
}

TEST(ProfileTexts, AreComparedAmongTheSamePlatformAndLanguage) {
  // One text in ten of the Breton accounts; 1,000 French ones and another platform dilute nothing.
  ProfileWorld world;
  for (int i = 0; i < 3; ++i) {
    world.add(7, "br");
  }
  world.add_others(7, "br");
  world.add_others(1'000, "fr");
  world.add(7, "br", "mastodon");
  world.group({0, 1, 2, 3});

  const GroupProfiles found = world.compare().groups.at(0);

  EXPECT_EQ(found.accounts, 10U);
  EXPECT_EQ(found.texts.at(0).accounts, 3U);
  EXPECT_NEAR(found.expected, 0.7, 1e-12);

  world.groups = {};
  world.group({0, 1, 2, 10});  // now with a French member: its accounts belong to the population
  EXPECT_EQ(world.compare().groups.at(0).accounts, 1'010U);
}

TEST(ProfileTexts, OfAnUnusualCrewStandOut) {
  // 20 of 100,000 accounts carry one text, and all of them are in one group.
  ProfileWorld world;
  std::vector<std::uint32_t> crew;
  for (std::uint32_t i = 0; i < 20; ++i) {
    world.add(7);
    crew.push_back(i);
  }
  world.add_others(99'980);
  world.group(crew);

  const GroupProfiles found = world.compare().groups.at(0);

  EXPECT_EQ(found.sharing, 20U);
  EXPECT_LT(found.expected, 0.001);
  EXPECT_GT(found.texts.at(0).decades, 80.0);
}

TEST(ProfileTexts, MembersWithoutOneAreLeftOut) {
  ProfileWorld world;
  world.add(0);
  world.add(0);
  world.add(5);
  world.add_others(4);
  world.group({0, 1, 2});
  world.group({0, 1});

  const ProfileTexts found = world.compare();

  EXPECT_EQ(found.groups[0].members, 1U);
  EXPECT_EQ(found.groups[0].sharing, 0U);
  EXPECT_EQ(found.groups[0].expected, 0.0);
  EXPECT_EQ(found.groups[0].accounts, 5U);
  EXPECT_EQ(found.groups[1], GroupProfiles{});
  EXPECT_THAT(found.text_of_member, Each(0U));
}

TEST(ProfileTexts, GoByMembersThenRarity) {
  ProfileWorld world;
  for (const std::uint64_t key : {9U, 9U, 4U, 4U, 6U, 6U, 6U, 4U, 9U, 9U}) {
    world.add(key);
  }
  world.add_others(10);
  world.group({0, 1, 2, 3, 4, 5, 6});

  const ProfileTexts found = world.compare();

  // Text 6: three members. 4 and 9: two each; 4 has three carriers, 9 has four.
  EXPECT_THAT(found.text_of_member, ElementsAre(3, 3, 2, 2, 1, 1, 1));
  EXPECT_THAT(found.groups[0].texts.at(1).accounts, 3U);
  EXPECT_THAT(found.groups[0].texts.at(2).accounts, 4U);
  EXPECT_EQ(found.groups[0].sharing, 7U);
}

TEST(ProfileTexts, DoNotDependOnWhatKeysAre) {
  ProfileWorld world;
  for (std::uint64_t i = 0; i < 60; ++i) {
    world.add(1 + i * i % 13);
  }
  world.group({0, 1, 2, 3, 4, 5, 6, 7});
  world.group({11, 13, 24, 26, 37});
  const ProfileTexts found = world.compare();

  for (std::uint64_t& key : world.keys) {
    key = ~key;  // another hash, the other way round
  }

  EXPECT_EQ(world.compare(), found);
  EXPECT_GT(found.groups[0].sharing, 0U);
}

}  // namespace
}  // namespace vigie::analysis

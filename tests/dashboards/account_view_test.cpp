#include "dashboards/account_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dashboards/language.h"

namespace vigie::dashboards {
namespace {

using testing::ElementsAre;

ReportAccount account_with_posts(std::int64_t posts) {
  ReportAccount account;
  for (std::int64_t id = 1; id <= posts; ++id) {
    ReportPost post;
    post.post_id = id;
    account.posts_shown.push_back(post);
  }
  return account;
}

std::vector<std::int64_t> ids(const std::vector<const ReportPost*>& posts) {
  std::vector<std::int64_t> out;
  for (const ReportPost* post : posts) {
    out.push_back(post->post_id);
  }
  return out;
}

TEST(SplitSides, OrdersBySizeAndLeavesOutWhatRoundsToNothing) {
  ReportAccount account;
  account.contributions = {{Signal::kCommas, 1.0, 0.2, 0.5, {}},
                           {Signal::kQuestionShare, 0.3, 0.9, 0.5, {}},
                           {Signal::kSleepGap, 8.0, -0.4, 0.5, {}},
                           {Signal::kBurstiness, 0.4, 0.01, 0.5, {}}};

  const Sides sides = split_sides(account);

  ASSERT_EQ(sides.speaks_for.shown.size(), 2U);
  EXPECT_EQ(sides.speaks_for.shown[0]->signal, Signal::kQuestionShare);
  ASSERT_EQ(sides.speaks_against.shown.size(), 1U);
  EXPECT_EQ(sides.speaks_against.shown[0]->signal, Signal::kSleepGap);
}

TEST(SplitSides, AddsUpTwoOrMoreSmallOnes) {
  ReportAccount account;
  account.contributions = {{Signal::kQuestionShare, 0.3, 10 / kPointsPerNat, 0.5, {}},
                           {Signal::kSleepGap, 8.0, -1.9 / kPointsPerNat, 0.5, {}},
                           {Signal::kCommas, 1.0, 1.9 / kPointsPerNat, 0.5, {}},
                           {Signal::kBurstiness, 0.4, 1.0 / kPointsPerNat, 0.5, {}},
                           {Signal::kMemory, 0.4, 2.0 / kPointsPerNat, 0.5, {}}};

  const Sides sides = split_sides(account);

  ASSERT_EQ(sides.speaks_for.shown.size(), 2U);
  EXPECT_EQ(sides.speaks_for.shown[1]->signal, Signal::kMemory);  // exactly 2 points
  EXPECT_EQ(sides.speaks_for.small, 2U);
  EXPECT_NEAR(sides.speaks_for.small_nats * kPointsPerNat, 2.9, 1e-9);
  EXPECT_EQ(sides.speaks_against.shown.size(), 1U);  // one alone stays as it is
  EXPECT_EQ(sides.speaks_against.small, 0U);
}

TEST(PickPosts, GivesEveryContributionAPostBeforeAnyGetsASecond) {
  ReportAccount account = account_with_posts(9);
  account.contributions = {{Signal::kQuestionShare, 0.3, 0.9, 0.5, {7, 8, 9}},
                           {Signal::kCommas, 1.0, 0.2, 0.5, {2, 3}}};

  EXPECT_THAT(ids(pick_posts(account, 3)), ElementsAre(2, 7, 8));
}

TEST(PickPosts, TakesThePostThatShowsMostContributions) {
  ReportAccount account = account_with_posts(9);
  account.contributions = {{Signal::kQuestionShare, 0.3, 0.9, 0.5, {1, 5}},
                           {Signal::kCommas, 1.0, 0.5, 0.5, {2, 5}},
                           {Signal::kMemory, 1.0, 0.4, 0.5, {3, 5}}};

  EXPECT_THAT(ids(pick_posts(account, 1)), ElementsAre(5));
}

TEST(PickPosts, ShowsTwoOfEachOfTheFiveStrongestBeforeAThirdOfAny) {
  ReportAccount account = account_with_posts(40);
  for (std::int64_t i = 0; i < 7; ++i) {
    account.contributions.push_back({kSignals.at(static_cast<std::size_t>(i)).signal,
                                     1.0,
                                     i % 2 == 0 ? 0.9 - 0.1 * static_cast<double>(i) : -0.8,
                                     0.5,
                                     {5 * i + 1, 5 * i + 2, 5 * i + 3}});
  }

  // By strength: 0, then 1, 3, 5 (0.8 against), 2, 4, 6; the last two show one post each.
  EXPECT_THAT(ids(pick_posts(account, 12)),
              ElementsAre(1, 2, 6, 7, 11, 12, 16, 17, 21, 26, 27, 31));
}

TEST(PickPosts, ChoosesAlikeHoweverManyPostsAreKept) {
  ReportAccount account = account_with_posts(30);
  account.contributions = {{Signal::kQuestionShare, 0.3, 0.9, 0.5, {21, 22}},
                           {Signal::kCommas, 1.0, 0.01, 0.5, {1, 2}}};  // rounds to nothing

  EXPECT_THAT(ids(pick_posts(account, 2)), ElementsAre(21, 22));
}

TEST(PickPosts, FillsUpWithOtherPostsInTimeOrder) {
  ReportAccount account = account_with_posts(4);
  account.contributions = {{Signal::kCommas, 1.0, 0.2, 0.5, {4, 99}}};  // 99 is not shown

  EXPECT_THAT(ids(pick_posts(account, 3)), ElementsAre(1, 2, 4));
  EXPECT_TRUE(pick_posts(account, 0).empty());
}

TEST(IsAboveLine, NeedsALikelihoodAndARank) {
  ReportAccount account;
  account.rank = 1;
  EXPECT_FALSE(is_above_line(account, 0.5));
  account.likelihood = 0.5;
  EXPECT_TRUE(is_above_line(account, 0.5));
  account.rank = 0;  // a declared account
  EXPECT_FALSE(is_above_line(account, 0.5));
}

}  // namespace
}  // namespace vigie::dashboards

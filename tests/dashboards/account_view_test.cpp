#include "dashboards/account_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

  ASSERT_EQ(sides.speaks_for.size(), 2U);
  EXPECT_EQ(sides.speaks_for[0]->signal, Signal::kQuestionShare);
  ASSERT_EQ(sides.speaks_against.size(), 1U);
  EXPECT_EQ(sides.speaks_against[0]->signal, Signal::kSleepGap);
}

TEST(MainReasons, NameTheStrongestThatSpeakForIt) {
  ReportAccount account;
  account.contributions = {{Signal::kSleepGap, 8.0, -2.0, 0.5, {}},
                           {Signal::kCommas, 1.0, 0.2, 0.5, {}},
                           {Signal::kQuestionShare, 0.3, 0.9, 0.5, {}}};

  EXPECT_THAT(main_reasons(Language::kEnglish, account, 3),
              ElementsAre("many questions", "many commas"));
  EXPECT_THAT(main_reasons(Language::kEnglish, account, 1), ElementsAre("many questions"));
}

TEST(PickPosts, GivesEveryContributionAPostBeforeAnyGetsASecond) {
  ReportAccount account = account_with_posts(9);
  account.contributions = {{Signal::kQuestionShare, 0.3, 0.9, 0.5, {7, 8, 9}},
                           {Signal::kCommas, 1.0, 0.2, 0.5, {2, 3}}};

  EXPECT_THAT(ids(pick_posts(account, 3)), ElementsAre(2, 7, 8));
}

TEST(PickPosts, FillsUpWithOtherPostsInTimeOrder) {
  ReportAccount account = account_with_posts(4);
  account.contributions = {{Signal::kCommas, 1.0, 0.2, 0.5, {4, 99}}};  // 99 is not shown

  EXPECT_THAT(ids(pick_posts(account, 3)), ElementsAre(1, 2, 4));
  EXPECT_TRUE(pick_posts(account, 0).empty());
}

TEST(IsAboveLine, NeedsALikelihood) {
  ReportAccount account;
  EXPECT_FALSE(is_above_line(account, 0.5));
  account.likelihood = 0.5;
  EXPECT_TRUE(is_above_line(account, 0.5));
}

TEST(NoteText, KnowsNotesByTheirFirstWord) {
  EXPECT_EQ(note_text(Language::kEnglish, "second_level_absent bluesky"),
            "Times are given to the minute only: signals that need seconds were left out.");
  EXPECT_EQ(note_text(Language::kEnglish, "something_new 3"), "something_new 3");
}

TEST(TierText, HasEveryListedTier) {
  for (const SourceTier tier : {SourceTier::kSanctioned,
                                SourceTier::kNetwork,
                                SourceTier::kClone,
                                SourceTier::kStateMedia,
                                SourceTier::kLowCredibility}) {
    EXPECT_NE(tier_text(Language::kEnglish, tier_name(tier)), tier_name(tier));
    EXPECT_NE(tier_text(Language::kFrench, tier_name(tier)), tier_name(tier));
  }
}

}  // namespace
}  // namespace vigie::dashboards

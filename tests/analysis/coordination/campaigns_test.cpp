#include "analysis/coordination/campaigns.h"

#include <numeric>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Members `first`, `first + 1`, ...; links likewise.
CampaignGroup group(std::int64_t first_member,
                    std::size_t members,
                    std::int64_t first_object = 0,
                    std::size_t objects = 0) {
  CampaignGroup made;
  made.members.resize(members);
  std::iota(made.members.begin(), made.members.end(), first_member);
  for (std::size_t i = 0; i < objects; ++i) {
    made.objects.push_back({CoordinationLayer::kUrl, first_object + static_cast<std::int64_t>(i)});
  }
  return made;
}

KnownCampaign present(std::int64_t campaign, CampaignGroup before) {
  return {campaign, std::move(before), true, {}};
}

CampaignFinding only_finding(const KnownCampaign& known, const CampaignGroup& now) {
  const auto findings = follow_campaigns(std::vector{known}, std::vector{now});
  EXPECT_THAT(findings, SizeIs(1));
  return findings.at(0);
}

TEST(Campaigns, CallsAGroupThatNobodyKnowsNew) {
  const auto findings = follow_campaigns({}, std::vector{group(1, 5)});

  EXPECT_THAT(findings, ElementsAre(CampaignFinding{0, 1, CampaignStatus::kNew, 5, 0, 5, 0, 0}));
}

TEST(Campaigns, SayHowMembersChanged) {
  const KnownCampaign known = present(7, group(1, 20, 100, 5));

  const CampaignFinding steady = only_finding(known, group(2, 20, 100, 5));
  EXPECT_EQ(steady, (CampaignFinding{7, 1, CampaignStatus::kSteady, 20, 19, 1, 1, 5}));
  EXPECT_EQ(only_finding(known, group(1, 22)).status, CampaignStatus::kSteady);
  EXPECT_EQ(only_finding(known, group(1, 23)).status, CampaignStatus::kGrowing);
  EXPECT_EQ(only_finding(known, group(1, 18)).status, CampaignStatus::kSteady);
  EXPECT_EQ(only_finding(known, group(1, 17)).status, CampaignStatus::kShrinking);
}

TEST(Campaigns, AreGoneOnceAndReturnLater) {
  const KnownCampaign known = present(7, group(1, 5));
  EXPECT_THAT(follow_campaigns(std::vector{known}, {}),
              ElementsAre(CampaignFinding{7, 0, CampaignStatus::kGone, 0, 0, 0, 5, 0}));

  KnownCampaign absent = known;
  absent.was_present = false;
  EXPECT_THAT(follow_campaigns(std::vector{absent}, {}), IsEmpty());
  EXPECT_EQ(only_finding(absent, group(1, 5)).status, CampaignStatus::kReturned);
}

TEST(Campaigns, AreKnownByTheirObjectsWhenAllAccountsAreNew) {
  KnownCampaign absent = present(7, group(1, 10, 100, 10));
  absent.was_present = false;

  const CampaignFinding back = only_finding(absent, group(50, 8, 105, 6));  // 5 of 6 objects
  EXPECT_EQ(back, (CampaignFinding{7, 1, CampaignStatus::kReturned, 8, 0, 8, 10, 5}));
  EXPECT_EQ(only_finding(absent, group(50, 8, 107, 8)).campaign, 0);  // 3 of 8: another
  EXPECT_EQ(only_finding(absent, group(50, 8, 108, 2)).campaign, 0);  // two objects are chance
}

TEST(Campaigns, NeedEnoughMembersInCommon) {
  const KnownCampaign known = present(7, group(1, 10));

  EXPECT_EQ(follow_campaigns(std::vector{known}, std::vector{group(6, 12)})[0].campaign,
            0);  // 5/17
  EXPECT_EQ(follow_campaigns(std::vector{known}, std::vector{group(5, 10)})[0].campaign,
            7);  // 6/14
  // Half of a small group inside a large one.
  EXPECT_EQ(follow_campaigns(std::vector{known}, std::vector{group(8, 6)})[0].campaign, 7);
}

TEST(Campaigns, OfACrewThatSplitsTheLikerPartKeepsTheName) {
  const KnownCampaign known = present(7, group(1, 20));

  const auto findings =
      follow_campaigns(std::vector{known}, std::vector{group(1, 8), group(9, 12)});

  EXPECT_EQ(findings[0].campaign, 0);
  EXPECT_EQ(findings[1].campaign, 7);
  EXPECT_EQ(findings[1].status, CampaignStatus::kShrinking);
}

TEST(Campaigns, OfEqualMatchesTheOlderWins) {
  const auto findings = follow_campaigns(
      std::vector{present(3, group(1, 5)), present(9, group(1, 5))}, std::vector{group(1, 5)});

  EXPECT_EQ(findings[0].campaign, 3);
  EXPECT_EQ(findings[1], (CampaignFinding{9, 0, CampaignStatus::kGone, 0, 0, 0, 5, 0}));
}

TEST(Campaigns, TheSameDayAgainKeepsTheNameAndIsNotASecondDay) {
  KnownCampaign same_day;
  same_day.campaign = 7;
  same_day.elsewhere = group(1, 5);

  const CampaignFinding again = only_finding(same_day, group(1, 5));
  EXPECT_EQ(again, (CampaignFinding{7, 1, CampaignStatus::kNew, 5, 0, 5, 0, 0}));
  EXPECT_THAT(follow_campaigns(std::vector{same_day}, {}), IsEmpty());
}

}  // namespace
}  // namespace vigie::analysis

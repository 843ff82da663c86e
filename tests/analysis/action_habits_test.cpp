#include "analysis/action_habits.h"

#include <cstdint>
#include <optional>

#include <gtest/gtest.h>

#include "storage/model/time.h"
#include "tests/analysis/post_times.h"

namespace vigie::analysis {
namespace {

/// `posts` posts of one account, an hour apart.
Activity activity_of(std::size_t posts) {
  Activity activity;
  activity.time_ms = every(kHourMs, posts);
  activity.text.resize(posts);
  activity.marks.resize(posts);
  activity.share.resize(posts);
  activity.target.resize(posts);
  return activity;
}

SignalValues measured(const Activity& activity) {
  SignalValues values{};
  measure_action_habits(
      activity, {0, static_cast<std::uint32_t>(activity.time_ms.size())}, kMidnight, values);
  return values;
}

std::optional<double> value(const SignalValues& values, Signal signal) {
  return values[static_cast<std::size_t>(signal)];
}

TEST(ActionHabits, AreSharesOfTenPostsOrMore) {
  Activity activity = activity_of(10);
  for (std::size_t i = 0; i < 6; ++i) {
    activity.share[i].repost = true;
  }
  activity.share[9].reply = true;

  EXPECT_DOUBLE_EQ(value(measured(activity), Signal::kRepostShare).value(), 0.6);
  EXPECT_DOUBLE_EQ(value(measured(activity), Signal::kReplyShare).value(), 0.1);
  EXPECT_FALSE(value(measured(activity_of(9)), Signal::kRepostShare));
}

TEST(ActionHabits, GiveTheChanceThatTwoActsHaveOneTarget) {
  Activity activity = activity_of(12);
  for (std::size_t i = 0; i < 10; ++i) {
    activity.target[i] = i < 4 ? 7 : 100 + static_cast<std::uint32_t>(i);
  }
  // 10 acts, 4 on one target: 4 * 3 of 10 * 9 ordered pairs. Two posts aim at nobody.
  EXPECT_DOUBLE_EQ(value(measured(activity), Signal::kTargetConcentration).value(), 12.0 / 90.0);

  activity.target[0] = 0;
  EXPECT_FALSE(value(measured(activity), Signal::kTargetConcentration));
}

TEST(ActionHabits, CountAutomaticClientsAmongPostsWhoseClientIsKnown) {
  Activity activity = activity_of(20);
  for (std::size_t i = 0; i < 10; ++i) {
    activity.share[i].client_known = true;
    activity.share[i].automatic_client = i < 3;
  }
  EXPECT_DOUBLE_EQ(value(measured(activity), Signal::kAutomatedClient).value(), 0.3);

  activity.share[0].client_known = false;
  EXPECT_FALSE(value(measured(activity), Signal::kAutomatedClient));
}

TEST(ActionHabits, TakeTheBusiestOfSevenDaysOrMore) {
  // 24 posts on each of 7 days, and 6 days only.
  EXPECT_DOUBLE_EQ(value(measured(activity_of(24 * 7)), Signal::kDailyPeak).value(), 24.0);
  EXPECT_FALSE(value(measured(activity_of(24 * 6)), Signal::kDailyPeak));
}

TEST(ActionHabits, KnowNoLikenessOfPausesWhereSecondsAreUnknown) {
  Activity activity = activity_of(20);
  EXPECT_DOUBLE_EQ(value(measured(activity), Signal::kRhythmPauseLikeness).value(), 1.0);

  activity.seconds_known = false;
  EXPECT_FALSE(value(measured(activity), Signal::kRhythmPauseLikeness));
}

}  // namespace
}  // namespace vigie::analysis

#include "analysis/action_string.h"

#include <vector>

#include <gtest/gtest.h>

#include "storage/model/time.h"
#include "tests/analysis/post_times.h"

namespace vigie::analysis {
namespace {

ShareFacts repost() {
  ShareFacts share;
  share.repost = true;
  return share;
}

ShareFacts reply() {
  ShareFacts share;
  share.reply = true;
  return share;
}

TEST(ActionString, HasALetterPerPostAndAMarkPerPause) {
  const auto times =
      times_after(kMidnight, {kMinuteMs - 1, kMinuteMs, kHourMs, kDayMs, 7 * kDayMs});
  const std::vector<ShareFacts> shares{{}, repost(), reply(), {}, {}, {}};

  EXPECT_EQ(action_string(times, shares), "TR.P|T:T_T");
}

TEST(MeasureActions, AsksForSixtyPosts) {
  const std::vector<ShareFacts> shares(60);

  EXPECT_FALSE(measure_actions(every(kHourMs, 59), std::span{shares}.first(59)).compression);
  EXPECT_TRUE(measure_actions(every(kHourMs, 60), shares).compression);
}

TEST(MeasureActions, FindsThatAClockRepeatsAndAPersonDoesNot) {
  const std::vector<ShareFacts> posts(100);
  const ActionValues clock = measure_actions(every(kMinuteMs, 100), posts);

  std::vector<ShareFacts> mixed;
  Times pauses;
  std::uint64_t state = 3;
  for (int i = 0; i < 100; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const std::uint64_t draw = state >> 60U;
    mixed.push_back(draw < 5 ? ShareFacts{} : draw < 11 ? repost() : reply());
    pauses.push_back(draw % 4 == 0   ? kSecondMs
                     : draw % 4 == 1 ? kMinuteMs
                     : draw % 4 == 2 ? kHourMs
                                     : kDayMs);
  }
  pauses.pop_back();
  const ActionValues person = measure_actions(times_after(kMidnight, pauses), mixed);

  // "T.T.T. ... T": 99 of 198 pairs are "T.", 99 are ".T".
  EXPECT_DOUBLE_EQ(clock.top_pair.value(), 0.5);
  EXPECT_LT(clock.compression.value(), 0.1);
  EXPECT_LT(person.top_pair.value(), 0.3);
  EXPECT_GT(person.compression.value(), 2.0 * clock.compression.value());
}

}  // namespace
}  // namespace vigie::analysis

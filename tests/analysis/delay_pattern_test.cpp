#include "analysis/delay_pattern.h"

#include <gtest/gtest.h>

#include "storage/model/time.h"
#include "tests/analysis/post_times.h"

namespace vigie::analysis {
namespace {

TEST(PauseLikeness, IsTheShareOfPairsWithinATenth) {
  // 8 pauses, 28 pairs: 100, 105 and 110 s are within a tenth of one another (ln 1.1 = 0.095): 3
  // pairs; 1000 and 1100 s: 1 more; 10, 20 and 40 s lie apart.
  const auto times = times_after(kMidnight,
                                 {100 * kSecondMs,
                                  10 * kSecondMs,
                                  1000 * kSecondMs,
                                  105 * kSecondMs,
                                  20 * kSecondMs,
                                  1100 * kSecondMs,
                                  110 * kSecondMs,
                                  40 * kSecondMs});

  EXPECT_DOUBLE_EQ(pause_likeness(times).value(), 4.0 / 28.0);
}

TEST(PauseLikeness, IsOneForAClockAndAsksForEightPauses) {
  EXPECT_DOUBLE_EQ(pause_likeness(every(kHourMs, 9)).value(), 1.0);
  EXPECT_FALSE(pause_likeness(every(kHourMs, 8)).has_value());
}

TEST(PauseLikeness, CountsFiveOfTheManyPostsThatAnImportGivesOneTime) {
  // 4 pauses of 0 remain of 40, beside 4 that differ: 6 of 28 pairs.
  Times delays(40, 0);
  delays.insert(delays.end(), {kMinuteMs, kHourMs, 5 * kHourMs, 20 * kHourMs});
  EXPECT_DOUBLE_EQ(pause_likeness(times_after(kMidnight, delays)).value(), 6.0 / 28.0);
}

TEST(QuickPauseShare, CountsPausesOfOneToFiveMinutes) {
  const auto times = times_after(kMidnight,
                                 {kMinuteMs - 1,
                                  kMinuteMs,
                                  5 * kMinuteMs - 1,
                                  5 * kMinuteMs,
                                  kHourMs,
                                  kHourMs,
                                  kHourMs,
                                  kHourMs});

  EXPECT_DOUBLE_EQ(quick_pause_share(times).value(), 2.0 / 8.0);
  EXPECT_FALSE(quick_pause_share(every(kMinuteMs, 8)).has_value());
}

TEST(LocalVariation, IsZeroForAClockAndThreeQuartersForPausesOfOneToThree) {
  EXPECT_DOUBLE_EQ(local_variation(every(kHourMs, 9)).value(), 0.0);

  const auto times = times_after(
      kMidnight,
      {kHourMs, 3 * kHourMs, kHourMs, 3 * kHourMs, kHourMs, 3 * kHourMs, kHourMs, 3 * kHourMs});

  EXPECT_DOUBLE_EQ(local_variation(times).value(), 3.0 * 0.25);  // ((1 - 3) / 4)^2
  EXPECT_FALSE(local_variation(every(kHourMs, 8)).has_value());
  EXPECT_FALSE(local_variation(every(0, 20)).has_value());  // one import
}

TEST(ConditionalEntropy, IsZeroForAClockLowForACycleAndHighForChance) {
  EXPECT_FALSE(conditional_entropy(every(kHourMs, 100)).has_value());
  EXPECT_DOUBLE_EQ(conditional_entropy(every(kHourMs, 101)).value(), 0.0);

  Times cycle;
  Times chance;
  std::uint64_t state = 7;
  for (int i = 0; i < 200; ++i) {
    cycle.push_back((i % 5 + 1) * kMinuteMs);
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    chance.push_back(static_cast<std::int64_t>(state >> 40U) + kMinuteMs);
  }
  EXPECT_LT(conditional_entropy(times_after(kMidnight, cycle)).value(), 0.02);
  EXPECT_GT(conditional_entropy(times_after(kMidnight, chance)).value(), 0.8);
}

}  // namespace
}  // namespace vigie::analysis

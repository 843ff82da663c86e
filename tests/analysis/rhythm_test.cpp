#include "analysis/rhythm.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "storage/model/time.h"
#include "tests/analysis/post_times.h"

namespace vigie::analysis {
namespace {

RhythmValues rhythm_of(const Times& times) {
  return measure_rhythm_window({times, day_phases_of(times)});
}

std::vector<RhythmWindow> windows_of(const Times& times, std::int64_t begin_ms) {
  return measure_rhythm({times, day_phases_of(times)}, begin_ms);
}

TEST(RhythmWindow, GivesADelayOnACutToTheBinAbove) {
  // One delay per bin, each on or just under a cut but the last: 8 delays fill 8 of 9 bins evenly,
  // ln 8 / ln 9. Were a cut in the bin below, two delays would share one.
  const auto times = times_after(kMidnight,
                                 {10 * kSecondMs - 1,
                                  10 * kSecondMs,
                                  60 * kSecondMs,
                                  300 * kSecondMs,
                                  900 * kSecondMs,
                                  kHourMs,
                                  6 * kHourMs,
                                  24 * kHourMs});

  EXPECT_NEAR(rhythm_of(times).delay_entropy.value(), std::log(8.0) / std::log(9.0), 1e-12);
}

TEST(RhythmWindow, AsksForEightDelaysEightPostsAndTenPosts) {
  const RhythmValues seven = rhythm_of(every(kHourMs, 7));
  EXPECT_FALSE(seven.longest_gap_hours.has_value());

  const RhythmValues eight = rhythm_of(every(kHourMs, 8));
  EXPECT_DOUBLE_EQ(eight.longest_gap_hours.value(), 1.0);
  EXPECT_FALSE(eight.delay_entropy.has_value());

  const RhythmValues nine = rhythm_of(every(kHourMs, 9));
  EXPECT_DOUBLE_EQ(nine.delay_entropy.value(), 0.0);
  EXPECT_FALSE(nine.empty_hours.has_value());
  EXPECT_FALSE(nine.day_resultant.has_value());

  const RhythmValues ten = rhythm_of(every(kHourMs, 10));
  EXPECT_DOUBLE_EQ(ten.empty_hours.value(), 14.0);
  EXPECT_TRUE(ten.day_resultant.has_value());
}

TEST(RhythmWindow, FindsTheNightAcrossMidnightWithAllDaysPooled) {
  // Posts at 8h to 12h on one day and 13h to 17h on the next: 18h to 7h is empty, 14 hours.
  std::vector<std::int64_t> times;
  for (std::int64_t hour = 8; hour < 13; ++hour) {
    times.push_back(kMidnight + hour * kHourMs);
  }
  for (std::int64_t hour = 13; hour < 18; ++hour) {
    times.push_back(kMidnight + kDayMs + hour * kHourMs);
  }

  const RhythmValues values = rhythm_of(times);

  EXPECT_DOUBLE_EQ(values.empty_hours.value(), 14.0);
  EXPECT_DOUBLE_EQ(values.longest_gap_hours.value(), 25.0);  // 12h to 13h of the next day.
}

TEST(RhythmWindow, HasADayResultantOfOneAtOneHourAndZeroAroundTheClock) {
  const std::vector<std::int64_t> at_noon(10, kMidnight + 12 * kHourMs);

  EXPECT_NEAR(rhythm_of(at_noon).day_resultant.value(), 1.0, 1e-12);
  EXPECT_NEAR(rhythm_of(every(kHourMs, 48)).day_resultant.value(), 0.0, 1e-12);
  EXPECT_DOUBLE_EQ(rhythm_of(every(kHourMs, 48)).empty_hours.value(), 0.0);
  EXPECT_DOUBLE_EQ(rhythm_of(at_noon).empty_hours.value(), 23.0);
}

TEST(RhythmWindow, TellsANightThatOnePostBreaksFromNone) {
  std::vector<std::int64_t> broken;  // one post an hour from 8h to 1h, and one at 4h
  for (std::int64_t hour = 0; hour < 24; ++hour) {
    if (hour < 2 || hour >= 8 || hour == 4) {
      broken.push_back(kMidnight + hour * kHourMs);
    }
  }

  EXPECT_DOUBLE_EQ(rhythm_of(broken).empty_hours.value(), 3.0);
  EXPECT_DOUBLE_EQ(rhythm_of(broken).night_share.value(), 1.0 / 19.0);
  EXPECT_DOUBLE_EQ(rhythm_of(every(kHourMs, 48)).night_share.value(), 0.25);
  EXPECT_DOUBLE_EQ(rhythm_of(every(kHourMs, 10)).night_share.value(), 0.0);
  EXPECT_FALSE(rhythm_of(every(kHourMs, 9)).night_share.has_value());
}

TEST(Rhythm, CutsWindowsOf48HoursFromTheBeginAndSkipsThinOnes) {
  // Window 0: 8 posts, the last a millisecond before its end. Window 1: 7. Window 3: 9.
  auto times = every(kHourMs, 7);
  times.push_back(kMidnight + 2 * kDayMs - 1);
  for (std::int64_t i = 0; i < 7; ++i) {
    times.push_back(kMidnight + 2 * kDayMs + i);
  }
  for (std::int64_t i = 0; i < 9; ++i) {
    times.push_back(kMidnight + 6 * kDayMs + i * kSecondMs);
  }

  const auto windows = windows_of(times, kMidnight);

  ASSERT_EQ(windows.size(), 2U);
  EXPECT_EQ(windows[0].first, 0U);
  EXPECT_EQ(windows[0].last, 8U);
  EXPECT_EQ(windows[1].first, 15U);
  EXPECT_EQ(windows[1].last, 24U);
  EXPECT_TRUE(windows_of({}, kMidnight).empty());
}

TEST(Rhythm, MovesWithItsBegin) {
  const auto times = every(kHourMs, 96);
  std::vector<std::int64_t> shifted = times;
  for (std::int64_t& time : shifted) {
    time += 3 * kDayMs;
  }

  const RhythmValues before = median_rhythm(windows_of(times, kMidnight));
  const RhythmValues after = median_rhythm(windows_of(shifted, kMidnight + 3 * kDayMs));

  EXPECT_EQ(before.delay_entropy, after.delay_entropy);
  EXPECT_EQ(before.longest_gap_hours, after.longest_gap_hours);
  EXPECT_EQ(before.empty_hours, after.empty_hours);
}

TEST(MedianRhythm, LeavesOutWindowsWithoutAValueFeatureByFeature) {
  std::vector<RhythmWindow> windows(3);
  windows[0].values.longest_gap_hours = 4.0;
  windows[1].values.longest_gap_hours = 10.0;
  windows[1].values.delay_entropy = 0.2;
  windows[2].values.longest_gap_hours = 5.0;
  windows[2].values.delay_entropy = 0.6;

  const RhythmValues middle = median_rhythm(windows);

  EXPECT_DOUBLE_EQ(middle.delay_entropy.value(), 0.4);
  EXPECT_DOUBLE_EQ(middle.longest_gap_hours.value(), 5.0);
  EXPECT_FALSE(middle.empty_hours.has_value());
  EXPECT_FALSE(median_rhythm({}).longest_gap_hours.has_value());
}

}  // namespace
}  // namespace vigie::analysis

#include "analysis/data_needed.h"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/analyze.h"
#include "analysis/behaviour.h"
#include "analysis/delay_pattern.h"
#include "analysis/rhythm.h"

namespace vigie::analysis {
namespace {

constexpr std::int64_t kMonday = 1'772'409'600'000;  // 2 March 2026, 00:00 UTC

/// So many posts with text, no two delays equal, four hours and more apart on average.
std::vector<std::int64_t> uneven_times(std::uint32_t posts, std::int64_t step_ms) {
  std::vector<std::int64_t> times;
  for (std::uint32_t i = 0; i < posts; ++i) {
    const std::int64_t uneven = static_cast<std::int64_t>(i) * i % 977 * 1009;
    times.push_back(kMonday + i * step_ms + uneven);
  }
  return times;
}

SignalValues measured_on(std::uint32_t posts, std::int64_t step_ms) {
  const std::vector<std::int64_t> times = uneven_times(posts, step_ms);
  const std::vector<TextFacts> texts(posts);
  const std::vector<std::int64_t> latencies(posts, -1);
  return measure_behaviour({times, texts, latencies, kMonday}, true);
}

bool has(const SignalValues& values, Signal signal) {
  return values[static_cast<std::size_t>(signal)].has_value();
}

TEST(DataNeeded, IsTheMinimumOfTheMeasurementItself) {
  constexpr std::int64_t kHours = 14'400'000;
  for (const Signal signal : {Signal::kBurstiness,
                              Signal::kMemory,
                              Signal::kDelayEntropy,
                              Signal::kDelayModeMass,
                              Signal::kSecondAlignment,
                              Signal::kMinuteAlignment,
                              Signal::kPeriodicity,
                              Signal::kHourEntropy,
                              Signal::kHourResultant,
                              Signal::kSleepGap}) {
    const auto needed = data_needed(signal);
    ASSERT_TRUE(needed && needed->unit == DataUnit::kPosts) << info(signal).name;
    EXPECT_TRUE(has(measured_on(needed->least, kHours), signal)) << info(signal).name;
    EXPECT_FALSE(has(measured_on(needed->least - 1, kHours), signal)) << info(signal).name;
  }
}

TEST(DataNeeded, IsTheMinimumOfWhatNoRedrawMeasures) {
  constexpr std::int64_t kHour = 3'600'000;
  const std::uint32_t pauses = data_needed(Signal::kRhythmPauseLikeness)->least;
  EXPECT_TRUE(median_pause_likeness(uneven_times(pauses, kHour), kMonday));
  EXPECT_FALSE(median_pause_likeness(uneven_times(pauses - 1, kHour), kMonday));

  const std::uint32_t order = data_needed(Signal::kConditionalEntropy)->least;
  EXPECT_TRUE(conditional_entropy(uneven_times(order, kHour)));
  EXPECT_FALSE(conditional_entropy(uneven_times(order - 1, kHour)));
}

TEST(DataNeeded, CountsThePostsOfTwoDaysForRhythm) {
  constexpr std::int64_t kHour = 3'600'000;
  for (const Signal signal : {Signal::kRhythmDelayEntropy,
                              Signal::kRhythmLongestGap,
                              Signal::kRhythmEmptyHours,
                              Signal::kRhythmDayResultant}) {
    const auto needed = data_needed(signal);
    ASSERT_TRUE(needed && needed->unit == DataUnit::kPostsInTwoDays) << info(signal).name;
    EXPECT_TRUE(has(measured_on(needed->least, kHour), signal)) << info(signal).name;
    EXPECT_FALSE(has(measured_on(needed->least - 1, kHour), signal)) << info(signal).name;
  }
}

TEST(DataNeeded, AsksForSevenActiveDaysBeforeItSpeaksOfSleep) {
  constexpr std::int64_t kQuarter = 900'000;  // 120 posts in little more than a day
  const auto needed = data_needed(Signal::kSleepGap);

  EXPECT_EQ(needed->least_days, 7U);
  EXPECT_FALSE(has(measured_on(needed->least, kQuarter), Signal::kSleepGap));
}

TEST(ListUnmeasured, SaysHowManyPostsAndDaysAreMissing) {
  SignalValues values{};
  values[static_cast<std::size_t>(Signal::kBurstiness)] = 0.1;

  const auto unmeasured = list_unmeasured(values, 50, 5);

  const auto find = [&](Signal signal) {
    for (const ReportUnmeasured& row : unmeasured) {
      if (row.signal == signal) {
        return row;
      }
    }
    return ReportUnmeasured{};
  };
  EXPECT_EQ(find(Signal::kSleepGap).more, 70U);
  EXPECT_EQ(find(Signal::kSleepGap).more_days, 2U);
  EXPECT_EQ(find(Signal::kSecondAlignment).more, 10U);
  EXPECT_EQ(find(Signal::kPeriodicity).more, 0U);  // enough posts: it is the times
  EXPECT_EQ(find(Signal::kRepostLatency).unit, DataUnit::kRepostsWithTime);
  for (const ReportUnmeasured& row : unmeasured) {
    EXPECT_NE(row.signal, Signal::kBurstiness);
    EXPECT_NE(row.signal, Signal::kCoordination);  // no tested pair is an answer
  }
}

TEST(NextGrade, IsWhatGradeOfAsksFor) {
  for (std::uint32_t posts = 1; posts < 240; ++posts) {
    for (std::uint32_t days = 1; days <= 16; ++days) {
      const Grade grade = grade_of(posts, days);
      const auto next = next_grade(posts, days);
      ASSERT_EQ(next.has_value(), grade != Grade::kA);
      if (!next) {
        continue;
      }
      EXPECT_EQ(grade_of(posts + next->more_posts, days + next->more_days), next->grade);
      EXPECT_GT(next->more_posts + next->more_days, 0U);
      if (next->more_posts > 0) {
        EXPECT_EQ(grade_of(posts + next->more_posts - 1, days + next->more_days), grade);
      }
      if (next->more_days > 0) {
        EXPECT_EQ(grade_of(posts + next->more_posts, days + next->more_days - 1), grade);
      }
    }
  }
}

}  // namespace
}  // namespace vigie::analysis

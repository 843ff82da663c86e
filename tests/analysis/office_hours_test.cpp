#include "analysis/office_hours.h"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "storage/model/time.h"
#include "tests/analysis/small_world.h"

namespace vigie::analysis {
namespace {

using tests::kBegin;  // a Monday

/// `per_day` posts on each day, one an hour from `first_hour` on.
void add_days(
    std::vector<std::int64_t>& times, int first_day, int days, int first_hour, int per_day) {
  for (int day = first_day; day < first_day + days; ++day) {
    for (int post = 0; post < per_day; ++post) {
      times.push_back(kBegin + day * kDayMs + (first_hour + post) * kHourMs);
    }
  }
}

TEST(OfficeHours, AreTheTenHoursInARowThatHoldMostPostsOfWeekdays) {
  std::vector<std::int64_t> times;  // two weeks: ten posts a weekday, five on each weekend day
  for (int week = 0; week < 2; ++week) {
    add_days(times, 7 * week, 5, 9, 10);
    add_days(times, 7 * week + 5, 2, 9, 5);
  }

  const OfficeHours hours = measure_office_hours(times);

  EXPECT_DOUBLE_EQ(hours.office.value(), 100.0 / 120.0);
  EXPECT_DOUBLE_EQ(hours.weekend.value(), 5.0 / (5.0 + 10.0));
}

TEST(OfficeHours, FollowTheAccountsOwnDayAcrossMidnightUtc) {
  // Ten hours from 20:00 UTC on, Monday to Friday: those of Friday end on Saturday morning, UTC.
  std::vector<std::int64_t> times;
  for (int week = 0; week < 3; ++week) {
    add_days(times, 7 * week, 5, 20, 10);
  }

  const OfficeHours hours = measure_office_hours(times);

  EXPECT_DOUBLE_EQ(hours.office.value(), 1.0);
  EXPECT_DOUBLE_EQ(hours.weekend.value(), 0.0);
}

TEST(OfficeHours, OfAClockAreThoseOfChance) {
  std::vector<std::int64_t> times;
  add_days(times, 0, 28, 0, 24);

  const OfficeHours hours = measure_office_hours(times);

  EXPECT_NEAR(hours.office.value(), 10.0 / 24.0 * 5.0 / 7.0, 1e-12);
  EXPECT_NEAR(hours.weekend.value(), 0.5, 0.02);  // its first and last day are cut
}

TEST(OfficeHours, TakeTwoWeeksAndAHundredAndTwentyPosts) {
  std::vector<std::int64_t> few;
  add_days(few, 0, 14, 8, 9);
  few.resize(119);
  std::vector<std::int64_t> brief;
  add_days(brief, 0, 13, 8, 10);

  EXPECT_FALSE(measure_office_hours(few).office);
  EXPECT_FALSE(measure_office_hours(brief).weekend);
  EXPECT_FALSE(measure_office_hours({}).office);
  brief.push_back(kBegin + 13 * kDayMs);
  EXPECT_TRUE(measure_office_hours(brief).weekend);
}

}  // namespace
}  // namespace vigie::analysis

#include "analysis/object_trace.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

using testing::ElementsAre;
using testing::SizeIs;
constexpr std::int64_t kStart = 10 * kHourMs + 1'800'000;  // 10:30

TEST(ObjectTrace, MeasuresSpeedAndConcentrationByHand) {
  // Account 1 shares three times, 2 and 3 once: counts 3, 1, 1.
  const std::vector<TraceShare> shares{{kStart, 1},
                                       {kStart + 59'999, 2},
                                       {kStart + 60'000, 1},
                                       {kStart + kHourMs - 1, 3},
                                       {kStart + kHourMs, 1}};

  const TraceMeasures m = measure_trace(shares);

  EXPECT_EQ(m.shares, 5U);
  EXPECT_EQ(m.accounts, 3U);
  EXPECT_EQ(to_ms(m.first), kStart);
  EXPECT_EQ(to_ms(m.last), kStart + kHourMs);
  EXPECT_EQ(m.half_ms, 60'000);  // the third of five
  EXPECT_EQ(m.first_minute, 2U);
  EXPECT_EQ(m.first_hour, 4U);
  EXPECT_DOUBLE_EQ(m.top_account, 0.6);
  EXPECT_DOUBLE_EQ(m.top_ten_accounts, 1.0);
  EXPECT_DOUBLE_EQ(m.top_percent, 0.6);
  // Sorted counts 1, 1, 3: ((2-4) 1 + (4-4) 1 + (6-4) 3) / (3 * 5) = 4 / 15.
  EXPECT_NEAR(m.gini, 4.0 / 15.0, 1e-12);
  EXPECT_EQ(m.hours_per_bin, 1U);
  EXPECT_THAT(m.shares_per_bin, ElementsAre(3, 2));  // 10:30 to 10:59, 11:00 on
}

TEST(ObjectTrace, HalfOfAnEvenNumberIsTheLowerMiddle) {
  const std::vector<TraceShare> shares{{0, 1}, {5, 1}, {7, 1}, {9, 1}};
  EXPECT_EQ(measure_trace(shares).half_ms, 5);
}

TEST(ObjectTrace, IsAllZeroWithoutShares) {
  const TraceMeasures m = measure_trace({});
  EXPECT_EQ(m.shares, 0U);
  EXPECT_THAT(m.shares_per_bin, SizeIs(0));
}

TEST(ObjectTrace, BoundsTheTimelineAndKeepsEveryShare) {
  std::vector<TraceShare> shares;
  for (std::int64_t day = 0; day < 400; ++day) {
    shares.push_back({day * 24 * kHourMs, day});
  }

  const TraceMeasures m = measure_trace(shares);

  ASSERT_LE(m.shares_per_bin.size(), kMostTraceBins);
  // 399 * 24 + 1 hours in 72 bins at most: 134 hours each.
  EXPECT_EQ(m.hours_per_bin, 134U);
  std::uint64_t sum = 0;
  for (const std::uint32_t bin : m.shares_per_bin) {
    sum += bin;
  }
  EXPECT_EQ(sum, 400U);
}

TEST(ObjectTrace, DoesNotDependOnTheOrderOfTheShares) {
  std::vector<TraceShare> shares{{9, 2}, {1, 1}, {5, 2}, {kHourMs * 3, 3}, {-kHourMs, 3}};
  const TraceMeasures before = measure_trace(shares);
  std::reverse(shares.begin(), shares.end());
  const TraceMeasures after = measure_trace(shares);
  EXPECT_EQ(before.half_ms, after.half_ms);
  EXPECT_EQ(before.gini, after.gini);
  EXPECT_EQ(before.shares_per_bin, after.shares_per_bin);
}

}  // namespace
}  // namespace vigie::analysis

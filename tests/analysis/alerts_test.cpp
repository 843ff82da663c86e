#include "analysis/alerts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/small_shares.h"

namespace vigie::analysis {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using tests::SmallShares;

constexpr std::int64_t kHours = 240;  // ten days

Alerts alerts_of(const SmallShares& small) {
  const WindowShares shares = small.build();
  const std::vector<ActivityAccount> accounts = tests::numbered_accounts(small.accounts);
  return find_alerts({.shares = shares,
                      .accounts = accounts,
                      .flags = {},
                      .topics = {},
                      .key_of = [](ObjectId o) { return std::to_string(o.value); }},
                     {});
}

/// `objects` shared at constant rates between 0.02 and 3 an hour, by 500 accounts.
SmallShares constant_rates(std::uint32_t seed, std::uint32_t objects) {
  std::mt19937 random{seed};
  SmallShares small;
  small.end_ms = kHours * kHourMs;
  small.accounts = 500;
  std::uniform_int_distribution<std::uint32_t> account{0, small.accounts - 1};
  std::uniform_real_distribution<double> log_rate{std::log(0.02), std::log(3.0)};
  for (std::uint32_t object = 1; object <= objects; ++object) {
    std::exponential_distribution<double> gap{std::exp(log_rate(random))};
    for (double hour = gap(random); hour < static_cast<double>(kHours); hour += gap(random)) {
      small.posts.push_back({account(random), static_cast<std::int64_t>(hour * kHourMs), {object}});
    }
  }
  return small;
}

TEST(NegativeBinomialTail, AgreesWithSumsByHand) {
  // Size 1 is geometric: P(X >= 3) = (mean / (1 + mean))^3; mean 1: 1 / 8.
  EXPECT_NEAR(negative_binomial_upper_decades(1.0, 1.0, 3), std::log10(8.0), 1e-9);
  // Size 2, mean 2: p = 1/2; P(0) = 1/4, P(1) = 2 / 8: P(X >= 2) = 1/2.
  EXPECT_NEAR(negative_binomial_upper_decades(2.0, 2.0, 2), std::log10(2.0), 1e-9);
  // Poisson with mean 1: P(X >= 2) = 1 - 2 / e.
  EXPECT_NEAR(negative_binomial_upper_decades(1.0, std::numeric_limits<double>::infinity(), 2),
              -std::log10(1.0 - 2.0 / std::exp(1.0)),
              1e-9);
  EXPECT_DOUBLE_EQ(negative_binomial_upper_decades(5.0, 2.0, 0), 0.0);
}

TEST(FindAlerts, RaisesFewFalseAlarmsAtConstantRates) {
  int worlds_with_alert = 0;
  constexpr int kWorlds = 60;
  for (int seed = 1; seed <= kWorlds; ++seed) {
    const Alerts found = alerts_of(constant_rates(static_cast<std::uint32_t>(seed), 30));
    EXPECT_GT(found.tested_hours, 5'000.0);
    worlds_with_alert += found.alerts.empty() ? 0 : 1;
  }
  // Nothing is there to be found, so the rate of worlds with an alert is at most 1 %: of 60 worlds,
  // 3 or more have one with probability 0.023 only. The seeds are fixed.
  EXPECT_LE(worlds_with_alert, 2);
}

TEST(FindAlerts, FindsPlantedBurstsAndTheirHours) {
  SmallShares small = constant_rates(7, 40);
  for (std::uint32_t i = 0; i < 40; ++i) {  // 40 shares within 70 minutes, hour 200 and 201
    small.posts.push_back({i, 200 * kHourMs + i * 105'000, {5}});
  }

  const Alerts found = alerts_of(small);

  ASSERT_THAT(found.alerts, SizeIs(1));
  const Alert& alert = found.alerts.front();
  EXPECT_EQ(alert.object, ObjectId{5});
  EXPECT_EQ(alert.baseline, AlertBaseline::kOwnHistory);
  EXPECT_EQ(alert.begin_ms, 200 * kHourMs);
  EXPECT_EQ(alert.peak_ms, 200 * kHourMs);
  EXPECT_GE(alert.shares, 35U);  // 35 planted in the first hour
  EXPECT_LT(alert.expected, 6.0);
  EXPECT_GE(alert.q_decades, 2.0);
}

TEST(FindAlerts, KnowsBusyHoursFromRareOnes) {
  // Everything is ten times as busy at 12:00 as at any other hour, the one object too.
  std::mt19937 random{3};
  SmallShares small;
  small.end_ms = kHours * kHourMs;
  small.accounts = 50;
  std::uniform_int_distribution<std::uint32_t> account{0, 49};
  for (std::int64_t hour = 0; hour < kHours; ++hour) {
    const double rate = hour % 24 == 12 ? 20.0 : 2.0;
    for (std::uint32_t object = 1; object <= 10; ++object) {
      const int count = std::poisson_distribution<int>{rate}(random);
      for (int i = 0; i < count; ++i) {
        small.posts.push_back({account(random), hour * kHourMs + i * 1'000, {object}});
      }
    }
  }
  const std::vector<double> weights = hourly_weights(small.build(), {});
  EXPECT_NEAR(weights[12] / weights[3], 10.0, 2.0);

  EXPECT_THAT(alerts_of(small).alerts, IsEmpty());
}

TEST(FirstHourDecades, FindsTheOneAmongQuietNewObjects) {
  std::vector<std::uint32_t> counts(400, 1);
  for (std::size_t i = 0; i < 100; ++i) {
    counts[i] = 2;
  }
  counts[399] = 150;

  const std::vector<double> decades = first_hour_decades(counts, {});

  ASSERT_THAT(decades, SizeIs(400));
  EXPECT_DOUBLE_EQ(decades[0], 0.0);
  EXPECT_GT(decades[399], 5.0);
}

TEST(FirstHourDecades, IsCalmWhereViralObjectsAreUsual) {
  // P(X >= x) = 1 / x: of 1,000 objects the largest has about 1,000 shares.
  std::vector<std::uint32_t> counts;
  for (std::uint32_t i = 1; i <= 1'000; ++i) {
    counts.push_back(1'000 / i);
  }
  const std::vector<double> decades = first_hour_decades(counts, {});

  EXPECT_LT(*std::max_element(decades.begin(), decades.end()), 5.0);  // 0.01 over 1,000 tests
}

TEST(FirstHourDecades, SaysNothingOfTooFewObjects) {
  EXPECT_THAT(first_hour_decades(std::vector<std::uint32_t>(199, 1), {}), IsEmpty());
}

TEST(FindAlerts, SurvivesAnEmptyWindowAndEqualTimes) {
  EXPECT_THAT(alerts_of(SmallShares{}).alerts, IsEmpty());
  SmallShares small;
  small.accounts = 100;
  for (std::uint32_t i = 0; i < 100; ++i) {
    small.posts.push_back({i, 0, {1}});
  }
  EXPECT_THAT(alerts_of(small).alerts, IsEmpty());
}

}  // namespace
}  // namespace vigie::analysis

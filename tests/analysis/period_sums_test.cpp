#include "analysis/period_sums.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/behaviour.h"
#include "storage/model/time.h"
#include "tests/analysis/post_times.h"

namespace vigie::analysis {
namespace {

/// Times of `days` days at random, every day with the same seed alike.
Times random_days(std::uint64_t seed, std::int64_t days, int posts_a_day) {
  std::mt19937_64 random{seed};
  Times times;
  for (std::int64_t day = 0; day < days; ++day) {
    for (int i = 0; i < posts_a_day; ++i) {
      times.push_back(kMidnight + day * kDayMs +
                      static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(kDayMs)));
    }
  }
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

Times shifted(Times times, std::int64_t by_ms) {
  for (std::int64_t& time : times) {
    time += by_ms;
  }
  return times;
}

void expect_equal(const PeriodSums& a, const PeriodSums& b) {
  EXPECT_EQ(a.times, b.times);
  EXPECT_EQ(a.first_ms, b.first_ms);
  EXPECT_EQ(a.last_ms, b.last_ms);
  for (std::size_t i = 0; i < harmonics_of(a.family).steps.size(); ++i) {
    EXPECT_NEAR(a.phases[i].x, b.phases[i].x, 1e-9);
    EXPECT_NEAR(a.phases[i].y, b.phases[i].y, 1e-9);
    EXPECT_NEAR(a.cycle_squares[i], b.cycle_squares[i], 1e-9);
    EXPECT_NEAR(a.delay_phases[i].x, b.delay_phases[i].x, 1e-9);
    EXPECT_NEAR(a.delay_phases[i].y, b.delay_phases[i].y, 1e-9);
    EXPECT_EQ(a.delays[i], b.delays[i]);
  }
}

TEST(PeriodSums, AreThoseOfEachPeriodByItself) {
  const Times times = random_days(3, 5, 40);
  const PeriodSums sums = sum_periods(times, PeriodFamily::kShort);
  const auto steps = harmonics_of(PeriodFamily::kShort).steps;

  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto period = static_cast<double>(steps[i].period_ms);
    if (steps[i].period_ms == 0) {
      continue;
    }
    double cosines = 0.0;
    double delay_cosines = 0.0;
    std::uint64_t delays = 0;
    for (std::size_t t = 0; t < times.size(); ++t) {
      cosines += std::cos(2.0 * std::numbers::pi *
                          static_cast<double>(times[t] % steps[i].period_ms) / period);
      if (t > 0 && 2 * (times[t] - times[t - 1]) >= steps[i].period_ms) {
        const auto delay = static_cast<double>(times[t] - times[t - 1]);
        delay_cosines += std::cos(2.0 * std::numbers::pi * delay / period);
        ++delays;
      }
    }
    EXPECT_NEAR(sums.phases[i].x, cosines, 1e-8) << period;
    EXPECT_NEAR(sums.delay_phases[i].x, delay_cosines, 1e-7) << period;
    EXPECT_EQ(sums.delays[i], delays) << period;
  }
}

TEST(PeriodSums, OfPiecesAddUpToThoseOfTheWhole) {
  const Times first = random_days(1, 1, 30);
  const Times second = random_days(2, 1, 7);

  PeriodSums joined = sum_periods(first, PeriodFamily::kShort);
  append(joined, sum_periods(second, PeriodFamily::kShort), 3 * kDayMs);

  Times whole = first;
  for (const std::int64_t time : shifted(second, 3 * kDayMs)) {
    whole.push_back(time);
  }
  expect_equal(joined, sum_periods(whole, PeriodFamily::kShort));
}

TEST(PeriodSums, TakeNothingFromAnEmptyPiece) {
  const PeriodSums some = sum_periods(random_days(1, 1, 5), PeriodFamily::kShort);
  PeriodSums joined;
  append(joined, {}, kDayMs);
  append(joined, some, 0);
  append(joined, {}, kDayMs);

  expect_equal(joined, some);
}

/// What the bootstrap relies on: days drawn in any order give what measuring them anew gives.
TEST(StretchSums, OfDrawnDaysMeasureLikeTheDaysThemselves) {
  const Times times = random_days(7, 10, 25);
  std::vector<TextFacts> text(times.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    text[i].has_text = true;
    text[i].characters = static_cast<std::uint16_t>(20 + i % 90);
    text[i].words = 5;
    text[i].letters = 20;
    text[i].sentences = static_cast<std::uint8_t>(1 + i % 2);
    text[i].commas = static_cast<std::uint8_t>(i % 3);
  }
  Times drawn;
  std::vector<TextFacts> drawn_text;
  StretchSums sums;
  const std::vector<std::int64_t> days{4, 4, 0, 9, 2, 2, 2, 7, 1, 5};
  for (std::size_t slot = 0; slot < days.size(); ++slot) {
    const std::int64_t begin = kMidnight + days[slot] * kDayMs;
    const auto first = std::lower_bound(times.begin(), times.end(), begin) - times.begin();
    const auto last = std::lower_bound(times.begin(), times.end(), begin + kDayMs) - times.begin();
    const auto n = static_cast<std::size_t>(last - first);
    const std::int64_t shift = (static_cast<std::int64_t>(slot) - days[slot]) * kDayMs;
    const StretchSums day =
        sum_stretch(std::span{times}.subspan(static_cast<std::size_t>(first), n),
                    std::span{text}.subspan(static_cast<std::size_t>(first), n));
    sums.text += day.text;
    append(sums.periods, day.periods, shift);
    sums.day_phases.insert(sums.day_phases.end(), day.day_phases.begin(), day.day_phases.end());
    for (auto i = first; i < last; ++i) {
      drawn.push_back(times[static_cast<std::size_t>(i)] + shift);
      drawn_text.push_back(text[static_cast<std::size_t>(i)]);
    }
  }
  const std::vector<std::int64_t> latency(drawn.size(), -1);
  const SignalValues added = measure_behaviour({drawn, {}, latency, kMidnight}, sums, true);
  const SignalValues anew = measure_behaviour({drawn, drawn_text, latency, kMidnight}, true);

  std::size_t measured = 0;
  for (std::size_t s = 0; s < kSignalCount; ++s) {
    ASSERT_EQ(added[s].has_value(), anew[s].has_value()) << kSignals[s].name;
    if (anew[s]) {
      EXPECT_NEAR(*added[s], *anew[s], 1e-9) << kSignals[s].name;
      ++measured;
    }
  }
  EXPECT_GT(measured, 20U);
}

}  // namespace
}  // namespace vigie::analysis

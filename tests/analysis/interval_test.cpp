#include "analysis/interval.h"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

ScoreModel rhythm_model() {
  ScoreModel model;
  model.weights = {{Signal::kRhythmDelayEntropy, {0.0, 1.0}, {2.0, -2.0}},
                   {Signal::kListedSourceShare, {0.0, 1.0}, {0.0, 1.0}}};
  model.caps = {
      {{2.5, 4.0}, {2.0, 2.0}, {3.5, 3.5}, {0.8, 0.0}, {0.6, 0.0}, {0.6, 0.0}, {0.6, 0.0}}};
  return model;
}

/// An account with its own arrays.
struct Series {
  std::vector<std::int64_t> times;
  std::vector<TextFacts> text;
  std::vector<std::int64_t> latency;

  void add(std::int64_t time) {
    times.push_back(time);
    text.emplace_back();
    latency.push_back(-1);
  }

  [[nodiscard]] IntervalRequest request(Grade grade, std::uint32_t active_days) const {
    IntervalRequest out;
    out.posts = {times, text, latency, 0};
    out.values = measure_behaviour(out.posts, true);
    out.grade = grade;
    out.active_days = active_days;
    return out;
  }
};

Series every_hour(int days) {
  Series series;
  for (std::int64_t t = 0; t < days * kDayMs; t += kHourMs) {
    series.add(t);
  }
  return series;
}

/// Days that differ: even ones hourly for twelve hours, odd ones in one burst.
Series changing_days(int days) {
  Series series;
  for (std::int64_t day = 0; day < days; ++day) {
    for (std::int64_t i = 0; i < 12; ++i) {
      series.add(day * kDayMs + (day % 2 == 0 ? i * kHourMs : i * i * 20'000));
    }
  }
  return series;
}

double half_width(const Interval& interval) {
  return (interval.high - interval.low) / 2.0;
}

TEST(Interval, OfFewBlocksIsTheGradesWidth) {
  Series series;
  for (int i = 0; i < 12; ++i) {  // one quarter of a day: one block
    series.add(std::int64_t{60'000} * i);
  }
  const Interval interval =
      bootstrap_interval(series.request(Grade::kC, 1), Scorecard{rhythm_model()});

  EXPECT_DOUBLE_EQ(half_width(interval), minimum_half_width(Grade::kC));
}

TEST(Interval, OfAPerfectClockIsTheGradesFloor) {
  const Interval interval =
      bootstrap_interval(every_hour(28).request(Grade::kA, 28), Scorecard{rhythm_model()});

  EXPECT_DOUBLE_EQ(half_width(interval), minimum_half_width(Grade::kA));
}

TEST(Interval, IsWiderWhenDaysDiffer) {
  const Interval interval =
      bootstrap_interval(changing_days(28).request(Grade::kA, 28), Scorecard{rhythm_model()});

  EXPECT_GT(half_width(interval), minimum_half_width(Grade::kA));
}

TEST(Interval, IsCentredOnTheEstimateAndRepeats) {
  const Scorecard scorecard{rhythm_model()};
  const Series series = changing_days(20);
  const IntervalRequest request = series.request(Grade::kA, 20);
  const double logit = scorecard.score(request.values, request.prior).logit;
  const Interval once = bootstrap_interval(request, scorecard);
  const Interval again = bootstrap_interval(request, scorecard);

  EXPECT_NEAR((once.low + once.high) / 2.0, logit, 1e-12);
  EXPECT_EQ(once.low, again.low);
  EXPECT_EQ(once.high, again.high);
}

TEST(Interval, HoldsContentFixed) {
  // A listed share moves the estimate, and the interval with it, by the same amount.
  const Scorecard scorecard{rhythm_model()};
  const Series series = changing_days(20);
  IntervalRequest request = series.request(Grade::kA, 20);
  const Interval without = bootstrap_interval(request, scorecard);
  request.values[static_cast<std::size_t>(Signal::kListedSourceShare)] = 0.5;
  const Interval with = bootstrap_interval(request, scorecard);

  EXPECT_GT(with.low, without.low);
  EXPECT_NEAR(half_width(with), half_width(without), 1e-9);
}

}  // namespace
}  // namespace vigie::analysis

#include "analysis/cadence.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/alignment.h"
#include "storage/model/time.h"
#include "tests/analysis/post_times.h"

namespace vigie::analysis {
namespace {

CadenceValues cadence(const Times& times_ms) {
  return measure_cadence({.times_ms = times_ms});
}

// Portable, unlike std distributions: 53 bits of the generator in [0, 1).
double uniform(std::mt19937_64& random) {
  return static_cast<double>(random() >> 11U) * 0x1.0p-53;
}

double normal(std::mt19937_64& random) {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform(random)));
  return radius * std::cos(2.0 * std::numbers::pi * uniform(random));
}

// A talkative person: bursts of some posts minutes apart, long pauses, asleep from 23h to 7h.
Times person(std::uint64_t seed, std::size_t posts) {
  std::mt19937_64 random(seed);
  Times times;
  double now_s = uniform(random) * 86'400.0;
  while (times.size() < posts) {
    const bool in_burst = uniform(random) < 0.9;
    const double median_s = in_burst ? 60.0 : 7'200.0;
    now_s += 1.0 + median_s * std::exp(1.2 * normal(random));
    const double hour = std::fmod(now_s, 86'400.0) / 3'600.0;
    if (hour < 7.0 || hour >= 23.0) {
      now_s += 8.0 * 3'600.0 + uniform(random) * 3'600.0;
    }
    times.push_back(kMidnight + static_cast<std::int64_t>(now_s * 1000.0));
  }
  return times;
}

// --- C2 to C5 ---

TEST(Burstiness, IsMinusOneForAClockAndNeedsTwentyDelays) {
  EXPECT_DOUBLE_EQ(cadence(every(kHourMs, 21)).burstiness.value(), -1.0);
  EXPECT_FALSE(cadence(every(kHourMs, 20)).burstiness.has_value());
}

TEST(Burstiness, IsZeroAtTheSpreadOfPointsThrownAtRandom) {
  // n = 24 delays, half 1 - r and half 1 + r hours, have mean 1 and sigma r; r = sqrt(23 / 25).
  const auto r = std::sqrt(23.0 / 25.0);
  Times delays(12, std::llround((1.0 - r) * static_cast<double>(kHourMs)));
  delays.insert(delays.end(), 12, std::llround((1.0 + r) * static_cast<double>(kHourMs)));

  EXPECT_NEAR(cadence(times_after(kMidnight, delays)).burstiness.value(), 0.0, 1e-6);
}

TEST(Burstiness, IsOneAtTheLargestSpreadAndUnknownForOneImport) {
  Times delays(20, 0);
  delays.back() = kDayMs;  // r = sqrt(n - 1).

  EXPECT_NEAR(cadence(times_after(kMidnight, delays)).burstiness.value(), 1.0, 1e-12);
  EXPECT_FALSE(cadence(Times(50, kMidnight)).burstiness.has_value());
}

TEST(Burstiness, DoesNotChangeWithTheUnitOfTime) {
  const Times times = person(1, 100);
  Times slower;
  for (const std::int64_t time : times) {
    slower.push_back(kMidnight + 3 * (time - kMidnight));
  }

  EXPECT_NEAR(cadence(times).burstiness.value(), cadence(slower).burstiness.value(), 1e-12);
}

TEST(Memory, IsMinusOneWhenShortAndLongDelaysTakeTurns) {
  Times delays;
  for (int i = 0; i < 25; ++i) {
    delays.insert(delays.end(), {10 * kSecondMs, kHourMs});
  }

  EXPECT_NEAR(cadence(times_after(kMidnight, delays)).memory.value(), -1.0, 1e-9);
  delays.pop_back();
  EXPECT_FALSE(cadence(times_after(kMidnight, delays)).memory.has_value());
  EXPECT_FALSE(cadence(every(kHourMs, 60)).memory.has_value());  // Nothing varies.
}

TEST(DelayEntropy, SpreadsOverNineBinsAndNeedsThirtyDelays) {
  Times delays;
  for (int i = 0; i < 10; ++i) {
    delays.insert(delays.end(), {5 * kSecondMs, 10 * kSecondMs, 7 * kDayMs});
  }

  // Ten each in the first, second (on its cut) and last bin: ln 3 / ln 9.
  EXPECT_NEAR(cadence(times_after(kMidnight, delays)).delay_entropy.value(), 0.5, 1e-12);
  delays.pop_back();
  EXPECT_FALSE(cadence(times_after(kMidnight, delays)).delay_entropy.has_value());
}

TEST(RepeatedDelays, GiveTheMassOfTheCommonestOnes) {
  Times delays(18, 100 * kSecondMs + 400);  // Rounds to 100 s.
  for (std::int64_t i = 0; i < 12; ++i) {
    delays.push_back((200 + i) * kSecondMs);
  }
  delays.push_back(kSecondMs);  // Under 2 s: left out.

  const CadenceValues values = cadence(times_after(kMidnight, delays));

  EXPECT_DOUBLE_EQ(values.delay_mode_mass.value(), 18.0 / 30.0);
  EXPECT_DOUBLE_EQ(values.delay_top5_mass.value(), 22.0 / 30.0);
  EXPECT_DOUBLE_EQ(values.delay_distinct.value(), 13.0 / 30.0);
  delays.erase(delays.begin());
  EXPECT_FALSE(cadence(times_after(kMidnight, delays)).delay_mode_mass.has_value());
}

// --- C6 ---

// One post a minute; post i at second `second(i)`.
Times at_seconds(std::int64_t posts, const std::function<std::int64_t(std::int64_t)>& second) {
  Times times;
  for (std::int64_t i = 0; i < posts; ++i) {
    times.push_back(kMidnight + i * kMinuteMs + second(i) * kSecondMs);
  }
  return times;
}

TEST(SecondAlignment, IsFullWhenEveryPostHasTheSameSecond) {
  const CadenceValues values = cadence(at_seconds(60, [](std::int64_t) { return 2; }));

  // 12 bins of 5 expected; all 60 in one: chi2 = 55^2 / 5 + 11 x 5 = 660 = N (b - 1).
  EXPECT_NEAR(values.second_effect.value(), 1.0, 1e-12);
  EXPECT_NEAR(values.second_strength.value(), 1.0, 1e-12);
  EXPECT_GT(values.second_alignment.value(), 100.0);
  EXPECT_NEAR(values.second_evenness.value(), 0.0, 1e-12);
}

TEST(SecondAlignment, MeasuresHowMuchOfTheActivityIsScheduled) {
  // 36 posts at :02, 24 spread two to a bin: counts 38 and eleven times 2, 5 expected.
  // chi2 = 33^2 / 5 + 11 x 9 / 5 = 237.6, V = sqrt(237.6 / 660) = 0.6.
  const CadenceValues values =
      cadence(at_seconds(60, [](std::int64_t i) { return i < 36 ? 2 : 5 * (i % 12); }));

  EXPECT_NEAR(values.second_effect.value(), 0.6, 1e-12);
  EXPECT_NEAR(values.second_strength.value(), 0.6, 1e-12);
}

TEST(SecondAlignment, NeedsSixtyPosts) {
  EXPECT_FALSE(
      cadence(at_seconds(59, [](std::int64_t) { return 2; })).second_alignment.has_value());
}

TEST(SecondAlignment, ExpectsOfABinAsMuchAsItHasSeconds) {
  // 180 posts make 36 bins of 1 or 2 seconds; every second three times is exactly what is expected.
  const CadenceValues values = cadence(at_seconds(180, [](std::int64_t i) { return i % 60; }));

  EXPECT_NEAR(values.second_effect.value(), 0.0, 1e-7);
  EXPECT_NEAR(values.second_alignment.value(), 0.0, 1e-12);
  EXPECT_GT(values.second_evenness.value(), 100.0);
  EXPECT_EQ(values.second_strength, 0.0);
}

TEST(SecondAlignment, FindsAPerfectlyEvenSchedulerTooEven) {
  // Every 65 s: seconds 0, 5, 10, ... in turn, five to a bin.
  const CadenceValues values = cadence(every(65 * kSecondMs, 60));

  EXPECT_DOUBLE_EQ(values.second_evenness.value(), 300.0);
  EXPECT_EQ(values.second_strength, 0.0);
  EXPECT_EQ(values.delay_mode_mass, 1.0);
}

TEST(MinuteAlignment, CountsABurstOnce) {
  // Ten evenings of 12 posts between minute 30 and 33: extreme as METHODS counts, ten as cells.
  Times bursts;
  for (std::int64_t day = 0; day < 10; ++day) {
    for (std::int64_t i = 0; i < 12; ++i) {
      bursts.push_back(kMidnight + day * kDayMs + 18 * kHourMs + 30 * kMinuteMs +
                       i * 17 * kSecondMs);
    }
  }
  // A schedule: each hour at minute 30.
  const Times schedule = times_after(kMidnight + 30 * kMinuteMs, Times(119, kHourMs));

  EXPECT_GT(cadence(bursts).minute_alignment.value(), 100.0);
  EXPECT_FALSE(cadence(bursts).minute_strength.has_value());
  EXPECT_NEAR(cadence(schedule).minute_strength.value(), 1.0, 1e-12);
}

TEST(MinuteAlignment, NeedsFortyCellsForItsStrength) {
  // One post an hour at minute 30, and seconds later more of them in the first hour: 60 in all.
  const auto hours = [](std::int64_t number) {
    Times times = times_after(kMidnight + 30 * kMinuteMs,
                              Times(static_cast<std::size_t>(60 - number), kSecondMs));
    for (std::int64_t hour = 1; hour < number; ++hour) {
      times.push_back(kMidnight + hour * kHourMs + 30 * kMinuteMs);
    }
    return cadence(times);
  };

  EXPECT_FALSE(hours(39).minute_strength.has_value());
  EXPECT_TRUE(hours(39).minute_alignment.has_value());
  EXPECT_NEAR(hours(40).minute_strength.value(), 1.0, 1e-12);
}

// --- C7 and C8 ---

TEST(Periodicity, FindsTheLongestOfEqualPeriodsAndItsPValue) {
  // Every 20 min: 1, 2, 5, 10 and 20 min fit alike. z = 40, eight periods tested.
  const CadenceValues values = cadence(every(20 * kMinuteMs, 40));

  EXPECT_DOUBLE_EQ(values.period_s.value(), 1'200.0);
  EXPECT_NEAR(values.period_resultant.value(), 1.0, 1e-12);
  EXPECT_NEAR(values.period_strength.value(), 1.0, 1e-12);
  EXPECT_NEAR(values.periodicity.value(), 40.0 / std::numbers::ln10 - std::log10(8.0), 1e-9);
}

TEST(Periodicity, NeedsFortyPosts) {
  EXPECT_FALSE(cadence(every(20 * kMinuteMs, 39)).periodicity.has_value());
}

TEST(Periodicity, KeepsTheDayRhythmOfAPersonApart) {
  // Each evening at a time that wanders over three hours: 12 h fits well, no clock does.
  std::mt19937_64 random(7);
  Times times;
  for (std::int64_t day = 0; day < 90; ++day) {
    times.push_back(
        kMidnight + day * kDayMs + 19 * kHourMs +
        static_cast<std::int64_t>(uniform(random) * 3.0 * static_cast<double>(kHourMs)));
  }

  const CadenceValues values = cadence(times);

  const auto day_rhythm = measure_period(sum_periods(times, PeriodFamily::kLong), true);
  EXPECT_GT(day_rhythm.value().log10_p, 10.0);
  EXPECT_GT(day_rhythm.value().resultant, 0.8);
  EXPECT_EQ(values.period_strength, 0.0);
  EXPECT_LE(values.period_s.value(), 3'600.0);
}

TEST(Periodicity, GivesNoStrengthToOneLongBurst) {
  // 60 posts within ten minutes: they share a phase of the hour, but only once.
  const CadenceValues values = cadence(every(10 * kSecondMs, 60));

  EXPECT_GT(values.periodicity.value(), 3.0);
  EXPECT_GT(values.period_resultant.value(), 0.9);
  EXPECT_EQ(values.period_strength, 0.0);
}

TEST(DelayResidue, IsFullForMultiplesAndCountsThemAgainstChance) {
  // 20 and 40 min in turn: the longest period that divides both is 20 min.
  Times delays;
  for (int i = 0; i < 20; ++i) {
    delays.insert(delays.end(), {20 * kMinuteMs, 40 * kMinuteMs});
  }

  const CadenceValues values = cadence(times_after(kMidnight + 12'345, delays));

  EXPECT_DOUBLE_EQ(values.delay_residue_period_s.value(), 1'200.0);
  EXPECT_NEAR(values.residue_strength.value(), 1.0, 1e-12);
  EXPECT_DOUBLE_EQ(values.residue_near_share.value(), 1.0);
  EXPECT_DOUBLE_EQ(values.residue_near_chance.value(), 5.0 / 1'200.0);
  EXPECT_NEAR(values.delay_residue.value(), 40.0 / std::numbers::ln10 - std::log10(8.0), 1e-9);
}

TEST(DelayResidue, NeedsFortyDelaysOfAtLeastHalfThePeriod) {
  EXPECT_TRUE(cadence(every(30 * kSecondMs, 41)).delay_residue.has_value());
  EXPECT_FALSE(cadence(every(30 * kSecondMs, 40)).delay_residue.has_value());
  // Quick answers: their nearest multiple is 0 for every period.
  EXPECT_FALSE(cadence(every(29 * kSecondMs, 200)).delay_residue.has_value());
}

TEST(DelayResidue, TakesDelaysHalfAPeriodOffForNoMultiples) {
  const CadenceValues values = cadence(every(90 * kSecondMs, 80));

  EXPECT_NEAR(values.residue_resultant.value(), 1.0, 1e-12);
  EXPECT_EQ(values.residue_strength, 0.0);
  EXPECT_GT(values.second_strength.value(), 0.6);  // :00 and :30 in turn: caught there.
}

// --- C9, C10, C13 ---

// 20 days of posts at the full hours `first` to `last`.
Times office(std::int64_t first, std::int64_t last, std::int64_t days = 20) {
  Times times;
  for (std::int64_t day = 0; day < days; ++day) {
    for (std::int64_t hour = first; hour <= last; ++hour) {
      times.push_back(kMidnight + day * kDayMs + hour * kHourMs);
    }
  }
  return times;
}

TEST(SleepGap, IsTheLongestQuietRunAcrossMidnight) {
  // 8h to 23h: quiet from 0h to 7h. 2h to 19h: quiet from 20h to 1h.
  EXPECT_DOUBLE_EQ(cadence(office(8, 23)).sleep_gap.value(), 8.0);
  EXPECT_DOUBLE_EQ(cadence(office(2, 19)).sleep_gap.value(), 6.0);
  EXPECT_DOUBLE_EQ(cadence(office(0, 23)).sleep_gap.value(), 0.0);
}

TEST(SleepGap, OverlooksATenthOfTheHourlyMean) {
  // 24 x 20 posts, mean 20 once 3h has 0 to 2 of them and the rest is made up at noon.
  const auto with_night_posts = [](std::size_t posts) {
    Times times = office(4, 23);
    times.insert(times.end(), 80 - posts, kMidnight + 12 * kHourMs);
    times.insert(times.end(), posts, kMidnight + 2 * kHourMs);
    std::sort(times.begin(), times.end());
    return times;
  };

  EXPECT_DOUBLE_EQ(cadence(with_night_posts(2)).sleep_gap.value(), 4.0);
  EXPECT_DOUBLE_EQ(cadence(with_night_posts(3)).sleep_gap.value(), 2.0);  // 0h and 1h.
}

TEST(SleepGap, Needs120PostsAndSevenDays) {
  EXPECT_TRUE(cadence(office(0, 23, 7)).sleep_gap.has_value());
  EXPECT_FALSE(cadence(office(0, 23, 6)).sleep_gap.has_value());
  EXPECT_TRUE(cadence(office(0, 23, 6)).hour_entropy.has_value());
  EXPECT_TRUE(cadence(office(8, 13, 20)).sleep_gap.has_value());
  EXPECT_FALSE(cadence(office(8, 14, 17)).sleep_gap.has_value());  // 119 posts.
  EXPECT_FALSE(cadence(office(8, 14, 17)).hour_resultant.has_value());
}

TEST(HourProfile, IsEvenAroundTheClockAndPointedInOneHour) {
  EXPECT_NEAR(cadence(office(0, 23)).hour_entropy.value(), 1.0, 1e-12);
  EXPECT_NEAR(cadence(office(0, 23)).hour_resultant.value(), 0.0, 1e-12);
  EXPECT_NEAR(cadence(office(9, 9, 120)).hour_entropy.value(), 0.0, 1e-12);
  EXPECT_NEAR(cadence(office(9, 9, 120)).hour_resultant.value(), 1.0, 1e-12);
  // Hours 0 and 6, a quarter turn apart: |1 + i| / 2.
  Times quarter = office(0, 0, 60);
  const Times later = office(6, 6, 60);
  quarter.insert(quarter.end(), later.begin(), later.end());
  std::sort(quarter.begin(), quarter.end());
  EXPECT_NEAR(cadence(quarter).hour_resultant.value(), std::numbers::sqrt2 / 2.0, 1e-12);
}

TEST(RepostLatency, GivesQuantilesAndSharesOfTenOrMore) {
  // 2, 4, ..., 20 s: median 11; tenth percentile 0.9 of the way from 2 to 4; four are under 10 s.
  Times latency_ms{-1, -1};
  for (std::int64_t i = 10; i >= 1; --i) {
    latency_ms.push_back(2 * i * kSecondMs);
  }

  const CadenceValues values = measure_cadence({.repost_latency_ms = latency_ms});

  EXPECT_DOUBLE_EQ(values.repost_latency_median_s.value(), 11.0);
  EXPECT_DOUBLE_EQ(values.repost_latency_p10_s.value(), 3.8);
  EXPECT_DOUBLE_EQ(values.reposts_within_10s.value(), 0.4);
  EXPECT_DOUBLE_EQ(values.reposts_within_60s.value(), 1.0);
  latency_ms.pop_back();
  EXPECT_FALSE(
      measure_cadence({.repost_latency_ms = latency_ms}).repost_latency_median_s.has_value());
}

// --- Whole accounts ---

TEST(Cadence, LeavesSecondsOutWhereTheyAreUnknown) {
  const Times times = every(10 * kMinuteMs, 200);

  const CadenceValues values = measure_cadence({.times_ms = times, .seconds_known = false});

  EXPECT_FALSE(values.delay_mode_mass.has_value());
  EXPECT_FALSE(values.second_alignment.has_value());
  EXPECT_FALSE(values.second_strength.has_value());
  EXPECT_FALSE(values.residue_near_share.has_value());
  EXPECT_TRUE(values.minute_alignment.has_value());
  EXPECT_NEAR(values.period_strength.value(), 1.0, 1e-12);
}

TEST(Cadence, DoesNotTakeMinuteResolutionForASchedule) {
  Times to_the_minute = person(11, 400);
  for (std::int64_t& time : to_the_minute) {
    time -= time % kMinuteMs;
  }

  const CadenceValues values = measure_cadence({.times_ms = to_the_minute, .seconds_known = false});

  EXPECT_EQ(values.period_strength, 0.0);
  EXPECT_EQ(values.residue_strength, 0.0);
  EXPECT_GT(cadence(to_the_minute).second_strength.value(), 0.9);  // What it would otherwise say.
}

TEST(Cadence, TakesABulkImportAsOnePost) {
  const Times times = person(3, 200);
  Times with_import = times;
  with_import.insert(with_import.end(), 500, times[100]);
  std::sort(with_import.begin(), with_import.end());

  const CadenceValues plain = cadence(times);
  const CadenceValues imported = cadence(with_import);

  EXPECT_EQ(plain.second_alignment, imported.second_alignment);
  EXPECT_EQ(plain.minute_strength, imported.minute_strength);
  EXPECT_EQ(plain.periodicity, imported.periodicity);
  EXPECT_EQ(plain.delay_residue, imported.delay_residue);
  EXPECT_EQ(plain.delay_mode_mass, imported.delay_mode_mass);
}

TEST(Cadence, DoesNotChangeWithTheDate) {
  const Times times = person(5, 300);
  Times later = times;
  for (std::int64_t& time : later) {
    time += 100 * kDayMs;
  }

  const CadenceValues before = cadence(times);
  const CadenceValues after = cadence(later);

  EXPECT_EQ(before.burstiness, after.burstiness);
  EXPECT_EQ(before.second_alignment, after.second_alignment);
  EXPECT_EQ(before.period_resultant, after.period_resultant);
  EXPECT_EQ(before.residue_resultant, after.residue_resultant);
  EXPECT_EQ(before.sleep_gap, after.sleep_gap);
}

TEST(Cadence, HasNothingToSayOfAnEmptyOrSingleTimeline) {
  for (const Times& times : {Times{}, Times{kMidnight}}) {
    const CadenceValues values = cadence(times);
    EXPECT_FALSE(values.burstiness.has_value());
    EXPECT_FALSE(values.periodicity.has_value());
    EXPECT_FALSE(values.hour_entropy.has_value());
  }
}

// A post every 15 min of the day, each up to `jitter` late by the same draw in each family member.
Times jittered_clock(double jitter_s, std::size_t posts) {
  std::mt19937_64 random(99);
  Times times;
  for (std::size_t i = 0; i < posts; ++i) {
    const auto late_ms = static_cast<std::int64_t>(uniform(random) * jitter_s * 1000.0);
    times.push_back(kMidnight + static_cast<std::int64_t>(i) * 15 * kMinuteMs + late_ms);
  }
  return times;
}

TEST(Cadence, NeverScoresAMoreRegularClockLower) {
  CadenceValues looser = cadence(jittered_clock(850.0, 300));
  for (const double jitter_s : {600.0, 400.0, 200.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 0.0}) {
    const CadenceValues tighter = cadence(jittered_clock(jitter_s, 300));
    EXPECT_LE(tighter.burstiness.value(), looser.burstiness.value()) << jitter_s;
    EXPECT_GE(tighter.period_strength.value(), looser.period_strength.value() - 1e-12) << jitter_s;
    EXPECT_GE(tighter.residue_strength.value(), looser.residue_strength.value() - 1e-12)
        << jitter_s;
    EXPECT_GE(tighter.delay_mode_mass.value(), looser.delay_mode_mass.value() - 0.01) << jitter_s;
    EXPECT_LE(tighter.delay_entropy.value(), looser.delay_entropy.value() + 1e-12) << jitter_s;
    looser = tighter;
  }
  EXPECT_NEAR(looser.period_strength.value(), 1.0, 1e-12);
  EXPECT_DOUBLE_EQ(looser.period_s.value(), 900.0);
}

TEST(Cadence, FindsNoAlignmentInPeopleThoughTheirBurstsLookExtreme) {
  // 400 people of 60 to 459 posts. Each strength may err in a few of 1000; bare p-values err often.
  int second = 0;
  int minute = 0;
  int period = 0;
  int residue = 0;
  int bare = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const CadenceValues values = cadence(person(1000 + seed, 60 + seed));
    second += values.second_strength.value_or(0.0) > 0.0 ? 1 : 0;
    minute += values.minute_strength.value_or(0.0) > 0.0 ? 1 : 0;
    period += values.period_strength.value_or(0.0) > 0.0 ? 1 : 0;
    residue += values.residue_strength.value_or(0.0) > 0.0 ? 1 : 0;
    bare += values.periodicity.value() > 3.0 || values.minute_alignment.value() > 3.0 ? 1 : 0;
  }
  EXPECT_LE(second, 3);
  EXPECT_LE(minute, 3);
  EXPECT_LE(period, 3);
  EXPECT_LE(residue, 3);
  EXPECT_GT(bare, 100);
}

TEST(Cadence, FindsAnAccountThatIsHalfScheduled) {
  // 60 human posts, 60 within 4 s after :02 of a minute: V near 0.5 on seconds.
  Times times = person(42, 60);
  std::mt19937_64 random(43);
  const std::int64_t last_minute = (times.back() - kMidnight) / kMinuteMs;
  for (int i = 0; i < 60; ++i) {
    const auto minute =
        static_cast<std::int64_t>(uniform(random) * static_cast<double>(last_minute));
    times.push_back(kMidnight + minute * kMinuteMs + 2 * kSecondMs +
                    static_cast<std::int64_t>(uniform(random) * 4'000.0));
  }
  std::sort(times.begin(), times.end());

  const CadenceValues values = cadence(times);

  EXPECT_GT(values.second_strength.value(), 0.3);
  EXPECT_GT(values.period_strength.value(), 0.3);
  EXPECT_DOUBLE_EQ(values.period_s.value(), 60.0);
}

}  // namespace
}  // namespace vigie::analysis

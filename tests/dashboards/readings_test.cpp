#include "dashboards/readings.h"

#include <algorithm>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/dashboards/example_report.h"

namespace vigie::dashboards {
namespace {

using tests::account_with;

TEST(InnocentReadings, FitTheSignalsThatFired) {
  const ReportAccount clockwork = account_with({{Signal::kSecondAlignment, 0.4, 1.0, 0.99, {}}});
  const ReportAccount sources = account_with({{Signal::kListedSourceShare, 0.4, 0.8, 0.99, {}}});

  EXPECT_EQ(innocent_readings(Language::kEnglish, clockwork).front().who, "A scheduling tool.");
  EXPECT_EQ(innocent_readings(Language::kEnglish, sources).front().who,
            "A journalist, researcher or fact-checker who links in order to answer.");
}

TEST(InnocentReadings, PutTheHeaviestCauseFirst) {
  const ReportAccount account = account_with({{Signal::kHandleDigits, 8.0, 0.3, 0.99, {}},
                                              {Signal::kQuestionShare, 0.4, 0.5, 0.9, {}},
                                              {Signal::kCommas, 1.0, 0.4, 0.9, {}}});

  const auto readings = innocent_readings(Language::kEnglish, account);

  ASSERT_EQ(readings.size(), 2U);
  EXPECT_EQ(readings[0].who.substr(0, 9), "A careful");
  EXPECT_EQ(readings[1].who.substr(0, 10), "A newcomer");
}

bool names(const ReportAccount& account, std::string_view beginning) {
  const auto readings = innocent_readings(Language::kEnglish, account);
  return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
    return reading.who.starts_with(beginning);
  });
}

TEST(InnocentReadings, TakeANewsroomOnlyForSomeoneWhoLinks) {
  ReportAccount account = account_with({{Signal::kPeriodicity, 0.6, 1.0, 0.99, {}}});
  account.posts = 100;
  account.linking_posts = 59;
  EXPECT_FALSE(names(account, "A newsroom"));

  account.linking_posts = 60;
  EXPECT_TRUE(names(account, "A newsroom"));
}

TEST(InnocentReadings, TakeAnotherTimeZoneOnlyWhereThereIsANight) {
  ReportAccount account = account_with({{Signal::kSleepGap, 2.0, 0.9, 0.05, {}}});
  account.posts = 200;
  for (auto& weekday : account.hour_by_weekday) {
    weekday.fill(1);
  }
  EXPECT_FALSE(names(account, "Another time zone"));
  EXPECT_TRUE(names(account, "A team"));

  for (auto& weekday : account.hour_by_weekday) {
    weekday[22] = weekday[23] = weekday[0] = weekday[1] = weekday[2] = 0;  // around midnight
  }
  EXPECT_TRUE(names(account, "Another time zone"));
}

TEST(InnocentReadings, SeeALiveEventInTwoBusyDays) {
  ReportAccount account = account_with({{Signal::kRhythmLongestGap, 4.0, 0.6, 0.05, {}}});
  account.posts_per_day = {10, 10, 10, 10, 10, 10};
  EXPECT_FALSE(names(account, "Someone who follows a live event"));

  account.posts_per_day = {10, 2, 30, 10, 8, 10};
  EXPECT_TRUE(names(account, "Someone who follows a live event"));
}

TEST(InnocentReadings, ThinkOfToolsWhereTextAndRhythmAreBothEven) {
  const ReportAccount text = account_with({{Signal::kCommas, 1.0, 0.6, 0.9, {}}});
  const ReportAccount both = account_with(
      {{Signal::kCommas, 1.0, 0.6, 0.9, {}}, {Signal::kBurstiness, -0.3, 0.5, 0.02, {}}});

  EXPECT_FALSE(names(text, "Someone who dictates"));
  EXPECT_TRUE(names(both, "Someone who dictates"));
}

TEST(InnocentReadings, AreNeverMissing) {
  const ReportAccount nothing = account_with({});
  const ReportAccount against = account_with({{Signal::kSleepGap, 8.0, -0.9, 0.5, {}}});

  EXPECT_EQ(innocent_readings(Language::kEnglish, nothing).front().who, "Chance.");
  EXPECT_EQ(innocent_readings(Language::kFrench, against).front().who, "Le hasard.");
  EXPECT_EQ(innocent_readings(Language::kGerman, nothing).front().who, "Zufall.");
}

TEST(InnocentReadings, AreFiveAtMost) {
  std::vector<ReportContribution> all;
  for (const SignalInfo& signal : kSignals) {
    all.push_back({signal.signal, 1.0, 0.5, 0.9, {}});
  }

  EXPECT_EQ(innocent_readings(Language::kEnglish, account_with(all)).size(), 5U);
}

}  // namespace
}  // namespace vigie::dashboards

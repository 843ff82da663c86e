#include "dashboards/readings.h"

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

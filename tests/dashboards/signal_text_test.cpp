#include "dashboards/signal_text.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "tests/dashboards/languages.h"

namespace vigie::dashboards {
namespace {

using tests::kDe;
using tests::kEn;
using tests::kFr;

TEST(SignalText, HasEverySentenceForEverySignalInEveryLanguage) {
  for (const SignalInfo& signal : kSignals) {
    for (const Language language : {kEn, kFr, kDe}) {
      const SignalText& text = signal_text(language, signal.signal);
      EXPECT_FALSE(text.name.empty()) << signal.name;
      EXPECT_FALSE(text.reason.empty()) << signal.name;
      EXPECT_LE(text.reason.size(), 60U) << signal.name;
      for (const std::string_view sentence : {text.high, text.low}) {
        EXPECT_NE(sentence.find("{}"), std::string_view::npos) << signal.name;
        EXPECT_EQ(sentence.find("{}"), sentence.rfind("{}")) << signal.name;
        EXPECT_EQ(sentence.back(), '.') << signal.name;
      }
      EXPECT_NE(text.high, text.low) << signal.name;
    }
    EXPECT_NE(signal_text(kEn, signal.signal).high, signal_text(kFr, signal.signal).high);
    EXPECT_NE(signal_text(kEn, signal.signal).high, signal_text(kDe, signal.signal).high);
  }
}

TEST(SignalSentence, FollowsTheSideThatTheNatsPointTo) {
  const ReportContribution alike{Signal::kRhythmDelayEntropy, 0.41, 1.1, 0.02, {}};
  const ReportContribution varied{Signal::kRhythmDelayEntropy, 0.75, -0.4, 0.8, {}};
  const ReportContribution questions{Signal::kQuestionShare, 0.27, 0.9, 0.96, {}};

  EXPECT_EQ(signal_sentence(kEn, alike),
            "Over a typical busy two days, the pauses between its posts are unusually alike: "
            "variety 0.41 on a "
            "scale where 1 is every kind of pause, from seconds to days.");
  EXPECT_EQ(signal_sentence(kEn, varied),
            "Over a typical busy two days, the pauses between its posts are of many kinds, short "
            "and long: "
            "variety 0.75 on a scale where 0 is always the same kind of pause.");
  EXPECT_EQ(signal_sentence(kEn, questions),
            "27\u00a0% of the texts it wrote hold a question mark, more than is usual.");
}

TEST(FormatSignalValue, WritesTheUnit) {
  EXPECT_EQ(format_signal_value(kEn, Signal::kSleepGap, 3.0), "3\u00a0h");
  EXPECT_EQ(format_signal_value(kFr, Signal::kRhythmLongestGap, 7.25), "7,2\u00a0h");
  EXPECT_EQ(format_signal_value(kEn, Signal::kRepostLatency, 8.0), "8\u00a0s");
  EXPECT_EQ(format_signal_value(kEn, Signal::kRepostLatency, 2520.0), "42\u00a0min");
  EXPECT_EQ(format_signal_value(kEn, Signal::kRepostLatency, 9000.0), "2.5\u00a0h");
  EXPECT_EQ(format_signal_value(kEn, Signal::kQuestionShare, 0.24), "24\u00a0%");
  EXPECT_EQ(format_signal_value(kFr, Signal::kCommas, 0.61), "0,61 pour 100 caract\u00e8res");
  EXPECT_EQ(format_signal_value(kEn, Signal::kCoordination, 3.5), "3.5");
  EXPECT_EQ(format_signal_value(kEn, Signal::kAccountAge, 1.0), "1\u00a0day");
  EXPECT_EQ(format_signal_value(kEn, Signal::kAccountAge, 3652.5), "10.0\u00a0years");
  EXPECT_EQ(format_signal_value(kEn, Signal::kHandleDigits, 8.0), "8\u00a0digits");
  EXPECT_EQ(format_signal_value(kDe, Signal::kHandleDigits, 1.0), "1\u00a0Ziffer");
  EXPECT_EQ(format_signal_value(kDe, Signal::kAccountAge, 53.9), "53\u00a0Tagen");
  EXPECT_EQ(format_signal_value(kDe, Signal::kCommas, 0.61), "0,61 je 100 Zeichen");
  EXPECT_EQ(format_signal_value(kEn, Signal::kPostingRate, 71.4), "71");
  EXPECT_EQ(format_signal_value(kEn, Signal::kBurstiness, -0.5), "\u22120.50");
  EXPECT_EQ(format_signal_value(kEn, Signal::kSleepGap, std::numeric_limits<double>::infinity()),
            "\u2014");
}

TEST(SignalComparison, CountsOnlyAccountsThatAreStrictlyLower) {
  EXPECT_EQ(signal_comparison(kEn, Signal::kQuestionShare, 0.98),
            "more often than 98\u00a0% of the accounts looked at");
  EXPECT_EQ(signal_comparison(kEn, Signal::kRhythmDelayEntropy, 0.02),
            "2\u00a0% of the accounts looked at are more regular");
  EXPECT_EQ(signal_comparison(kEn, Signal::kRhythmDelayEntropy, 0.0),
            "none of the accounts looked at is more regular");
  EXPECT_EQ(signal_comparison(kFr, Signal::kAccountAge, 0.0),
            "aucun des comptes examin\u00e9s n\u2019est plus r\u00e9cent");
  EXPECT_EQ(signal_comparison(kDe, Signal::kSleepGap, 0.04),
            "k\u00fcrzer bei 4\u00a0% der betrachteten Konten");
}

TEST(SignalComparison, NeverSaysThatAnAccountIsAboveAllForItIsOneOfThem) {
  EXPECT_EQ(signal_comparison(kEn, Signal::kQuestionShare, 0.9996),
            "more often than 99\u00a0% of the accounts looked at");
}

TEST(IsHighNotable, FollowsTheDirectionsOfTheMethods) {
  for (const Signal low : {Signal::kRhythmDelayEntropy,
                           Signal::kRhythmEmptyHours,
                           Signal::kRhythmLongestGap,
                           Signal::kRhythmDayResultant,
                           Signal::kBurstiness,
                           Signal::kDelayEntropy,
                           Signal::kSleepGap,
                           Signal::kHourResultant,
                           Signal::kRepostLatency,
                           Signal::kAccountAge}) {
    EXPECT_FALSE(is_high_notable(low)) << info(low).name;
  }
  for (const Signal high : {Signal::kDelayModeMass,
                            Signal::kSecondAlignment,
                            Signal::kPeriodicity,
                            Signal::kHourEntropy,
                            Signal::kQuestionShare,
                            Signal::kCoordination,
                            Signal::kListedSourceShare,
                            Signal::kPostingRate}) {
    EXPECT_TRUE(is_high_notable(high)) << info(high).name;
  }
}

}  // namespace
}  // namespace vigie::dashboards

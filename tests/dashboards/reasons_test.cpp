#include "dashboards/reasons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dashboards/example_report.h"
#include "tests/dashboards/languages.h"

namespace vigie::dashboards {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using tests::kEn;

using tests::account_with;

TEST(MainReasons, NameTheStrongestThatSpeakForIt) {
  const ReportAccount account = account_with({{Signal::kSleepGap, 8.0, -2.0, 0.5, {}},
                                              {Signal::kListedSourceShare, 0.4, 0.3, 0.5, {}},
                                              {Signal::kSecondAlignment, 0.3, 0.9, 0.5, {}}});

  EXPECT_THAT(main_reasons(kEn, account, 3),
              ElementsAre("posts on set seconds of the minute", "relays listed sources"));
  EXPECT_THAT(main_reasons(kEn, account, 1), ElementsAre("posts on set seconds of the minute"));
}

TEST(MainReasons, SayOneThingOnce) {
  const ReportAccount account = account_with({{Signal::kSecondAlignment, 0.3, 0.8, 0.5, {}},
                                              {Signal::kSleepGap, 3.0, 0.6, 0.5, {}},
                                              {Signal::kRhythmEmptyHours, 2.0, 0.5, 0.5, {}}});

  EXPECT_THAT(main_reasons(kEn, account, 3),
              ElementsAre("no quiet night", "posts on set seconds of the minute"));
}

TEST(MainReasons, LetStyleYieldUnlessItWeighsTwiceAsMuch) {
  const ReportContribution rate{Signal::kPostingRate, 90.0, 0.4, 0.9, {}};
  const ReportContribution some_questions{Signal::kQuestionShare, 0.4, 0.7, 0.9, {}};
  const ReportContribution many_questions{Signal::kQuestionShare, 0.6, 0.9, 0.9, {}};

  EXPECT_THAT(main_reasons(kEn, account_with({some_questions, rate}), 3),
              ElementsAre("very many posts", "many questions"));
  EXPECT_THAT(main_reasons(kEn, account_with({many_questions, rate}), 3),
              ElementsAre("many questions", "very many posts"));
}

TEST(MainReasons, PreferWordsThatCanBeCheckedByEye) {
  EXPECT_THAT(main_reasons(kEn,
                           account_with({{Signal::kApostrophes, 1.4, 0.5, 0.5, {}},
                                         {Signal::kQuestionShare, 0.4, 0.2, 0.5, {}},
                                         {Signal::kCommas, 1.0, 0.4, 0.5, {}}}),
                           3),
              ElementsAre("many questions"));
  EXPECT_THAT(main_reasons(kEn, account_with({{Signal::kApostrophes, 1.4, 0.5, 0.5, {}}}), 3),
              ElementsAre("unusual punctuation"));
}

TEST(MainReasons, LeaveOutWhatRoundsToNothing) {
  EXPECT_THAT(main_reasons(kEn, account_with({{Signal::kCommas, 1.0, 0.01, 0.5, {}}}), 3),
              IsEmpty());
}

}  // namespace
}  // namespace vigie::dashboards

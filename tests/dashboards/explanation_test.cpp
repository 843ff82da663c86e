// What a report says beside a score: in every language, and the same on the page and in JSON.
#include <numeric>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dashboards/explanation_report.h"
#include "dashboards/explanation_text.h"
#include "dashboards/report.h"
#include "dashboards/signal_text.h"
#include "dashboards/svg_chart.h"
#include "tests/dashboards/example_explanation.h"
#include "tests/dashboards/example_report.h"
#include "tests/dashboards/languages.h"

namespace vigie::dashboards {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using tests::change_of;
using tests::explained_report;
using tests::kDe;
using tests::kEn;
using tests::kFr;

/// So many points, in nats.
double points(double value) {
  return value / kPointsPerNat;
}

TEST(CounterfactualSentence, NamesWhatWouldHaveToGoAndWhatWouldRemain) {
  const ReportCounterfactual one{{Signal::kDelayModeMass}, 0.38};
  const ReportCounterfactual two{{Signal::kDelayModeMass, Signal::kSleepGap}, 0.2};

  EXPECT_EQ(counterfactual_sentence(kEn, one),
            "Without \u201cpauses identical to the second\u201d it would stand below the line, at "
            "38\u00a0%.");
  EXPECT_THAT(counterfactual_sentence(kEn, two), HasSubstr("\u201d and \u201c"));
  EXPECT_THAT(counterfactual_sentence(kEn, two), HasSubstr("with any single signal fewer"));
  EXPECT_THAT(counterfactual_sentence(kFr, one), HasSubstr("\u00e0 38\u00a0%"));
  EXPECT_THAT(counterfactual_sentence(kDe, one), HasSubstr("bei 38\u00a0%"));
  EXPECT_THAT(counterfactual_sentence(kEn, {{Signal::kSleepGap}, 0.499}), HasSubstr("49\u00a0%"));
}

TEST(OffsetSentence, SaysWhoseItIsAndHowManyPoints) {
  const ReportOffset german{-points(7.0), "", {"de"}};
  const ReportOffset platform{-points(7.0), "bluesky", {}};
  const ReportOffset both{-points(7.0), "bluesky", {"de", "fr"}};

  EXPECT_THAT(offset_sentence(kEn, german), HasSubstr("starts 7 points lower"));
  EXPECT_THAT(offset_sentence(kEn, german), HasSubstr("the language \u201cde\u201d:"));
  EXPECT_THAT(offset_sentence(kEn, platform), HasSubstr("accounts on bluesky:"));
  EXPECT_THAT(offset_sentence(kEn, both), HasSubstr("\u201cde\u201d or \u201cfr\u201d"));
  EXPECT_THAT(offset_sentence(kFr, both), HasSubstr("7 points plus bas"));
  EXPECT_THAT(offset_sentence(kDe, both), HasSubstr("7 Punkte tiefer"));
}

TEST(Explanation, ShowsTheOffsetInTheSumAndNamesItEscaped) {
  ReportData data = explained_report();
  ReportAccount& account = data.ranked.front();
  account.explanation->offset = ReportOffset{-points(7.0), "<b>x", {}};

  const std::string page = render_html_report(data, {});

  EXPECT_THAT(page, HasSubstr("platform or language \u22127"));
  EXPECT_THAT(page, HasSubstr("accounts on &lt;b&gt;x:"));
  EXPECT_THAT(render_json_explanation(account), HasSubstr(R"("offset":{"nats":-0.24)"));
}

TEST(ChangeSentence, SplitsThePointsByCauseAndDate) {
  const ReportChange change = change_of({points(3.2), 0.0, points(9.4), 0.0});

  EXPECT_EQ(change_sentence(kEn, change), "+13 points since 23 Nov 2026: behaviour +3, lists +10.");
  EXPECT_EQ(change_sentence(kFr, change),
            "+13 points depuis le 23 nov. 2026\u00a0: comportement +3, listes +10.");
  EXPECT_EQ(change_sentence(kDe, change),
            "+13 Punkte seit 23. Nov. 2026: Verhalten +3, Listen +10.");
}

TEST(ChangeSentence, SaysWhenNothingChangedAndWhenTheCausesAreNotKnown) {
  ReportChange unknown = change_of({points(5.0), 0.0, 0.0, 0.0});
  unknown.nats.reset();

  EXPECT_EQ(change_sentence(kEn, change_of({})), "Unchanged since 23 Nov 2026.");
  EXPECT_EQ(change_sentence(kEn, change_of({points(4.0), 0.0, points(-4.0), 0.0})),
            "Unchanged in sum since 23 Nov 2026: behaviour +4, lists \u22124.");
  EXPECT_THAT(change_sentence(kEn, unknown), HasSubstr("+5 points since 23 Nov 2026. The run"));
}

TEST(PointsByCause, AddUpToTheRoundedWhole) {
  for (int a = -30; a < 30; ++a) {
    for (int b = -30; b < 30; ++b) {
      const std::array<double, kChangeCauseCount> nats{
          points(a * 0.37), points(b * 0.41), points(0.4), points(-0.3)};
      const auto whole = points_by_cause(nats);
      const double sum = std::accumulate(nats.begin(), nats.end(), 0.0) * kPointsPerNat;
      const auto shown = static_cast<double>(std::accumulate(whole.begin(), whole.end(), 0L));
      EXPECT_LE(std::abs(shown - sum), 0.5 + 1e-9);
      for (std::size_t cause = 0; cause < kChangeCauseCount; ++cause) {
        EXPECT_LT(std::abs(static_cast<double>(whole.at(cause)) - nats.at(cause) * kPointsPerNat),
                  1.0);
      }
    }
  }
}

TEST(UnmeasuredLines, GatherSignalsThatWaitForTheSame) {
  const std::vector<ReportUnmeasured> unmeasured{
      {Signal::kSecondAlignment, DataUnit::kPosts, 60, 0, 10, 0},
      {Signal::kMinuteAlignment, DataUnit::kPosts, 60, 0, 10, 0},
      {Signal::kPeriodicity, DataUnit::kPosts, 40, 0, 0, 0},
      {Signal::kSleepGap, DataUnit::kPosts, 120, 7, 70, 2},
      {Signal::kRepostLatency, DataUnit::kRepostsWithTime, 10, 0, 0, 0}};

  EXPECT_THAT(
      unmeasured_lines(kEn, unmeasured),
      ElementsAre(
          "Second of the minute; Minute of the hour: it takes 60 posts, 10 more posts to go",
          "Fixed cycle: it takes 40 posts, but its times do not allow it",
          testing::EndsWith("it takes 120 posts on 7 active days, 2 more active days and 70 "
                            "more posts to go"),
          testing::EndsWith("it takes 10 reposts whose original\u2019s time is known")));
  EXPECT_EQ(unmeasured_lines(kFr, unmeasured).size(), 4U);
  EXPECT_EQ(unmeasured_lines(kDe, unmeasured).size(), 4U);
}

TEST(NextGradeSentence, SaysWhatMoreItWouldTake) {
  ReportExplanation explanation;
  explanation.next_grade = ReportNextGrade{Grade::kB, 0, 3};

  EXPECT_EQ(next_grade_sentence(kEn, explanation), "For data grade B: 3 more active days.");
  EXPECT_THAT(next_grade_sentence(kFr, explanation), HasSubstr("encore 3 jours actifs"));
  EXPECT_THAT(next_grade_sentence(kDe, explanation), HasSubstr("noch 3 aktive Tage"));
  EXPECT_EQ(next_grade_sentence(kEn, {}), "");
}

TEST(CountedComparison, NamesTheNumberOfAccountsInEveryLanguageAndForEverySignal) {
  for (const Language language : {kEn, kFr, kDe}) {
    for (const SignalInfo& signal : kSignals) {
      for (const double percentile : {0.98, 0.2, 0.0}) {
        ReportContribution contribution{signal.signal, 0.5, 1.0, percentile, {}};
        contribution.accounts = 1240;
        const std::string counted = counted_comparison(language, contribution);
        EXPECT_THAT(counted, HasSubstr(format_count(language, 1240))) << signal.name;
        contribution.accounts = 0;
        EXPECT_EQ(counted_comparison(language, contribution),
                  signal_comparison(language, signal.signal, percentile));
      }
    }
  }
}

TEST(ExplainedPage, ShowsEveryPartInEveryLanguageAndEscapesNames) {
  const ReportData data = explained_report();
  for (const char* const tag : {"en", "fr", "de"}) {
    const Language language = language_of(tag);
    const std::string page = render_html_report(data, {.language = tag});
    const ReportExplanation& explanation = *data.ranked.front().explanation;
    EXPECT_THAT(page, HasSubstr(counterfactual_sentence(language, *explanation.counterfactual)));
    EXPECT_THAT(page, HasSubstr(change_sentence(language, *explanation.change)));
    EXPECT_THAT(page, HasSubstr(unmeasured_lines(language, explanation.unmeasured).front()));
    EXPECT_THAT(page, HasSubstr(next_grade_sentence(language, explanation)));
    EXPECT_THAT(page, HasSubstr(held_sentence(language, *data.ranked.back().explanation, 0.4)));
    EXPECT_THAT(page, HasSubstr("spark history"));
    EXPECT_THAT(page, HasSubstr("id=\"held\""));
    EXPECT_THAT(page, HasSubstr("&lt;b&gt;held"));
    EXPECT_THAT(page, Not(HasSubstr("<b>held</b>.example")));
  }
}

TEST(ExplainedPage, LeavesOutWhatIsNotThere) {
  const std::string page = render_html_report(tests::example_report(), {});

  EXPECT_THAT(page, Not(HasSubstr("id=\"held\"")));
  EXPECT_THAT(page, Not(HasSubstr("class=\"without\"")));
  EXPECT_THAT(page, Not(HasSubstr("spark history")));
}

TEST(ExplainedPage, StaysUnderTwoMegabytesWithEveryAccountExplained) {
  ReportData data = tests::large_report(100, 12, 400);
  for (ReportAccount& account : data.ranked) {
    account.explanation = tests::full_explanation();
  }

  EXPECT_LT(render_html_report(data, {.language = "fr"}).size(), 1'900'000U);
}

TEST(ExplainedJson, HoldsTheSameAsThePage) {
  const auto json = nlohmann::json::parse(render_json_report(explained_report(), {}));

  const auto& explanation = json["ranked"][0]["explanation"];
  EXPECT_EQ(explanation["counterfactual"]["without"][0], "rhythm_delay_entropy");
  EXPECT_EQ(explanation["counterfactual"]["likelihood"], 0.42);
  EXPECT_EQ(explanation["change"]["before_run"], 41);
  EXPECT_NEAR(explanation["change"]["nats_by_cause"]["behaviour"].get<double>(), points(6.0), 1e-9);
  EXPECT_EQ(explanation["unmeasured"][0]["more_days"], 2);
  EXPECT_EQ(explanation["next_grade"]["more_posts"], 12);
  EXPECT_EQ(explanation["history"].size(), 9U);
  EXPECT_EQ(json["ranked"][29]["explanation"]["above_until"], "2026-11-24T00:00:00.000Z");
  EXPECT_EQ(json["ranked"][1]["explanation"], nullptr);
  EXPECT_EQ(json["held"]["total"], 7);
  EXPECT_EQ(json["held"]["accounts"][0]["rank"], 30);
}

TEST(ExplainedText, SaysItOnATerminal) {
  const ReportData data = explained_report();

  const std::string text = render_text_report(data, {});
  const std::string one = render_text_explanation(data.ranked.front(), 0.4, kEn);

  EXPECT_THAT(text, HasSubstr("+4 points since 23 Nov 2026: behaviour +6, coverage \u22122."));
  EXPECT_THAT(text, HasSubstr("7 accounts below the line"));
  EXPECT_THAT(one, HasSubstr("For data grade A: 12 more posts."));
  EXPECT_EQ(render_text_explanation(data.ranked[1], 0.4, kEn), "");
}

TEST(DrawHistory, DrawsABarPerReportAndTheLineAcross) {
  const std::array<std::uint32_t, 3> percent{0, 50, 100};

  const std::string drawing = draw_history(percent, 0.5, "three <reports>");

  EXPECT_THAT(drawing, HasSubstr("M1 21v-1M4 21v-10M7 21v-20"));
  EXPECT_THAT(drawing, HasSubstr("M0 11.0h30"));
  EXPECT_THAT(drawing, HasSubstr("three &lt;reports&gt;"));
  EXPECT_EQ(draw_history({}, 0.5, ""), "");
}

}  // namespace
}  // namespace vigie::dashboards

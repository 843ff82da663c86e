#include "dashboards/amplification_report.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dashboards/amplification_files.h"
#include "dashboards/report.h"
#include "tests/dashboards/example_report.h"

namespace vigie::dashboards {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

ReportData pushed() {
  ReportData data = tests::example_report();
  ReportAmplification& out = data.amplification;
  out.measured = true;
  out.counts.tested_hours = 1'200;
  out.counts.tested_new = 300;
  ReportAmplified source;
  source.name = "wire.example";
  source.facts.kind = AmplifiedKind::kSource;
  source.facts.shares = 40;
  source.facts.accounts = 10;
  source.facts.half_ms = 90 * 60'000;
  source.facts.above_line = {30, 1};
  source.movers = {{{"x", "1", "<b>first</b>", AccountClass::kOrdinary}, UtcTime{}}};
  ReportAmplified tag;
  tag.name = "=cmd";
  tag.facts.kind = AmplifiedKind::kHashtag;
  tag.facts.shares = 2;
  tag.facts.accounts = 2;
  out.objects = {source, tag};
  ReportNarrative narrative;
  narrative.facts.topic = "weather";
  narrative.facts.terms = {"storm", "<i>"};
  narrative.facts.posts = 6;
  narrative.facts.accounts = 5;
  out.narratives = {narrative};
  ReportAlert alert;
  alert.name = "https://wire.example/a?b=<c>";
  alert.facts.shares = 35;
  alert.facts.expected = 1.25;
  out.alerts = {alert};
  out.amplifiers = {{{"x", "1", "first", AccountClass::kMedia}, 3, 5, 20, 0.4}};
  return data;
}

TEST(RenderAmplification, SaysNothingOfARunThatWasNotMeasured) {
  const ReportData data = tests::example_report();
  EXPECT_THAT(render_amplification(data, Language::kEnglish), IsEmpty());
  EXPECT_THAT(amplification_link(data, Language::kEnglish), IsEmpty());
  EXPECT_THAT(amplification_sentences(data, Language::kEnglish), IsEmpty());
  EXPECT_TRUE(amplification_json(data.amplification).is_null());
}

TEST(RenderAmplification, ShowsWhoCarriedWhatAndEscapesIt) {
  const std::string html = render_amplification(pushed(), Language::kEnglish);

  // 30 of 40 shares, 1 of 10 accounts; half within an hour and a half.
  EXPECT_THAT(html, AllOf(HasSubstr("75\u00a0% / 10\u00a0%"), HasSubstr("1.5 h")));
  EXPECT_THAT(html, AllOf(HasSubstr("storm"), HasSubstr("FIB index"), HasSubstr("1,200 hours")));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<b>first")), Not(HasSubstr("<i>"))));
  EXPECT_THAT(html, Not(HasSubstr("https://wire.example")));
}

TEST(RenderAmplification, SpeaksEachLanguage) {
  EXPECT_THAT(render_amplification(pushed(), Language::kFrench), HasSubstr("Ce qui a"));
  EXPECT_THAT(render_amplification(pushed(), Language::kGerman), HasSubstr("Was verbreitet wurde"));
  EXPECT_THAT(amplification_sentences(pushed(), Language::kEnglish),
              AllOf(HasSubstr("40 shares by 10 accounts"), HasSubstr("Alerts: 1")));
}

TEST(RenderAmplificationCsv, DisarmsFormulasAndNamesMovers) {
  const std::string csv = render_amplification_csv(pushed());
  EXPECT_THAT(csv, HasSubstr(",hashtag,"));
  EXPECT_THAT(csv, HasSubstr("5400"));  // seconds to half
  EXPECT_THAT(csv, Not(HasSubstr(",=cmd")));
}

TEST(AmplificationJson, HoldsEverything) {
  const nlohmann::ordered_json document = amplification_json(pushed().amplification);
  EXPECT_EQ(document["objects"].size(), 2U);
  EXPECT_EQ(document["objects"][0]["above_line"]["shares"], 30);
  EXPECT_EQ(document["narratives"][0]["terms"][0], "storm");
  EXPECT_EQ(document["alerts"][0]["expected"], 1.25);
  EXPECT_EQ(document["impact"][0]["fib_index"], 3);
}

}  // namespace
}  // namespace vigie::dashboards

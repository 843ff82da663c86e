#include "dashboards/review_text.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dashboards/report.h"
#include "tests/dashboards/example_report.h"

namespace vigie::dashboards {
namespace {

using Json = nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

ReportData measured_report() {
  ReportData data = tests::example_report();
  data.run.model = "ours <b>";
  data.measured = {.decided = 46,
                   .positives = 40,
                   .cannot_tell = 3,
                   .open = 2,
                   .precision = MeasuredShare{0.83, 0.70, 0.92},
                   .recall = MeasuredShare{0.5, 0.2, 0.8},
                   .first = *parse_iso8601("2026-03-01"),
                   .last = *parse_iso8601("2026-03-12")};
  data.ranked.front().decision =
      TeamDecision{VerdictLabel::kOrganisation, *parse_iso8601("2026-03-12T10:00:00Z"), true, true};
  return data;
}

std::string page_in(const ReportData& data, const std::string& language) {
  ReportOptions options;
  options.language = language;
  return render_html_report(data, options);
}

TEST(PrecisionSentence, SaysShareIntervalNumberModelAndDates) {
  const ReportData data = measured_report();

  EXPECT_EQ(precision_sentence(data, Language::kEnglish),
            "Measured precision: of the accounts at the line, 83\u00a0% were automated without "
            "saying so, by your team\u2019s own blind labels (95 % interval 70\u00a0% to "
            "92\u00a0%; 46 accounts, model ours <b>, 1 Mar 2026 \u2013 12 Mar 2026). Nobody could "
            "tell for 3 more; 2 drawn at the line are not decided yet.");
  EXPECT_THAT(precision_sentence(data, Language::kFrench), HasSubstr("83"));
  EXPECT_THAT(precision_sentence(data, Language::kGerman), HasSubstr("46 Konten"));
}

TEST(PrecisionSentence, SaysThatItIsNotYetMeasuredAndWhatItTakes) {
  ReportData data = measured_report();
  data.measured = {.decided = 7};

  EXPECT_THAT(precision_sentence(data, Language::kEnglish),
              AllOf(HasSubstr("not yet measured"),
                    HasSubstr("takes 20 decided"),
                    HasSubstr("there are 7"),
                    Not(HasSubstr("Nobody"))));
  EXPECT_THAT(precision_sentence(data, Language::kFrench), HasSubstr("pas encore"));
  EXPECT_THAT(precision_sentence(data, Language::kGerman), HasSubstr("noch nicht gemessen"));
}

TEST(MeasuredReport, ShowsPrecisionAndDecisionInEveryFormat) {
  const ReportData data = measured_report();

  EXPECT_THAT(page_in(data, "en"),
              AllOf(HasSubstr("model ours &lt;b&gt;"),
                    HasSubstr("Team: organisation or team (12 Mar 2026, blind, settled after "
                              "discussion)"),
                    HasSubstr("people who act together by hand count against it"),
                    Not(HasSubstr("has not yet been measured"))));
  EXPECT_THAT(page_in(data, "fr"), HasSubstr("\u00c9quipe\u00a0: organisation ou \u00e9quipe"));
  EXPECT_THAT(page_in(data, "de"), HasSubstr("Team: Organisation oder Team"));
  EXPECT_THAT(render_text_report(data, {}),
              AllOf(HasSubstr("Measured precision"), HasSubstr("Team: organisation or team")));
  EXPECT_THAT(render_csv_report(data, {}), HasSubstr(",organisation,2026-03-12,no,\r\n"));
  const Json document = Json::parse(render_json_report(data, {}));
  EXPECT_EQ(document["measured"]["precision"]["low"], 0.70);
  EXPECT_EQ(document["measured"]["decided"], 46);
  EXPECT_EQ(document["measured"]["model"], "ours <b>");
  EXPECT_EQ(document["ranked"][0]["team_decision"]["label"], "organisation");
  EXPECT_EQ(document["ranked"][0]["team_decision"]["adjudicated"], true);
}

TEST(MeasuredReport, SaysNothingOfADecisionThatThereIsNot) {
  const ReportData data = tests::example_report();

  EXPECT_THAT(page_in(data, "en"),
              AllOf(HasSubstr("not yet measured"),
                    HasSubstr("has not yet been measured"),
                    Not(HasSubstr("Team:"))));
  EXPECT_EQ(Json::parse(render_json_report(data, {}))["ranked"][0]["team_decision"], nullptr);
}

TEST(LabelText, NamesEveryLabelInEveryLanguage) {
  for (const Language language : {Language::kEnglish, Language::kFrench, Language::kGerman}) {
    for (std::size_t i = 0; i < kVerdictLabelCount; ++i) {
      EXPECT_FALSE(label_text(language, static_cast<VerdictLabel>(i)).empty());
    }
  }
}

}  // namespace
}  // namespace vigie::dashboards

#include "dashboards/lookalike_report.h"

#include <chrono>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dashboards/lookalike_text.h"
#include "dashboards/report.h"
#include "storage/model/lookalike.h"
#include "tests/dashboards/example_report.h"

namespace vigie::dashboards {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

ReportLookalike domain(std::string name) {
  ReportLookalike lookalike;
  lookalike.kind = "domain";
  lookalike.subject = std::move(name);
  lookalike.protected_name = "gazette.example";
  lookalike.rule = "same_label";
  lookalike.first_seen = UtcTime{std::chrono::hours{24 * 365}};
  lookalike.last_seen = lookalike.first_seen;
  lookalike.posts = 3;
  lookalike.accounts = 2;
  lookalike.evidence = {11, 12};
  return lookalike;
}

ReportLookalike account(std::string handle, std::string display_name) {
  ReportLookalike lookalike = domain(std::move(handle));
  lookalike.kind = "handle";
  lookalike.platform = "x";
  lookalike.native_id = "7";
  lookalike.display_name = std::move(display_name);
  lookalike.protected_name = "x:gazette";
  lookalike.rule = "digit_swap";
  lookalike.accounts = 1;
  return lookalike;
}

ReportData report_with(std::vector<ReportLookalike> lookalikes) {
  ReportData data = tests::example_report();
  data.protected_names = {{"domain", "gazette.example"}, {"handle", "x:gazette"}};
  data.lookalikes = std::move(lookalikes);
  return data;
}

TEST(RenderLookalikes, SaysNothingWhenNoNameIsProtected) {
  const ReportData data = tests::example_report();

  EXPECT_THAT(render_lookalikes(data, Language::kEnglish), IsEmpty());
  EXPECT_THAT(lookalikes_link(data, Language::kEnglish), IsEmpty());
  EXPECT_THAT(lookalikes_sentence(data, Language::kEnglish), IsEmpty());
}

TEST(RenderLookalikes, SaysThatNothingResembles) {
  const ReportData data = report_with({});

  EXPECT_THAT(render_lookalikes(data, Language::kEnglish),
              AllOf(HasSubstr("2 names are protected"),
                    HasSubstr("Nothing in this window"),
                    Not(HasSubstr("<table"))));
}

TEST(RenderLookalikes, TellsWhoResemblesWhomByWhichRuleSinceWhenAndWhere) {
  const std::string section =
      render_lookalikes(report_with({domain("gazette.test")}), Language::kEnglish);

  EXPECT_THAT(section,
              AllOf(HasSubstr("gazette[.]test"),
                    HasSubstr("gazette[.]example"),
                    HasSubstr("same name, other suffix"),
                    HasSubstr("1 Jan 1971"),
                    HasSubstr("11, 12"),
                    HasSubstr("fan account")));
}

TEST(RenderLookalikes, EscapesWhatWasCollected) {
  const ReportData data =
      report_with({account("<b>x</b>", "\"><script>alert(1)</script>\u202E=evil")});
  const std::string section = render_lookalikes(data, Language::kFrench);
  const std::string csv = render_lookalike_csv(data, {});

  EXPECT_THAT(section, AllOf(Not(HasSubstr("<b>")), Not(HasSubstr("<script")), HasSubstr("[RLO]")));
  EXPECT_THAT(csv, AllOf(Not(HasSubstr("\u202E")), HasSubstr("\"\"\">")));
}

TEST(RenderLookalikes, CountsAnAccountOnceInTheTerminal) {
  const ReportData data = report_with(
      {domain("gazette.test"), account("gaz3tte", "Gazette"), account("gaz3tte", "Gazette")});

  EXPECT_THAT(lookalikes_sentence(data, Language::kEnglish), HasSubstr("1 domains, 1 accounts"));
  EXPECT_THAT(render_text_report(data, {}), HasSubstr("resemble protected ones"));
}

TEST(RenderLookalikes, CutsALongTableAndSaysSo) {
  const std::string section = render_lookalikes(
      report_with(std::vector<ReportLookalike>(130, domain("gazette.test"))), Language::kEnglish);

  EXPECT_THAT(section, HasSubstr("30"));
  std::size_t rows = 0;
  for (std::size_t at = section.find("gazette[.]test"); at != std::string::npos;
       at = section.find("gazette[.]test", at + 1)) {
    ++rows;
  }
  EXPECT_EQ(rows, 100U);
}

TEST(RenderLookalikes, GoIntoTheJsonWithEveryField) {
  const auto json =
      nlohmann::json::parse(render_json_report(report_with({account("gaz3tte", "Gazette")}), {}));

  EXPECT_EQ(json["protected_names"][1]["name"], "x:gazette");
  EXPECT_EQ(json["lookalikes"][0]["rule"], "digit_swap");
  EXPECT_EQ(json["lookalikes"][0]["evidence"], (std::vector<int>{11, 12}));
}

TEST(LookalikeText, HasWordsForEveryRuleInEveryLanguage) {
  for (int rule = 1; rule <= 8; ++rule) {
    const std::string_view name = rule_name(static_cast<LookalikeRule>(rule));
    ASSERT_NE(name, "unknown");
    for (const Language language : {Language::kEnglish, Language::kFrench, Language::kGerman}) {
      EXPECT_NE(rule_text(language, name), name);
    }
  }
  EXPECT_EQ(rule_text(Language::kEnglish, "later"), "later");
}

TEST(LookalikeText, AccusesNobody) {
  const ReportData data = report_with({domain("gazette.test"), account("gaz3tte", "Gazette")});
  for (const Language language : {Language::kEnglish, Language::kFrench, Language::kGerman}) {
    const std::string section = render_lookalikes(data, language);
    for (const char* word : {"imitat",
                             "usurp",
                             "fake",
                             "faux",
                             "impost",
                             "bot",
                             "troll",
                             "F\u00e4lsch",
                             "betr",
                             "fraud",
                             "phish"}) {
      EXPECT_THAT(section, Not(HasSubstr(word))) << word;
    }
  }
}

}  // namespace
}  // namespace vigie::dashboards

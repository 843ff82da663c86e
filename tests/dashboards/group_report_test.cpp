#include "dashboards/group_report.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dashboards/group_text.h"
#include "dashboards/html_escape.h"
#include "dashboards/report.h"
#include "tests/dashboards/example_groups.h"
#include "tests/dashboards/example_report.h"
#include "tests/dashboards/html_page.h"

namespace vigie::dashboards {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::all_matches;
using tests::fill_groups_with;

ReportOptions in_language(const char* language) {
  ReportOptions options;
  options.language = language;
  return options;
}

std::string section(const ReportData& data, Language language = Language::kEnglish) {
  return render_groups(data, language, number_rows(data, 100), 400);
}

ReportData only(std::size_t group) {
  ReportData data = tests::report_with_groups();
  data.coordination.groups = {data.coordination.groups.at(group)};
  data.coordination.groups_total = 1;
  return data;
}

TEST(FormatGap, ChoosesItsUnit) {
  EXPECT_EQ(format_gap(Language::kEnglish, 12'400.0), "12 s");
  EXPECT_EQ(format_gap(Language::kEnglish, -3'000.0), "3 s");
  EXPECT_EQ(format_gap(Language::kEnglish, 119'000.0), "119 s");
  EXPECT_EQ(format_gap(Language::kEnglish, 840'000.0), "14 min");
  EXPECT_EQ(format_gap(Language::kEnglish, 18'000'000.0), "5 h");
  EXPECT_EQ(format_gap(Language::kFrench, 259'200'000.0), "3 j");
  EXPECT_EQ(apart_text(Language::kEnglish, 12'000), "12 s apart");
  EXPECT_EQ(apart_text(Language::kEnglish, 499), "in the same second");
}

TEST(FormatExpected, NeverRoundsAChanceToNothing) {
  EXPECT_EQ(format_expected(Language::kEnglish, 0.0), "0.0");
  EXPECT_EQ(format_expected(Language::kEnglish, 0.004),
            "\u2264\u00a0"
            "0.01");
  EXPECT_EQ(format_expected(Language::kEnglish, 0.05), "0.05");
  EXPECT_EQ(format_expected(Language::kGerman, 3.14), "3,1");
  EXPECT_EQ(format_expected(Language::kEnglish, 1234.4), "1,234");
}

TEST(ShownObject, CannotBeFollowedByAccident) {
  EXPECT_EQ(shown_object("https://a.example/x.html"), "hxxps://a[.]example/x.html");
  EXPECT_EQ(shown_object("a.example"), "a[.]example");
  EXPECT_EQ(shown_object("#a.b #c"), "#a.b #c");
  EXPECT_EQ(shown_object("see https://a.example now"), "see hxxps://a[.]example now");
  EXPECT_EQ(shown_object(""), "");
}

TEST(RenderGroups, SaysWhenNothingWasTested) {
  const std::string page = section(tests::example_report());

  EXPECT_THAT(page,
              HasSubstr("was not tested in this run. Whether there are such groups is open."));
  EXPECT_THAT(page, Not(HasSubstr("Self-test")));
}

TEST(RenderGroups, SaysThatWhatIsNotFoundIsNotExcluded) {
  ReportData data = tests::report_with_groups();
  data.coordination.groups.clear();
  data.coordination.groups_total = 0;

  const std::string page = section(data);

  EXPECT_THAT(page, HasSubstr("No group was found"));
  EXPECT_THAT(page, HasSubstr("What is not found cannot be excluded"));
}

TEST(RenderGroups, TellsWhatWasTestedAndWhatTheMethodFindsInShuffledData) {
  ReportData data = tests::report_with_groups();

  EXPECT_THAT(
      section(data),
      HasSubstr("4,127 pairs of accounts met often enough to be tested, of 860,016 possible "
                "pairs; 61 of them"));
  EXPECT_THAT(section(data), HasSubstr("false-discovery rate 1\u00a0%"));
  EXPECT_THAT(section(data),
              HasSubstr("links no account; on the data as it is, 24 are in groups."));
  data.coordination.coverage.self_test->partners_accounts = 5;
  data.coordination.coverage.self_test->times_accounts = 7;
  EXPECT_THAT(section(data),
              AllOf(HasSubstr("links 5 accounts; on the data as it is, 24 are in groups."),
                    HasSubstr("within the hour it links 7")));
  data.coordination.coverage.self_test.reset();
  EXPECT_THAT(section(data), HasSubstr("was not run"));
}

TEST(RenderGroups, TellsOneGroupInPlainWords) {
  const std::string page = section(only(0));

  EXPECT_THAT(page,
              HasSubstr("14 accounts \u00b7 <b>growing</b> \u00b7 4 new, 10 stayed, 1 left "
                        "\u00b7 seen since 17 Oct 2026"));
  EXPECT_THAT(page,
              HasSubstr("14 accounts, linked by 46 pairs that chance does not explain. They "
                        "met 230 times on shared objects; chance would give about 1.4."));
  EXPECT_THAT(page, HasSubstr("46 of 91 possible (51\u00a0%)"));
  EXPECT_THAT(page, HasSubstr("the strongest 1\u00a0% of all tested pairs"));
  EXPECT_THAT(page, HasSubstr("71\u00a0% of these posts"));
  EXPECT_THAT(page, HasSubstr("43\u00a0% of the members were created within one week"));
  EXPECT_THAT(page, HasSubstr("fr 67\u00a0%, en 28\u00a0%, unknown 4\u00a0%"));
  EXPECT_THAT(page, HasSubstr("<code>T0084.001</code> One text posted by many"));
  EXPECT_THAT(page, HasSubstr("This is consistent with coordination. It does not say who"));
}

TEST(RenderGroups, TellsWhatProfilesHaveInCommonBesideWhatChanceGives) {
  ReportData data = only(0);
  ReportGroup& group = data.coordination.groups[0];

  const std::string page = section(data);

  EXPECT_THAT(page,
              HasSubstr("<dt>Profile texts</dt><dd>Of 3 members with one, 2 share it with another "
                        "member; 0.3 expected by chance.</dd>"));
  EXPECT_THAT(page,
              HasSubstr("1. 2 accounts of the group; 3 of 1,204 accounts with a profile text on "
                        "the same platforms and in the same languages carry it:"));
  EXPECT_THAT(page, HasSubstr("Quayside born. Facts at hxxps://harbour-post[.]example"));
  EXPECT_EQ(all_matches(page, "(>profile text 1<)").size(), 2U);

  group.profiles->texts[0].text.clear();
  EXPECT_THAT(section(data), HasSubstr("No two of them still have it."));
  group.profiles->texts[0].text = "Quayside born";
  group.profiles->texts[0].withheld = true;
  EXPECT_THAT(section(data),
              AllOf(HasSubstr("is not named here: neither the text nor who carries it"),
                    Not(HasSubstr("Quayside"))));
  group.profiles->texts.clear();
  EXPECT_THAT(section(data), Not(HasSubstr("Profile texts in common")));
  group.profiles.reset();
  EXPECT_THAT(section(data), HasSubstr("<dt>Profile texts</dt><dd>not known</dd>"));
}

TEST(RenderGroups, PutsTheEarlierPostLeft) {
  ReportData data = only(1);
  auto& group = data.coordination.groups[0];
  group.meetings = {group.meetings[1]};  // the other member came 3 s before the first one

  const std::string page = section(data);

  const std::size_t pairs = page.find("<ol class=\"pairs\">");
  const std::size_t first = page.find(escape_html(group.members[0].handle), pairs);
  const std::size_t other =
      page.find(escape_html(group.members[group.meetings[0].member_b].handle), pairs);
  EXPECT_THAT(page, HasSubstr("<b>3 s apart</b>"));
  EXPECT_LT(other, first);
}

TEST(RenderGroups, ShowsGroupsThatCoordinateOpenlyApartWithTheirReason) {
  const std::string page = section(tests::report_with_groups());
  const std::size_t apart = page.find("Known to coordinate in the open");

  ASSERT_NE(apart, std::string::npos);
  EXPECT_GT(page.find("id=\"g3\""), apart);
  EXPECT_LT(page.find("id=\"g4\""), apart);  // one of its three members is on the list
  EXPECT_THAT(page.substr(apart), HasSubstr("<bdi>A union&#39;s own branches</bdi>"));
  EXPECT_THAT(page, HasSubstr("1 of 3 are on your list"));
}

TEST(RenderGroups, NamesCampaignsThatAreGone) {
  EXPECT_THAT(section(tests::report_with_groups()),
              HasSubstr("<bdi>#harbour #closed</bdi> (7 accounts, last seen 27 Oct 2026); "
                        "<bdi>hxxps://old-quay[.]example/x</bdi> (3 accounts"));
}

TEST(RenderGroups, ReadsTheOrdinaryCausesOffTheGroup) {
  const ReportCoordination coordination = tests::example_coordination();
  ReportGroup replies = coordination.groups[3];
  replies.layer_meetings = {0, 0, 0, 0, 9, 0, 0};

  const auto of_links = group_readings(coordination.groups[0], Language::kEnglish);
  const auto of_replies = group_readings(replies, Language::kEnglish);

  ASSERT_EQ(of_links.size(), 2U);
  EXPECT_THAT(std::string{of_links[1].who}, HasSubstr("newsroom"));
  ASSERT_EQ(of_replies.size(), 3U);
  EXPECT_THAT(std::string{of_replies[2].who}, HasSubstr("live event"));
  ReportGroup quick = coordination.groups[0];
  quick.median_gap_ms = 4'000.0;
  EXPECT_THAT(std::string{group_readings(quick, Language::kEnglish)[2].who},
              HasSubstr("scheduling service"));
}

TEST(RenderGroups, LinksMembersToRowsAndRowsToTheirGroup) {
  const ReportData data = tests::report_with_groups();
  const std::string page = render_html_report(data, {});

  EXPECT_THAT(page, HasSubstr("1. <a href=\"#a1\"><bdi>north-wind-daily.example</bdi></a>"));
  EXPECT_THAT(page, HasSubstr("<b class=\"ingroup\">in group 1</b>"));
  EXPECT_THAT(page, HasSubstr("This account is in <a href=\"#g1\">Group 1</a>"));
  EXPECT_EQ(all_matches(page, "(class=\"ingroup\")").size(), 6U);
  EXPECT_LT(page.find("<section id=\"groups\""), page.find("<section id=\"accounts\""));
}

TEST(RenderGroups, NestsEveryTagUsesEveryIdOnceAndLeavesNoPlaceUnfilled) {
  for (const char* const language : {"en", "fr", "de"}) {
    const std::string page = render_html_report(tests::report_with_groups(), in_language(language));
    const auto ids = all_matches(page, " id=\"([^\"]+)\"");
    const std::set<std::string> unique(ids.begin(), ids.end());

    EXPECT_THAT(tests::unbalanced_tags(page), IsEmpty());
    EXPECT_EQ(unique.size(), ids.size());
    for (const std::string& target : all_matches(page, "href=\"#([^\"]+)\"")) {
      EXPECT_TRUE(unique.contains(target)) << target;
    }
    const std::string body = page.substr(page.find("<body>"), page.find("<script>"));
    EXPECT_THAT(body.substr(0, body.find("<script>")), Not(HasSubstr("{")));
    EXPECT_THAT(all_matches(page, "<svg (?![^>]*aria-)([a-z]+)"), IsEmpty());
  }
}

TEST(RenderGroups, KeepsHostileNamesAndTextsAsText) {
  for (const std::string hostile : {"<script>alert(1)</script>",
                                    "\"><img src=x onerror=alert(1)>",
                                    "' onmouseover='x",
                                    "</style></script></title>",
                                    "{0} {} {99}",
                                    "a\x1B\u202E\u2066\xFF"}) {
    ReportData data = tests::report_with_groups();
    fill_groups_with(data.coordination, hostile);
    for (const char* const language : {"en", "fr", "de"}) {
      const std::string page = render_html_report(data, in_language(language));

      EXPECT_THAT(tests::unbalanced_tags(page), IsEmpty()) << hostile;
      EXPECT_THAT(page, Not(HasSubstr("<img")));
      EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
      for (const char* const gone : {"\x1B", "\u202E", "\u2066", "\xFF"}) {
        EXPECT_EQ(page.find(gone), std::string::npos);
      }
    }
    EXPECT_THAT(section(data), HasSubstr(escape_html(shown_object(hostile))));
  }
}

TEST(RenderGroups, BearsNumbersThatAreNone) {
  ReportData data = only(0);
  ReportGroup& group = data.coordination.groups[0];
  const double none = std::numeric_limits<double>::quiet_NaN();
  group.expected = group.density = group.extent = group.median_gap_ms = none;
  group.explained = group.creation_peak = group.office_hours = none;
  group.members[0].centrality = group.members[0].explained = none;
  group.links[0].decades = none;
  group.meetings[0].member_b = 4'000;  // no such member
  group.posts_per_day.clear();
  data.coordination.coverage.eligible_pairs = none;

  const std::string page = section(data);

  EXPECT_THAT(tests::unbalanced_tags(page), IsEmpty());
  EXPECT_THAT(all_matches(page, "([^a-z]nan[^a-z])"), IsEmpty());
}

TEST(RenderGroups, LeavesRoomForTheAccountsOnAPageUnderTwoMegabytes) {
  ReportData data = tests::large_report(100, 12, 400);
  data.coordination = tests::large_coordination(50, 50);

  const std::string page = render_html_report(data, in_language("fr"));

  EXPECT_LT(page.size(), 2'000'000U);
  EXPECT_EQ(all_matches(page, "(<li class=\"group\")").size(), 50U);
  EXPECT_EQ(all_matches(page, "(<li class=\"account\")").size(), 100U);
  EXPECT_THAT(page, HasSubstr("40 groupes plus petits"));
  fill_groups_with(data.coordination, std::string(5'000, '"'));
  EXPECT_LT(render_html_report(data, {}).size(), 2'000'000U);
}

TEST(RenderGroupCsv, HasOneRowPerMemberWithItsGroup) {
  const std::string csv = render_group_csv(tests::report_with_groups(), {});
  const auto rows = static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n'));
  const std::string head = csv.substr(0, csv.find('\r'));
  const std::string row =
      csv.substr(head.size() + 2, csv.find('\r', head.size() + 2) - head.size() - 2);

  EXPECT_EQ(rows, 1U + 14U + 4U + 3U + 3U);
  EXPECT_EQ(std::count(head.begin(), head.end(), ','), std::count(row.begin(), row.end(), ','));
  EXPECT_THAT(row,
              HasSubstr("42,yes,1,hxxps://harbour-post[.]example/budget-hole?ref=a&b=1,growing,"
                        "3,2026-10-17T00:00:00.000Z,no,14,0,46,230,"));
  EXPECT_THAT(csv, HasSubstr(",A union's own branches,1,3,2,0.3400,1204\r\n"));
}

TEST(RenderGroupCsv, DisarmsFormulas) {
  ReportData data = only(1);
  fill_groups_with(data.coordination, "=1+1");

  EXPECT_THAT(render_group_csv(data, {}), Not(HasSubstr(",=1+1")));
  EXPECT_THAT(render_group_csv(data, {}), HasSubstr("'=1+1"));
}

TEST(RenderJsonReport, HoldsAllOfTheGroups) {
  const auto document = nlohmann::json::parse(render_json_report(tests::report_with_groups(), {}));
  const auto& coordination = document["coordination"];

  EXPECT_EQ(coordination["tested"], true);
  EXPECT_EQ(coordination["coverage"]["tested_pairs"], 4127);
  EXPECT_EQ(coordination["coverage"]["self_test"]["partners_accounts"], 0);
  ASSERT_EQ(coordination["groups"].size(), 4U);
  EXPECT_EQ(coordination["groups"][0]["members"].size(), 14U);
  EXPECT_EQ(coordination["groups"][0]["links"].size(), 46U);
  EXPECT_EQ(coordination["groups"][0]["layer_meetings"]["url"], 210);
  EXPECT_EQ(coordination["groups"][0]["meetings"][1]["gap_ms"], -3000);
  EXPECT_EQ(coordination["groups"][0]["meetings"][1]["post_a"]["native_id"], "pair-12");
  EXPECT_EQ(coordination["groups"][0]["campaign_since"], "2026-10-17T00:00:00.000Z");
  EXPECT_TRUE(coordination["groups"][3]["status"].is_null());
  const auto& profiles = coordination["groups"][0]["profiles"];
  EXPECT_EQ(profiles["members"], 3);
  EXPECT_EQ(profiles["sharing"], 2);
  EXPECT_EQ(profiles["expected"], 0.34);
  EXPECT_EQ(profiles["accounts"], 1204);
  EXPECT_EQ(profiles["texts"][0]["accounts"], 3);
  EXPECT_EQ(profiles["texts"][0]["withheld"], false);
  EXPECT_EQ(coordination["groups"][0]["members"][1]["profile_text"], 1);
  EXPECT_TRUE(coordination["groups"][0]["members"][2]["profile_text"].is_null());
  EXPECT_EQ(coordination["gone"][0]["members"], 7);
}

TEST(RenderTextReport, ListsTheLargestGroups) {
  const std::string text = render_text_report(tests::report_with_groups(), {});

  EXPECT_THAT(text, HasSubstr("4 groups, 24 accounts in all, are consistent with coordination."));
  EXPECT_THAT(text,
              HasSubstr("  1  hxxps://harbour-post[.]example/budget-hole?ref=a&b=1\n"
                        "     14 accounts, median gap 12 s, growing\n"));
  EXPECT_THAT(text, HasSubstr("3 accounts, median gap 12 s, Known to coordinate in the open"));
  EXPECT_THAT(render_text_report(tests::example_report(), {}),
              HasSubstr("Coordination between accounts was not tested in this run."));
}

TEST(RenderTextReport, LetsNoEscapeSequenceOfAGroupThrough) {
  ReportData data = tests::report_with_groups();
  fill_groups_with(data.coordination, "a\x1B[31m\u202E");

  EXPECT_THAT(render_text_report(data, {}), Not(HasSubstr("\x1B")));
}

}  // namespace
}  // namespace vigie::dashboards

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dashboards/html_escape.h"
#include "dashboards/report.h"
#include "tests/dashboards/example_report.h"
#include "tests/dashboards/html_page.h"

namespace vigie::dashboards {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using tests::all_matches;
using tests::unbalanced_tags;

constexpr std::size_t kTwoMegabytes = 2'000'000;

ReportOptions in(std::string language) {
  ReportOptions options;
  options.language = std::move(language);
  return options;
}

/// Every collected field of `data` set to `text`.
void fill_with(ReportData& data, const std::string& text) {
  data.platforms = {text};
  data.run.notes = {text};
  data.run.model = text;
  data.run.list_versions = {text};
  for (ReportAccount& account : data.ranked) {
    account.handle = account.display_name = account.native_id = account.platform = text;
    for (ReportPost& post : account.posts_shown) {
      post.text = post.subject = post.kind = text;
      post.urls = {text, "https://" + text};
    }
    account.listed_domains = {{text, text, 1}};
    account.topics = {{text, 1}};
  }
  for (ReportAccount& account : data.declared) {
    account.handle = account.platform = text;
  }
  for (ReportDomain& domain : data.domains) {
    domain.domain = domain.tier = domain.family = domain.label = domain.list = text;
    domain.evidence_url = "https://evidence.example/" + text;
  }
  data.topics[0].title = text;
  data.collections[0].source = data.collections[0].method = data.collections[0].platform = text;
  data.rejects[0].reason = data.rejects[0].example = text;
}

TEST(RenderHtmlReport, NestsEveryTagInEveryLanguage) {
  for (const char* const language : {"en", "fr", "de"}) {
    EXPECT_THAT(unbalanced_tags(render_html_report(tests::example_report(), in(language))),
                IsEmpty());
  }
  EXPECT_THAT(unbalanced_tags(render_html_report(ReportData{}, {})), IsEmpty());
}

TEST(RenderHtmlReport, UsesEveryIdOnceAndPointsToIdsThatExist) {
  const std::string page = render_html_report(tests::example_report(), {});
  const auto ids = all_matches(page, " id=\"([^\"]+)\"");
  const std::set<std::string> unique(ids.begin(), ids.end());

  EXPECT_EQ(unique.size(), ids.size());
  for (const std::string& target : all_matches(page, "href=\"#([^\"]+)\"")) {
    EXPECT_TRUE(unique.contains(target)) << target;
  }
}

TEST(RenderHtmlReport, LinksEveryContributionToThePostsBehindIt) {
  const ReportData data = tests::example_report();
  const std::string page = render_html_report(data, {});

  for (std::size_t i = 0; i < data.ranked.size(); ++i) {
    for (const ReportContribution& contribution : data.ranked[i].contributions) {
      ASSERT_FALSE(contribution.evidence.empty());
      for (const std::int64_t id : contribution.evidence) {
        EXPECT_THAT(page, HasSubstr(fmt::format("href=\"#p{}-{}\"", i + 1, id)));
        EXPECT_THAT(page, HasSubstr(fmt::format("<li id=\"p{}-{}\"", i + 1, id)));
      }
    }
  }
}

TEST(RenderHtmlReport, CountsEvidenceThatIsNotShown) {
  ReportData data = tests::example_report();
  data.ranked.resize(1);
  auto& contributions = data.ranked[0].contributions;
  contributions[0].evidence.push_back(987654);
  contributions[1].evidence = {987654, 987655};

  const std::string page = render_html_report(data, {});

  EXPECT_THAT(page, HasSubstr("</a> and 1 more</span>"));
  EXPECT_THAT(page, HasSubstr("Behind it: 2 posts in the JSON report"));
  EXPECT_THAT(page, Not(HasSubstr("987654")));
}

TEST(RenderHtmlReport, SaysThatPostsClaimOtherTimesThanTheirsWhereThatIsNoSlip) {
  ReportData data = tests::example_report();
  data.ranked[0].stated_times = {
      .posts = 50,
      .backdated = 4,
      .ahead = 1,
      .examples = {{.post_id = 1, .claimed = from_ms(0), .received = from_ms(1'772'409'600'000)}}};

  EXPECT_THAT(render_html_report(data, {}),
              HasSubstr("claims 1970-01-01T00:00:00.000Z, received 2026-03-02T00:00:00.000Z"));
  EXPECT_THAT(render_html_report(data, in("fr")), HasSubstr("n\u2019ajoute rien \u00e0 aucune"));
  EXPECT_THAT(render_html_report(data, in("de")), HasSubstr("Zeiten, die die Beitr"));
  EXPECT_THAT(render_json_report(data, {}), HasSubstr("\"backdated\": 4"));

  data.ranked[0].stated_times.posts = 51;
  EXPECT_THAT(render_html_report(data, {}), Not(HasSubstr("received 2026-03-02")));
}

TEST(RenderHtmlReport, SaysHowManyPostsItLeavesOut) {
  ReportOptions three;
  three.max_posts_per_account = 3;

  EXPECT_THAT(render_html_report(tests::example_report(), three),
              HasSubstr("3 of 12 are shown; all are in the JSON report."));
  EXPECT_THAT(render_html_report(tests::example_report(), {}), Not(HasSubstr("are shown; all")));
}

TEST(RenderHtmlReport, AddsSmallSignalsUpInOneLine) {
  ReportData data = tests::example_report();
  data.ranked.resize(1);
  data.ranked[0].contributions.push_back({Signal::kMemory, 0.1, 0.04, 0.5, {}});
  data.ranked[0].contributions.push_back({Signal::kApostrophes, 0.1, 0.05, 0.5, {}});

  const std::string page = render_html_report(data, {});

  EXPECT_THAT(page, HasSubstr("2 smaller signals, together +3 points; they are in the JSON"));
  EXPECT_THAT(page, Not(HasSubstr("straight apostrophes")));
}

TEST(RenderHtmlReport, MarksAComparisonThatQualifiesItsSentence) {
  ReportData data = tests::example_report();
  data.ranked.resize(1);
  data.ranked[0].contributions = {{Signal::kSleepGap, 3.0, 0.3, 0.61, {}},
                                  {Signal::kRhythmLongestGap, 3.0, 0.2, 0.1, {}}};

  const std::string page = render_html_report(data, {});

  EXPECT_THAT(page, HasSubstr("(yet longer than 61\u00a0% of the accounts looked at)"));
  EXPECT_THAT(page, HasSubstr("(10\u00a0% of the accounts looked at have a shorter one)"));
}

TEST(RenderHtmlReport, NamesTopicsOfAnAccountByTheirTitle) {
  const std::string page = render_html_report(tests::example_report(), {});

  EXPECT_THAT(page, HasSubstr("</b> <bdi>War in Ukraine</bdi></li>"));
  EXPECT_THAT(page, Not(HasSubstr("<bdi>ukraine_war</bdi></li>")));
}

TEST(RenderHtmlReport, SaysWhichLikelihoodEachFigureOfARowIs) {
  const std::string page = render_html_report(tests::example_report(), {});

  EXPECT_THAT(page, HasSubstr("<span class=\"label\">troll-bot likelihood</span>"));
  EXPECT_THAT(page, HasSubstr("<span class=\"label\">automation likelihood</span>"));
}

TEST(RenderHtmlReport, LoadsNothingFromAnywhere) {
  const std::string page = render_html_report(tests::example_report(), {});

  EXPECT_THAT(all_matches(page, "(<(?:link|img|iframe|object|embed|base|form|video|audio)\\b)"),
              IsEmpty());
  EXPECT_THAT(all_matches(page, "[ ](src|srcset|action|style|on[a-z]+)=\""), IsEmpty());
  EXPECT_THAT(page, Not(HasSubstr("@import")));
  EXPECT_THAT(page, Not(HasSubstr("url(")));
  for (const std::string& link : all_matches(page, "<a ([^>]*href=\"[^#][^>]*)>")) {
    EXPECT_THAT(link, HasSubstr("rel=\"noreferrer noopener nofollow\""));
    EXPECT_THAT(link, HasSubstr("href=\"https://"));
  }
}

TEST(RenderHtmlReport, AllowsItsOwnStyleAndScriptOnly) {
  const std::string page = render_html_report(tests::example_report(), {});

  EXPECT_EQ(all_matches(page,
                        "(default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; "
                        "script-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; "
                        "form-action 'none')")
                .size(),
            1U);
  EXPECT_THAT(page, Not(HasSubstr("unsafe-inline")));
}

TEST(RenderHtmlReport, LinksOnlyWebAddressesOfTheLists) {
  const std::string page = render_html_report(tests::example_report(), {});

  EXPECT_THAT(page, HasSubstr("href=\"https://eur-lex.europa.eu/eli/reg/2022/350/oj\""));
  EXPECT_THAT(page, Not(HasSubstr("href=\"javascript")));
  EXPECT_THAT(page, HasSubstr("javascript[:]alert(1)"));
}

TEST(RenderHtmlReport, DefangsCollectedAddresses) {
  const std::string page = render_html_report(tests::example_report(), {});

  EXPECT_THAT(page, HasSubstr("hxxps://www[.]rt[.]com/news/"));
  EXPECT_THAT(page, Not(HasSubstr("https://www.rt.com")));
}

TEST(RenderHtmlReport, KeepsHostileTextAsText) {
  for (const std::string hostile : {"<script>alert(1)</script>",
                                    "\"><img src=x onerror=alert(1)>",
                                    "' onmouseover='x",
                                    "</style></script></title>",
                                    "<!-- ",
                                    "]]>",
                                    "&lt;script&gt;"}) {
    ReportData data = tests::example_report();
    const auto clean_tags = all_matches(render_html_report(data, {}), "<([a-z0-9]+)");
    const std::set<std::string> known(clean_tags.begin(), clean_tags.end());
    fill_with(data, hostile);

    const std::string page = render_html_report(data, {});

    EXPECT_THAT(unbalanced_tags(page), IsEmpty()) << hostile;
    EXPECT_THAT(page, HasSubstr(escape_html(hostile)));
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
    for (const std::string& tag : all_matches(page, "<([a-z0-9]+)")) {
      EXPECT_TRUE(known.contains(tag)) << tag;
    }
  }
}

TEST(RenderHtmlReport, LetsNoControlOrBidiCharacterThrough) {
  ReportData data = tests::example_report();
  fill_with(data, std::string("a\0\x1B\x7F\u202Eb\u2066\u200F\xFF", 15));

  const std::string page = render_html_report(data, {});

  EXPECT_EQ(page.find('\0'), std::string::npos);
  for (const char* const gone : {"\x1B", "\x7F", "\u202E", "\u2066", "\u200F", "\xFF"}) {
    EXPECT_EQ(page.find(gone), std::string::npos);
  }
  EXPECT_THAT(page, HasSubstr("[RLO]b[LRI][RLM]\uFFFD"));
}

TEST(RenderHtmlReport, CutsAHandleOfTenKilobytes) {
  ReportData data = tests::example_report();
  const std::size_t before = render_html_report(data, {}).size();
  data.ranked[0].handle = std::string(10'000, 'x');

  EXPECT_LT(render_html_report(data, {}).size(), before + 200);
}

TEST(RenderHtmlReport, StaysUnderTwoMegabytes) {
  const ReportData usual = tests::large_report(100, 12, 400);
  ReportData worst = usual;
  fill_with(worst, std::string(5'000, '"'));  // six bytes a character once escaped

  const std::string page = render_html_report(usual, in("fr"));

  EXPECT_LT(page.size(), kTwoMegabytes);
  EXPECT_EQ(all_matches(page, "(<li class=\"account\")").size(), 100U);
  EXPECT_GE(all_matches(page, "(<li id=\"p)").size(), 1000U);  // ten posts an account
  EXPECT_LT(render_html_report(worst, {}).size(), kTwoMegabytes);
}

TEST(RenderHtmlReport, SeparatesAccountsAboveAndBelowTheLine) {
  const ReportData data = tests::example_report();
  const std::string page = render_html_report(data, {});
  const std::size_t below = page.find("Below the report line: shown for comparison");

  ASSERT_NE(below, std::string::npos);
  for (std::size_t i = 0; i < data.ranked.size(); ++i) {
    const bool is_above = *data.ranked[i].likelihood >= data.run.report_line;
    EXPECT_EQ(page.find(fmt::format("id=\"a{}\"", i + 1)) < below, is_above) << i;
  }
}

TEST(RenderHtmlReport, IsCalmWhenNobodyReachesTheLine) {
  ReportData data = tests::example_report();
  data.ranked.erase(data.ranked.begin(), data.ranked.begin() + 8);
  data.above_line = 0;

  const std::string page = render_html_report(data, {});

  EXPECT_THAT(page, HasSubstr("Nothing to report: no account reaches the line in this window."));
  EXPECT_THAT(page, HasSubstr("No account reaches the report line of 50\u00a0%."));
}

TEST(RenderHtmlReport, AlwaysSaysWhatSpeaksAgainst) {
  ReportData data = tests::example_report();
  data.ranked.resize(1);
  auto& contributions = data.ranked[0].contributions;
  contributions.erase(
      std::remove_if(
          contributions.begin(), contributions.end(), [](const auto& c) { return c.nats < 0.0; }),
      contributions.end());

  const std::string page = render_html_report(data, {});

  EXPECT_THAT(page, HasSubstr("What speaks against it"));
  EXPECT_THAT(page, HasSubstr("No measured signal speaks against it."));
}

TEST(RenderHtmlReport, AddsUpInPoints) {
  ReportData data = tests::example_report();
  data.ranked.resize(1);
  ReportAccount& account = data.ranked[0];
  account.group_nats = {1.0, 0.5, 0.0, 0.0, 0.0, 0.0, -0.2};
  account.likelihood = 1.0 / (1.0 + std::exp(std::log(19.0) - 1.3));

  EXPECT_THAT(render_html_report(data, {}),
              HasSubstr("start \u221285 points (a prior of 5\u00a0%); rhythm +29, text habits +14, "
                        "profile \u22126; total \u221247, which is 16\u00a0%."));
}

TEST(RenderHtmlReport, StartsFromThePriorThatTheModelMovedForTheAccount) {
  ReportData data = tests::example_report();
  data.ranked.resize(1);
  ReportAccount& account = data.ranked[0];
  account.group_nats = {1.0, 0.5, 0.0, 0.0, 0.0, 0.0, -0.2};
  account.likelihood = 1.0 / (1.0 + std::exp(std::log(49.0) - 1.3));

  EXPECT_THAT(render_html_report(data, {}),
              HasSubstr("start \u2212112 points (a prior of 2\u00a0%); rhythm +29"));
}

TEST(RenderHtmlReport, SaysWhetherCoordinationWasTested) {
  ReportData data = tests::example_report();
  EXPECT_THAT(render_html_report(data, {}),
              HasSubstr("coordination between accounts was not tested in this run."));
  data.run.notes.clear();
  EXPECT_THAT(render_html_report(data, {}), HasSubstr("Coordination was tested against chance"));
}

TEST(RenderHtmlReport, ShowsTheBannerForSimulatedDataOnly) {
  ReportData data = tests::example_report();
  EXPECT_THAT(render_html_report(data, {}), HasSubstr("class=\"simulated\""));
  data.simulated = false;
  EXPECT_THAT(render_html_report(data, {}), Not(HasSubstr("class=\"simulated\"")));
}

TEST(RenderHtmlReport, GivesDeclaredAccountsNoLikelihood) {
  const std::string page = render_html_report(tests::example_report(), {});
  const std::size_t begin = page.find("<section id=\"declared\"");
  const std::string section = page.substr(begin, page.find("</section>", begin) - begin);

  EXPECT_THAT(section, HasSubstr("city-gazette.example"));
  EXPECT_THAT(section, HasSubstr("declared automated account"));
  EXPECT_THAT(section, Not(HasSubstr("meter")));
}

TEST(RenderHtmlReport, IsReadableInTheDarkOnPaperOnAPhoneAndAloud) {
  const std::string page = render_html_report(tests::example_report(), in("fr"));

  EXPECT_THAT(page, HasSubstr("<html lang=\"fr\">"));
  EXPECT_THAT(page, HasSubstr("@media (prefers-color-scheme: dark)"));
  EXPECT_THAT(page, HasSubstr("@media print"));
  EXPECT_THAT(page, HasSubstr("width=device-width"));
  EXPECT_THAT(page, HasSubstr("class=\"skip\" href=\"#accounts\""));
  EXPECT_THAT(all_matches(page, "<th(?! scope=)([ >])"), IsEmpty());
  EXPECT_THAT(all_matches(page, "<svg (?![^>]*aria-)([a-z]+)"), IsEmpty());
}

TEST(RenderHtmlReport, LeavesNoPlaceUnfilled) {
  for (const char* const language : {"en", "fr", "de"}) {
    const std::string page = render_html_report(tests::example_report(), in(language));
    const std::string body = page.substr(page.find("<body>"));
    const std::string text = body.substr(0, body.find("<script>"));

    EXPECT_THAT(text, Not(HasSubstr("{")));
    EXPECT_THAT(all_matches(text, "([^a-z]nan[^a-z])"), IsEmpty());
  }
}

TEST(RenderHtmlReport, GivesTheSameBytesTwice) {
  EXPECT_EQ(render_html_report(tests::example_report(), {}),
            render_html_report(tests::example_report(), {}));
}

TEST(RenderHtmlReport, SaysHowASourceWasShared) {
  ReportData data = tests::example_report();
  data.ranked.front().listed_domains = {{"rt.com", "sanctioned", 9, {4, 3}}};
  data.domains.front().stance = {41, 13};
  const std::string page = render_html_report(data, in("en"));

  EXPECT_THAT(page, HasSubstr("; 4 at a distance, 3 contradicting it</span>"));
  EXPECT_THAT(page, HasSubstr("41 at a distance, 13 contradicting it"));
  EXPECT_THAT(render_html_report(data, in("fr")), HasSubstr("41 avec distance, 13"));
  EXPECT_THAT(render_html_report(data, in("de")), HasSubstr("41 mit Abstand, 13"));
  data.ranked.front().listed_domains.front().stance = {};
  EXPECT_THAT(render_html_report(data, in("en")), Not(HasSubstr("0 at a distance")));
}

TEST(RenderHtmlReport, TitlesTopicsInItsOwnLanguage) {
  ReportData data = tests::example_report();
  data.topics.front().titles = {{"en", "War & peace"}, {"de", "Krieg und Frieden"}};
  data.topics.front().title = "War & peace";

  EXPECT_THAT(render_html_report(data, in("de")), HasSubstr("Krieg und Frieden"));
  EXPECT_THAT(render_html_report(data, in("fr")), HasSubstr("War &amp; peace"));
}

TEST(RenderHtmlReport, GivesAToneToATopicWithEnoughPosts) {
  ReportData data = tests::example_report();
  EXPECT_THAT(render_html_report(data, in("en")), Not(HasSubstr("(4,321)")));
  data.topics.front().tone = {4321, -1.25};

  EXPECT_THAT(render_html_report(data, in("en")), HasSubstr("\u22121.2 (4,321)"));
}

}  // namespace
}  // namespace vigie::dashboards

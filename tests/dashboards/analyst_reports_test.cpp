// Examples name the fields that they are about; the others keep their defaults.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

// What `vigie groups`, `pair` and `trace` print, and the network files, from structs made by hand.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dashboards/group_listing.h"
#include "dashboards/network_export.h"
#include "dashboards/pair_report.h"
#include "dashboards/plain_words.h"
#include "dashboards/text_table.h"
#include "dashboards/trace_report.h"

namespace vigie::dashboards {
namespace {

using Json = nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// An escape sequence, a right-to-left override, markup, and a tag that closes an attribute.
const std::string kHostile = "\x1b[31m\u202Eevil</node>\"<&'\x01";

AnalysisRun run_three() {
  AnalysisRun run;
  run.id = {3};
  run.window = {from_ms(1'717'200'000'000), from_ms(1'717'200'000'000 + 2LL * 86'400'000)};
  return run;
}

ReportPost post(std::string id, std::int64_t ms, std::string text) {
  ReportPost made;
  made.native_id = std::move(id);
  made.time = from_ms(1'717'200'000'000 + ms);
  made.kind = "post";
  made.text = std::move(text);
  return made;
}

ReportPair two_accounts() {
  ReportPair pair;
  pair.run = run_three();
  pair.window = pair.run->window;
  pair.tested = true;
  pair.account_a = {.platform = "x", .native_id = "1", .handle = "north", .posts = 20};
  pair.account_b = {.platform = "x", .native_id = "2", .handle = kHostile, .posts = 1};
  pair.account_a.scored = pair.account_b.scored = true;
  pair.account_a.likelihood = 0.55;
  pair.account_a.grade = Grade::kB;
  return pair;
}

TEST(PairReport, ShowsALinkWithObservedAgainstExpected) {
  ReportPair pair = two_accounts();
  pair.linked = true;
  pair.group = 1;
  pair.objects = 3;
  pair.decades = 14.0;
  pair.meetings_total = 5;
  pair.layers = {{CoordinationLayer::kUrl, 60'000, 2, 0.01, 8.5}};
  pair.meetings = {{.layer = CoordinationLayer::kUrl,
                    .label = "https://a.example/x",
                    .post_a = post("pa", 12'000, "later"),
                    .post_b = post("pb", 0, "see https://b.example/"),
                    .gap_ms = -12'000}};

  const std::string text = render_text_pair(pair);

  EXPECT_THAT(text,
              AllOf(HasSubstr("Linked: "),
                    HasSubstr("consistent with coordination"),
                    HasSubstr("p = 10^-14.0"),
                    HasSubstr("Group 1: `vigie groups --group"),
                    HasSubstr("0.010"),
                    HasSubstr("12 s apart, B first"),
                    HasSubstr("hxxps://a[.]example/x"),
                    HasSubstr("hxxps://b[.]example/")));
  EXPECT_LT(text.find("post pb"), text.find("post pa"));  // in time order
  const Json document = Json::parse(render_json_pair(pair));
  EXPECT_EQ(document["answer"], "linked");
  EXPECT_EQ(document["link"]["layers"][0]["observed"], 2);
  EXPECT_EQ(document["link"]["meetings"][0]["gap_ms"], -12'000);
}

TEST(PairReport, SaysThatChanceExplainsAPairThatDidNotSurvive) {
  ReportPair pair = two_accounts();
  pair.common_total = 1;
  pair.common = {{.kind = ObjectKind::kUrl,
                  .key = "https://a.example/x",
                  .posts_a = 2,
                  .posts_b = 1,
                  .shares = 1'000,
                  .post_a = post("pa", 0, "one"),
                  .post_b = post("pb", 0, "two"),
                  .gap_ms = 0}};

  EXPECT_THAT(render_text_pair(pair),
              AllOf(HasSubstr("Not linked: chance explains"),
                    HasSubstr("2 by A, 1 by B; 1,000 or more shares in the store"),
                    HasSubstr("at the same time")));
  EXPECT_EQ(Json::parse(render_json_pair(pair))["answer"], "not_linked");
}

TEST(PairReport, TellsWhyNothingWasTested) {
  ReportPair pair = two_accounts();
  pair.account_a.scored = false;
  EXPECT_THAT(render_text_pair(pair), HasSubstr("no post of x:north"));
  pair.tested = false;
  EXPECT_THAT(render_text_pair(pair), HasSubstr("did not look for"));
  pair.run.reset();
  EXPECT_THAT(render_text_pair(pair),
              AllOf(HasSubstr("there is no run yet"), HasSubstr("nothing in common")));
  EXPECT_EQ(Json::parse(render_json_pair(pair))["answer"], "no_run");
}

TEST(PairReport, ComparesProfileTexts) {
  ReportPair pair = two_accounts();
  EXPECT_THAT(render_text_pair(pair), Not(HasSubstr("Profile texts")));
  pair.profiles.comparison = ProfileComparison::kMissing;
  pair.profiles.has_a = true;
  EXPECT_THAT(render_text_pair(pair), HasSubstr("Profile texts: B has none"));
  pair.profiles.comparison = ProfileComparison::kDifferent;
  EXPECT_THAT(render_text_pair(pair), HasSubstr("Profile texts: they differ."));
  pair.profiles.comparison = ProfileComparison::kWithheld;
  EXPECT_THAT(render_text_pair(pair), HasSubstr("an account is not named here"));

  pair.profiles = {.comparison = ProfileComparison::kSame,
                   .has_a = true,
                   .has_b = true,
                   .carriers = 4,
                   .accounts = 1'200,
                   .text = "Read https://a.example first"};
  EXPECT_THAT(render_text_pair(pair),
              AllOf(HasSubstr("4 of 1,200\naccounts of the run with a profile text carry it"),
                    HasSubstr("Read hxxps://a[.]example first")));
  const Json profiles = Json::parse(render_json_pair(pair))["profiles"];
  EXPECT_EQ(profiles["comparison"], "same");
  EXPECT_EQ(profiles["carriers"], 4);
  EXPECT_EQ(profiles["accounts"], 1200);
  EXPECT_EQ(profiles["population"], "run");
  EXPECT_EQ(profiles["text"], "Read https://a.example first");
}

TEST(GroupListing, TellsProfileTextsWithObservedAgainstExpected) {
  ReportGroup group;
  group.members = {{.platform = "x", .handle = "north", .profile_text = 1},
                   {.platform = "x", .handle = "south"}};
  EXPECT_THAT(render_text_group(group, run_three()), HasSubstr("were not compared"));
  group.profiles.emplace();
  EXPECT_THAT(render_text_group(group, run_three()), HasSubstr("No member has a profile text"));
  group.profiles =
      ReportGroupProfiles{.members = 5, .sharing = 3, .expected = 0.04, .accounts = 90};
  group.profiles->texts = {
      {.members = 3, .accounts = 4, .decades = 6.2, .text = "Quayside born, harbour raised"}};

  const std::string text = render_text_group(group, run_three());

  EXPECT_THAT(text, HasSubstr("of 5 members with one, 3 have the text of another member"));
  EXPECT_THAT(text, HasSubstr("0.04"));
  EXPECT_THAT(text, HasSubstr("1. 3 of 4 accounts that carry it, -log10 p 6.2: Quayside born"));
  group.profiles->texts[0].withheld = true;
  EXPECT_THAT(render_text_group(group, run_three()), Not(HasSubstr("Quayside")));
}

TEST(AnalystReports, LetNoControlCharacterOut) {
  ReportPair pair = two_accounts();
  ReportTrace trace;
  trace.key = kHostile;
  trace.kind = ObjectKind::kHashtag;
  trace.measures.shares = 1;
  trace.measures.accounts = 1;
  trace.measures.shares_per_bin = {1};
  trace.rows = {{.platform = kHostile, .handle = kHostile, .post = kHostile, .kind = "post"}};
  ReportGroup group;
  group.name = kHostile;
  group.members = {{.platform = "x", .handle = kHostile, .known_reason = kHostile}};
  group.objects = {{.layer = CoordinationLayer::kText, .label = kHostile}};
  group.profiles = ReportGroupProfiles{.members = 2, .sharing = 2, .accounts = 2};
  group.profiles->texts = {{.members = 2, .accounts = 2, .text = kHostile}};
  pair.profiles.comparison = ProfileComparison::kSame;
  pair.profiles.text = kHostile;
  ReportCoordination coordination;
  coordination.groups = {group};
  for (const std::string& text : {render_text_pair(pair),
                                  render_text_trace(trace),
                                  render_text_group(group, run_three()),
                                  render_text_groups(coordination, run_three())}) {
    EXPECT_THAT(text,
                AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\u202E")), Not(HasSubstr("\x01"))));
    EXPECT_THAT(text, HasSubstr("[RLO]"));
  }
}

TEST(GroupListing, ListsGroupsWithTheSelfTest) {
  ReportGroup group;
  group.group = 1;
  group.name = "a.example";
  group.status = "growing";
  group.members.resize(5);
  group.known_members = 2;
  group.links.resize(7);
  group.observed = 60;
  group.expected = 1.5;
  group.median_gap_ms = 12'000.0;
  group.extent = 0.99;
  ReportCoordination coordination;
  coordination.tested = true;
  coordination.groups = {group};
  coordination.groups_total = 4;
  coordination.coverage.eligible_pairs = 4'950.0;
  coordination.coverage.tested_pairs = 100;
  coordination.coverage.pairs = 7;

  const std::string text = render_text_groups(coordination, run_three());

  EXPECT_THAT(text,
              AllOf(HasSubstr("Of 4,950 pairs of accounts 100 met"),
                    HasSubstr("elf-test"),
                    HasSubstr("a[.]example"),
                    HasSubstr("5 (2 known)"),
                    HasSubstr("40 x"),
                    HasSubstr("12 s"),
                    HasSubstr("and 3 smaller ones"),
                    HasSubstr("`vigie groups --group 1`")));
  const Json document = Json::parse(render_json_groups(coordination, run_three()));
  EXPECT_EQ(document["groups"][0]["name"], "a.example");
  EXPECT_EQ(document["groups"][0]["status"], "growing");
  EXPECT_EQ(document["groups_total"], 4);
}

TEST(GroupListing, SaysWhenThereIsNone) {
  EXPECT_THAT(render_text_groups({}, run_three()),
              AllOf(HasSubstr("No group"), HasSubstr("cannot be excluded")));
}

TEST(TraceReport, TellsSpeedConcentrationAndWhoItWas) {
  ReportTrace trace;
  trace.key = "https://a.example/x";
  trace.listed_tier = "sanctioned";
  trace.run = run_three();
  trace.groups_tested = true;
  trace.measures = {.shares = 9,
                    .accounts = 3,
                    .half_ms = 200'000,
                    .first_minute = 2,
                    .first_hour = 8,
                    .gini = 0.25,
                    .top_account = 0.5,
                    .top_ten_accounts = 1.0,
                    .top_percent = 0.5,
                    .shares_per_bin = {8, 0, 1}};
  trace.sharers = {.scored = 3, .above_line = 1, .in_groups = 2};
  trace.rows = {{.platform = "x",
                 .handle = "north",
                 .post = "p1",
                 .kind = "post",
                 .likelihood = 0.7,
                 .grade = Grade::kA,
                 .group = 1,
                 .is_first_by_account = true}};

  const std::string text = render_text_trace(trace);

  EXPECT_THAT(text,
              AllOf(HasSubstr("Link: hxxps://a[.]example/x"),
                    HasSubstr("listed source (sanctioned)"),
                    HasSubstr("3 min 20 s"),
                    HasSubstr("Gini 0.25"),
                    HasSubstr("\u2588 \u2581"),
                    HasSubstr("First: x:north."),
                    HasSubstr("and 8 later ones")));
  const Json document = Json::parse(render_json_trace(trace));
  EXPECT_EQ(document["sharers"]["in_groups"], 2);
  EXPECT_EQ(document["rows"][0]["likelihood"], 0.7);
  trace.run.reset();
  EXPECT_TRUE(Json::parse(render_json_trace(trace))["sharers"]["in_run"].is_null());
  EXPECT_THAT(render_text_trace(trace), HasSubstr("There is no run yet"));
}

Network small_network() {
  Network network;
  network.run = {3};
  network.window = run_three().window;
  network.nodes = {{.id = "n1",
                    .platform = "x",
                    .native_id = "1",
                    .handle = kHostile,
                    .group = 1,
                    .likelihood = 0.5,
                    .centrality = 1.0,
                    .core = 2,
                    .profile_text = 7},
                   {.id = "n2", .platform = "x", .native_id = "2", .handle = "=cmd()"}};
  network.edges = {{.source = 0,
                    .target = 1,
                    .decades = 9.5,
                    .objects = 3,
                    .observed = 4,
                    .expected = 0.25,
                    .layers = 3}};
  return network;
}

TEST(NetworkExport, EscapesNamesInXml) {
  for (const std::string& xml : {render_gexf(small_network()), render_graphml(small_network())}) {
    EXPECT_THAT(xml,
                AllOf(HasSubstr("[RLO]evil&lt;/node&gt;&quot;&lt;&amp;&#39;"),
                      Not(HasSubstr("\x1b")),
                      Not(HasSubstr("\u202E")),
                      HasSubstr("repost url"),
                      HasSubstr("9.5")));
  }
}

TEST(NetworkExport, LeavesOutWhatIsNotKnown) {
  const std::string gexf = render_gexf(small_network());
  EXPECT_THAT(gexf, HasSubstr("<attvalue for=\"4\" value=\"0.5\"/>"));
  EXPECT_THAT(gexf, HasSubstr("title=\"profile_text\" type=\"integer\""));
  EXPECT_THAT(gexf, HasSubstr("<attvalue for=\"11\" value=\"7\"/>"));
  const std::string second = gexf.substr(gexf.find("id=\"n2\""));
  EXPECT_THAT(second.substr(0, second.find("</node>")),
              AllOf(Not(HasSubstr("for=\"3\"")), Not(HasSubstr("for=\"4\""))));
}

TEST(NetworkExport, WritesTheHeadsThatGephiExpectsAndDisarmsCells) {
  EXPECT_EQ(render_edge_csv(small_network()),
            "Source,Target,Type,Weight,decades,q_decades,objects,fast_objects,days,observed,"
            "expected,layers\r\nn1,n2,Undirected,9.5,9.5,0,3,0,0,4,0.25,repost url\r\n");
  EXPECT_THAT(render_node_csv(small_network()),
              AllOf(testing::StartsWith("Id,Label,platform,handle,native_id,group,likelihood,"),
                    HasSubstr("n1,"),
                    HasSubstr(",1,2,false,false,,7\r\n"),
                    HasSubstr("n2,'=cmd(),x,'=cmd(),2,,,D,0,0,false,false,,\r\n")));
}

TEST(PlainWords, WriteDurationsAndSeries) {
  EXPECT_EQ(plain_duration(0), "0 s");
  EXPECT_EQ(plain_duration(-500), "0.5 s");
  EXPECT_EQ(plain_duration(60'000), "1 min");
  EXPECT_EQ(plain_duration(7'500'000), "2 h 5 min");
  EXPECT_EQ(plain_duration(86'400'000), "1 day");
  EXPECT_EQ(plain_duration(97'200'000LL * 4), "4 days 12 h");
  EXPECT_EQ(plain_sparkline(std::vector<std::uint32_t>{0, 1, 8}), " \u2581\u2588");
  EXPECT_EQ(plain_sparkline(std::vector<std::uint32_t>{0, 0}), "  ");
  EXPECT_EQ(plain_key(ObjectKind::kHashtagSequence, "a b"), "#a #b");
}

TEST(TextTable, AlignsWhatCharactersTakeOnAScreen) {
  TextTable table{{{"name", false, 6}, {"n", true}}};
  table.add({"\u6F22\u5B57", "7"});  // two columns each
  table.add({"long name", "12"});
  EXPECT_EQ(table.render(), "name     n\n\u6F22\u5B57     7\nlong \u2026  12\n");
}

}  // namespace
}  // namespace vigie::dashboards

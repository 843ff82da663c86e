// Every surface that shows accounts, over a database in which two of them asked not to be shown, or
// have fewer followers than the team names, or nobody knows how many: nothing that names them, and
// none of their words, is in any byte.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/commands.h"
#include "app/console.h"
#include "app/failure.h"
#include "app/list_actions.h"
#include "app/naming.h"
#include "app/workspace.h"
#include "storage/amplification_store.h"
#include "storage/coordination_store.h"
#include "storage/finding_store.h"
#include "storage/lookalike_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;
using storage::tests::at;
using storage::tests::kDay;
using storage::tests::post;
using storage::tests::Profile;
using storage::tests::repost;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kHushedPost = "at://did:plc:hushedid/app.bsky.feed.post/3khushedkey";
constexpr const char* kHushedLink =
    "https://bsky.app/profile/hushed.person.example/post/3khushedkey";
constexpr const char* kSharedPage = "https://page.example/water";

/// What of the two accounts must be nowhere: handles, ids, display names, bios, words, keys.
const std::vector<std::string> kSecrets{"hushed.person",
                                        "hushedid",
                                        "Hushed Display",
                                        "Hushed bio",
                                        "Hushed words",
                                        "3khushedkey",
                                        "muted.person",
                                        "mutedid",
                                        "Muted Display",
                                        "Muted words",
                                        "3kmutedkey"};

void expect_nothing_named(const std::string& bytes, const std::string& where) {
  EXPECT_FALSE(bytes.empty()) << where;
  for (const std::string& secret : kSecrets) {
    EXPECT_EQ(bytes.find(secret), std::string::npos)
        << where << " shows " << secret << ": ..."
        << bytes.substr(std::max<std::size_t>(bytes.find(secret), 120) - 120, 240);
  }
}

/// Handles are searched defanged too: a handle is an address, and is broken up where one is shown.
std::string without_brackets(std::string text) {
  std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
  return text;
}

/// Why the two are not named, and what is said of them.
struct Cause {
  std::string_view name;
  std::string_view profiles;  ///< SQL.
  std::string_view settings;
  std::string_view sentence;
  std::string_view because;
  std::string_view said_in_french;
  std::string_view said_in_german;
};

/// Else a test would be called by the addresses of its parameter.
void PrintTo(const Cause& cause, std::ostream* out) {
  *out << cause.name;
}

// The account that is named has opted out of nothing and has 5,000 followers.
constexpr Cause kTheyAsked{"Asked",
                           "",
                           "",
                           "asked not to be shown in public",
                           "asked",
                           "a demand\u00e9 \u00e0 ne pas \u00eatre montr\u00e9 en public",
                           "m\u00f6chte nicht \u00f6ffentlich gezeigt werden"};
constexpr Cause kTheyAreSmall{"FewFollowers",
                              "UPDATE account SET opt_out = 0, followers = 999 "
                              "WHERE native_id IN ('did:plc:hushedid', 'did:plc:mutedid');",
                              "[report]\nmin_followers_to_name = 1000\n",
                              "fewer than 1,000 followers",
                              "few_followers",
                              "moins de 1\u202f000 abonn\u00e9s",
                              "unter 1.000 Follower"};
constexpr Cause kNobodyKnows{"FollowersUnknown",
                             "UPDATE account SET opt_out = 0 "
                             "WHERE native_id IN ('did:plc:hushedid', 'did:plc:mutedid');",
                             "[report]\nmin_followers_to_name = 1\n",
                             "unknown whether",
                             "followers_unknown",
                             "nombre d\u2019abonn\u00e9s inconnu",
                             "Zahl der Follower unbekannt"};

class WithheldSurfacesTest : public storage::tests::StoreTest,
                             public testing::WithParamInterface<Cause> {
 protected:
  RunId before;
  RunId now;

  void SetUp() override {
    storage::Database database{create()};
    PreparedBatch batch = storage::tests::batch_of(posts());
    batch.records.platform = "bluesky";
    batch.records.accounts = {Profile{.native_id = "did:plc:hushedid",
                                      .handle = "hushed.person.example",
                                      .display_name = "Hushed Display",
                                      .bio = "Hushed bio of thirty characters and a few more",
                                      .opt_out = OptOut::kNoUnauthenticated},
                              Profile{.native_id = "did:plc:mutedid",
                                      .handle = "muted.person.example",
                                      .display_name = "Muted Display",
                                      .opt_out = OptOut::kNotDiscoverable},
                              Profile{.native_id = "did:plc:openid",
                                      .handle = "open.account.example",
                                      .bio = "Hushed bio of thirty characters and a few more",
                                      .followers = 5000}};
    storage::tests::import(database, {batch});
    before = write_run(database, {at(0s), at(kDay * 28)}, 0.3, 0.6);
    now = write_run(database, {at(kDay), at(kDay * 29)}, 0.9, 0.48);
    write_gone_campaign(database);
    database.execute(GetParam().profiles);
    write_settings(GetParam().settings);
  }

  void write_settings(std::string_view text) const {
    std::ofstream{file("vigie.toml"), std::ios::binary} << text;
  }

  static std::vector<PreparedPost> posts() {
    PreparedPost hushed = post(kHushedPost, "did:plc:hushedid", at(kDay + 1h), "Hushed words here");
    PreparedPost muted = post("at://did:plc:mutedid/app.bsky.feed.post/3kmutedkey",
                              "did:plc:mutedid",
                              at(kDay + 2h),
                              "Muted words here");
    PreparedPost open = post("at://did:plc:openid/app.bsky.feed.post/3kopen",
                             "did:plc:openid",
                             at(kDay + 1h + 30s),
                             "Well said @hushed.person.example, see " + std::string{kHushedLink});
    open.shares.push_back(storage::tests::url(kHushedLink, "bsky.app", kHushedLink));
    for (PreparedPost* one : {&hushed, &muted, &open}) {
      one->shares.push_back(storage::tests::url(kSharedPage, "page.example", kSharedPage));
    }
    PreparedPost passed_on = repost("at://did:plc:openid/app.bsky.feed.repost/3kagain",
                                    "did:plc:openid",
                                    at(kDay + 3h),
                                    kHushedPost);
    passed_on.shares.front().key = kHushedPost;
    passed_on.post.subject_account_native_id = "did:plc:hushedid";
    passed_on.post.text = "Hushed words here";
    return {hushed, muted, open, passed_on};
  }

  static std::int64_t scalar(storage::Database& database, const std::string& sql) {
    return database.scalar(sql);
  }

  static AccountId account(storage::Database& database, const std::string& id) {
    return {
        scalar(database, "SELECT account_id FROM account WHERE native_id = 'did:plc:" + id + "'")};
  }

  static PostId post_of(storage::Database& database, const std::string& end) {
    return {scalar(database, "SELECT post_id FROM post WHERE native_id LIKE '%/" + end + "'")};
  }

  static ObjectId object(storage::Database& database, const std::string& end) {
    return {scalar(database, "SELECT object_id FROM object WHERE key LIKE '%" + end + "'")};
  }

  static AccountScore score(storage::Database& database,
                            const std::string& id,
                            const std::string& evidence,
                            TimeWindow window,
                            double likelihood) {
    AccountScore made;
    made.account = account(database, id);
    made.window = window;
    made.grade = Grade::kC;
    made.posts = 12;
    made.active_days = 3;
    made.likelihood = likelihood;
    made.contributions = {{Signal::kBurstiness, 0.5, 1.0, 0.9, {post_of(database, evidence)}}};
    return made;
  }

  static RunId write_run(storage::Database& database,
                         TimeWindow window,
                         double hushed,
                         double muted) {
    AnalysisRun made_of;
    made_of.window = window;
    made_of.code_version = "0.1.0";
    made_of.model = "default";
    storage::FindingStore findings{database};
    const RunId run = findings.begin_run(made_of);
    storage::CoordinationStore{database}.write(run, groups(database));
    storage::AmplificationStore{database}.write(run, pushed(database));
    Lookalikes lookalikes;
    lookalikes.protected_handles = {"north.wind.example"};
    lookalikes.accounts = {
        {account(database, "hushedid"),
         {{LookalikeKind::kHandle, "north.wind.example", LookalikeRule::kEdits, 2}},
         {to_ms(at(0s)), to_ms(at(kDay)), 1, 1, {post_of(database, "3khushedkey")}}}};
    storage::LookalikeStore{database}.write(run, lookalikes);
    std::vector<AccountScore> scores{score(database, "hushedid", "3khushedkey", window, hushed),
                                     score(database, "openid", "3kopen", window, 0.7),
                                     score(database, "mutedid", "3kmutedkey", window, muted)};
    scores[1].contributions.push_back(
        {Signal::kSleepGap, 1.0, 0.5, 0.5, {post_of(database, "3kagain")}});
    std::sort(scores.begin(), scores.end(), [](const auto& a, const auto& b) {
      return *a.likelihood > *b.likelihood;
    });
    for (std::uint32_t i = 0; i < scores.size(); ++i) {
      scores[i].rank = i + 1;
    }
    RunTotals totals;
    totals.posts = 4;
    totals.accounts = 3;
    findings.write(run, scores, totals);
    findings.publish(run, window.end + 1h);
    return run;
  }

  static CoordinationFindings groups(storage::Database& database) {
    const PostId hushed = post_of(database, "3khushedkey");
    const PostId open = post_of(database, "3kopen");
    CoordinationFindings found;
    found.coverage.shares = 6;
    found.coverage.tested_pairs = 3;
    found.coverage.pairs = 1;
    found.texts = {{hushed, 2, {hushed}}};
    GroupFinding& group = found.groups.emplace_back();
    group.group = 1;
    group.name = "@hushed.person.example";
    group.members = {{account(database, "hushedid"), 2, 2, 1.0, 9.0, 0.5, ""},
                     {account(database, "openid"), 2, 2, 1.0, 8.0, 0.5, ""},
                     {account(database, "mutedid"), 2, 2, 1.0, 7.0, 0.5, ""}};
    // The open account has the withheld one's bio: shown with it, it would lead to the other.
    group.profiles = GroupProfileFinding{
        .members = 2, .sharing = 2, .expected = 0.1, .accounts = 9, .texts = {{2, 3, 1.0}}};
    group.members[0].profile_text = group.members[1].profile_text = 1;
    group.objects = {{CoordinationLayer::kRepost,
                      object(database, "feed.post/3khushedkey"),
                      0,
                      3,
                      0.1,
                      3,
                      {},
                      {}},
                     {CoordinationLayer::kText, {}, 1, 2, 0.1, 2, {}, {}},
                     {CoordinationLayer::kUrl,
                      object(database, "example/post/3khushedkey"),
                      0,
                      2,
                      0.1,
                      2,
                      {},
                      {}}};
    PairFinding& pair = found.pairs.emplace_back();
    pair.account_a = account(database, "hushedid");
    pair.account_b = account(database, "openid");
    pair.group = 1;
    pair.objects = 2;
    pair.days = 1;
    pair.decades = 9.0;
    pair.q_decades = 6.0;
    pair.meetings = 2;
    pair.layers = {{CoordinationLayer::kUrl, 0, 2, 0.1, 5.0}};
    pair.shown_meetings = {{CoordinationLayer::kUrl,
                            object(database, "example/post/3khushedkey"),
                            0,
                            hushed,
                            open,
                            30},
                           {CoordinationLayer::kText, {}, 1, hushed, open, 30}};
    return found;
  }

  static AmplificationFindings pushed(storage::Database& database) {
    const ObjectId key = object(database, "feed.post/3khushedkey");
    AmplificationFindings found;
    Amplification& of_post = found.objects.emplace_back();
    of_post.kind = AmplifiedKind::kPost;
    of_post.object = key;
    of_post.shares = 2;
    of_post.accounts = 2;
    of_post.first_movers = {{account(database, "mutedid"), to_ms(at(kDay))}};
    Amplification& of_link = found.objects.emplace_back();
    of_link.object = object(database, "example/post/3khushedkey");
    of_link.shares = 2;
    of_link.accounts = 2;
    of_link.first_movers = {{account(database, "hushedid"), to_ms(at(kDay))}};
    found.amplifiers = {{account(database, "hushedid"), 1, 1, 1}};
    Narrative& narrative = found.narratives.emplace_back();
    narrative.topic = "water";
    narrative.posts = 2;
    narrative.accounts = 2;
    narrative.representative = {post_of(database, "3khushedkey"), post_of(database, "3kopen")};
    narrative.urls = {object(database, "example/post/3khushedkey")};
    Alert& alert = found.alerts.emplace_back();
    alert.kind = AmplifiedKind::kPost;
    alert.object = key;
    alert.shares = 2;
    return found;
  }

  /// A group of the first run, called after its text; the second run does not see it any more.
  void write_gone_campaign(storage::Database& database) const {
    const std::string first = std::to_string(before.value);
    database.execute(
        "INSERT INTO campaign (campaign_id, name, first_run_id, last_run_id) VALUES (7, "
        "'\"Hushed words here\"', " +
        first + ", " + first + ")");
    database.execute(
        "INSERT INTO campaign_run (campaign_id, run_id, group_id, status, members, "
        "members_kept, members_new, members_left, objects_kept) VALUES (7, " +
        first + ", 1, 'new', 3, 0, 3, 0, 0), (7, " + std::to_string(now.value) +
        ", NULL, 'gone', 0, 0, 0, 3, 0)");
  }

  /// Output of a command, on the terminal and as JSON.
  template <typename Command>
  std::string said_by(Command command, bool json) const {
    command.common.db = file();
    command.common.json = json;
    Console console;
    console.set_json(json);
    testing::internal::CaptureStdout();
    run(command, console);
    return testing::internal::GetCapturedStdout();
  }

  template <typename Command>
  void expect_withheld_by(const Command& command, const std::string& name) const {
    for (const bool json : {false, true}) {
      const std::string output = said_by(command, json);
      expect_nothing_named(without_brackets(output), name + (json ? " --json" : ""));
      EXPECT_THAT(output, HasSubstr("account-")) << name;
      EXPECT_THAT(output, HasSubstr(json ? GetParam().because : GetParam().sentence)) << name;
    }
  }

  [[nodiscard]] std::string content_of(const std::filesystem::path& path) const {
    std::ifstream stream{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
  }

  /// The pseudonym of the first account.
  [[nodiscard]] std::string pseudonym() const {
    const std::string csv = content_of(file("en") / "report.csv");
    const std::size_t begin = csv.find("account-");
    return begin == std::string::npos ? std::string{} : csv.substr(begin, 18);
  }
};

TEST_P(WithheldSurfacesTest, NoFileOfAReportNamesThem) {
  for (const std::string language : {"en", "fr", "de"}) {
    ReportCommand command;
    command.out = file(language);
    command.language = language;
    command.since = "2024-06-28";
    const std::string terminal = said_by(command, false);
    expect_nothing_named(without_brackets(terminal), "terminal " + language);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{file(language)}) {
      const std::string bytes = content_of(entry.path());
      expect_nothing_named(without_brackets(bytes), entry.path().string());
      EXPECT_THAT(bytes, HasSubstr("account-")) << entry.path();
      ++files;
    }
    EXPECT_EQ(files, 7U) << "html, json, csv, groups, lookalikes, amplification, comparison";
  }
  const std::string page = content_of(file("en") / "report.html");
  EXPECT_THAT(page, HasSubstr("; name withheld"));
  EXPECT_THAT(page, HasSubstr("text and link withheld"));
  EXPECT_THAT(page, HasSubstr(GetParam().sentence));
  EXPECT_THAT(page, HasSubstr("2 accounts here"));
  EXPECT_THAT(page, HasSubstr("vigie show account-"));
  EXPECT_THAT(page, HasSubstr("open.account.example")) << "others are named as before";
  EXPECT_THAT(content_of(file("en") / "report.json"), HasSubstr("Well said @account-"));
  EXPECT_THAT(content_of(file("en") / "report.json"), HasSubstr(GetParam().because));
  EXPECT_THAT(content_of(file("en") / "report.csv"), HasSubstr(GetParam().because));
  EXPECT_THAT(content_of(file("fr") / "report.html"), HasSubstr(GetParam().said_in_french));
  EXPECT_THAT(content_of(file("de") / "report.html"), HasSubstr(GetParam().said_in_german));
}

TEST_P(WithheldSurfacesTest, WithoutThatCauseTheReportWouldShowIt) {
  storage::open_store(file(), storage::OpenMode::kReadWrite)
      .execute("UPDATE account SET opt_out = 0");
  write_settings("");
  ReportCommand command;
  command.out = file("en");
  said_by(command, false);

  const std::string report = content_of(file("en") / "report.json");

  for (const std::string& secret : kSecrets) {
    EXPECT_NE(report.find(secret), std::string::npos) << secret;
  }
  EXPECT_THAT(report, Not(HasSubstr("account-")));
}

TEST_P(WithheldSurfacesTest, APseudonymIsTheSameInEveryReportOfADatabase) {
  ReportCommand command;
  command.out = file("en");
  said_by(command, false);
  const std::string first = pseudonym();
  ASSERT_EQ(first.size(), 18U);

  command.out = file("again");
  said_by(command, false);

  EXPECT_THAT(content_of(file("again") / "report.csv"), HasSubstr(first));
  EXPECT_THAT(said_by(GroupsCommand{}, true), HasSubstr(first)) << "and in every command";
}

TEST_P(WithheldSurfacesTest, NoCommandOfTheAnalystNamesThem) {
  GroupsCommand one_group;
  one_group.group = 1;
  expect_withheld_by(GroupsCommand{}, "groups");
  expect_withheld_by(one_group, "groups --group 1");
  PairCommand linked;
  linked.accounts = {"hushed.person.example", "open.account.example"};
  expect_withheld_by(linked, "pair");
  PairCommand not_linked;
  not_linked.accounts = {"hushed.person.example", "muted.person.example"};
  expect_withheld_by(not_linked, "pair, not linked");
  for (const std::string& traced : {std::string{kSharedPage},
                                    std::string{kHushedLink},
                                    "bluesky:" + std::string{kHushedPost}}) {
    TraceCommand trace;
    trace.object = traced;
    for (const bool json : {false, true}) {
      expect_nothing_named(without_brackets(said_by(trace, json)), "trace " + traced);
    }
  }
}

TEST_P(WithheldSurfacesTest, NoNetworkNamesThem) {
  for (const std::string name : {"n.gexf", "n.graphml", "n.csv"}) {
    ExportCommand command;
    command.out = file(name);
    expect_nothing_named(said_by(command, false), "export " + name);
    expect_nothing_named(content_of(file(name)), name);
  }
  EXPECT_THAT(
      content_of(file("n.gexf")),
      testing::AllOf(
          HasSubstr("account-"), HasSubstr("name withheld"), HasSubstr(GetParam().because)));
  expect_nothing_named(content_of(file("n-nodes.csv")), "n-nodes.csv");
  EXPECT_THAT(content_of(file("n-nodes.csv")), HasSubstr("account-"));
}

TEST_P(WithheldSurfacesTest, NeitherDoesTheEffectOfAList) {
  CommonArguments common;
  common.db = file();
  storage::Database database = storage::open_store(file(), storage::OpenMode::kReadOnly);
  storage::WithheldNames names{database, naming_rules(load_settings(common), database, now)};
  analysis::ListEffect effect;
  effect.now_above.resize(2);
  effect.now_above[0].platform = "bluesky";
  effect.now_above[0].native_id = "did:plc:hushedid";
  effect.now_above[0].handle = "hushed.person.example";
  effect.now_above[1] = effect.now_above[0];
  effect.now_above[1].native_id = "did:plc:openid";
  effect.now_below.push_back(effect.now_above[0]);
  effect.now_below[0].native_id = "did:plc:mutedid";

  const dashboards::WithheldCount withheld = withhold_names(effect, names);

  EXPECT_EQ(withheld.total(), 2U);
  EXPECT_THAT(effect.now_above[0].handle, testing::StartsWith("account-"));
  EXPECT_THAT(effect.now_below[0].native_id, testing::StartsWith("account-"));
  EXPECT_EQ(effect.now_above[1].native_id, "did:plc:openid");
  EXPECT_THAT(dashboards::plain_withheld(withheld), HasSubstr("2 accounts"));
}

TEST_P(WithheldSurfacesTest, ShowTellsThePersonEverything) {
  ShowCommand command;
  command.account = "hushed.person.example";

  const std::string shown = said_by(command, true);

  for (const char* held : {"did:plc:hushedid", "Hushed Display", "Hushed bio", "Hushed words"}) {
    EXPECT_THAT(shown, HasSubstr(held));
  }
  EXPECT_THAT(shown, Not(HasSubstr("account-")));
}

TEST_P(WithheldSurfacesTest, ShowFindsAnAccountByItsPseudonym) {
  ReportCommand report;
  report.out = file("en");
  said_by(report, false);
  ShowCommand command;
  command.account = pseudonym();

  EXPECT_THAT(said_by(command, true),
              testing::AnyOf(HasSubstr("did:plc:hushedid"), HasSubstr("did:plc:mutedid")));

  command.account = "account-0000000000";
  command.common.db = file();
  Console console;
  EXPECT_THROW(run(command, console), RunFailure);
}

/// Only who asked is withheld whatever the team declares.
TEST_P(WithheldSurfacesTest, WhomTheTeamDeclaresIsPublicUnlessItAsked) {
  const bool asked = GetParam().because == kTheyAsked.because;
  for (const std::string declared :
       {"[classes]\nmedia = [\"Bluesky:@Hushed.Person.example\", \"bluesky:did:plc:mutedid\"]\n",
        "[classes]\nbots = [\"bluesky:hushed.person.example\", \"bluesky:did:plc:mutedid\"]\n",
        "[[coordination.known]]\naccounts = [\"bluesky:hushed.person.example\", "
        "\"bluesky:muted.person.example\"]\nreason = \"a union\"\n"}) {
    write_settings(std::string{GetParam().settings} + declared);
    ReportCommand command;
    command.out = file("en");
    said_by(command, false);
    const std::string report = content_of(file("en") / "report.json");
    EXPECT_EQ(report.find("hushed.person") == std::string::npos, asked) << declared;
    EXPECT_EQ(report.find("muted.person") == std::string::npos, asked) << declared;
    EXPECT_EQ(report.find("account-") != std::string::npos, asked) << declared;
  }
}

TEST_P(WithheldSurfacesTest, WhatARunShowsApartAsMediaIsPublicUnlessItAsked) {
  storage::open_store(file(), storage::OpenMode::kReadWrite)
      .execute(
          "UPDATE account_score SET account_class = 1, rank = 0 WHERE account_id = "
          "(SELECT account_id FROM account WHERE native_id = 'did:plc:hushedid')");
  ReportCommand command;
  command.out = file("en");
  said_by(command, false);
  const std::string report = content_of(file("en") / "report.json");

  EXPECT_EQ(report.find("hushed.person") == std::string::npos,
            GetParam().because == kTheyAsked.because);
  EXPECT_EQ(report.find("muted.person"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(EachCause,
                         WithheldSurfacesTest,
                         testing::Values(kTheyAsked, kTheyAreSmall, kNobodyKnows),
                         [](const auto& made) { return std::string{made.param.name}; });

}  // namespace
}  // namespace vigie::app

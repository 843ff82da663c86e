#include "storage/report_reader.h"

#include <chrono>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/coordination_store.h"
#include "storage/finding_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::at;
using tests::kDay;

/// Two accounts that post, one of them a declared outlet, and a run over three days.
class ReportReaderTest : public tests::StoreTest {
 protected:
  Database database{create()};
  RunId run;

  void SetUp() override {
    PreparedPost link = tests::post("1", "100", at(1h), "link");
    link.shares = {tests::url("https://rt.com/a", "rt.com")};
    PreparedPost quote = tests::post("3", "100", at(kDay + 1h), "quote");
    quote.post.kind = PostKind::kQuote;
    quote.post.subject_id = "77";
    PreparedBatch batch = tests::batch_of({link,
                                           tests::post("2", "100", at(kDay), "late"),
                                           quote,
                                           tests::post("4", "200", at(2h), "outlet")});
    batch.records.accounts = {
        tests::Profile{.native_id = "100", .handle = "ali", .display_name = "Ali"}};
    tests::import(database, {batch});
    write_run();
  }

  /// A run that looked for groups and found one, of both accounts.
  RunId write_run_with_a_group() {
    AnalysisRun made_of;
    made_of.window = {at(0s), at(kDay * 3)};
    made_of.code_version = "0.1.0";
    FindingStore findings{database};
    const RunId with_group = findings.begin_run(made_of);
    CoordinationFindings found;
    found.coverage.shares = 2;
    found.coverage.tested_pairs = 1;
    GroupFinding& group = found.groups.emplace_back();
    group.group = 1;
    group.name = "rt.com";
    group.members = {{scores()[0].account, 1, 1, 1.0, 9.0, 0.5, ""},
                     {scores()[1].account, 1, 1, 1.0, 9.0, 0.5, ""}};
    CoordinationStore{database}.write(with_group, found);
    findings.write(with_group, scores(), totals());
    findings.publish(with_group, at(kDay * 4));
    return with_group;
  }

  void write_run() {
    AnalysisRun made_of;
    made_of.window = {at(0s), at(kDay * 3)};
    made_of.code_version = "0.1.0";
    FindingStore findings{database};
    run = findings.begin_run(made_of);
    findings.write(run, scores(), totals());
    findings.publish(run, at(kDay * 4));
  }

  [[nodiscard]] std::vector<AccountScore> scores() {
    const AccountId ali{database.scalar("SELECT account_id FROM account WHERE native_id = '100'")};
    const AccountId outlet{
        database.scalar("SELECT account_id FROM account WHERE native_id = '200'")};
    AccountScore ranked;
    ranked.account = ali;
    ranked.window = {at(0s), at(kDay * 3)};
    ranked.grade = Grade::kC;
    ranked.posts = 3;
    ranked.likelihood = 0.6;
    ranked.rank = 1;
    ranked.contributions = {{Signal::kAccountAge, 10, 0.1, 0.5, {}},
                            {Signal::kSleepGap, 2, -1.5, 0.1, {{3}, {2}}},
                            {Signal::kBurstiness, 0.5, 1.0, 0.9, {{1}, {2}}}};
    AccountScore declared;
    declared.account = outlet;
    declared.window = ranked.window;
    declared.account_class = AccountClass::kMedia;
    return {declared, ranked};
  }

  [[nodiscard]] RunTotals totals() {
    const AccountId ali{database.scalar("SELECT account_id FROM account WHERE native_id = '100'")};
    RunTotals made;
    made.posts = 4;
    made.accounts = 2;
    made.reposts = 0;
    made.urls = 1;
    made.listed_posts = 1;
    made.listed_accounts = 1;
    made.posts_per_day = {2, 2, 0};
    const Tone no_tone;
    made.topics = {{"energy", "Energy", 1, 1, 0, {1, 0, 0}},
                   {"war",
                    "War",
                    3,
                    2,
                    1,
                    {1, 2, 0},
                    {12, -0.75},
                    {no_tone, {12, -0.75}, no_tone},
                    {{"en", "War"}, {"fr", "Guerre"}}}};
    made.sources = {{"rt.com",
                     {1},
                     SourceTier::kSanctioned,
                     "RT",
                     "RT",
                     "https://law.example",
                     "sanctioned 2024-05-01",
                     1,
                     1,
                     {1, 0, 0},
                     {3, 2}}};
    made.account_topics = {{ali, "energy", 1}, {ali, "war", 2}};
    made.account_sources = {{ali, "rt.com", 6, {3, 2}}};
    return made;
  }

  [[nodiscard]] ReportData read(const ReportQuery& query = {}) {
    Database reader = open_store(file(), OpenMode::kReadOnly);
    return read_report(reader, run, query);
  }
};

TEST_F(ReportReaderTest, FillsTheTotals) {
  const ReportData data = read();

  EXPECT_EQ(data.run.id, run);
  EXPECT_EQ(data.vigie_version, "0.1.0");
  EXPECT_THAT(data.platforms, ElementsAre("x"));
  EXPECT_EQ(data.posts, 4U);
  EXPECT_EQ(data.accounts, 2U);
  EXPECT_EQ(data.urls, 1U);
  EXPECT_EQ(data.listed_posts, 1U);
  EXPECT_EQ(data.above_line, 1U);
  EXPECT_THAT(data.accounts_by_grade, ElementsAre(0, 0, 1, 1));
  EXPECT_THAT(data.posts_per_day, ElementsAre(2, 2, 0));
  EXPECT_EQ(data.collections.size(), 1U);
  EXPECT_THAT(data.rejects, IsEmpty());
  EXPECT_FALSE(data.simulated);
}

TEST_F(ReportReaderTest, ShowsARankedAccountWithItsReasonsAndPosts) {
  const ReportData data = read();

  ASSERT_EQ(data.ranked.size(), 1U);
  const ReportAccount& account = data.ranked[0];
  EXPECT_EQ(account.handle, "ali");
  EXPECT_EQ(account.display_name, "Ali");
  EXPECT_EQ(account.likelihood, 0.6);
  EXPECT_EQ(account.low, std::nullopt);
  ASSERT_EQ(account.contributions.size(), 3U);
  EXPECT_EQ(account.contributions[0].signal, Signal::kSleepGap);  // the strongest, against
  EXPECT_EQ(account.contributions[0].nats, -1.5);
  EXPECT_THAT(account.contributions[0].evidence, ElementsAre(3, 2));
  EXPECT_EQ(account.contributions[1].signal, Signal::kBurstiness);
  ASSERT_EQ(account.posts_shown.size(), 3U);
  EXPECT_EQ(account.posts_shown[0].text, "link");
  EXPECT_THAT(account.posts_shown[0].urls, ElementsAre("https://rt.com/a"));
  EXPECT_EQ(account.posts_shown[1].text, "late");
  EXPECT_EQ(account.posts_shown[2].kind, "quote");
  EXPECT_EQ(account.posts_shown[2].subject, "77");
}

TEST_F(ReportReaderTest, ShowsWhenAnAccountPosted) {
  const ReportData data = read();
  const ReportAccount& account = data.ranked.at(0);

  // 1 June 2024 was a Saturday: row 5.
  EXPECT_EQ(account.hour_by_weekday.at(5).at(1), 1U);
  EXPECT_EQ(account.hour_by_weekday.at(6).at(0), 1U);
  EXPECT_EQ(account.hour_by_weekday.at(6).at(1), 1U);
  EXPECT_THAT(account.posts_per_day, ElementsAre(1, 2, 0));
  ASSERT_EQ(account.topics.size(), 2U);
  EXPECT_EQ(account.topics[0].topic, "war");
  ASSERT_EQ(account.listed_domains.size(), 1U);
  EXPECT_EQ(account.listed_domains[0].tier, "sanctioned");
}

TEST_F(ReportReaderTest, ComparesTheTimesThatLivePostsClaimWithThoseOfTheStream) {
  const auto claiming = [](const std::string& id, UtcTime claimed, UtcTime received) {
    PreparedPost post = tests::post(id, "100", claimed);
    post.post.observed = received;
    return post;
  };
  const auto collect =
      [&](const std::string& source, const std::string& format, std::vector<PreparedPost> posts) {
        tests::import(database,
                      {tests::batch_of(std::move(posts))},
                      {.platform = "x",
                       .method = "stream",
                       .source = source,
                       .format = format,
                       .source_hash = {},
                       .started = at(0s),
                       .live_source = source});
      };
  collect("bluesky:jetstream",
          "jetstream",
          {claiming("11", at(1h), at(1h + 1s)),
           claiming("12", at(-kDay * 400), at(2h)),
           claiming("13", at(1h), at(2h + 1s)),
           claiming("14", at(1h), at(2h)),
           claiming("15", at(4h), at(3h)),
           claiming("16", at(3h + 120s), at(3h))});
  collect("bluesky:history", "bluesky", {claiming("21", at(1h), at(kDay * 2))});
  collect("mastodon:a.example:local",
          "mastodon",
          {claiming("31", at(1h), at(kDay * 2)), claiming("32", at(kDay * 2 + 1h), at(kDay * 2))});

  const ReportStatedTimes times = read().ranked.at(0).stated_times;

  EXPECT_EQ(times.posts, 8U) << "neither the archive's nor the history's";
  EXPECT_EQ(times.backdated, 2U) << "a timeline that is polled yields posts late by itself";
  EXPECT_EQ(times.ahead, 2U);
  ASSERT_EQ(times.examples.size(), 4U);
  EXPECT_EQ(times.examples[0].claimed, at(-kDay * 400));
  EXPECT_EQ(times.examples[0].received, at(2h));
  EXPECT_EQ(times.examples[1].received, at(2h + 1s));
  EXPECT_EQ(times.examples[3].claimed, at(kDay * 2 + 1h));
  EXPECT_FALSE(times.is_remarkable()) << "four";
}

TEST_F(ReportReaderTest, ShowsDeclaredAccountsApart) {
  const ReportData data = read();

  ASSERT_EQ(data.declared.size(), 1U);
  EXPECT_EQ(data.declared[0].handle, "200");  // no handle known
  EXPECT_EQ(data.declared[0].account_class, AccountClass::kMedia);
  EXPECT_EQ(data.declared[0].rank, 0U);
}

TEST_F(ReportReaderTest, ShowsSourcesAndTopicsByFallingPosts) {
  const ReportData data = read();

  ASSERT_EQ(data.domains.size(), 1U);
  EXPECT_EQ(data.domains[0].domain, "rt.com");
  EXPECT_EQ(data.domains[0].tier, "sanctioned");
  EXPECT_EQ(data.domains[0].list, "sanctioned 2024-05-01");
  EXPECT_THAT(data.domains[0].posts_per_day, ElementsAre(1, 0, 0));
  ASSERT_EQ(data.topics.size(), 2U);
  EXPECT_EQ(data.topics[0].topic, "war");
  EXPECT_EQ(data.topics[0].title, "War");
  EXPECT_EQ(data.topics[0].accounts, 2U);
  EXPECT_THAT(data.topics[0].posts_per_day, ElementsAre(1, 2, 0));
}

TEST_F(ReportReaderTest, ShowsHowSourcesWereSharedAndTheToneOfTopics) {
  const ReportData data = read();

  EXPECT_EQ(data.domains.at(0).stance, (StanceCounts{3, 2}));
  EXPECT_EQ(data.ranked.at(0).listed_domains.at(0).stance, (StanceCounts{3, 2}));
  const ReportTopic& war = data.topics.at(0);
  EXPECT_EQ(war.titles.at("fr"), "Guerre");
  EXPECT_EQ(war.tone.posts, 12U);
  EXPECT_EQ(war.tone.mean, -0.75);
  ASSERT_EQ(war.tone_per_day.size(), 3U);
  EXPECT_EQ(war.tone_per_day[0].mean, std::nullopt);
  EXPECT_EQ(war.tone_per_day[1].posts, 12U);
  EXPECT_EQ(data.topics.at(1).tone.mean, std::nullopt);
}

TEST_F(ReportReaderTest, KeepsToTheLimitsAsked) {
  const ReportData data = read({.max_accounts = 1, .max_posts_per_account = 1});
  ASSERT_EQ(data.ranked.size(), 1U);
  EXPECT_EQ(data.ranked[0].posts_shown.size(), 1U);  // of the strongest contribution
  EXPECT_EQ(data.ranked[0].posts_shown[0].native_id, "3");

  EXPECT_THAT(read({.max_accounts = 0}).ranked, IsEmpty());
}

TEST_F(ReportReaderTest, NeverShowsAPostErasedSinceTheRun) {
  PreparedBatch deletion = tests::batch_of({});
  deletion.records.deletions = {{"1", at(kDay * 5)}};
  tests::import(database, {deletion}, tests::archive("deletions"));

  const ReportData data = read();
  const ReportAccount& account = data.ranked.at(0);

  EXPECT_EQ(account.posts_shown.size(), 2U);
  EXPECT_THAT(account.contributions[1].evidence, ElementsAre(2));
  EXPECT_THAT(account.posts_per_day, ElementsAre(0, 2, 0));
}

TEST_F(ReportReaderTest, RefusesARunThatIsNotThere) {
  Database reader = open_store(file(), OpenMode::kReadOnly);

  EXPECT_THROW(static_cast<void>(read_report(reader, RunId{99}, {})), StorageError);
  EXPECT_FALSE(reader.in_transaction());
}

TEST_F(ReportReaderTest, MarksARunOfInventedDataAndNoOther) {
  EXPECT_FALSE(read().simulated);
  PreparedBatch invented = tests::batch_of({tests::post("1", "100", at(0s))});
  invented.records.platform = "simulated";

  tests::import(database, {invented}, tests::archive("simulated"));

  // Invented posts in the same database say nothing of a run over real ones.
  EXPECT_FALSE(read().simulated);

  database.execute(
      "UPDATE platform SET name = name || '-before';"
      "UPDATE platform SET name = 'simulated' WHERE platform_id = "
      "(SELECT a.platform_id FROM account_score s JOIN account a USING (account_id) LIMIT 1)");
  EXPECT_TRUE(read().simulated);
}

TEST_F(ReportReaderTest, HoldsTheGroupsOfItsOwnRunOnly) {
  const RunId with_group = write_run_with_a_group();

  const ReportData before = read_report(database, run, {});
  const ReportData after = read_report(database, with_group, {});

  EXPECT_FALSE(before.coordination.tested);
  EXPECT_THAT(before.coordination.groups, IsEmpty());
  EXPECT_TRUE(after.coordination.tested);
  EXPECT_EQ(after.coordination.coverage.tested_pairs, 1U);
  ASSERT_EQ(after.coordination.groups.size(), 1U);
  EXPECT_EQ(after.coordination.groups[0].name, "rt.com");
  EXPECT_EQ(after.coordination.groups[0].members.size(), 2U);
}

}  // namespace
}  // namespace vigie::storage

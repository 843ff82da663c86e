// Mornings in a row, and what is remembered of them.
#include "storage/score_history.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/account_rows_reader.h"
#include "storage/finding_store.h"
#include "storage/report_accounts.h"
#include "storage/run_store.h"
#include "storage/run_values.h"
#include "storage/score_model_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::at;
using tests::kDay;

constexpr double kMargin = 0.1;

class ScoreHistoryTest : public tests::StoreTest {
 protected:
  Database database{create()};

  void SetUp() override {
    PreparedPost link = tests::post("1", "ali", at(1h), "see this");
    link.shares = {tests::url("https://rt.com/a", "rt.com")};
    tests::import(database,
                  {tests::batch_of({link,
                                    tests::post("2", "bea", at(2h)),
                                    tests::post("3", "ali", at(kDay)),
                                    tests::repost("4", "ali", at(kDay * 2), "77")})});
  }

  [[nodiscard]] AccountId account(const std::string& native_id) {
    return {
        database.scalar("SELECT account_id FROM account WHERE native_id = '" + native_id + "'")};
  }

  /// A published run that ends `day` days after the first of June 2024; ali first, then bea.
  AnalysisRun morning(int day,
                      std::optional<double> ali,
                      std::optional<double> bea = std::nullopt,
                      std::chrono::days length = kDay * 28) {
    AnalysisRun made_of;
    made_of.window = {at(kDay * day) - length, at(kDay * day)};
    made_of.code_version = "0.1.0";
    made_of.model = "default";
    std::vector<AccountScore> scores;
    std::uint32_t rank = 0;
    for (const auto& [name, likelihood] : {std::pair{"ali", ali}, std::pair{"bea", bea}}) {
      AccountScore& score = scores.emplace_back();
      score.account = account(name);
      score.window = made_of.window;
      score.grade = likelihood ? Grade::kB : Grade::kD;
      score.posts = 70;
      score.active_days = 9;
      score.covered_days = 20.5;
      score.likelihood = likelihood;
      score.rank = likelihood ? ++rank : 0;
    }
    scores.front().contributions = {{Signal::kBurstiness, -0.5, 0.9, 0.02, {}},
                                    {Signal::kSleepGap, 7.0, 0.0, 0.6, {}}};
    RunTotals totals;
    totals.reference_accounts.at(static_cast<std::size_t>(Signal::kBurstiness)) = 1240;
    FindingStore findings{database};
    const RunId run = findings.begin_run(made_of);
    findings.write(run, scores, totals);
    findings.publish(run, at(kDay * day + 1h));
    return RunStore{database}.find_run(run)->run;
  }

  std::optional<UtcTime> above_until(const AnalysisRun& now, const std::string& name = "ali") {
    return ScoreHistoryReader::above_until(
        ScoreHistoryReader{database, now, 60}.read(account(name)), kMargin);
  }
};

TEST_F(ScoreHistoryTest, ListsTheRunsOfAnAccountFromTheOldest) {
  morning(29, 0.3);
  morning(30, std::nullopt);
  const AnalysisRun now = morning(31, 0.7);

  const auto history = ScoreHistoryReader{database, now, 60}.read(account("ali"));

  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[0].window_end, at(kDay * 29));
  EXPECT_EQ(history[0].likelihood, 0.3);
  EXPECT_EQ(history[1].likelihood, std::nullopt);
  EXPECT_EQ(history[1].grade, Grade::kD);
  EXPECT_EQ(history[2].run, now.id);
  EXPECT_EQ(history[2].rank, 1U);
}

TEST_F(ScoreHistoryTest, TakesTheLastRunOfAWindowAndLeavesOutOtherLengthsAndWhatCameLater) {
  morning(29, 0.3);
  morning(29, 0.4);
  morning(30, 0.9, std::nullopt, kDay * 7);
  const AnalysisRun now = morning(31, 0.5);
  morning(32, 0.6);

  const auto history = ScoreHistoryReader{database, now, 60}.read(account("ali"));

  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].likelihood, 0.4);
  EXPECT_EQ(history[1].likelihood, 0.5);
}

TEST_F(ScoreHistoryTest, RemembersAnAccountUntilItFallsClearlyBelowTheLine) {
  EXPECT_EQ(above_until(morning(29, 0.49)), std::nullopt);  // never at the line
  EXPECT_EQ(above_until(morning(30, 0.52)), std::nullopt);  // at the line: nothing to remember
  EXPECT_EQ(above_until(morning(31, 0.45)), at(kDay * 30));
  EXPECT_EQ(above_until(morning(32, 0.40)), at(kDay * 30));  // at the edge it still holds
  EXPECT_EQ(above_until(morning(33, 0.39)), std::nullopt);   // clearly below
  EXPECT_EQ(above_until(morning(34, 0.45)), std::nullopt);   // back near it: not at the line since
}

TEST_F(ScoreHistoryTest, LooksPastARunThatHadTooLittleData) {
  morning(29, 0.6);
  morning(30, std::nullopt);

  EXPECT_EQ(above_until(morning(31, 0.45)), at(kDay * 29));
}

TEST_F(ScoreHistoryTest, NamesWhoIsHeldByRankAndChangesNoLikelihood) {
  morning(29, 0.6, 0.55);
  const AnalysisRun now = morning(30, 0.48, 0.42);

  const ReportHeld held = ScoreHistoryReader{database, now, 60}.read_held(kMargin, 1, {});

  EXPECT_EQ(held.total, 2U);
  ASSERT_EQ(held.accounts.size(), 1U);
  EXPECT_EQ(held.accounts[0].native_id, "ali");
  EXPECT_EQ(held.accounts[0].rank, 1U);
  EXPECT_EQ(held.accounts[0].likelihood, 0.48);
  EXPECT_EQ(held.accounts[0].above_until, at(kDay * 29));
  EXPECT_THAT((ScoreHistoryReader{database, now, 60}.read_held(0.0, 1, {}).accounts), IsEmpty());
}

TEST_F(ScoreHistoryTest, FindsTheRunOfTheWindowBefore) {
  const AnalysisRun first = morning(29, 0.3);
  const AnalysisRun second = morning(30, 0.3);

  EXPECT_EQ((ScoreHistoryReader{database, first, 60}.previous_run()), std::nullopt);
  EXPECT_EQ((ScoreHistoryReader{database, second, 60}.previous_run()), first.id);
}

TEST_F(ScoreHistoryTest, IsThereForResearchersToo) {
  morning(29, 0.6);
  morning(29, 0.55);
  morning(30, 0.3);

  EXPECT_EQ(
      tests::text_of(database,
                     "SELECT group_concat(handle || ' ' || likelihood || ' ' || at_line || ' ' "
                     "|| latest_of_window, ', ') FROM (SELECT * FROM v_score_history WHERE "
                     "native_id = 'ali' ORDER BY run_id)"),
      "ali 0.6 1 0, ali 0.55 1 1, ali 0.3 0 1");
}

TEST_F(ScoreHistoryTest, KeepsEveryMeasuredValueOfARun) {
  const AnalysisRun run = morning(29, 0.6);

  const auto values = read_run_values(database, run.id, account("ali"));
  const auto nothing_kept = read_run_values(database, run.id, account("bea"));

  ASSERT_TRUE(values && nothing_kept);
  EXPECT_TRUE(values->kept);
  EXPECT_EQ(values->values.at(static_cast<std::size_t>(Signal::kBurstiness)), -0.5);
  EXPECT_EQ(values->values.at(static_cast<std::size_t>(Signal::kSleepGap)), 7.0);
  EXPECT_EQ(values->values.at(static_cast<std::size_t>(Signal::kMemory)), std::nullopt);
  EXPECT_EQ(values->covered_days, 20.5);
  EXPECT_EQ(values->window, run.window);
  EXPECT_FALSE(nothing_kept->kept);
  EXPECT_EQ(read_run_values(database, RunId{999}, account("ali")).has_value(), false);
}

TEST_F(ScoreHistoryTest, TellsOverHowManyAccountsAPercentileIsTaken) {
  const AnalysisRun run = morning(29, 0.6);

  const auto read = read_one_account(database, run.id, account("ali"));

  ASSERT_TRUE(read);
  ASSERT_EQ(read->contributions.size(), 2U);
  EXPECT_EQ(read->contributions[0].accounts, 1240U);
  EXPECT_EQ(read->contributions[1].accounts, 0U);
}

TEST_F(ScoreHistoryTest, KeepsTheWeightsOfARunOnce) {
  const AnalysisRun first = morning(29, 0.6);
  const AnalysisRun second = morning(30, 0.6);
  ScoreModelStore models{database};
  models.write(first.id, {"default", R"({"name":"default"})", UsualListedShare{0.03, 40.0}});
  models.write(second.id, {"default", R"({"name":"default"})", std::nullopt});

  const auto read = models.read(first.id);

  ASSERT_TRUE(read && read->usual_listed);
  EXPECT_EQ(read->document, R"({"name":"default"})");
  EXPECT_EQ(read->usual_listed->strength, 40.0);
  EXPECT_EQ(models.read(second.id)->usual_listed.has_value(), false);
  EXPECT_EQ(models.read(RunId{999}).has_value(), false);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM score_model"), 1);
}

TEST_F(ScoreHistoryTest, ReadsOneAccountAsItStandsNow) {
  AccountRowsReader reader{database};
  const TimeWindow window{at(0s), at(kDay * 3)};

  const AccountRows rows = reader.read(account("ali"), window);

  ASSERT_EQ(rows.posts.size(), 3U);
  EXPECT_EQ(rows.posts[0].text, "see this");
  EXPECT_EQ(rows.posts[2].kind, PostKind::kRepost);
  ASSERT_EQ(rows.urls.size(), 1U);
  EXPECT_EQ(rows.urls[0].host, "rt.com");
  EXPECT_EQ(rows.urls[0].post, rows.posts[0].post);
  ASSERT_EQ(rows.coverage.size(), 1U);
  EXPECT_EQ(rows.coverage[0].begin_ms, to_ms(at(1h)));
  EXPECT_EQ(reader.count_posts(account("ali"), window), 3U);
  EXPECT_EQ(reader.count_posts(account("ali"), {at(0s), at(kDay)}), 1U);
}

}  // namespace
}  // namespace vigie::storage

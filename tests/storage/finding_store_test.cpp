#include "storage/finding_store.h"

#include <chrono>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/run_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using tests::at;
using tests::text_of;

class FindingStoreTest : public tests::StoreTest {
 protected:
  Database database{create()};
  FindingStore findings{database};

  void SetUp() override {
    tests::import(database,
                  {tests::batch_of({tests::post("1", "100", at(0s), "one"),
                                    tests::post("2", "200", at(1h), "two")})});
  }
};

AnalysisRun run_of_june() {
  AnalysisRun run;
  run.window = {at(0s), at(std::chrono::days{28})};
  run.started = at(std::chrono::days{28});
  run.code_version = "0.1.0";
  run.model = "default";
  run.config_hash = "0123456789abcdef";
  run.seed = 0xFFFFFFFFFFFFFFFFULL;
  run.list_versions = {"sanctioned 2024-05-01 aa"};
  run.topics = {"energy", "ukraine_war"};
  run.notes = {"second_level_absent x"};
  return run;
}

AccountScore score_of(std::int64_t account, double likelihood, std::uint32_t rank) {
  AccountScore score;
  score.account = {account};
  score.window = {at(0s), at(std::chrono::days{28})};
  score.grade = Grade::kB;
  score.posts = 60;
  score.active_days = 7;
  score.likelihood = likelihood;
  score.automation_likelihood = 0.25;
  score.low = likelihood - 0.1;
  score.high = likelihood + 0.1;
  score.group_nats = {1.5, 0, 0, 0.25, 0, 0, -0.5};
  score.rank = rank;
  score.listed_posts = 4;
  score.contributions = {{Signal::kSleepGap, 2.0, 1.5, 0.99, {{1}}},
                         {Signal::kAccountAge, 900, -0.5, 0.2, {}},
                         {Signal::kListedSourceShare, 0.5, 0.25, 0.9, {{1}, {2}}}};
  return score;
}

TEST_F(FindingStoreTest, CountsARunOnlyOnceItIsPublished) {
  RunStore runs{database};
  const RunId run = findings.begin_run(run_of_june());
  findings.write(run, std::vector{score_of(1, 0.8, 1)}, {});
  EXPECT_EQ(runs.latest_run(), std::nullopt);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM v_score"), 0);

  findings.publish(run, at(std::chrono::days{29}));

  EXPECT_EQ(runs.latest_run(), run);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM v_score"), 1);
}

TEST_F(FindingStoreTest, NeverOverwritesARun) {
  const RunId run = findings.begin_run(run_of_june());
  EXPECT_THROW(findings.publish(run, at(0s)), StorageError);  // nothing written yet
  findings.write(run, {}, {});

  EXPECT_THROW(findings.write(run, {}, {}), StorageError);
  EXPECT_THROW(findings.write(RunId{99}, {}, {}), StorageError);
  EXPECT_NE(findings.begin_run(run_of_june()), run);
}

TEST_F(FindingStoreTest, WritesAllOrNothing) {
  const RunId run = findings.begin_run(run_of_june());
  const std::vector twice{score_of(1, 0.8, 1), score_of(1, 0.7, 2)};

  EXPECT_THROW(findings.write(run, twice, {}), StorageError);

  EXPECT_EQ(database.scalar("SELECT count(*) FROM account_score"), 0);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM contribution"), 0);
  findings.write(run, std::vector{score_of(1, 0.8, 1)}, {});
  EXPECT_EQ(database.scalar("SELECT count(*) FROM account_score"), 1);
}

TEST_F(FindingStoreTest, ShowsTheDailyReportLineByLine) {
  const RunId run = findings.begin_run(run_of_june());
  AccountScore unranked = score_of(2, 0.4, 0);
  unranked.account_class = AccountClass::kMedia;
  findings.write(run, std::vector{unranked, score_of(1, 0.75, 1)}, {});
  findings.publish(run, at(std::chrono::days{29}));

  EXPECT_EQ(database.scalar("SELECT count(*) FROM v_daily_report"), 1);
  EXPECT_EQ(
      text_of(database,
              "SELECT rank || '|' || platform || '|' || handle || '|' || likelihood || '|' || "
              "automation_likelihood || '|' || grade || '|' || reasons || '|' || "
              "reasons_against || '|' || listed_posts || '|' || window_begin "
              "FROM v_daily_report"),
      "1|x|100|0.75|0.25|B|sleep_gap; listed_source_share|account_age|4|"
      "2024-06-01T00:00:00.000Z");
  EXPECT_EQ(text_of(database, "SELECT account_class || nats_profile FROM v_score WHERE rank = 0"),
            "media-0.5");
  EXPECT_EQ(text_of(database,
                    "SELECT group_concat(evidence_posts, ' ') FROM (SELECT * FROM "
                    "v_contribution WHERE handle = '100' ORDER BY nats)"),
            "0 2 1");
}

TEST_F(FindingStoreTest, ReadsARunBackAsItWas) {
  const AnalysisRun written = run_of_june();
  const RunId run = findings.begin_run(written);
  RunTotals totals;
  totals.posts = 2;
  totals.accounts = 2;
  const std::uint64_t bytes = findings.write(run, std::vector{score_of(1, 0.8, 1)}, totals);
  findings.publish(run, at(std::chrono::days{29}));

  const auto found = RunStore{database}.find_run(run);

  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->run.window, written.window);
  EXPECT_EQ(found->run.seed, written.seed);
  EXPECT_EQ(found->run.config_hash, written.config_hash);
  EXPECT_EQ(found->run.prior, 0.05);
  EXPECT_THAT(found->run.list_versions, ElementsAre("sanctioned 2024-05-01 aa"));
  EXPECT_THAT(found->run.topics, ElementsAre("energy", "ukraine_war"));
  EXPECT_THAT(found->run.notes, ElementsAre("second_level_absent x"));
  EXPECT_EQ(found->run.posts, 2U);
  EXPECT_EQ(found->published, at(std::chrono::days{29}));
  EXPECT_EQ(found->bytes, bytes);
}

TEST_F(FindingStoreTest, SaysHowManyBytesARunTakes) {
  std::vector<AccountScore> scores;
  for (int account = 1; account <= 1000; ++account) {
    scores.push_back(score_of(account, 0.5, 0));
  }

  const std::uint64_t bytes = findings.write(findings.begin_run(run_of_june()), scores, {});

  EXPECT_GT(bytes, 1000U * 100);  // 25 columns, 3 contributions, 3 pieces of evidence each
  EXPECT_LT(bytes, 1000U * 1000);
}

TEST_F(FindingStoreTest, StoresTheSameRowsInWhateverOrderScoresCome) {
  const auto rows_of = [&](std::vector<AccountScore> scores) {
    const RunId run = findings.begin_run(run_of_june());
    findings.write(run, scores, {});
    return text_of(database,
                   "SELECT group_concat(account_id || ':' || rank) FROM account_score "
                   "WHERE run_id = " +
                       std::to_string(run.value));
  };

  EXPECT_EQ(rows_of({score_of(2, 0.8, 1), score_of(1, 0.7, 2)}),
            rows_of({score_of(1, 0.7, 2), score_of(2, 0.8, 1)}));
}

}  // namespace
}  // namespace vigie::storage

#include "storage/review_store.h"

#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/erasure.h"
#include "storage/finding_store.h"
#include "storage/report_reader.h"
#include "storage/run_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using tests::at;
using tests::text_of;

Verdict verdict_of(std::string coder, VerdictLabel label, std::chrono::milliseconds since = 1h) {
  return {.coder = std::move(coder), .label = label, .blind = true, .decided = at(since)};
}

Verdict adjudication(VerdictLabel label) {
  Verdict verdict = verdict_of("carla", label, 9h);
  verdict.adjudicates = true;
  return verdict;
}

/// Three ranked accounts of a run, two of them in a draw.
class ReviewStoreTest : public tests::StoreTest {
 protected:
  Database database{create()};
  ReviewStore store{database};
  RunId run;
  std::int64_t queue = 0;

  void SetUp() override {
    tests::import(database,
                  {tests::batch_of({tests::post("1", "100", at(0s)),
                                    tests::post("2", "200", at(1h)),
                                    tests::post("3", "300", at(2h))})});
    run = write_run();
    queue = store.add_queue({.name = "june",
                             .run = run,
                             .model = "default",
                             .prior = 0.05,
                             .window = {at(0s), at(tests::kDay)},
                             .seed = 7,
                             .population = 3,
                             .drawn = at(3h),
                             .coders = {"ben", "ana"}});
    store.add_item(queue, item("200", 1, true, 0.5));
    store.add_item(queue, item("100", 2, false, 0.25));
  }

  RunId write_run() {
    FindingStore findings{database};
    AnalysisRun made_of;
    made_of.window = {at(0s), at(tests::kDay)};
    made_of.model = "default";
    const RunId made = findings.begin_run(made_of);
    std::vector<AccountScore> scores;
    for (const char* native_id : {"100", "200", "300"}) {
      AccountScore score;
      score.account = account(native_id);
      score.window = made_of.window;
      score.grade = Grade::kC;
      score.likelihood = 0.25 * static_cast<double>(scores.size() + 1);
      score.rank = 3 - static_cast<std::uint32_t>(scores.size());
      scores.push_back(score);
    }
    findings.write(made, scores, {});
    findings.publish(made, at(3h));
    return made;
  }

  [[nodiscard]] AccountId account(const std::string& native_id) {
    return {
        database.scalar("SELECT account_id FROM account WHERE native_id = '" + native_id + "'")};
  }

  [[nodiscard]] ReviewItem item(const std::string& native_id,
                                std::uint32_t position,
                                bool at_line,
                                double inclusion) {
    ReviewItem one;
    one.account = account(native_id);
    one.position = position;
    one.stratum = "0.5 C";
    one.at_line = at_line;
    one.inclusion = inclusion;
    return one;
  }
};

TEST_F(ReviewStoreTest, GivesBackADrawInTheOrderOfReading) {
  const auto found = store.find_queue("june");
  const std::vector<ReviewItem> items = store.items(queue);

  ASSERT_TRUE(found);
  EXPECT_THAT(found->coders, ElementsAre("ana", "ben"));
  EXPECT_EQ(found->run, run);
  EXPECT_EQ(found->model, "default");
  EXPECT_EQ(found->population, 3U);
  ASSERT_THAT(items, SizeIs(2));
  EXPECT_EQ(items[0].native_id, "200");
  EXPECT_TRUE(items[0].at_line);
  EXPECT_EQ(items[1].inclusion, 0.25);
  EXPECT_FALSE(store.find_queue("july"));
}

TEST_F(ReviewStoreTest, DrawsFromRankedAccountsAlone) {
  database.execute("UPDATE account SET opt_out = 2 WHERE native_id = '100'");
  database.execute("UPDATE account_score SET rank = 0 WHERE account_id = " +
                   std::to_string(account("300").value));

  const std::vector<ReviewCandidate> candidates = store.candidates(run);

  ASSERT_THAT(candidates, SizeIs(1));
  EXPECT_EQ(candidates[0].native_id, "200");
  EXPECT_EQ(candidates[0].likelihood, 0.5);
}

TEST_F(ReviewStoreTest, LetsACodersNewVerdictTakeThePlaceOfTheOld) {
  store.set_verdict(account("200"), verdict_of("ana", VerdictLabel::kOrganisation), queue, run);
  store.set_verdict(account("200"), verdict_of("ben", VerdictLabel::kCannotTell), queue, run);
  store.set_verdict(account("200"), verdict_of("ana", VerdictLabel::kCannotTell), queue, run);
  store.set_verdict(account("200"), adjudication(VerdictLabel::kOrganisation), queue, run);

  const std::vector<ReviewItem> items = store.items(queue);

  ASSERT_THAT(items[0].verdicts, SizeIs(3));
  EXPECT_EQ(items[0].verdicts[0].label, VerdictLabel::kCannotTell);
  EXPECT_EQ(items[0].verdicts[1].coder, "ben");
  EXPECT_TRUE(items[0].verdicts[2].adjudicates);
  EXPECT_EQ(text_of(database,
                    "SELECT group_concat(reviewer || ' ' || value || ' ' || queue, '; ') FROM "
                    "(SELECT * FROM v_verdict ORDER BY adjudicates, reviewer)"),
            "ana cannot_tell june; ben cannot_tell june; carla organisation june");
}

TEST_F(ReviewStoreTest, ShowsNothingOfAccountsThatOptedOut) {
  store.set_verdict(account("200"), verdict_of("ana", VerdictLabel::kOrganisation), queue, run);
  store.set_verdict(account("200"), verdict_of("ana", VerdictLabel::kOrganisation), 0, run);
  database.execute("UPDATE account SET opt_out = 2 WHERE native_id = '200'");

  EXPECT_THAT(store.items(queue), SizeIs(1));
  EXPECT_THAT(store.loose_verdicts(), IsEmpty());
  EXPECT_EQ(database.scalar("SELECT count(*) FROM v_verdict"), 0);
}

TEST(Decide, TakesWhatTwoReadersAgreeOnOrAnAdjudication) {
  const Verdict ana = verdict_of("ana", VerdictLabel::kOrganisation, 1h);
  Verdict ben = verdict_of("ben", VerdictLabel::kOrganisation, 5h);

  EXPECT_EQ(decide({}), std::nullopt);
  EXPECT_EQ(decide(std::vector{ana}), std::nullopt);
  EXPECT_EQ(decide(std::vector{ana, ben}),
            (TeamDecision{VerdictLabel::kOrganisation, at(5h), true, false}));
  ben.blind = false;
  EXPECT_FALSE(decide(std::vector{ana, ben})->blind);
  ben.label = VerdictLabel::kHyperactiveHuman;
  EXPECT_EQ(decide(std::vector{ana, ben}), std::nullopt);
  EXPECT_EQ(decide(std::vector{ana, ben, adjudication(VerdictLabel::kCannotTell)}),
            (TeamDecision{VerdictLabel::kCannotTell, at(9h), true, true}));
}

TEST_F(ReviewStoreTest, TellsTheNewestDecisionOnAnAccountInTheReportOfAnyRun) {
  const AccountId one = account("200");
  store.set_verdict(one, verdict_of("ana", VerdictLabel::kOrganisation), queue, run);
  store.set_verdict(one, verdict_of("ben", VerdictLabel::kOrganisation, 2h), queue, run);
  store.set_verdict(account("100"), verdict_of("ana", VerdictLabel::kOrganisation), queue, run);
  const RunId later = write_run();

  const ReportData agreed = read_report(database, later, {});
  Verdict seen = verdict_of("dora", VerdictLabel::kHyperactiveHuman, 4h);
  seen.blind = false;
  store.set_verdict(one, seen, 0, later);
  const ReportData newer = read_report(database, later, {});
  seen.coder = "eve";
  seen.blind = true;
  seen.label = VerdictLabel::kOrganisation;
  store.set_verdict(one, seen, 0, later);  // at the same time, blind
  const ReportData blind = read_report(database, later, {});

  ASSERT_THAT(agreed.ranked, SizeIs(3));
  EXPECT_FALSE(agreed.ranked[0].decision);  // 300: nobody read it
  EXPECT_EQ(agreed.ranked[1].decision,
            (TeamDecision{VerdictLabel::kOrganisation, at(2h), true, false}));
  EXPECT_FALSE(agreed.ranked[2].decision);  // 100: one reader alone
  EXPECT_EQ(newer.ranked[1].decision,
            (TeamDecision{VerdictLabel::kHyperactiveHuman, at(4h), false, false}));
  EXPECT_EQ(blind.ranked[1].decision,
            (TeamDecision{VerdictLabel::kOrganisation, at(4h), true, false}));
}

TEST_F(ReviewStoreTest, KeepsRefusedRowsOfAReadingAsOthersDo) {
  const auto collected = RunStore{database}.last_collected();

  store.record_import({.source = "labels.csv",
                       .bytes = 90,
                       .hash = "ab",
                       .started = at(10'000 * tests::kDay),
                       .records = 4,
                       .stored = 1,
                       .duplicates = 1,
                       .ignored = 1,
                       .rejects = {{.line = 3,
                                    .byte_offset = 40,
                                    .reason = "label: unknown",
                                    .detail = "troll",
                                    .bytes = "x,200,ana,troll"}}});

  EXPECT_EQ(text_of(database,
                    "SELECT source || ' ' || line || ' ' || reason || ' ' || detail || ' ' || "
                    "CAST(bytes AS TEXT) FROM v_reject"),
            "labels.csv 3 label: unknown troll x,200,ana,troll");
  EXPECT_EQ(RunStore{database}.last_collected(), collected);  // nothing to analyse anew
  EXPECT_THAT(RunStore{database}.collections(), SizeIs(1));
}

TEST_F(ReviewStoreTest, ForgetsAnErasedAccountAndKeepsTheDraw) {
  const AccountId one = account("200");
  store.set_verdict(one, verdict_of("ana", VerdictLabel::kOrganisation), queue, run);
  store.add_note(one, "ana", "posts every hour", at(1h));

  static_cast<void>(erase_accounts(
      database, {&one, 1}, {.reason = "request", .suppression_key = "k", .now = at(6h)}));

  EXPECT_THAT(store.items(queue), SizeIs(1));
  EXPECT_EQ(database.scalar("SELECT count(*) FROM verdict"), 0);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM note"), 0);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM review_item"), 1);
}

}  // namespace
}  // namespace vigie::storage

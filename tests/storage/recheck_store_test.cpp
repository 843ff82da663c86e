#include "storage/recheck_store.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/finding_store.h"
#include "storage/report_reader.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::at;
using tests::kDay;
using tests::post;
using tests::text_of;

/// Two accounts on `x`, one of which a run ranks, with two of its three posts as evidence.
class RecheckStoreTest : public tests::StoreTest {
 protected:
  Database database{create()};
  RunId run;
  UtcTime first_look = at(kDay * 4);

  void SetUp() override {
    PreparedBatch batch = tests::batch_of({post("1", "100", at(1h), "Quokka-Zephyr"),
                                           post("2", "100", at(2h), "the second"),
                                           post("3", "100", at(3h), "no evidence"),
                                           post("4", "200", at(4h), "of another")});
    batch.records.accounts = {tests::Profile{.native_id = "100", .handle = "ali", .seen = at(1h)}};
    batch.records.aliases = {{"social.example", "77", "2"}, {"social.example", "78", "nobody's"}};
    tests::import(database, {batch});
    write_run();
  }

  void write_run() {
    AnalysisRun made_of;
    made_of.window = {at(0s), at(kDay * 3)};
    made_of.code_version = "0.1.0";
    AccountScore ranked;
    ranked.account = {database.scalar("SELECT account_id FROM account WHERE native_id = '100'")};
    ranked.window = made_of.window;
    ranked.posts = 3;
    ranked.likelihood = 0.6;
    ranked.rank = 1;
    ranked.contributions = {{Signal::kBurstiness, 0.5, 1.0, 0.9, {{1}, {2}}}};
    const std::vector<AccountScore> scores{ranked};
    FindingStore findings{database};
    run = findings.begin_run(made_of);
    findings.write(run, scores, {});
    findings.publish(run, at(kDay * 3));
  }

  [[nodiscard]] RecheckTargets targets(UtcTime asked_before, std::uint64_t most = 0) {
    return read_recheck_targets(database,
                                {.run = run,
                                 .platforms = {"x"},
                                 .max_accounts = 10,
                                 .most_posts = most,
                                 .asked_before = asked_before});
  }

  RecheckCounts look(const RecheckFindings& findings, UtcTime now) {
    return store_recheck(database, findings, {}, now);
  }

  RecheckCounts find_absent(UtcTime now) {
    RecheckFindings findings;
    findings.platform = "x";
    findings.absent = {"1"};
    return look(findings, now);
  }

  [[nodiscard]] std::string texts() {
    return text_of(database, "SELECT coalesce(group_concat(text, ','), '') FROM post");
  }

  [[nodiscard]] std::vector<std::string> shown() {
    std::vector<std::string> keys;
    for (const ReportAccount& account : read_report(database, run, {10, 10}).ranked) {
      for (const ReportPost& shown : account.posts_shown) {
        keys.push_back(shown.native_id);
      }
    }
    return keys;
  }
};

TEST_F(RecheckStoreTest, AsksForTheEvidenceOfTheRunAndItsAccounts) {
  const RecheckTargets asked = targets(first_look);

  ASSERT_EQ(asked.posts.size(), 2U);
  EXPECT_EQ(asked.posts[0].native_id, "1");
  EXPECT_EQ(asked.posts[0].account_native_id, "100");
  EXPECT_THAT(asked.posts[0].aliases, IsEmpty());
  EXPECT_EQ(asked.posts[1].native_id, "2");
  EXPECT_THAT(asked.posts[1].aliases, ElementsAre(std::pair{"social.example", "77"}));
  ASSERT_EQ(asked.accounts.size(), 1U);
  EXPECT_EQ(asked.accounts[0].native_id, "100");
}

TEST_F(RecheckStoreTest, LeavesOutWhatIsBeyondTheLimitAndWhatWasJustAsked) {
  EXPECT_EQ(targets(first_look, 1).left_out, 1U);

  find_absent(first_look);
  const RecheckTargets again = targets(first_look + 10min - kBetweenLooks);

  EXPECT_EQ(again.recent, 1U);
  ASSERT_EQ(again.posts.size(), 1U);
  EXPECT_EQ(again.posts[0].native_id, "2");
}

TEST_F(RecheckStoreTest, AsksAgainForAnAbsentPostThatNoReportShows) {
  RecheckFindings findings;
  findings.platform = "x";
  findings.absent = {"3"};
  look(findings, first_look);

  const RecheckTargets again = targets(first_look + 2h);

  ASSERT_EQ(again.posts.size(), 3U);
  EXPECT_EQ(again.posts[0].native_id, "3");
}

TEST_F(RecheckStoreTest, ErasesAPostThatIsAbsentAgainAnHourLater) {
  EXPECT_EQ(find_absent(first_look).absent_once, 1U);
  EXPECT_EQ(find_absent(first_look + 59min).absent_once, 1U);
  EXPECT_EQ(texts(), "Quokka-Zephyr,the second,no evidence,of another");

  const RecheckCounts counts = find_absent(first_look + 60min);

  EXPECT_EQ(counts.erased, 1U);
  EXPECT_EQ(counts.absent_once, 0U);
  EXPECT_EQ(texts(), "the second,no evidence,of another");
  EXPECT_EQ(text_of(database, "SELECT state FROM post WHERE native_id = '1'"), "1");
  EXPECT_EQ(text_of(database, "SELECT detail FROM audit WHERE action = 'recheck'"),
            "posts erased 1; accounts gone 0; posts of these 0");
  database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  std::ifstream stream{file(), std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
  EXPECT_EQ(bytes.find("Quokka-Zephyr"), std::string::npos);
}

TEST_F(RecheckStoreTest, ShowsNoPostThatWasAbsentOnceUntilItIsThereAgain) {
  EXPECT_THAT(shown(), ElementsAre("1", "2"));

  find_absent(first_look);
  EXPECT_THAT(shown(), ElementsAre("2"));
  EXPECT_EQ(read_recheck_state(database).absent, 1U);

  RecheckFindings there;
  there.platform = "x";
  there.there = {"1"};
  EXPECT_EQ(look(there, first_look + 2h).there, 1U);
  EXPECT_THAT(shown(), ElementsAre("1", "2"));
  EXPECT_EQ(find_absent(first_look + 4h).absent_once, 1U) << "the first absence is forgotten";
  EXPECT_EQ(read_recheck_state(database).last, first_look + 4h);
}

TEST_F(RecheckStoreTest, ErasesAtOnceWhatThePlatformSaysWasTakenBack) {
  RecheckFindings findings;
  findings.platform = "x";
  findings.gone = {"2", "not stored"};

  EXPECT_EQ(look(findings, first_look).erased, 1U);

  EXPECT_EQ(texts(), "Quokka-Zephyr,no evidence,of another");
}

TEST_F(RecheckStoreTest, TakesAnAccountThatIsAbsentTwiceForDeleted) {
  RecheckFindings findings;
  findings.platform = "x";
  findings.absent_accounts = {"100"};
  EXPECT_EQ(look(findings, first_look).accounts_absent_once, 1U);
  EXPECT_EQ(look(findings, first_look + 30min).accounts_absent_once, 1U);

  const RecheckCounts counts = look(findings, first_look + 61min);

  EXPECT_EQ(counts.accounts_gone, 1U);
  EXPECT_EQ(counts.posts_of_gone, 3U);
  EXPECT_EQ(texts(), "of another");
  EXPECT_EQ(text_of(database, "SELECT state FROM account WHERE native_id = '100'"), "4");
  EXPECT_THAT(targets(first_look + 3h).accounts, IsEmpty()) << "it is not asked for any more";
}

TEST_F(RecheckStoreTest, KeepsTheTextsOfASuspendedAccountForTheGrace) {
  RecheckFindings findings;
  findings.platform = "x";
  findings.accounts = {
      tests::Profile{.native_id = "100", .state = AccountState::kSuspended, .seen = first_look}};

  EXPECT_EQ(look(findings, first_look).accounts_away, 1U);

  EXPECT_EQ(texts(), "Quokka-Zephyr,the second,no evidence,of another");
  EXPECT_EQ(text_of(database, "SELECT state FROM account WHERE native_id = '100'"), "2");
  const RecheckTargets asked = targets(first_look + 1h);
  EXPECT_THAT(asked.posts, IsEmpty()) << "that they are not shown says nothing of them";
  EXPECT_EQ(asked.accounts.size(), 1U) << "it may be back";
}

TEST_F(RecheckStoreTest, ErasesWhatAnAccountSaidThatOptedOut) {
  RecheckFindings findings;
  findings.platform = "x";
  findings.accounts = {tests::Profile{.native_id = "100", .opt_out = OptOut::kNoIndex}};

  EXPECT_EQ(look(findings, first_look).posts_of_gone, 3U);

  EXPECT_EQ(texts(), "of another");
}

TEST_F(RecheckStoreTest, KnowsNothingOfAPlatformThatIsNotStored) {
  RecheckFindings findings;
  findings.platform = "bluesky";
  findings.absent = {"1"};

  EXPECT_EQ(look(findings, first_look).absent_once, 0U);
}

TEST_F(RecheckStoreTest, TakesTheNewestPostOfEachAccountForAControl) {
  EXPECT_THAT(read_newest_keys(database, "x", 5),
              ElementsAre(std::pair{"4", "200"}, std::pair{"3", "100"}));
  EXPECT_THAT(read_newest_keys(database, "mastodon", 5), IsEmpty());
}

}  // namespace
}  // namespace vigie::storage

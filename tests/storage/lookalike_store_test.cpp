#include "storage/lookalike_store.h"

#include <chrono>
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

PreparedPost link(std::string id, std::string account, UtcTime time, std::string host) {
  PreparedPost post = tests::post(id, std::move(account), time, "link");
  post.shares = {tests::url("https://" + host + "/" + id, host)};
  return post;
}

class LookalikeStoreTest : public tests::StoreTest {
 protected:
  Database database{create()};
  LookalikeStore store{database};
  TimeWindow window{at(kDay), at(kDay * 3)};

  void SetUp() override {
    PreparedPost twice = link("4", "200", at(kDay * 2), "one.test");
    twice.shares.push_back(tests::url("https://sub.one.test/x", "sub.one.test"));
    PreparedBatch batch = tests::batch_of({link("1", "100", at(0s), "one.test"),
                                           link("2", "100", at(kDay + 1h), "sub.one.test"),
                                           link("3", "100", at(kDay * 2 + 1h), "two.test"),
                                           twice,
                                           link("5", "200", at(kDay * 5), "one.test")});
    batch.records.accounts = {
        tests::Profile{.native_id = "100", .handle = "ali", .display_name = "Ali"},
        tests::Profile{.native_id = "200", .handle = "bea", .display_name = "Bea"}};
    tests::import(database, {batch});
  }

  [[nodiscard]] std::int64_t domain(const std::string& host) {
    return database.scalar("SELECT domain_id FROM domain WHERE host = '" + host + "'");
  }

  [[nodiscard]] AccountId account(const std::string& native_id) {
    return {
        database.scalar("SELECT account_id FROM account WHERE native_id = '" + native_id + "'")};
  }

  [[nodiscard]] PostId post(const std::string& native_id) {
    return {database.scalar("SELECT post_id FROM post WHERE native_id = '" + native_id + "'")};
  }

  /// A published run with both accounts and one lookalike of each kind.
  [[nodiscard]] RunId write_run() {
    AnalysisRun made_of;
    made_of.window = window;
    FindingStore findings{database};
    const RunId run = findings.begin_run(made_of);
    AccountScore ali;
    ali.account = account("100");
    ali.window = window;
    AccountScore bea = ali;
    bea.account = account("200");
    bea.account_class = AccountClass::kMedia;
    findings.write(run, std::vector{ali, bea}, {});
    Lookalikes found;
    found.protected_domains = {"one.example"};
    found.protected_names = {"Alia"};
    found.domains = {{"one.test",
                      {{LookalikeKind::kDomain, "one.example", LookalikeRule::kSameLabel, 0}},
                      {to_ms(at(0s)), to_ms(at(kDay * 2)), 2, 2, {post("2"), post("4")}}}};
    found.accounts = {{ali.account,
                       {{LookalikeKind::kName, "Alia", LookalikeRule::kEdits, 1}},
                       {to_ms(at(0s)), to_ms(at(kDay * 2)), 2, 1, {post("2")}}}};
    store.write(run, found);
    findings.publish(run, at(kDay * 6));
    return run;
  }
};

TEST_F(LookalikeStoreTest, CountsAGroupOfDomainsByPostAndAccountInTheWindow) {
  const auto uses = store.use_of_domains(
      {{domain("one.test"), 0U}, {domain("sub.one.test"), 0U}, {domain("two.test"), 1U}},
      2,
      window,
      5);

  ASSERT_EQ(uses.size(), 2U);
  EXPECT_EQ(uses[0].first_ms, to_ms(at(0s)));  // before the window
  EXPECT_EQ(uses[0].last_ms, to_ms(at(kDay * 2)));
  EXPECT_EQ(uses[0].posts, 2U);  // post 4 carries two of the group's links
  EXPECT_EQ(uses[0].accounts, 2U);
  EXPECT_THAT(uses[0].evidence, ElementsAre(post("2"), post("4")));
  EXPECT_EQ(uses[1].posts, 1U);
}

TEST_F(LookalikeStoreTest, KeepsTheOldestPostsAsEvidence) {
  const auto uses =
      store.use_of_domains({{domain("one.test"), 0U}, {domain("sub.one.test"), 0U}}, 1, window, 1);

  EXPECT_THAT(uses.at(0).evidence, ElementsAre(post("2")));
}

TEST_F(LookalikeStoreTest, CountsAnAccountInTheWindow) {
  const LookalikeUse use = store.use_of_account(account("100"), window, 1);

  EXPECT_EQ(use.first_ms, to_ms(at(0s)));
  EXPECT_EQ(use.last_ms, to_ms(at(kDay * 2 + 1h)));
  EXPECT_EQ(use.posts, 2U);
  EXPECT_THAT(use.evidence, ElementsAre(post("2")));
  EXPECT_EQ(store.use_of_account(account("100"), {at(kDay * 8), at(kDay * 9)}, 1).posts, 0U);
}

TEST_F(LookalikeStoreTest, HandsOutTheAccountsOfARunByNaturalKey) {
  const RunId run = write_run();
  std::vector<std::string> seen;
  store.read_accounts(run, [&](const NamedAccount& account) {
    seen.push_back(std::string{account.handle} + ' ' + std::string{account.display_name} + ' ' +
                   std::string{class_name(account.account_class)});
  });

  EXPECT_THAT(seen, ElementsAre("ali Ali ordinary", "bea Bea media"));
}

TEST_F(LookalikeStoreTest, GivesTheReportWhatARunFound) {
  const RunId run = write_run();

  const ReportData data = read_report(database, run, {});

  ASSERT_EQ(data.protected_names.size(), 2U);
  EXPECT_EQ(data.protected_names[0].kind, "domain");
  ASSERT_EQ(data.lookalikes.size(), 2U);
  EXPECT_EQ(data.lookalikes[0].subject, "one.test");
  EXPECT_EQ(data.lookalikes[0].rule, "same_label");
  EXPECT_EQ(data.lookalikes[0].evidence.size(), 2U);
  EXPECT_EQ(data.lookalikes[1].subject, "ali");
  EXPECT_EQ(data.lookalikes[1].display_name, "Ali");
  EXPECT_EQ(data.lookalikes[1].kind, "name");
  EXPECT_EQ(tests::text_of(database,
                           "SELECT group_concat(subject || ' ' || rule, ', ') FROM "
                           "(SELECT * FROM v_lookalike ORDER BY subject)"),
            "Ali edits, one.test same_label");
}

TEST_F(LookalikeStoreTest, ShowsNoAccountThatOptedOutSince) {
  const RunId run = write_run();
  database.execute("UPDATE account SET opt_out = 8 WHERE native_id = '100'");

  EXPECT_EQ(read_report(database, run, {}).lookalikes.size(), 1U);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM v_lookalike"), 1);
}

}  // namespace
}  // namespace vigie::storage

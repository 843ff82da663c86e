// Profile texts from the store to what is shown of them: whose are compared, what a reader sees
// when one was changed, erased or withheld since.
#include "app/profile_texts.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/coordination/profile_texts.h"
#include "storage/profile_reader.h"
#include "tests/storage/store_fixture.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;
using storage::tests::at;
using storage::tests::Profile;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kCopied = "Proud mother of three, patriot, no lists please";
const std::string kCopiedLoudly =
    "PROUD mother of three, patriot, no lists please https://a.example";

/// Accounts 100 to 104 (keys 1 to 5) with a post each. 100, 101 and 102 carry one text, 103
/// another, 104 too little.
class ProfileTextsTest : public storage::tests::StoreTest {
 protected:
  storage::Database database{create()};

  void SetUp() override {
    std::vector<PreparedPost> posts;
    for (int i = 0; i < 5; ++i) {
      posts.push_back(
          storage::tests::post("p" + std::to_string(i), std::to_string(100 + i), at(1h)));
    }
    PreparedBatch batch = storage::tests::batch_of(posts);
    const std::vector<std::string> bios{kCopied,
                                        kCopiedLoudly,
                                        kCopied,
                                        "Mother of two. I write about the port and its people",
                                        "she/her"};
    for (const std::string& bio : bios) {
      const std::size_t number = batch.records.accounts.size();
      batch.records.accounts.push_back(
          Profile{.native_id = std::to_string(100 + number), .bio = bio});
    }
    storage::tests::import(database, {batch});
  }

  void set(const std::string& assignment, const std::string& native_id) {
    database.execute("UPDATE account SET " + assignment + " WHERE native_id = '" + native_id + "'");
  }

  /// Group of all five, of whom the first three carried text 1 when the run was made.
  [[nodiscard]] static ReportCoordination group_of_five() {
    ReportCoordination coordination;
    ReportGroup& group = coordination.groups.emplace_back();
    for (int i = 0; i < 5; ++i) {
      ReportGroupMember& member = group.members.emplace_back();
      member.account_id = i + 1;
      member.platform = "x";
      member.native_id = std::to_string(100 + i);
      member.profile_text = i < 3 ? 1 : 0;
    }
    group.profiles = ReportGroupProfiles{.members = 4,
                                         .sharing = 3,
                                         .expected = 0.1,
                                         .accounts = 90,
                                         .texts = {{.members = 3, .accounts = 3}}};
    return coordination;
  }

  [[nodiscard]] std::string shown(const storage::NamingRules& naming = {}) {
    ReportCoordination coordination = group_of_five();
    show_profile_texts(coordination, database, naming);
    return coordination.groups.at(0).profiles->texts.at(0).text;
  }

  [[nodiscard]] ReportPairProfiles compared(std::int64_t a, std::int64_t b) {
    ReportPair pair;
    pair.account_a.account_id = a;
    pair.account_b.account_id = b;
    compare_profiles(pair, database, {});
    return pair.profiles;
  }
};

TEST_F(ProfileTextsTest, AreReadInTheOrderOfTheActivity) {
  analysis::Activity activity;
  for (const std::int64_t id : {5, 3, 4, 1}) {  // account 2 did not post in the window
    activity.accounts.emplace_back().account = {id};
  }
  set("opt_out = 2", "103");

  const std::uint64_t key = analysis::profile_text_key(kCopied);

  EXPECT_THAT(read_profile_keys(activity, database), ElementsAre(0, key, 0, key));
}

TEST_F(ProfileTextsTest, AreShownWhereTwoMembersStillHaveOne) {
  EXPECT_EQ(shown(), kCopied);
  set("bio = 'I have a new life and will not say anything about it'", "100");
  EXPECT_EQ(shown(), kCopiedLoudly);  // of the first that still has it
  set("bio = NULL", "101");
  EXPECT_THAT(shown(), IsEmpty());
}

TEST_F(ProfileTextsTest, AreNotShownOfWhomIsWithheldOrAbsent) {
  set("opt_out = 1", "100");
  EXPECT_EQ(shown(), kCopiedLoudly);
  database.execute(
      "INSERT INTO account_recheck (account_id, checked_ms, absent_since_ms) VALUES (2, 9, 9)");
  EXPECT_THAT(shown(), IsEmpty());
}

TEST_F(ProfileTextsTest, AreNotShownOfAccountsTooSmallToBeNamed) {
  set("followers = 5000", "100");
  EXPECT_THAT(shown({.min_followers = 1'000, .public_accounts = {}, .run = {}}), IsEmpty());
  set("followers = 5000", "102");
  EXPECT_EQ(shown({.min_followers = 1'000, .public_accounts = {}, .run = {}}), kCopied);
}

TEST_F(ProfileTextsTest, AreCutAndNameNoWithheldAccount) {
  set("handle = 'hushed.person.example', opt_out = 1", "104");
  for (const char* account : {"100", "101", "102"}) {
    set("bio = 'Friend of @hushed.person.example, mother of three, patriot' || "
        "replace(printf('%400c', 'x'), ' ', ' word')",
        account);
  }
  const std::string text = shown();
  EXPECT_THAT(text, HasSubstr("Friend of @account-"));
  EXPECT_THAT(text, Not(HasSubstr("hushed")));
  EXPECT_LT(text.size(), 300U);
}

TEST_F(ProfileTextsTest, OfAPairAreCountedAmongAllThatHaveOne) {
  const ReportPairProfiles same = compared(1, 2);
  EXPECT_EQ(same.comparison, ProfileComparison::kSame);
  EXPECT_EQ(same.carriers, 3U);
  EXPECT_EQ(same.accounts, 4U);
  EXPECT_EQ(same.text, kCopied);

  EXPECT_EQ(compared(1, 4).comparison, ProfileComparison::kDifferent);
  const ReportPairProfiles missing = compared(1, 5);
  EXPECT_EQ(missing.comparison, ProfileComparison::kMissing);
  EXPECT_TRUE(missing.has_a);
  EXPECT_FALSE(missing.has_b);
}

TEST_F(ProfileTextsTest, OfAPairAreCountedAmongTheAccountsOfTheRun) {
  database.execute(
      "INSERT INTO analysis_run (run_id, window_begin_ms, window_end_ms, all_windows, "
      "code_version, model, config_hash, seed, prior, report_line, started_ms) "
      "VALUES (7, 0, 1, 0, 'v', 'm', 'c', 1, 0.05, 0.5, 0)");
  database.execute(
      "INSERT INTO account_score (run_id, account_id, window_begin_ms, window_end_ms, grade, "
      "account_class, posts, active_days, covered_days, nats_cadence, nats_text_habits, "
      "nats_coordination, nats_sources, nats_polarity, nats_rate, nats_profile, rank, "
      "listed_posts, linking_posts) SELECT 7, account_id, 0, 1, 3, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, "
      "0, 0, 0, 0 FROM account WHERE account_id <> 3");
  ReportPair pair;
  pair.run.emplace().id = {7};
  pair.account_a.account_id = 1;
  pair.account_b.account_id = 2;

  compare_profiles(pair, database, {});

  EXPECT_EQ(pair.profiles.carriers, 2U);
  EXPECT_EQ(pair.profiles.accounts, 3U);
}

TEST_F(ProfileTextsTest, OfAPairAreNotComparedWhenOneIsWithheld) {
  ReportPair pair;
  pair.account_a.account_id = 1;
  pair.account_b.account_id = 2;
  pair.account_b.withheld.emplace();

  compare_profiles(pair, database, {});

  EXPECT_EQ(pair.profiles.comparison, ProfileComparison::kWithheld);
  EXPECT_THAT(pair.profiles.text, IsEmpty());
}

}  // namespace
}  // namespace vigie::app

#include "storage/coordination_store.h"

#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/finding_store.h"
#include "storage/group_reader.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using tests::at;
using tests::text_of;

/// Three accounts, 1 to 3, that posted one text and one link: posts 1 to 6.
class CoordinationStoreTest : public tests::StoreTest {
 protected:
  Database database{create()};
  FindingStore findings{database};
  CoordinationStore coordination{database};

  void SetUp() override {
    std::vector<PreparedPost> posts;
    for (int i = 0; i < 3; ++i) {
      PreparedPost link = tests::post("l" + std::to_string(i), std::to_string(100 + i), at(1h));
      link.shares.push_back(tests::url("https://a.example/x", "a.example"));
      posts.push_back(link);
    }
    for (int i = 0; i < 3; ++i) {
      posts.push_back(
          tests::post("t" + std::to_string(i), std::to_string(100 + i), at(2h), "Say it"));
    }
    tests::import(database, {tests::batch_of(posts)});
  }

  RunId begin() {
    AnalysisRun run;
    run.window = {at(0s), at(std::chrono::days{28})};
    run.code_version = "0.1.0";
    return findings.begin_run(run);
  }

  void publish(RunId run) {
    findings.write(run, {}, {});
    findings.publish(run, at(std::chrono::days{29}));
  }
};

CoordinationFindings three_that_met() {
  CoordinationFindings found;
  found.texts.push_back({.representative = {4}, .accounts = 3, .posts = {{4}, {5}, {6}}});
  for (std::int64_t a = 1; a <= 3; ++a) {
    for (std::int64_t b = a + 1; b <= 3; ++b) {
      PairFinding pair;
      pair.account_a = {a};
      pair.account_b = {b};
      pair.group = 1;
      pair.objects = 3;
      pair.decades = 9.0 + static_cast<double>(a + b);  // 2 and 3 are linked strongest
      pair.q_decades = 6.0;
      pair.layers = {{CoordinationLayer::kUrl, 60'000, 2, 0.01, 8.5},
                     {CoordinationLayer::kText, 0, 1, 0.2, 1.0}};
      pair.meetings = 2;
      pair.shown_meetings = {{CoordinationLayer::kUrl, {1}, 0, {a}, {b}, 500},
                             {CoordinationLayer::kText, {}, 1, {a + 3}, {b + 3}, -250}};
      found.pairs.push_back(pair);
    }
  }
  GroupFinding group;
  group.group = 1;
  group.name = "a.example";
  group.links = 3;
  group.observed = 6;
  group.expected = 0.5;
  group.density = 1.0;
  group.first = at(1h);
  group.last = at(2h);
  group.layer_meetings[1] = 3;
  group.layer_meetings[3] = 3;
  group.hours[1] = 3;
  group.days = {{0, 3, 3}, {2, 1, 1}};
  group.languages = {{"fr", 4}, {"", 2}};
  group.members = {{{1}, 2, 2, 0.9, 20.0, 0.5, ""},
                   {{2}, 2, 2, 1.0, 25.0, 0.5, "a union's own accounts"},
                   {{3}, 2, 2, 0.9, 20.0, 0.5, ""}};
  group.known_members = 1;
  group.objects = {{CoordinationLayer::kUrl, {1}, 0, 3, 0.1, 4, at(1h), at(1h)},
                   {CoordinationLayer::kText, {}, 1, 3, 0.1, 3, at(2h), at(2h)}};
  group.techniques = {"T0049.001", "T0084.001"};
  found.groups.push_back(group);
  found.coverage.tested_pairs = 3;
  found.coverage.eligible_pairs = 3.0;
  found.coverage.pairs = 3;
  found.coverage.accounts = 3;
  found.coverage.shares = 6;
  found.coverage.span_ms = 3'600'000;
  found.coverage.layers = {{CoordinationLayer::kUrl, 3, 1}, {CoordinationLayer::kText, 3, 1}};
  found.coverage.self_test = {2, 0, 1, 0};
  return found;
}

TEST_F(CoordinationStoreTest, GivesBackAGroupAsItWasWritten) {
  const RunId run = begin();
  coordination.write(run, three_that_met());
  publish(run);

  const ReportCoordination read = read_groups(database, run);

  ASSERT_TRUE(read.tested);
  EXPECT_EQ(read.coverage.tested_pairs, 3U);
  ASSERT_TRUE(read.coverage.self_test.has_value());
  EXPECT_EQ(read.coverage.self_test->times_accounts, 2U);
  EXPECT_EQ(read.coverage.self_test->partners_accounts, 1U);
  ASSERT_THAT(read.coverage.layers, SizeIs(2));
  EXPECT_EQ(read.coverage.layers[1].layer, CoordinationLayer::kText);
  EXPECT_EQ(read.coverage.layers[1].shares, 3U);
  ASSERT_THAT(read.groups, SizeIs(1));
  const ReportGroup& group = read.groups[0];
  EXPECT_EQ(group.name, "a.example");
  EXPECT_THAT(group.posts_per_day, ElementsAre(3, 0, 1));
  EXPECT_THAT(group.techniques, ElementsAre("T0049.001", "T0084.001"));
  ASSERT_THAT(group.members, SizeIs(3));
  EXPECT_EQ(group.members[0].native_id, "101");  // the highest score first
  EXPECT_EQ(group.members[0].known_reason, "a union's own accounts");
  EXPECT_EQ(group.members[1].native_id, "100");
  ASSERT_THAT(group.objects, SizeIs(2));
  EXPECT_EQ(group.objects[0].label, "https://a.example/x");
  EXPECT_EQ(group.objects[1].label, "Say it");
  EXPECT_EQ(group.languages[1].language, "");
  EXPECT_EQ(group.layer_meetings[3], 3U);
}

/// All three have a profile text; 1 and 3 have the same, and 2 others of the run have it.
CoordinationFindings three_with_profiles() {
  CoordinationFindings found = three_that_met();
  GroupFinding& group = found.groups.front();
  group.profiles = GroupProfileFinding{
      .members = 3, .sharing = 2, .expected = 0.25, .accounts = 40, .texts = {{2, 4, 1.5}}};
  group.members[0].profile_text = 1;
  group.members[2].profile_text = 1;
  return found;
}

TEST_F(CoordinationStoreTest, KeepsWhatProfilesHaveInCommonAsCounts) {
  const RunId run = begin();
  coordination.write(run, three_with_profiles());
  publish(run);

  const ReportGroup group = read_groups(database, run).groups.at(0);

  ASSERT_TRUE(group.profiles.has_value());
  EXPECT_EQ(group.profiles->members, 3U);
  EXPECT_EQ(group.profiles->sharing, 2U);
  EXPECT_DOUBLE_EQ(group.profiles->expected, 0.25);
  EXPECT_EQ(group.profiles->accounts, 40U);
  ASSERT_THAT(group.profiles->texts, SizeIs(1));
  EXPECT_EQ(group.profiles->texts[0].members, 2U);
  EXPECT_EQ(group.profiles->texts[0].accounts, 4U);
  EXPECT_DOUBLE_EQ(group.profiles->texts[0].decades, 1.5);
  EXPECT_FALSE(group.profiles->texts[0].withheld);
  EXPECT_EQ(group.members[0].profile_text, 0U);  // account 2, by its score
  EXPECT_EQ(group.members[1].profile_text, 1U);
  EXPECT_EQ(group.members[2].profile_text, 1U);
  EXPECT_EQ(text_of(database,
                    "SELECT profile_members || ' ' || profile_sharing || ' ' || profile_expected "
                    "|| ' ' || profile_accounts FROM v_group"),
            "3 2 0.25 40");
  EXPECT_EQ(text_of(database,
                    "SELECT members || ' ' || accounts || ' ' || population || ' ' || decades "
                    "FROM v_group_profile_text"),
            "2 4 40 1.5");
  EXPECT_EQ(text_of(database,
                    "SELECT group_concat(native_id) FROM (SELECT native_id FROM v_group_member "
                    "WHERE profile_text = 1 ORDER BY native_id)"),
            "100,102");
}

TEST_F(CoordinationStoreTest, SaysOfNobodyThatItCarriesATextThatAWithheldMemberCarries) {
  const RunId run = begin();
  coordination.write(run, three_with_profiles());
  publish(run);
  database.execute("UPDATE account SET opt_out = 4 WHERE native_id = '102'");

  const ReportGroup group = read_groups(database, run).groups.at(0);

  EXPECT_TRUE(group.profiles->texts.at(0).withheld);
  EXPECT_EQ(group.profiles->sharing, 2U);
  for (const ReportGroupMember& member : group.members) {
    EXPECT_EQ(member.profile_text, 0U) << member.native_id;
  }
}

TEST_F(CoordinationStoreTest, TellsARunThatDidNotCompareProfiles) {
  const RunId run = begin();
  coordination.write(run, three_that_met());
  publish(run);

  EXPECT_FALSE(read_groups(database, run).groups.at(0).profiles.has_value());
  EXPECT_EQ(database.scalar("SELECT count(*) FROM v_group WHERE profile_members IS NULL"), 1);
}

TEST_F(CoordinationStoreTest, ShowsTheStrongestLinksFirstAndNoPostTwice) {
  const RunId run = begin();
  coordination.write(run, three_that_met());
  publish(run);

  const ReportGroup group = read_groups(database, run).groups.at(0);

  ASSERT_THAT(group.links, SizeIs(3));
  EXPECT_DOUBLE_EQ(group.links[0].decades, 14.0);
  EXPECT_EQ(group.members[group.links[0].member_a].account_id, 2);
  EXPECT_EQ(group.members[group.links[0].member_b].account_id, 3);
  ASSERT_THAT(group.meetings, SizeIs(2));
  EXPECT_EQ(group.meetings[0].post_a.native_id, "l1");
  EXPECT_EQ(group.meetings[0].post_b.native_id, "l2");
  EXPECT_EQ(group.meetings[1].layer, CoordinationLayer::kText);  // l1 and l2 were shown already
  EXPECT_EQ(group.meetings[1].post_a.native_id, "t0");
  EXPECT_EQ(group.meetings[1].gap_ms, -250);
}

TEST_F(CoordinationStoreTest, LeavesOutPostsThatWereErasedSince) {
  const RunId run = begin();
  coordination.write(run, three_that_met());
  publish(run);
  database.execute("UPDATE post SET state = 1, text = NULL");

  const ReportGroup group = read_groups(database, run).groups.at(0);

  EXPECT_THAT(group.meetings, IsEmpty());
  EXPECT_EQ(group.objects[1].label, "");
}

TEST_F(CoordinationStoreTest, SaysWhenARunDidNotLook) {
  const RunId run = begin();
  publish(run);
  EXPECT_FALSE(read_groups(database, run).tested);
}

TEST_F(CoordinationStoreTest, TellsARunThatHadNothingToLookAtFromOneThatDidNotLook) {
  const RunId run = begin();
  CoordinationFindings nothing;
  nothing.coverage.layers = {{CoordinationLayer::kUrl, 3, 3}};
  coordination.write(run, nothing);
  publish(run);

  EXPECT_FALSE(read_groups(database, run).tested);
  const auto totals = read_coordination_totals(database, run);
  ASSERT_TRUE(totals.has_value());
  EXPECT_EQ(totals->self_test.has_value(), false);
  EXPECT_THAT(totals->layers, SizeIs(1));
}

TEST_F(CoordinationStoreTest, LimitsGroupsAndFindsOneByItsNumber) {
  CoordinationFindings found = three_that_met();
  GroupFinding second;
  second.group = 2;
  second.name = "second";
  found.groups.push_back(second);
  const RunId run = begin();
  coordination.write(run, found);
  publish(run);

  const ReportCoordination limited = read_groups(database, run, {.max_groups = 1});
  EXPECT_THAT(limited.groups, SizeIs(1));
  EXPECT_EQ(limited.groups_total, 2U);
  const ReportCoordination one = read_groups(database, run, {.only_group = 2});
  ASSERT_THAT(one.groups, SizeIs(1));
  EXPECT_EQ(one.groups[0].name, "second");
}

TEST_F(CoordinationStoreTest, ViewsNameAccountsAndObjects) {
  const RunId run = begin();
  coordination.write(run, three_that_met());
  publish(run);
  EXPECT_EQ(text_of(database, "SELECT group_concat(DISTINCT handle_a) FROM v_pair"), "100,101");
  EXPECT_EQ(text_of(database, "SELECT object FROM v_group_object WHERE layer = 'text'"), "Say it");
  EXPECT_EQ(database.scalar("SELECT count(*) FROM v_group_member WHERE known_reason IS NOT NULL"),
            1);
}

}  // namespace
}  // namespace vigie::storage

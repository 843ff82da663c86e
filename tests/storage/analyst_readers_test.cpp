// What `vigie pair`, `vigie trace` and `vigie export network` read.
#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/account_finder.h"
#include "storage/audit_store.h"
#include "storage/coordination_store.h"
#include "storage/finding_store.h"
#include "storage/keyed_hash.h"
#include "storage/network_reader.h"
#include "storage/pair_reader.h"
#include "storage/trace_reader.h"
#include "storage/withheld_names.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using tests::at;
using tests::text_of;

constexpr std::string_view kPage = "https://a.example/x";

PreparedPost link(std::string id, std::string account, UtcTime time) {
  PreparedPost post = tests::post(std::move(id), std::move(account), time, "Read this");
  post.shares.push_back(tests::url(std::string{kPage}, "a.example"));
  return post;
}

/// Accounts 100, 101, 102 (keys 1, 2, 3) post one link an hour apart, the first one twice.
class AnalystReadersTest : public tests::StoreTest {
 protected:
  Database database{create()};
  FindingStore findings{database};

  void SetUp() override {
    PreparedPost tagged = tests::post("h", "101", at(5h));
    tagged.shares.push_back(tests::hashtag("water"));
    tests::import(database,
                  {tests::batch_of({link("l0", "100", at(1h)),
                                    link("l1", "101", at(2h)),
                                    link("l2", "102", at(3h)),
                                    link("l3", "100", at(4h)),
                                    tagged})});
    database.execute("UPDATE account SET handle = 'North' WHERE native_id = '100'");
  }

  RunId publish(const CoordinationFindings& found = {}, bool scored = true) {
    AnalysisRun run;
    run.window = {at(0s), at(std::chrono::days{28})};
    run.code_version = "0.1.0";
    const RunId id = findings.begin_run(run);
    findings.write(id, {}, {});
    if (found.coverage.shares > 0) {
      CoordinationStore{database}.write(id, found);
    }
    findings.publish(id, at(std::chrono::days{29}));
    if (scored) {
      add_scores(id);
    }
    return id;
  }

  void add_scores(RunId run) {
    database.execute(
        "INSERT INTO account_score (run_id, account_id, window_begin_ms, window_end_ms, grade, "
        "account_class, posts, active_days, covered_days, likelihood, nats_cadence, "
        "nats_text_habits, nats_coordination, nats_sources, nats_polarity, nats_rate, "
        "nats_profile, rank, listed_posts, linking_posts) SELECT " +
        std::to_string(run.value) +
        ", account_id, 0, 1, 1, 0, 60, 7, 7, 0.3 * account_id, 0, 0, 0, 0, 0, 0, 0, 0, "
        "account_id - 1, 1 FROM account");
  }
};

/// 1 and 2 are linked and in group 1; 3 is in nothing.
CoordinationFindings one_link() {
  CoordinationFindings found;
  PairFinding pair;
  pair.account_a = {1};
  pair.account_b = {2};
  pair.group = 1;
  pair.objects = 3;
  pair.fast_objects = 1;
  pair.days = 2;
  pair.decades = 9.0;
  pair.q_decades = 6.0;
  pair.layers = {{CoordinationLayer::kUrl, 60'000, 2, 0.01, 8.5},
                 {CoordinationLayer::kUrl, 0, 4, 0.5, 3.0},
                 {CoordinationLayer::kDomain, 0, 1, 0.25, 1.0}};
  pair.meetings = 2;
  pair.shown_meetings = {{CoordinationLayer::kUrl, {1}, 0, {1}, {2}, 3'600'000}};
  found.pairs.push_back(pair);
  GroupFinding group;
  group.group = 1;
  group.name = "a.example";
  group.members = {{{1}, 1, 2, 0.9, 20.0, 0.5, ""}, {{2}, 1, 2, 1.0, 25.0, 0.5, "a union"}};
  found.groups.push_back(group);
  found.coverage.shares = 4;
  found.coverage.pairs = 1;
  return found;
}

/// An object: a plain function has no address that a FunctionRef could hold.
constexpr auto kNobody = [](std::string_view, std::string_view) { return false; };

TEST_F(AnalystReadersTest, FindsAnAccountByEveryNameItHas) {
  for (const std::string_view name : {"100", "x:100", "North", "@north", "x:NORTH", "x:@North"}) {
    const auto found = find_accounts(database, name);
    ASSERT_THAT(found, SizeIs(1)) << name;
    EXPECT_EQ(found[0].native_id, "100");
    EXPECT_EQ(found[0].handle, "North");
  }
  for (const std::string_view name : {"", "@", "x:", "y:100", "Nor", "' OR 1=1 --"}) {
    EXPECT_THAT(find_accounts(database, name), IsEmpty()) << name;
  }
}

TEST_F(AnalystReadersTest, TellsAllAccountsThatANameMayMean) {
  database.execute("UPDATE account SET handle = '100' WHERE native_id = '101'");
  const auto found = find_accounts(database, "100");
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].native_id, "100");
  EXPECT_EQ(found[1].native_id, "101");
}

TEST_F(AnalystReadersTest, FindsAnAccountByThePseudonymOfReports) {
  const std::string name = account_pseudonym(pseudonym_key(database), "x", "100");
  const auto found = find_accounts(database, name);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].native_id, "100");
  EXPECT_THAT(find_accounts(database, name.substr(0, 17)), IsEmpty());
  EXPECT_THAT(find_accounts(database, "account-0000000000"), IsEmpty());
  EXPECT_THAT(find_accounts(database, "ACCOUNT-0000000000"), IsEmpty());

  database.execute("UPDATE account SET handle = '" + name + "' WHERE native_id = '101'");
  EXPECT_THAT(find_accounts(database, name), SizeIs(2)) << "who calls itself so is told beside it";
}

TEST_F(AnalystReadersTest, DoesNotFindWhoOptedOut) {
  database.execute("UPDATE account SET opt_out = 8 WHERE native_id = '100'");
  EXPECT_THAT(find_accounts(database, "x:100"), IsEmpty());
}

TEST_F(AnalystReadersTest, ReadsALinkedPairInTheOrderThatWasAsked) {
  const RunId run = publish(one_link());

  const ReportPair pair = read_pair(database, {2}, {1}, {.run = run});

  EXPECT_TRUE(pair.tested);
  ASSERT_TRUE(pair.linked);
  EXPECT_EQ(pair.group, 1U);
  EXPECT_EQ(pair.account_a.native_id, "101");
  EXPECT_EQ(pair.account_a.posts, 2U);
  EXPECT_EQ(pair.account_b.handle, "North");
  ASSERT_THAT(pair.layers, SizeIs(3));
  EXPECT_EQ(pair.layers[0].window_ms, 60'000);
  EXPECT_EQ(pair.layers[1].window_ms, 0);  // the whole window last
  EXPECT_EQ(pair.layers[2].layer, CoordinationLayer::kDomain);
  ASSERT_THAT(pair.meetings, SizeIs(1));
  EXPECT_EQ(pair.meetings[0].label, kPage);
  EXPECT_EQ(pair.meetings[0].post_a.native_id, "l1");  // of 101, who is A here
  EXPECT_EQ(pair.meetings[0].gap_ms, -3'600'000);
  EXPECT_THAT(pair.common, IsEmpty());
}

TEST_F(AnalystReadersTest, ShowsWhatAnUnlinkedPairHasInCommon) {
  const RunId run = publish(one_link());

  const ReportPair pair = read_pair(database, {1}, {3}, {.run = run});

  EXPECT_FALSE(pair.linked);
  EXPECT_TRUE(pair.tested);
  ASSERT_THAT(pair.common, SizeIs(1));
  EXPECT_EQ(pair.common[0].key, kPage);
  EXPECT_EQ(pair.common[0].posts_a, 2U);
  EXPECT_EQ(pair.common[0].posts_b, 1U);
  EXPECT_EQ(pair.common[0].shares, 4U);
  // l0 is two hours before l2, l3 one hour after: the nearer one is shown.
  EXPECT_EQ(pair.common[0].post_a.native_id, "l3");
  EXPECT_EQ(pair.common[0].gap_ms, -3'600'000);
}

TEST_F(AnalystReadersTest, ComparesTheWholeStoreWithoutARun) {
  const ReportPair pair = read_pair(database, {1}, {3}, {});
  EXPECT_FALSE(pair.run);
  EXPECT_EQ(pair.window, (TimeWindow{at(1h), at(4h) + 1ms}));
  EXPECT_THAT(pair.common, SizeIs(1));
  EXPECT_THAT(read_pair(database, {2}, {2}, {}).common, SizeIs(2));
}

TEST_F(AnalystReadersTest, LeavesErasedPostsOutOfAPair) {
  const RunId run = publish(one_link());
  database.execute("UPDATE post SET state = 1, text = NULL WHERE account_id = 1");
  EXPECT_THAT(read_pair(database, {1}, {2}, {.run = run}).meetings, IsEmpty());
  EXPECT_THAT(read_pair(database, {1}, {3}, {.run = run}).common, IsEmpty());
}

TEST_F(AnalystReadersTest, TracesAnObjectInTimeOrder) {
  CoordinationFindings found = one_link();
  const RunId run = publish(found);
  const auto object = find_object(database, ObjectKind::kUrl, kPage);
  ASSERT_TRUE(object);

  const auto listed = [](std::string_view platform, std::string_view handle) {
    return platform == "x" && handle == "102";
  };
  const TraceReading reading = read_trace(database, *object, {.run = run, .max_rows = 4}, listed);
  const ReportTrace& trace = reading.trace;

  EXPECT_THAT(reading.shares, SizeIs(4));
  ASSERT_THAT(trace.rows, SizeIs(4));
  EXPECT_EQ(trace.rows[0].post, "l0");
  EXPECT_EQ(trace.rows[0].group, 1U);
  EXPECT_EQ(trace.rows[2].group, 0U);
  EXPECT_TRUE(trace.rows[0].is_first_by_account);
  EXPECT_FALSE(trace.rows[3].is_first_by_account);
  EXPECT_EQ(trace.sharers.scored, 3U);
  EXPECT_EQ(trace.sharers.above_line, 2U);  // likelihoods 0.3, 0.6, 0.9
  EXPECT_EQ(trace.sharers.in_groups, 2U);
  EXPECT_EQ(trace.sharers.known, 1U);
  EXPECT_EQ(trace.sharers.with_listed, 2U);
  EXPECT_EQ(trace.listed_accounts, 1U);
}

TEST_F(AnalystReadersTest, TracesWithoutARunAndWithinItsLimit) {
  const auto object = find_object(database, ObjectKind::kUrl, kPage);
  const TraceReading reading = read_trace(database, *object, {.run = {}, .max_rows = 2}, kNobody);
  EXPECT_THAT(reading.trace.rows, SizeIs(2));
  EXPECT_THAT(reading.shares, SizeIs(4));
  EXPECT_FALSE(reading.trace.run);
  EXPECT_EQ(reading.trace.rows[0].likelihood, std::nullopt);
  EXPECT_FALSE(find_object(database, ObjectKind::kUrl, "https://b.example/"));
  EXPECT_THROW(read_trace(database, {999}, {}, kNobody), StorageError);
}

TEST_F(AnalystReadersTest, KnowsTheOriginOfATracedPost) {
  tests::import(database,
                {tests::batch_of({tests::repost("r", "102", at(6h), "l0")})},
                tests::archive("00bb"));
  EXPECT_THAT(find_post_keys(database, "l0"), ElementsAre("x l0"));
  const auto object = find_object(database, ObjectKind::kPost, "x l0");
  ASSERT_TRUE(object);
  const ReportTrace trace = read_trace(database, *object, {}, kNobody).trace;
  ASSERT_TRUE(trace.origin);
  EXPECT_EQ(trace.origin->text, "Read this");
  EXPECT_EQ(trace.origin_account, "North");
  EXPECT_EQ(trace.rows.at(0).kind, "repost");
}

TEST_F(AnalystReadersTest, ReadsByIndexes) {
  EXPECT_THAT(tests::plan_of(database,
                             "SELECT t.sort_ms, t.account_id FROM share s JOIN post t ON "
                             "t.post_id = s.post_id WHERE s.object_id = 1 AND t.state = 0"),
              AllOf(HasSubstr("share_by_object"), Not(HasSubstr("SCAN"))));
  EXPECT_THAT(
      tests::plan_of(database,
                     "SELECT s.object_id FROM post t JOIN share s ON s.post_id = t.post_id "
                     "JOIN object o ON o.object_id = s.object_id WHERE t.account_id = 1 "
                     "AND t.sort_ms >= 0 AND t.sort_ms < 9 AND t.state = 0 AND o.kind <> 5 "
                     "AND (t.kind <> 2 OR o.kind = 4) ORDER BY t.sort_ms DESC, t.native_id"),
      AllOf(HasSubstr("post_by_account"), Not(HasSubstr("SCAN"))));
}

TEST_F(AnalystReadersTest, ReadsANetworkWithEachLayerByItsWidestWindow) {
  const RunId run = publish(one_link());

  const Network network = read_network(database, run);

  ASSERT_THAT(network.nodes, SizeIs(2));
  EXPECT_EQ(network.nodes[0].id, "n1");
  EXPECT_EQ(network.nodes[0].native_id, "100");
  EXPECT_DOUBLE_EQ(*network.nodes[0].likelihood, 0.3);
  EXPECT_EQ(network.nodes[0].core, 2U);
  EXPECT_TRUE(network.nodes[1].known);
  ASSERT_THAT(network.edges, SizeIs(1));
  const NetworkEdge& edge = network.edges[0];
  EXPECT_EQ(edge.observed, 5U);  // 4 by URL in the whole window, 1 by domain
  EXPECT_DOUBLE_EQ(edge.expected, 0.75);
  EXPECT_DOUBLE_EQ(edge.decades, 9.0);
  EXPECT_EQ(edge.layers, (1U << 1U) | (1U << 6U));
}

CoordinationFindings one_link_of_one_profile() {
  CoordinationFindings found = one_link();
  GroupFinding& group = found.groups.front();
  group.profiles = GroupProfileFinding{
      .members = 2, .sharing = 2, .expected = 0.1, .accounts = 9, .texts = {{2, 2, 1.0}}};
  group.members[0].profile_text = 1;
  group.members[1].profile_text = 1;
  return found;
}

TEST_F(AnalystReadersTest, NumbersProfileTextsInANetworkUnlessOneIsWithheldOrItIsPseudonymous) {
  const RunId run = publish(one_link_of_one_profile());

  Network network = read_network(database, run);

  ASSERT_THAT(network.nodes, SizeIs(2));
  EXPECT_EQ(network.nodes[0].profile_text, 1U);
  EXPECT_EQ(network.nodes[1].profile_text, 1U);
  pseudonymise(network, "secret");
  EXPECT_EQ(network.nodes[0].profile_text, 0U);
  database.execute("UPDATE account SET opt_out = 4 WHERE account_id = 2");
  for (const NetworkNode& node : read_network(database, run).nodes) {
    EXPECT_EQ(node.profile_text, 0U) << node.native_id;
  }
}

TEST_F(AnalystReadersTest, NarrowsANetworkToAGroupOrALayer) {
  const RunId run = publish(one_link());

  const Network by_url =
      read_network(database, run, {.group = 1, .layer = CoordinationLayer::kUrl});
  ASSERT_THAT(by_url.edges, SizeIs(1));
  EXPECT_DOUBLE_EQ(by_url.edges[0].decades, 8.5);  // the layer's own strongest window
  EXPECT_EQ(by_url.edges[0].observed, 4U);
  EXPECT_THAT(read_network(database, run, {.group = 2, .layer = {}}).nodes, IsEmpty());
  EXPECT_THAT(read_network(database, run, {.layer = CoordinationLayer::kText}).nodes, IsEmpty());
  EXPECT_THROW(static_cast<void>(read_network(database, {99})), StorageError);
}

TEST_F(AnalystReadersTest, LeavesWhoOptedOutOfANetwork) {
  const RunId run = publish(one_link());
  database.execute("UPDATE account SET opt_out = 2 WHERE account_id = 2");
  const Network network = read_network(database, run);
  EXPECT_THAT(network.nodes, SizeIs(1));
  EXPECT_THAT(network.edges, IsEmpty());
}

TEST_F(AnalystReadersTest, PseudonymsNameNobodyAndChangeWithTheSecret) {
  const RunId run = publish(one_link());
  Network first = read_network(database, run);
  Network second = first;

  pseudonymise(first, "secret");
  pseudonymise(second, "other");

  EXPECT_TRUE(first.pseudonymous);
  EXPECT_NE(first.nodes[0].id, second.nodes[0].id);
  EXPECT_LT(first.nodes[0].id, first.nodes[1].id);
  EXPECT_LT(first.edges[0].source, first.edges[0].target);
  EXPECT_DOUBLE_EQ(first.edges[0].expected, 0.8);  // 0.75, to one decimal
  std::vector<std::string> expected{keyed_hash("secret", "x", "100").substr(0, 16),
                                    keyed_hash("secret", "x", "101").substr(0, 16)};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(first.nodes[0].id, expected[0]);
  for (const NetworkNode& node : first.nodes) {
    EXPECT_THAT(node.handle, IsEmpty());
    EXPECT_THAT(node.native_id, IsEmpty());
  }
}

TEST(KeyedHash, MakesADifferentSecretEachTime) {
  EXPECT_THAT(make_secret(), SizeIs(32));
  EXPECT_NE(make_secret(), make_secret());
}

TEST_F(AnalystReadersTest, RecordsAnAct) {
  write_audit(database,
              {.time = at(1h), .action = "export", .subject = "network of run 1", .detail = "d"});
  EXPECT_EQ(text_of(database, "SELECT action || '|' || subject || '|' || detail FROM audit"),
            "export|network of run 1|d");
}

}  // namespace
}  // namespace vigie::storage

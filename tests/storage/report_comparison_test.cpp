// Two small runs, compared by hand.
#include "storage/report_comparison.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/finding_store.h"
#include "storage/run_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::at;
using tests::kDay;

struct Scored {
  std::string native_id;
  double likelihood = 0.0;
  std::uint32_t rank = 0;
};

class ReportComparisonTest : public tests::StoreTest {
 protected:
  Database database{create()};

  void SetUp() override {
    tests::import(database,
                  {tests::batch_of({tests::post("1", "ali", at(1h)),
                                    tests::post("2", "bea", at(2h)),
                                    tests::post("3", "cem", at(3h)),
                                    tests::post("4", "dan", at(4h)),
                                    tests::post("5", "eva", at(5h))})});
  }

  /// A published run over 28 days that end `days` after the first of June 2024.
  AnalysisRun write_run(int days,
                        const std::vector<Scored>& scored,
                        const RunTotals& totals = {},
                        AnalysisRun made_of = plain()) {
    made_of.window.end = at(kDay * days);
    if (made_of.window.begin == UtcTime{}) {
      made_of.window.begin = made_of.window.end - kDay * 28;
    }
    std::vector<AccountScore> scores;
    for (const Scored& one : scored) {
      AccountScore score;
      score.account = {database.scalar("SELECT account_id FROM account WHERE native_id = '" +
                                       one.native_id + "'")};
      score.grade = Grade::kB;
      score.window = made_of.window;
      score.likelihood = one.likelihood;
      score.rank = one.rank;
      scores.push_back(score);
    }
    FindingStore findings{database};
    const RunId run = findings.begin_run(made_of);
    findings.write(run, scores, totals);
    findings.publish(run, at(kDay * days + 1h));
    return RunStore{database}.find_run(run)->run;
  }

  static AnalysisRun plain() {
    AnalysisRun run;
    run.code_version = "0.1.0";
    run.model = "default";
    run.config_hash = "00000000000000aa";
    run.list_versions = {"sanctioned 1 aa"};
    run.topics = {"energy"};
    return run;
  }

  static RunTotals totals(const std::map<std::string, std::uint64_t>& sources,
                          const std::map<std::string, std::uint64_t>& topics) {
    RunTotals made;
    for (const auto& [source, posts] : sources) {
      SourceUse use;
      use.source = source;
      use.label = "label of " + source;
      use.posts = posts;
      use.accounts = posts / 10;
      made.sources.push_back(use);
    }
    for (const auto& [topic, posts] : topics) {
      TopicUse use;
      use.topic = topic;
      use.title = "Title";
      use.posts = posts;
      use.accounts = posts / 10;
      made.topics.push_back(use);
    }
    return made;
  }

  static std::vector<std::string> handles(const std::vector<ComparedAccount>& accounts) {
    std::vector<std::string> all;
    for (const ComparedAccount& account : accounts) {
      all.push_back(account.handle);
    }
    return all;
  }
};

TEST_F(ReportComparisonTest, TellsNewGoneAndStayedApart) {
  // At the line of 0.5 before: ali, bea, cem. Now: ali, dan, eva; bea fell below it, cem is away.
  const AnalysisRun before =
      write_run(1, {{"ali", 0.9, 1}, {"bea", 0.7, 2}, {"cem", 0.5, 3}, {"dan", 0.4, 4}});
  const AnalysisRun now =
      write_run(2, {{"dan", 0.8, 1}, {"ali", 0.6, 2}, {"eva", 0.5, 3}, {"bea", 0.2, 4}});

  const auto comparison = read_comparison(database, now, {.since = at(kDay)});

  ASSERT_TRUE(comparison.before);
  EXPECT_EQ(comparison.before->id, before.id);
  EXPECT_THAT(comparison.differences, IsEmpty());
  EXPECT_THAT(handles(comparison.appeared), ElementsAre("dan", "eva"));
  EXPECT_EQ(comparison.appeared[0].likelihood_before, 0.4);
  EXPECT_EQ(comparison.appeared[0].rank_before, 4U);
  EXPECT_EQ(comparison.appeared[1].likelihood_before, std::nullopt);
  EXPECT_EQ(comparison.appeared[1].rank_before, 0U);
  EXPECT_THAT(handles(comparison.gone), ElementsAre("bea", "cem"));
  EXPECT_EQ(comparison.gone[0].likelihood_now, 0.2);
  EXPECT_EQ(comparison.gone[1].likelihood_now, std::nullopt);
  EXPECT_THAT(handles(comparison.stayed), ElementsAre("ali"));
  EXPECT_EQ(comparison.stayed[0].likelihood_before, 0.9);
  EXPECT_EQ(comparison.stayed[0].likelihood_now, 0.6);
  EXPECT_EQ(comparison.stayed[0].rank_before, 1U);
  EXPECT_EQ(comparison.stayed[0].rank_now, 2U);
  EXPECT_EQ(comparison.appeared_total, 2U);
  EXPECT_EQ(comparison.gone_total, 2U);
  EXPECT_EQ(comparison.stayed_total, 1U);
}

TEST_F(ReportComparisonTest, CountsAllAndShowsTheFirstByRank) {
  write_run(1, {});
  const AnalysisRun now = write_run(2, {{"eva", 0.9, 3}, {"dan", 0.9, 1}, {"ali", 0.9, 2}});

  const auto comparison = read_comparison(database, now, {.since = at(kDay), .max_accounts = 2});

  EXPECT_EQ(comparison.appeared_total, 3U);
  EXPECT_THAT(handles(comparison.appeared), ElementsAre("dan", "ali"));
}

TEST_F(ReportComparisonTest, NeverCountsAnAccountWithoutRank) {
  write_run(1, {});
  const AnalysisRun now = write_run(2, {{"eva", 0.9, 0}});  // declared: outside the ranking

  EXPECT_EQ(read_comparison(database, now, {.since = at(kDay)}).appeared_total, 0U);
}

TEST_F(ReportComparisonTest, OrdersSourcesAndTopicsByTheirChange) {
  write_run(1, {}, totals({{"a.example", 10}, {"b.example", 50}, {"c.example", 7}}, {{"war", 5}}));
  const AnalysisRun now =
      write_run(2,
                {},
                totals({{"a.example", 30}, {"b.example", 20}, {"c.example", 7}, {"d.example", 20}},
                       {{"energy", 5}}));

  const auto comparison = read_comparison(database, now, {.since = at(kDay)});

  ASSERT_EQ(comparison.domains.size(), 3U);  // c did not change
  EXPECT_EQ(comparison.domains[0].name, "b.example");
  EXPECT_EQ(comparison.domains[0].posts_before, 50U);
  EXPECT_EQ(comparison.domains[0].posts_now, 20U);
  EXPECT_EQ(comparison.domains[0].accounts_before, 5U);
  EXPECT_EQ(comparison.domains[0].accounts_now, 2U);
  EXPECT_EQ(comparison.domains[0].title, "label of b.example");
  EXPECT_EQ(comparison.domains[1].name, "a.example");  // the same change: by name
  EXPECT_EQ(comparison.domains[2].name, "d.example");
  EXPECT_EQ(comparison.domains[2].posts_before, 0U);
  ASSERT_EQ(comparison.topics.size(), 2U);
  EXPECT_EQ(comparison.topics[0].name, "energy");
  EXPECT_EQ(comparison.topics[1].name, "war");
  EXPECT_EQ(comparison.topics[1].posts_now, 0U);
  EXPECT_EQ(read_comparison(database, now, {.since = at(kDay), .max_uses = 1}).domains.size(), 1U);
}

TEST_F(ReportComparisonTest, TakesTheLatestWindowThatEndsByTheDay) {
  const AnalysisRun first = write_run(1, {});
  const AnalysisRun third = write_run(3, {});
  const AnalysisRun second = write_run(2, {});  // worked out late: a higher id
  const AnalysisRun now = write_run(5, {});

  EXPECT_EQ(find_earlier_run(database, now, {.since = at(kDay * 4)}), third.id);
  EXPECT_EQ(find_earlier_run(database, now, {.since = at(kDay * 2)}), second.id);
  EXPECT_EQ(find_earlier_run(database, now, {.since = at(kDay * 9)}), third.id);
  EXPECT_EQ(find_earlier_run(database, now, {.since = at(kDay)}), first.id);
  EXPECT_EQ(find_earlier_run(database, now, {.since = at(0s)}), std::nullopt);
  EXPECT_EQ(find_earlier_run(database, now, {.since = at(kDay * 4), .exactly = true}),
            std::nullopt);
  EXPECT_EQ(find_earlier_run(database, now, {.since = at(kDay * 3), .exactly = true}), third.id);
}

TEST_F(ReportComparisonTest, ComparesAlikeWithAlikeAndNeverWithALaterRun) {
  const AnalysisRun now = write_run(2, {});
  const AnalysisRun again = write_run(2, {});
  AnalysisRun all = plain();
  all.all_windows = true;
  write_run(1, {}, {}, all);
  static_cast<void>(FindingStore{database}.begin_run(plain()));  // never published

  EXPECT_EQ(find_earlier_run(database, now, {.since = at(kDay * 2)}), std::nullopt);
  EXPECT_EQ(find_earlier_run(database, again, {.since = at(kDay * 2)}), now.id);
}

TEST_F(ReportComparisonTest, SaysThatThereIsNothingToCompare) {
  const AnalysisRun now = write_run(2, {{"ali", 0.9, 1}});

  const auto comparison = read_comparison(database, now, {.since = at(kDay)});

  EXPECT_FALSE(comparison.before);
  EXPECT_EQ(comparison.since, at(kDay));
  EXPECT_THAT(comparison.appeared, IsEmpty());
}

TEST_F(ReportComparisonTest, NamesWhatElseDiffers) {
  AnalysisRun other = plain();
  other.model = "custom";
  other.list_versions = {"sanctioned 2 bb"};
  other.topics = {"war"};
  other.report_line = 0.6;
  other.code_version = "0.2.0";
  other.config_hash = "00000000000000bb";
  other.window.begin = at(-kDay * 3);
  write_run(1, {}, {}, other);
  AnalysisRun hash = plain();
  hash.config_hash = "00000000000000cc";
  write_run(2, {}, {}, hash);
  const AnalysisRun now = write_run(3, {});

  EXPECT_THAT(read_comparison(database, now, {.since = at(kDay)}).differences,
              ElementsAre(RunDifference::kModel,
                          RunDifference::kLists,
                          RunDifference::kTopics,
                          RunDifference::kLine,
                          RunDifference::kWindow,
                          RunDifference::kProgram));
  EXPECT_THAT(read_comparison(database, now, {.since = at(kDay * 2)}).differences,
              ElementsAre(RunDifference::kSettings));
}

TEST_F(ReportComparisonTest, UsesTheLineOfEachRun) {
  AnalysisRun strict = plain();
  strict.report_line = 0.8;
  write_run(1, {{"ali", 0.7, 1}}, {}, strict);
  const AnalysisRun now = write_run(2, {{"ali", 0.7, 1}});

  EXPECT_THAT(handles(read_comparison(database, now, {.since = at(kDay)}).appeared),
              ElementsAre("ali"));
}

}  // namespace
}  // namespace vigie::storage

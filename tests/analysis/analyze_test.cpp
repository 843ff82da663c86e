#include "analysis/analyze.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/automation_score.h"
#include "tests/analysis/small_world.h"

namespace vigie::analysis {
namespace {

using tests::kBegin;
using tests::World;

/// A relay on the hour, a slower clock, and people.
World mixed_world() {
  World world;
  for (int i = 0; i < 600; ++i) {
    world.posts.push_back({"relay",
                           kBegin + i * kHourMs,
                           "News of the day. Is it so?",
                           {"rt.com"},
                           {"vote"},
                           PostKind::kPost,
                           -1});
  }
  world.add_clock("clock", 90 * kMinuteMs, 300, "some words on the ballot");
  for (int p = 0; p < 12; ++p) {
    world.add_person("person" + std::to_string(p), 28, static_cast<std::uint64_t>(p) + 1);
  }
  world.add_clock("few", kHourMs, 9);
  return world;
}

void expect_same_scores(const tests::WorldResult& a, const tests::WorldResult& b) {
  ASSERT_EQ(a.accounts.size(), b.accounts.size());
  for (const auto& [name, outcome] : a.accounts) {
    const auto& other = b.accounts.at(name);
    EXPECT_EQ(outcome.score.likelihood, other.score.likelihood) << name;
    EXPECT_EQ(outcome.score.automation_likelihood, other.score.automation_likelihood) << name;
    EXPECT_EQ(outcome.score.low, other.score.low) << name;
    EXPECT_EQ(outcome.score.high, other.score.high) << name;
    EXPECT_EQ(outcome.score.rank, other.score.rank) << name;
    EXPECT_EQ(outcome.evidence, other.evidence) << name;
  }
}

TEST(Analyze, GradesByPostsAndActiveDays) {
  EXPECT_EQ(grade_of(200, 14), Grade::kA);
  EXPECT_EQ(grade_of(200, 13), Grade::kB);
  EXPECT_EQ(grade_of(199, 14), Grade::kB);
  EXPECT_EQ(grade_of(60, 7), Grade::kB);
  EXPECT_EQ(grade_of(60, 6), Grade::kC);
  EXPECT_EQ(grade_of(59, 7), Grade::kC);
  EXPECT_EQ(grade_of(10, 1), Grade::kC);
  EXPECT_EQ(grade_of(9, 9), Grade::kD);
}

TEST(Analyze, GivesNoLikelihoodToGradeD) {
  const auto result = tests::analyze(mixed_world());
  const AccountScore& few = result.accounts.at("few").score;

  EXPECT_EQ(few.grade, Grade::kD);
  EXPECT_FALSE(few.likelihood);
  EXPECT_FALSE(few.automation_likelihood);
  EXPECT_FALSE(few.low);
  EXPECT_EQ(few.rank, 0U);
  EXPECT_TRUE(few.contributions.empty());
}

TEST(Analyze, PutsTheRelayFirstAndPeopleFarBelowTheLine) {
  const auto result = tests::analyze(mixed_world());

  EXPECT_EQ(result.accounts.at("relay").score.rank, 1U);
  EXPECT_GT(*result.accounts.at("relay").score.likelihood, 0.5);
  for (int p = 0; p < 12; ++p) {
    EXPECT_LT(*result.accounts.at("person" + std::to_string(p)).score.likelihood, 0.2);
  }
}

TEST(Analyze, RanksByTheLowerBound) {
  const auto result = tests::analyze(mixed_world());
  std::vector<AccountScore> ranked;
  for (const AccountScore& score : result.raw.scores) {
    if (score.rank > 0) {
      ranked.push_back(score);
    }
  }
  std::sort(
      ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });

  ASSERT_EQ(ranked.size(), 14U);
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    EXPECT_EQ(ranked[i].rank, i + 1);
    EXPECT_LE(*ranked[i].low, *ranked[i].likelihood);
    EXPECT_GE(*ranked[i].high, *ranked[i].likelihood);
    EXPECT_TRUE(i == 0 || *ranked[i - 1].low >= *ranked[i].low);
  }
}

TEST(Analyze, DoesNotDependOnTheOrderOfArrivalOrOnThreads) {
  World world = mixed_world();
  const auto as_built = tests::analyze(world);

  std::shuffle(world.posts.begin(), world.posts.end(), std::mt19937{42});
  world.options.threads = 1;

  expect_same_scores(as_built, tests::analyze(world));
}

TEST(Analyze, LetsNoListChangeTheAutomationLikelihood) {
  World world = mixed_world();
  const auto with_list = tests::analyze(world);
  world.lists[0].entries[0].pattern = "another-outlet.example";
  const auto without = tests::analyze(world);

  for (const auto& [name, outcome] : with_list.accounts) {
    EXPECT_EQ(outcome.score.automation_likelihood,
              without.accounts.at(name).score.automation_likelihood)
        << name;
  }
  EXPECT_GT(*with_list.accounts.at("relay").score.likelihood,
            *without.accounts.at("relay").score.likelihood);
}

TEST(Analyze, NeverScoresARegularClockLower) {
  // The same hourly clock with less and less jitter, each in a world of its own.
  double last = 0.0;
  for (const std::int64_t jitter_minutes : {55, 40, 25, 10, 2, 0}) {
    World world;
    std::mt19937_64 random{3};
    for (int i = 0; i < 600; ++i) {
      const auto jitter =
          static_cast<std::int64_t>(random() % 1'000'000) * jitter_minutes * kMinuteMs / 1'000'000;
      world.posts.push_back(
          {"clock", kBegin + i * kHourMs + jitter, "words", {}, {}, PostKind::kPost, -1});
    }
    const double likelihood = *tests::analyze(world).accounts.at("clock").score.likelihood;
    EXPECT_GE(likelihood, last) << jitter_minutes << " minutes of jitter";
    last = likelihood;
  }
}

TEST(Analyze, ShowsDeclaredAccountsApart) {
  World world = mixed_world();
  AccountRow declared;
  declared.declared_bot = DeclaredBot::kYes;
  world.profiles["clock"] = declared;
  world.options.declared_media = {"test:RELAY"};
  const auto result = tests::analyze(world);

  EXPECT_EQ(result.accounts.at("clock").score.account_class, AccountClass::kDeclaredBot);
  EXPECT_EQ(result.accounts.at("relay").score.account_class, AccountClass::kMedia);
  EXPECT_EQ(result.accounts.at("relay").score.rank, 0U);
  EXPECT_TRUE(result.accounts.at("relay").score.likelihood);

  world.options.media_class = false;
  EXPECT_EQ(tests::analyze(world).accounts.at("relay").score.rank, 1U);
}

TEST(Analyze, TakesTheHighestOfSeveralWindows) {
  World world;
  world.add_person("account", 28, 5);  // a person in the first window,
  for (int i = 0; i < 400; ++i) {      // a clock in the second
    world.posts.push_back(
        {"account", kBegin + 28 * kDayMs + i * kHourMs, "words", {}, {}, PostKind::kPost, -1});
  }
  const AccountScore score = tests::analyze(world, 2).accounts.at("account").score;

  EXPECT_EQ(score.window.begin, from_ms(kBegin + 28 * kDayMs));
  EXPECT_EQ(score.posts, 400U);
}

TEST(Analyze, CountsListedPostsTopicsAndDays) {
  const auto result = tests::analyze(mixed_world());
  const RunTotals& totals = result.raw.totals;

  EXPECT_EQ(totals.posts, 600U + 300U + 12U * 28U * 8U + 9U);
  EXPECT_EQ(totals.listed_posts, 600U);
  EXPECT_EQ(totals.listed_accounts, 1U);
  ASSERT_EQ(totals.sources.size(), 1U);
  EXPECT_EQ(totals.sources[0].source, "rt.com");
  EXPECT_EQ(totals.sources[0].posts, 600U);
  EXPECT_EQ(totals.sources[0].posts_per_day.size(), 28U);
  EXPECT_EQ(totals.sources[0].posts_per_day[0], 24U);
  ASSERT_EQ(totals.topics.size(), 1U);
  EXPECT_EQ(totals.topics[0].posts, 300U);  // "ballot" of the clock
  EXPECT_EQ(totals.topics[0].accounts, 1U);
}

TEST(Analyze, CountsTheFirstAccountAndItsFirstPostOfASource) {
  World world;
  for (int i = 0; i < 12; ++i) {
    world.posts.push_back(
        {"ada", kBegin + i * kHourMs, "words", {"rt.com"}, {}, PostKind::kPost, -1});
    world.posts.push_back(
        {"bea", kBegin + i * kHourMs, "words", {"rt.com"}, {}, PostKind::kPost, -1});
  }
  const RunTotals totals = tests::analyze(world).raw.totals;

  ASSERT_EQ(totals.sources.size(), 1U);
  EXPECT_EQ(totals.sources[0].posts, 24U);
  EXPECT_EQ(totals.sources[0].accounts, 2U);
}

TEST(Analyze, CoversAMonthAlikeInOneFileAndInDailyFiles) {
  World world;
  world.coverage = false;
  world.add_person("ada", 28, 9);
  world.extra_coverage = {{"ada", kBegin + 8 * kHourMs, kBegin + 27 * kDayMs + 20 * kHourMs}};
  const double one_file = tests::analyze(world).accounts.at("ada").score.covered_days;
  world.extra_coverage.clear();
  for (int day = 0; day < 28; ++day) {
    world.extra_coverage.push_back(
        {"ada", kBegin + day * kDayMs + 8 * kHourMs, kBegin + day * kDayMs + 20 * kHourMs});
  }

  EXPECT_NEAR(one_file, 27.5, 1e-9);
  EXPECT_NEAR(tests::analyze(world).accounts.at("ada").score.covered_days, 27.5, 1e-9);
}

TEST(Analyze, ExplainsEveryNatAndShowsThePosts) {
  const auto result = tests::analyze(mixed_world());
  const AccountScore& score = result.accounts.at("relay").score;
  double sum = 0.0;
  for (const Contribution& contribution : score.contributions) {
    sum += contribution.nats;
    EXPECT_GE(contribution.percentile, 0.0);
    EXPECT_LE(contribution.percentile, 1.0);
  }
  const double logit = std::log(*score.likelihood / (1.0 - *score.likelihood));

  EXPECT_NEAR(sum, logit - std::log(0.05 / 0.95), 0.05);  // less what is too small to list
  const auto listed = std::find_if(
      score.contributions.begin(), score.contributions.end(), [](const Contribution& c) {
        return c.signal == Signal::kListedSourceShare;
      });
  ASSERT_NE(listed, score.contributions.end());
  EXPECT_EQ(listed->evidence.size(), 5U);
}

TEST(Analyze, KeepsAllThatTheScoreCanBeWorkedOutFromAgain) {
  const World world = mixed_world();
  const auto result = tests::analyze(world);
  const Scorecard scorecard{world.model};
  int scored = 0;

  for (const auto& [name, outcome] : result.accounts) {
    if (!outcome.score.likelihood) {
      continue;
    }
    SignalValues values{};
    double sum = log_odds(world.options.prior);
    for (const Contribution& contribution : outcome.score.contributions) {
      values[static_cast<std::size_t>(contribution.signal)] = contribution.value;
      sum += contribution.nats;
    }
    const double logit = log_odds(*outcome.score.likelihood);
    EXPECT_NEAR(sum, logit, 1e-9) << name;
    EXPECT_NEAR(scorecard.score(values, world.options.prior).logit, logit, 1e-9) << name;
    ++scored;
  }
  EXPECT_EQ(scored, 14);
}

TEST(Analyze, CountsTheAccountsThatAPercentileIsTakenOver) {
  const auto result = tests::analyze(mixed_world());
  const auto& accounts = result.raw.totals.reference_accounts;

  EXPECT_EQ(accounts[static_cast<std::size_t>(Signal::kTopicFocus)], 14U);        // all but grade D
  EXPECT_EQ(accounts[static_cast<std::size_t>(Signal::kListedSourceShare)], 1U);  // only it links
  EXPECT_EQ(accounts[static_cast<std::size_t>(Signal::kRepostLatency)], 0U);
}

TEST(Analyze, SaysWhatItDidNotTest) {
  World world;
  world.add_clock("clock", kHourMs, 20);  // every post at second 00
  const auto result = tests::analyze(world);

  EXPECT_THAT(result.raw.notes,
              testing::UnorderedElementsAre("coordination_not_tested", "second_level_absent"));
}

TEST(Analyze, OfNothingIsNothing) {
  const auto result = tests::analyze(World{});

  EXPECT_TRUE(result.raw.scores.empty());
  EXPECT_EQ(result.raw.totals.posts, 0U);
}

TEST(ConsecutiveWindows, CoverTheSpanAndEndWhereAsked) {
  const UtcTime end = from_ms(kBegin + 60 * kDayMs);
  const auto windows = consecutive_windows(from_ms(kBegin), end, std::chrono::days{28});

  ASSERT_EQ(windows.size(), 3U);
  EXPECT_EQ(windows.back().end, end);
  EXPECT_EQ(windows[0].end, windows[1].begin);
  EXPECT_LE(windows.front().begin, from_ms(kBegin));
}

}  // namespace
}  // namespace vigie::analysis

#include "analysis/repost_standing.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

/// A repost of post `of`, written at 0 s, by an account at so many seconds.
struct Passed {
  std::uint32_t account = 0;
  std::uint32_t of = 0;
  std::int64_t second = 0;
  bool time_known = true;
};

/// Posts by account, then time, as an Activity has them.
Activity reposts_of(std::uint32_t accounts, std::vector<Passed> passed) {
  std::stable_sort(passed.begin(), passed.end(), [](const Passed& a, const Passed& b) {
    return std::tie(a.account, a.second, a.of) < std::tie(b.account, b.second, b.of);
  });
  Activity activity;
  activity.accounts.resize(accounts);
  for (std::uint32_t a = 0, i = 0; a < accounts; ++a) {
    activity.accounts[a].first_post = i;
    while (i < passed.size() && passed[i].account == a) {
      ++i;
    }
    activity.accounts[a].last_post = i;
  }
  for (const Passed& one : passed) {
    activity.time_ms.push_back(one.second * kSecondMs);
    activity.repost_of.push_back(one.of);
    activity.repost_latency_ms.push_back(one.time_known ? one.second * kSecondMs : -1);
  }
  return activity;
}

/// Post 7, reposted by accounts 0 to 5.
std::vector<Passed> six_reposts() {
  return {{0, 7, 5}, {1, 7, 30}, {2, 7, 30}, {3, 7, 90}, {4, 7, 600}, {5, 7, 9}};
}

TEST(RankReposts, GivesTheShareOfOthersWhoCameLaterAndHalfOfEqualTimes) {
  const auto standings = rank_reposts(reposts_of(6, six_reposts()));

  ASSERT_EQ(standings.size(), 6U);  // by post, here by account
  EXPECT_DOUBLE_EQ(standings[0].precedence, 1.0);
  EXPECT_DOUBLE_EQ(standings[5].precedence, 0.8);
  EXPECT_DOUBLE_EQ(standings[1].precedence, (2.0 + 0.5) / 5.0);
  EXPECT_DOUBLE_EQ(standings[2].precedence, (2.0 + 0.5) / 5.0);
  EXPECT_DOUBLE_EQ(standings[4].precedence, 0.0);
}

TEST(RankReposts, CountsHowManyOfTheOthersWereAsSoon) {
  const auto standings = rank_reposts(reposts_of(6, six_reposts()));

  ASSERT_TRUE(standings[0].soon);  // at 5 s; others within 10 s: the one at 9 s
  EXPECT_TRUE(standings[0].soon->within_10s);
  EXPECT_DOUBLE_EQ(standings[0].soon->others_within_10s, 0.2);
  EXPECT_DOUBLE_EQ(standings[0].soon->others_within_60s, 0.6);
  EXPECT_FALSE(standings[3].soon->within_60s);  // at 90 s; others within a minute: four of five
  EXPECT_DOUBLE_EQ(standings[3].soon->others_within_60s, 0.8);
}

TEST(RankReposts, NeedsFiveOthersAndTheirTimesForWhatIsSoon) {
  std::vector<Passed> few = six_reposts();
  few.pop_back();
  std::vector<Passed> untimed = six_reposts();
  untimed[3].time_known = false;

  EXPECT_TRUE(rank_reposts(reposts_of(6, few)).empty());
  const auto standings = rank_reposts(reposts_of(6, untimed));
  ASSERT_EQ(standings.size(), 6U);
  EXPECT_FALSE(standings[0].soon);
}

TEST(RankReposts, TakesTheFirstOfSeveralRepostsByOneAccount) {
  std::vector<Passed> again = six_reposts();
  again.push_back({4, 7, 1});  // now first of all; its repost at 600 s no longer counts

  const auto standings = rank_reposts(reposts_of(6, again));

  ASSERT_EQ(standings.size(), 6U);
  EXPECT_DOUBLE_EQ(standings[4].precedence, 1.0);
  EXPECT_DOUBLE_EQ(standings[0].precedence, 0.8);
}

TEST(RankReposts, DoesNotDependOnTheNumbersOfTheRepostedPosts) {
  std::mt19937 random{7};
  std::vector<Passed> passed;
  for (std::uint32_t of = 1; of <= 40; ++of) {
    for (std::uint32_t account = 0; account < 12; ++account) {
      passed.push_back({account, of, of * 1000 + static_cast<std::int64_t>(random() % 600U)});
    }
  }
  std::vector<Passed> renumbered = passed;
  for (Passed& one : renumbered) {
    one.of = 1000 - 7 * one.of;
  }

  const auto a = rank_reposts(reposts_of(12, passed));
  const auto b = rank_reposts(reposts_of(12, renumbered));

  ASSERT_EQ(a.size(), b.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].precedence, b[i].precedence);
    sum += a[i].precedence;
  }
  EXPECT_NEAR(sum / static_cast<double>(a.size()), 0.5, 1e-12);  // somebody is late for each early
}

class RepostSignals : public testing::Test {
 protected:
  /// `posts` posts, each reposted by account 0 after 4 s and by five others after 30, 40, ... s.
  static std::vector<AccountWindow> measured(std::uint32_t posts) {
    std::vector<Passed> passed;
    for (std::uint32_t of = 1; of <= posts; ++of) {
      passed.push_back({0, of, 4});
      for (std::uint32_t other = 1; other <= 5; ++other) {
        passed.push_back({other, of, 20 + 10 * other});
      }
    }
    const Activity activity = reposts_of(6, passed);
    const SourceIndex sources{std::span<const SourceList>{}};
    const ScoreModel model;
    const AnalysisOptions options;
    std::vector<AccountWindow> windows(6);
    for (std::uint32_t a = 0; a < 6; ++a) {
      windows[a].account = a;
      windows[a].posts = {activity.accounts[a].first_post, activity.accounts[a].last_post};
    }
    measure_repost_standing({.activity = activity,
                             .windows = {},
                             .sources = sources,
                             .listed_sources = {},
                             .topics = {},
                             .model = model,
                             .options = options},
                            windows);
    return windows;
  }

  static std::optional<double> value(const AccountWindow& window, Signal signal) {
    return window.values[static_cast<std::size_t>(signal)];
  }
};

TEST_F(RepostSignals, AreMeansOverTenRepostsOrMore) {
  const auto windows = measured(10);

  EXPECT_DOUBLE_EQ(value(windows[0], Signal::kRepostPrecedence).value(), 1.0);
  EXPECT_DOUBLE_EQ(value(windows[0], Signal::kRepostWithinSeconds).value(), 1.0);
  // Within a minute: itself always; of the others those at 30, 40 and 50 s, not those at 60 and 70.
  EXPECT_DOUBLE_EQ(value(windows[0], Signal::kRepostWithinMinute).value(), 1.0 - 0.6);
  EXPECT_DOUBLE_EQ(value(windows[1], Signal::kRepostPrecedence).value(), 0.8);
  EXPECT_DOUBLE_EQ(value(windows[5], Signal::kRepostWithinSeconds).value(), 0.0);  // never below 0
  EXPECT_FALSE(value(measured(9)[0], Signal::kRepostPrecedence));
  EXPECT_FALSE(value(measured(9)[0], Signal::kRepostWithinMinute));
}

}  // namespace
}  // namespace vigie::analysis

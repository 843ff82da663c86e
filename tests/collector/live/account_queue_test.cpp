#include "collector/live/account_queue.h"

#include <thread>

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using tests::FakeClock;

class AccountQueueTest : public testing::Test {
 protected:
  static DeepenOptions options() {
    return {.accounts_per_day = 3,
            .posts_per_account = 10,
            .refresh = 24h,
            .min_posts = 2,
            .most_waiting = 4};
  }

  std::optional<std::string> next() { return queue.next(0ms, {}); }

  void touch_twice(const std::string& id) {
    queue.touch(id);
    queue.touch(id);
  }

  FakeClock clock;
  AccountQueue queue{options(), clock};
};

TEST_F(AccountQueueTest, AnAccountIsQueuedOnceWhenItHasPostedEnough) {
  queue.touch("a");
  EXPECT_EQ(next(), std::nullopt);

  queue.touch("a");
  queue.touch("a");

  EXPECT_EQ(queue.waiting(), 1U);
  EXPECT_EQ(next(), "a");
  EXPECT_EQ(next(), std::nullopt);
}

TEST_F(AccountQueueTest, AccountsComeInTheOrderInWhichTheyBecameDue) {
  queue.touch("b");
  touch_twice("a");
  queue.touch("b");

  EXPECT_EQ(next(), "a");
  EXPECT_EQ(next(), "b");
}

TEST_F(AccountQueueTest, ANamedAccountGoesAheadAndNeedsNoPosts) {
  touch_twice("a");
  queue.want("named");
  queue.want("named");

  EXPECT_EQ(queue.waiting(), 2U);
  EXPECT_EQ(next(), "named");
  EXPECT_EQ(next(), "a");
}

TEST_F(AccountQueueTest, AnAccountIsFetchedAgainOnlyAfterItsRefresh) {
  touch_twice("a");
  EXPECT_EQ(next(), "a");

  clock.advance(23h);
  touch_twice("a");
  EXPECT_EQ(next(), std::nullopt);

  clock.advance(2h);
  touch_twice("a");
  EXPECT_EQ(next(), "a");
}

TEST_F(AccountQueueTest, ADaysBudgetIsKeptAndTheNextDayGoesOn) {
  for (const char* id : {"a", "b", "c", "d"}) {
    touch_twice(id);
  }
  EXPECT_EQ(next(), "a");
  EXPECT_EQ(next(), "b");
  EXPECT_EQ(next(), "c");
  EXPECT_EQ(next(), std::nullopt);
  EXPECT_EQ(queue.waiting(), 1U);

  clock.advance(24h);

  EXPECT_EQ(next(), "d");
}

TEST_F(AccountQueueTest, ADaysBudgetOutlivesARestart) {
  touch_twice("a");
  touch_twice("b");
  EXPECT_EQ(next(), "a");
  EXPECT_EQ(next(), "b");
  AccountQueue again{options(), clock};
  again.restore(queue.spent());
  for (const char* id : {"c", "d"}) {
    again.want(id);
  }

  EXPECT_EQ(again.next(0ms, {}), "d");
  EXPECT_EQ(again.next(0ms, {}), std::nullopt) << "three a day";
  clock.advance(24h);
  EXPECT_EQ(again.next(0ms, {}), "c");
}

TEST_F(AccountQueueTest, ABudgetOfAnotherDayOrNoneIsNotTakenUp) {
  const std::string today = std::to_string(to_ms(clock.now()) / 86'400'000);
  for (const std::string& spent :
       {std::string{}, std::string{"0:3"}, today, today + ":", today + ":3x", today + ":-3"}) {
    queue.restore(spent);
  }
  touch_twice("a");

  EXPECT_EQ(next(), "a");
}

TEST_F(AccountQueueTest, WhatDoesNotFitIsDroppedAndCounted) {
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
    touch_twice(id);
  }

  EXPECT_EQ(queue.waiting(), 4U);
  EXPECT_EQ(queue.dropped(), 2U);
}

TEST_F(AccountQueueTest, ADroppedAccountMayComeLater) {
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    touch_twice(id);
  }
  EXPECT_EQ(next(), "a");

  queue.touch("e");

  EXPECT_EQ(queue.waiting(), 4U);
}

TEST_F(AccountQueueTest, AnAccountMetOnceIsForgottenAmongManyOthers) {
  queue.touch("once");
  for (int i = 0; i < 16; ++i) {
    queue.touch("stranger" + std::to_string(i));
  }

  queue.touch("once");

  EXPECT_EQ(next(), std::nullopt) << "its first post counts no more";
}

TEST_F(AccountQueueTest, AWaitEndsWhenAnAccountBecomesDue) {
  std::jthread poster{[&] { touch_twice("a"); }};

  EXPECT_EQ(queue.next(60s, {}), "a");
}

TEST_F(AccountQueueTest, AWaitEndsWithAStop) {
  std::stop_source source;
  std::jthread stopper{[&] { source.request_stop(); }};

  EXPECT_EQ(queue.next(60s, source.get_token()), std::nullopt);
}

TEST_F(AccountQueueTest, AnExhaustedBudgetWaitsInsteadOfSpinning) {
  for (const char* id : {"a", "b", "c", "d"}) {
    touch_twice(id);
  }
  while (next()) {
  }
  const auto start = std::chrono::steady_clock::now();

  EXPECT_EQ(queue.next(50ms, {}), std::nullopt);

  EXPECT_GE(std::chrono::steady_clock::now() - start, 50ms);
}

}  // namespace
}  // namespace vigie::collector

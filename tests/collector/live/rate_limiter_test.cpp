#include "collector/live/rate_limiter.h"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using tests::FakeClock;

class RateLimiterTest : public testing::Test {
 protected:
  /// What `requests` more of them take.
  std::chrono::milliseconds time_for(int requests, const std::string& key = "host.test") {
    const auto start = clock.steady_now();
    for (int i = 0; i < requests; ++i) {
      EXPECT_TRUE(limiter.wait(key, {}));
    }
    return std::chrono::ceil<std::chrono::milliseconds>(clock.steady_now() - start);
  }

  FakeClock clock;
  RateLimiter limiter{clock};
};

TEST_F(RateLimiterTest, TheFirstRequestNeedsNotWait) {
  EXPECT_EQ(time_for(1), 0ms);
}

TEST_F(RateLimiterTest, AnUnknownHostGetsHalfOf300In5Minutes) {
  EXPECT_EQ(time_for(151), 5min);
}

TEST_F(RateLimiterTest, HalfOfADocumentedLimitIsUsed) {
  limiter.set_limit("host.test", {.requests = 20.0, .per = 1s});

  EXPECT_EQ(time_for(101), 10s);
}

TEST_F(RateLimiterTest, TwoProgramsTogetherUseHalfOfALimit) {
  limiter.set_limit("host.test", {.requests = 20.0, .per = 1s});
  time_for(1);

  limiter.share_with_another(true);
  EXPECT_EQ(time_for(100), 20s);
  limiter.share_with_another(false);
  EXPECT_EQ(time_for(100), 10s);
}

TEST_F(RateLimiterTest, NoMoreThanASecondsWorthIsSavedUp) {
  limiter.set_limit("host.test", {.requests = 20.0, .per = 1s});
  time_for(1);
  clock.advance(24h);

  EXPECT_EQ(time_for(10), 0ms);
  EXPECT_EQ(time_for(1), 100ms);
}

TEST_F(RateLimiterTest, KeysDoNotShareALimit) {
  time_for(1, "a.test");

  EXPECT_EQ(time_for(1, "b.test"), 0ms);
  EXPECT_EQ(time_for(1, "a.test"), 2s);
}

TEST_F(RateLimiterTest, AHostThatIsHeldIsLeftAloneUntilThen) {
  limiter.hold("host.test", clock.now() + 90s, false);

  EXPECT_EQ(time_for(1), 90s);
  EXPECT_EQ(time_for(1), 2s);
}

TEST_F(RateLimiterTest, AShorterHoldDoesNotEndALongerOne) {
  limiter.hold("host.test", clock.now() + 90s, false);
  limiter.hold("host.test", clock.now() + 10s, false);
  limiter.hold("host.test", clock.now() - 10s, false);

  EXPECT_EQ(time_for(1), 90s);
}

TEST_F(RateLimiterTest, AThrottledHostGetsHalfFor15MinutesAfterItsHold) {
  limiter.hold("host.test", clock.now() + 60s, true);

  EXPECT_EQ(time_for(1), 60s);
  EXPECT_EQ(time_for(225), 15min);
  EXPECT_EQ(time_for(10), 20s);
}

TEST_F(RateLimiterTest, AStopEndsTheWait) {
  std::stop_source source;
  time_for(1);
  source.request_stop();

  EXPECT_FALSE(limiter.wait("host.test", source.get_token()));
}

TEST_F(RateLimiterTest, AnAbsurdLimitIsStillALimit) {
  limiter.set_limit("host.test", {.requests = 0.0, .per = 0s});
  time_for(1);

  EXPECT_EQ(time_for(1), 24h);
}

}  // namespace
}  // namespace vigie::collector

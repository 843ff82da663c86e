#include "collector/live/clock.h"

#include <thread>

#include <gtest/gtest.h>

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;

TEST(SystemClock, SleepsAsLongAsItWasAsked) {
  Clock& clock = system_clock();
  const auto start = clock.steady_now();

  EXPECT_TRUE(clock.sleep(20ms, {}));

  EXPECT_GE(clock.steady_now() - start, 20ms);
}

TEST(SystemClock, IsWokenByAStop) {
  std::stop_source source;
  std::jthread waker{[&] { source.request_stop(); }};
  Clock& clock = system_clock();
  const auto start = clock.steady_now();

  EXPECT_FALSE(clock.sleep(60s, source.get_token()));

  EXPECT_LT(clock.steady_now() - start, 10s);
}

TEST(SystemClock, KnowsTheTimeOfDay) {
  EXPECT_GT(system_clock().now(), from_ms(1'772'000'000'000));
}

}  // namespace
}  // namespace vigie::collector

#include <gtest/gtest.h>

#include "collector/live/fetcher.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;

const UtcTime kNow = *parse_iso8601("2026-03-02T12:00:00Z");

std::optional<UtcTime> reset(const std::string& name, const std::string& value) {
  return reset_time({{"X-Other", "1"}, {name, value}}, kNow);
}

TEST(ResetTime, RetryAfterIsSecondsOrADate) {
  EXPECT_EQ(reset("Retry-After", "289"), kNow + 289s);
  EXPECT_EQ(reset("retry-after", " 3 "), kNow + 3s);
  EXPECT_EQ(reset("Retry-After", "Mon, 02 Mar 2026 12:05:07 GMT"), kNow + 5min + 7s);
}

TEST(ResetTime, ResetHeadersMayBeUnixSecondsSecondsLeftOrIso8601) {
  EXPECT_EQ(reset("RateLimit-Reset", std::to_string(to_ms(kNow) / 1000 + 60)), kNow + 60s);
  EXPECT_EQ(reset("x-rate-limit-reset", std::to_string(to_ms(kNow) / 1000 + 900)), kNow + 15min);
  EXPECT_EQ(reset("X-Ratelimit-Reset", "42"), kNow + 42s);
  EXPECT_EQ(reset("X-Ratelimit-Reset", "0.5"), kNow + 500ms);
  EXPECT_EQ(reset("X-RateLimit-Reset", "2026-03-02T12:05:00.123456Z"), kNow + 5min + 123ms);
  EXPECT_EQ(reset("RateLimit-Reset", "Mon, 02 Mar 2026 12:00:09 GMT"), kNow + 9s);
}

TEST(ResetTime, RetryAfterWinsOverAReset) {
  EXPECT_EQ(reset_time({{"X-RateLimit-Reset", "90"}, {"Retry-After", "10"}}, kNow), kNow + 10s);
}

TEST(ResetTime, AnUnusableRetryAfterLeavesTheReset) {
  EXPECT_EQ(reset_time({{"X-RateLimit-Reset", "90"}, {"Retry-After", "soon"}}, kNow), kNow + 90s);
}

TEST(ResetTime, ThePastAndMoreThanADayAheadAreIgnored) {
  for (const char* value : {"0",
                            "-5",
                            "86401",
                            "2026-03-02T11:59:59Z",
                            "2026-03-03T12:00:01Z",
                            "1772452799",
                            "99999999999999999999",
                            "1e300",
                            "nan",
                            "inf",
                            "",
                            "tomorrow",
                            "Mon, 32 Mar 2026 12:00:09 GMT",
                            "Mon, 02 Foo 2026 12:00:09 GMT"}) {
    EXPECT_EQ(reset("X-RateLimit-Reset", value), std::nullopt) << value;
    EXPECT_EQ(reset("Retry-After", value), std::nullopt) << value;
  }
  EXPECT_EQ(reset("X-RateLimit-Reset", "86400"), kNow + 24h);
}

TEST(ResetTime, OtherHeadersSayNothing) {
  EXPECT_EQ(reset_time({{"RateLimit-Policy", "30;w=300"}}, kNow), std::nullopt);
  EXPECT_EQ(retry_after({{"RateLimit-Reset", "30"}}, kNow), std::nullopt);
}

}  // namespace
}  // namespace vigie::collector

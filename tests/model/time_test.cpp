#include "storage/model/time.h"

#include <string>

#include <gtest/gtest.h>

#include "storage/model/post.h"

namespace vigie {
namespace {

// 2024-03-16T00:00:08Z: 54 years of 365 days, 13 leap days, 75 days into 2024, 8 seconds.
constexpr std::int64_t kKnown = ((54LL * 365 + 13 + 75) * 86'400 + 8) * 1'000;

TEST(Iso8601, IsReadInTheFormsThatPlatformsWrite) {
  for (const std::string text : {"2024-03-16T00:00:08.000Z",
                                 "2024-03-16T00:00:08Z",
                                 "2024-03-16 00:00:08",
                                 "2024-03-16T00:00:08",
                                 "2024-03-16T01:00:08+01:00",
                                 "2024-03-15T19:00:08-0500",
                                 "2024-03-16t00:00:08z",
                                 "2024-03-16 00:00:08+00:00"}) {
    ASSERT_TRUE(parse_iso8601(text)) << text;
    EXPECT_EQ(to_ms(*parse_iso8601(text)), kKnown) << text;
  }
  EXPECT_EQ(to_ms(*parse_iso8601("2024-03-16")), kKnown - 8'000);
  EXPECT_EQ(to_ms(*parse_iso8601("2024-03-16T00:01")), kKnown + 52'000);
}

TEST(Iso8601, KeepsMillisecondsAndCutsTheRest) {
  EXPECT_EQ(to_ms(*parse_iso8601("2024-03-16T00:00:08.5Z")), kKnown + 500);
  EXPECT_EQ(to_ms(*parse_iso8601("2024-03-16T00:00:08.123456789Z")), kKnown + 123);
}

TEST(Iso8601, RefusesWhatIsNoTime) {
  for (const std::string text : {"",
                                 "2024",
                                 "2024-13-01",
                                 "2024-02-30",
                                 "2023-02-29",
                                 "2024-03-16T24:00:00Z",
                                 "2024-03-16T00:60:00Z",
                                 "2024-03-16T00:00:08.Z",
                                 "2024-03-16T00:00:08Z ",
                                 "2024-03-16T00:00:08+25:00",
                                 "2024-3-16",
                                 "16-03-2024",
                                 "2024-03-16T00:00:08Zfoo",
                                 "\xC3\xA9"}) {
    EXPECT_FALSE(parse_iso8601(text)) << text;
  }
}

TEST(Iso8601, ReadsALeapSecondAsTheNextMinute) {
  EXPECT_EQ(*parse_iso8601("2016-12-31T23:59:60Z"), *parse_iso8601("2017-01-01T00:00:00Z"));
}

TEST(Iso8601, ComesBackAsItWent) {
  for (const std::int64_t ms :
       std::initializer_list<std::int64_t>{0, -1, kKnown, kKnown + 7, 253'402'300'799'999}) {
    EXPECT_EQ(to_ms(*parse_iso8601(to_iso8601(from_ms(ms)))), ms);
  }
  EXPECT_EQ(to_iso8601(from_ms(kKnown)), "2024-03-16T00:00:08.000Z");
  EXPECT_EQ(to_iso_date(from_ms(kKnown)), "2024-03-16");
  EXPECT_EQ(to_iso8601(from_ms(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(TimeWindow, HoldsItsBeginAndNotItsEnd) {
  const TimeWindow window{from_ms(10), from_ms(20)};

  EXPECT_FALSE(window.contains(from_ms(9)));
  EXPECT_TRUE(window.contains(from_ms(10)));
  EXPECT_TRUE(window.contains(from_ms(19)));
  EXPECT_FALSE(window.contains(from_ms(20)));
}

TEST(SortTime, TrustsTheClaimedTimeWithinReason) {
  const UtcTime observed = from_ms(kKnown);

  EXPECT_EQ(sort_time(from_ms(kKnown - 5'000), observed), from_ms(kKnown - 5'000));
  EXPECT_EQ(sort_time(from_ms(kKnown + 120'000), observed), from_ms(kKnown + 120'000));
  EXPECT_EQ(sort_time(from_ms(kKnown + 120'001), observed), observed);
  EXPECT_EQ(sort_time(std::nullopt, observed), observed);
  EXPECT_EQ(sort_time(*parse_iso8601("1999-12-31T23:59:59.999Z"), observed), observed);
  EXPECT_EQ(sort_time(*parse_iso8601("2000-01-01"), observed), *parse_iso8601("2000-01-01"));
}

}  // namespace
}  // namespace vigie

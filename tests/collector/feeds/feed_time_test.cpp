#include "collector/feeds/feed_time.h"

#include <string>

#include <gtest/gtest.h>

namespace vigie::collector {
namespace {

std::string read_time_of(std::string_view text) {
  const auto time = parse_feed_time(text);
  return time ? to_iso8601(*time) : "nothing";
}

TEST(FeedTime, ReadsTheDatesThatTheRulesAskFor) {
  EXPECT_EQ(read_time_of("Mon, 02 Mar 2026 06:00:05 GMT"), "2026-03-02T06:00:05.000Z");
  EXPECT_EQ(read_time_of("Mon, 02 Mar 2026 06:00:05 +0130"), "2026-03-02T04:30:05.000Z");
  EXPECT_EQ(read_time_of("02 Mar 26 06:00 EST"), "2026-03-02T11:00:00.000Z");
  EXPECT_EQ(read_time_of("2026-03-02T06:00:05.250+01:00"), "2026-03-02T05:00:05.250Z");
}

TEST(FeedTime, ForgivesTheUsualMistakes) {
  EXPECT_EQ(read_time_of("Sun, 2 March 2026 6:00:05 gmt"), "2026-03-02T06:00:05.000Z");
  EXPECT_EQ(read_time_of("lun., 02 Mar 2026 06:00:05 Z"), "2026-03-02T06:00:05.000Z");
  EXPECT_EQ(read_time_of("  Mon,02 Mar 2026  06:00:05\n"), "2026-03-02T06:00:05.000Z");
  EXPECT_EQ(read_time_of("Mon, 02-Mar-2026 06:00:05 -0100"), "2026-03-02T07:00:05.000Z");
  EXPECT_EQ(read_time_of("02 Sept 2026 06:00 GMT+2"), "2026-09-02T04:00:00.000Z");
  EXPECT_EQ(read_time_of("2026-03-02 06:00"), "2026-03-02T06:00:00.000Z");
  EXPECT_EQ(read_time_of("02 Mar 99 06:00:00 GMT"), "nothing") << "1999 is before any post";
}

TEST(FeedTime, FindsNothingInWhatIsNoDate) {
  for (const char* text : {"",
                           "yesterday evening",
                           "Mon, 31 Feb 2026 06:00:00 GMT",
                           "02 Mar 2026",
                           "Mon, 02 Mar 2026 25:00:00 GMT",
                           "Mon, 02 Mar 2026 06:00:00 +9999",
                           "Mon, 02 Mar 20266 06:00:00 GMT",
                           "Mon, 02 Xyz 2026 06:00:00 GMT",
                           "Mon, 02 Mar 2526 06:00:00 GMT",
                           "02 Mar 2026 :",
                           "-",
                           "+"}) {
    EXPECT_EQ(read_time_of(text), "nothing") << text;
  }
  EXPECT_EQ(read_time_of(std::string(100'000, '1')), "nothing");
}

}  // namespace
}  // namespace vigie::collector

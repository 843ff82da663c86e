#include "dashboards/language.h"

#include <limits>

#include <gtest/gtest.h>

#include "tests/dashboards/languages.h"

namespace vigie::dashboards {
namespace {

using tests::kDe;
using tests::kEn;
using tests::kFr;

TEST(LanguageOf, ReadsTagsAndFallsBackToEnglish) {
  EXPECT_EQ(language_of("fr"), kFr);
  EXPECT_EQ(language_of("FR-ca"), kFr);
  EXPECT_EQ(language_of("fry"), kEn);
  EXPECT_EQ(language_of("de"), kDe);
  EXPECT_EQ(language_of("De_AT"), kDe);
  EXPECT_EQ(language_of("den"), kEn);
  EXPECT_EQ(language_of(""), kEn);
}

TEST(FormatCount, GroupsByThree) {
  EXPECT_EQ(format_count(kEn, 0), "0");
  EXPECT_EQ(format_count(kEn, 999), "999");
  EXPECT_EQ(format_count(kEn, 1'234'567), "1,234,567");
  EXPECT_EQ(format_count(kFr, 12'345), "12\u202f345");
  EXPECT_EQ(format_count(kDe, 1'234'567), "1.234.567");
}

TEST(FormatDecimal, WritesAMinusSignAndNeverMinusZero) {
  EXPECT_EQ(format_decimal(kEn, -0.426, 2), "\u22120.43");
  EXPECT_EQ(format_decimal(kFr, 0.42, 2), "0,42");
  EXPECT_EQ(format_decimal(kDe, -1.5, 1), "\u22121,5");
  EXPECT_EQ(format_decimal(kEn, -0.001, 2), "0.00");
  EXPECT_EQ(format_decimal(kEn, std::numeric_limits<double>::quiet_NaN(), 2), "\u2014");
}

TEST(FormatShare, RoundsAndSaysLessThanOne) {
  EXPECT_EQ(format_share(kEn, 0.245), "25\u00a0%");
  EXPECT_EQ(format_share(kEn, 0.001), "\u2264\u00a01\u00a0%");
  EXPECT_EQ(format_share(kEn, 0.0), "0\u00a0%");
  EXPECT_EQ(format_share(kEn, 7.0), "100\u00a0%");
}

TEST(FormatLikelihood, IsNeverCertain) {
  EXPECT_EQ(format_likelihood(kEn, 0.0), "\u2264\u00a01\u00a0%");
  EXPECT_EQ(format_likelihood(kEn, 1.0), "\u2265\u00a099\u00a0%");
  EXPECT_EQ(format_likelihood(kEn, 0.905), "91\u00a0%");
  EXPECT_EQ(format_likelihood(kEn, std::nullopt), "\u2014");
}

TEST(FormatPoints, DoublesTheOddsWithTwentyPoints) {
  EXPECT_EQ(format_points(kEn, 0.69314718), "+20");  // ln 2
  EXPECT_EQ(format_points(kEn, -0.69314718), "\u221220");
  EXPECT_EQ(format_points(kEn, 0.01), "0");
}

TEST(FormatTime, NamesTheWeekday) {
  const UtcTime time = *parse_iso8601("2026-11-24T05:06:07Z");

  EXPECT_EQ(format_time(kEn, time), "Tue 24 Nov 2026, 05:06:07");
  EXPECT_EQ(format_time(kFr, time), "mar. 24 nov. 2026, 05:06:07");
  EXPECT_EQ(format_time(kDe, time), "Di. 24. Nov. 2026, 05:06:07");
}

TEST(FormatWindow, ShowsTheLastDayInsideAHalfOpenWindow) {
  const TimeWindow window{*parse_iso8601("2026-10-27"), *parse_iso8601("2026-11-24")};
  const TimeWindow one_day{*parse_iso8601("2026-11-23"), *parse_iso8601("2026-11-24")};

  EXPECT_EQ(format_window(kEn, window), "27 Oct 2026 \u2013 23 Nov 2026");
  EXPECT_EQ(format_window(kEn, one_day), "23 Nov 2026");
  EXPECT_EQ(format_window(kDe, window), "27. Okt. 2026 \u2013 23. Nov. 2026");
}

TEST(FormatPlural, TakesZeroAsOneInFrenchOnly) {
  EXPECT_EQ(format_plural(kEn, 0, "{} post", "{} posts"), "0 posts");
  EXPECT_EQ(format_plural(kFr, 0, "{} jour", "{} jours"), "0 jour");
  EXPECT_EQ(format_plural(kEn, 1, "{} post", "{} posts"), "1 post");
  EXPECT_EQ(format_plural(kDe, 0, "{} Tag", "{} Tage"), "0 Tage");
}

}  // namespace
}  // namespace vigie::dashboards

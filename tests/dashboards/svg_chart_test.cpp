#include "dashboards/svg_chart.h"

#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::dashboards {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(DrawLikelihood, PutsFillTickAndWhiskerToScale) {
  const std::string svg = draw_likelihood({0.75, 0.5, 0.9, 0.5, "fill-troll"});

  EXPECT_THAT(svg, HasSubstr(R"(class="fill-troll" y="3" width="90.0")"));  // 0.75 of 120
  EXPECT_THAT(svg, HasSubstr(R"(class="tick" d="M60.0 0v14")"));
  EXPECT_THAT(svg, HasSubstr("M60.0 4v6M60.0 7H108.0M108.0 4v6"));
}

TEST(DrawLikelihood, ClampsAndNeedsBothEndsForAWhisker) {
  const double nan = std::numeric_limits<double>::quiet_NaN();

  EXPECT_THAT(draw_likelihood({7.0, std::nullopt, 0.9, 0.5, "x"}), HasSubstr(R"(width="120.0")"));
  EXPECT_THAT(draw_likelihood({nan, std::nullopt, 0.9, 0.5, "x"}), Not(HasSubstr("whisker")));
  EXPECT_THAT(draw_likelihood({nan, 0.1, 0.9, nan, "x"}), Not(HasSubstr("nan")));
}

TEST(DrawSparkline, DrawsOneBarPerDayThatHasPosts) {
  const std::vector<std::uint32_t> counts{0, 2, 4};

  const std::string svg = draw_sparkline(counts, "3 days");

  EXPECT_THAT(svg, HasSubstr("M3 21v-10h2v10zM6 21v-20h2v20z"));
  EXPECT_THAT(svg, HasSubstr(R"(role="img" aria-label="3 days")"));
}

TEST(DrawSparkline, IsEmptyForNoDaysAndEscapesItsLabel) {
  EXPECT_EQ(draw_sparkline({}, "x"), "");
  EXPECT_THAT(draw_sparkline(std::vector<std::uint32_t>{1}, "\"><script>"),
              Not(HasSubstr("<script>")));
}

TEST(DrawSparkline, AddsDaysUpBeyondSixty) {
  const std::vector<std::uint32_t> counts(121, 1);  // three days a bar: 41 bars

  EXPECT_THAT(draw_sparkline(counts, "x"), HasSubstr(R"(viewBox="0 0 82 22")"));
}

TEST(DrawDiverging, GoesRightForAndLeftAgainst) {
  EXPECT_THAT(draw_diverging(45.0, 45.0), HasSubstr(R"(class="for" x="100.0" y="2" width="98.0")"));
  EXPECT_THAT(draw_diverging(-22.5, 45.0),
              HasSubstr(R"(class="against" x="51.0" y="2" width="49.0")"));
}

TEST(DrawHours, ShadesByShareOfTheBusiestHour) {
  HourByWeekday counts{};
  counts[0][0] = 8;
  counts[6][23] = 1;
  const std::vector<std::string_view> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  const std::string svg = draw_hours(counts, days, "hours");

  EXPECT_THAT(svg, HasSubstr(R"(<path class="h4" d="M30 0h9v9h-9z"/>)"));
  EXPECT_THAT(svg, HasSubstr(R"(<path class="h1" d="M260 60h9v9h-9z"/>)"));
  EXPECT_THAT(svg, HasSubstr(">Sun</text>"));
}

}  // namespace
}  // namespace vigie::dashboards

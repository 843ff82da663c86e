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

  EXPECT_THAT(svg, HasSubstr("M4 21v-10M7 21v-20"));
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

TEST(RepeatSparkline, PointsToTheDrawingThatHasTheId) {
  const std::vector<std::uint32_t> counts{1, 2};

  EXPECT_THAT(draw_sparkline(counts, "x", "s7"), HasSubstr(R"(<g id="s7">)"));
  EXPECT_THAT(repeat_sparkline(counts, "s7"),
              HasSubstr(R"(viewBox="0 0 6 22" preserveAspectRatio="none" aria-hidden="true">)"
                        R"(<use href="#s7"/>)"));
  EXPECT_EQ(repeat_sparkline({}, "s7"), "");
}

TEST(BarWidthClass, IsFortiethsOfTheFullWidthAndNeverNothing) {
  EXPECT_EQ(bar_width_class(45.0, 45.0), 40U);
  EXPECT_EQ(bar_width_class(-22.5, 45.0), 20U);
  EXPECT_EQ(bar_width_class(0.1, 45.0), 1U);
  EXPECT_EQ(bar_width_class(900.0, 45.0), 40U);
  EXPECT_EQ(bar_width_class(std::numeric_limits<double>::quiet_NaN(), 45.0), 1U);
}

TEST(BarWidthRules, DefineEveryClass) {
  EXPECT_THAT(bar_width_rules(), HasSubstr(".w1{--w:1}"));
  EXPECT_THAT(bar_width_rules(), HasSubstr(".w40{--w:40}"));
}

TEST(DrawHours, ShadesByShareOfTheBusiestHourAndJoinsNeighbours) {
  HourByWeekday counts{};
  counts[0][0] = 8;
  counts[6][22] = 1;
  counts[6][23] = 2;

  const std::string svg = draw_hours(counts, "hours");

  EXPECT_THAT(svg, HasSubstr(R"(<path class="h4" d="M30 5h9"/>)"));
  EXPECT_THAT(svg, HasSubstr(R"(<path class="h1" d="M250 65h19"/>)"));
  EXPECT_THAT(svg, Not(HasSubstr("h0")));  // empty cells are the frame's
}

TEST(DrawHoursFrame, HoldsTheNamesOnceForThePage) {
  const std::vector<std::string_view> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

  const std::string svg = draw_hours_frame(days);

  EXPECT_THAT(svg, HasSubstr(R"(<g id="hours-frame"><path class="h0" d="M30 5h239M30 15h239)"));
  EXPECT_THAT(svg, HasSubstr(">Sun</text>"));
  EXPECT_THAT(svg, HasSubstr(">18</text>"));
}

}  // namespace
}  // namespace vigie::dashboards

#include "dashboards/network_picture.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dashboards/example_groups.h"
#include "tests/dashboards/html_page.h"

namespace vigie::dashboards {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

double distance(const NetworkPoint& a, const NetworkPoint& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

TEST(LayOutNetwork, KeepsTwoSeparatePartsApart) {
  const std::vector<PictureEdge> edges{
      {0, 1, 1.0}, {0, 2, 1.0}, {1, 2, 1.0}, {3, 4, 1.0}, {3, 5, 1.0}, {4, 5, 1.0}};

  const auto points = lay_out_network(6, edges);

  for (const std::size_t a : {0U, 1U, 2U}) {
    for (const std::size_t b : {3U, 4U, 5U}) {
      EXPECT_GT(distance(points[a], points[b]), distance(points[a], points[(a + 1) % 3]));
    }
  }
}

TEST(LayOutNetwork, StaysInTheSquareWithoutAndWithManyPoints) {
  EXPECT_THAT(lay_out_network(0, {}), IsEmpty());
  EXPECT_EQ(lay_out_network(1, {})[0], (NetworkPoint{0.5, 0.5}));
  for (const NetworkPoint& point : lay_out_network(60, {})) {
    EXPECT_GE(std::min(point.x, point.y), 0.0);
    EXPECT_LE(std::max(point.x, point.y), 1.0);
  }
}

TEST(NetworkEdges, AreTheStrongestBetweenTheMembersDrawn) {
  ReportGroup group;
  group.members.resize(4);
  group.links = {{0, 3, 5, 2, 20.0},
                 {1, 1, 5, 2, 18.0},
                 {9, 1, 5, 2, 17.0},
                 {0, 1, 4, 1, 10.0},
                 {1, 2, 3, 1, 5.0},
                 {0, 2, 3, 1, 4.0}};

  const auto edges = network_edges(group, {.nodes = 3, .edges = 2});

  ASSERT_THAT(edges, SizeIs(2));
  EXPECT_EQ(edges[0].b, 1U);
  EXPECT_DOUBLE_EQ(edges[0].strength, 0.5);
  EXPECT_EQ(edges[1].a, 1U);
}

TEST(DrawNetwork, DrawsNoMoreThanItsLimits) {
  const ReportCoordination coordination = tests::large_coordination(1, 80);

  const std::string picture = draw_network(coordination.groups[0], 0.5, {}, "a \"name\"");

  EXPECT_THAT(tests::all_matches(picture, "(<circle)"), SizeIs(60));
  EXPECT_THAT(tests::all_matches(picture, "(M\\d+ \\d+L)"), SizeIs(200));
  EXPECT_THAT(tests::all_matches(picture, "<text [^>]*>(\\d+)<"), SizeIs(20));
  EXPECT_THAT(picture, HasSubstr("aria-label=\"a &quot;name&quot;\""));
  EXPECT_EQ(picture, draw_network(coordination.groups[0], 0.5, {}, "a \"name\""));
}

TEST(DrawNetwork, MarksMembersAtTheLineAndOnTheList) {
  ReportGroup group;
  group.members.resize(3);
  group.members[0].likelihood = 0.5;
  group.members[1].known_reason = "a union";

  const std::string picture = draw_network(group, 0.5, {}, "x");

  EXPECT_THAT(tests::all_matches(picture, "(class=\"above\")"), SizeIs(1));
  EXPECT_THAT(tests::all_matches(picture, "(class=\"known\")"), SizeIs(1));
  EXPECT_THAT(draw_network(ReportGroup{}, 0.5, {}, "x"), IsEmpty());
}

}  // namespace
}  // namespace vigie::dashboards

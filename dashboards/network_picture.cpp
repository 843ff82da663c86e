#include "dashboards/network_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "dashboards/html_escape.h"

namespace vigie::dashboards {
namespace {

constexpr double kGoldenAngle = 2.399963229728653;  // radians: no two starting points in line
constexpr int kSteps = 160;
constexpr double kPull = 0.9;  // to the middle: parts that no link joins stay in the picture
constexpr double kLeastDistance = 1e-4;  // closer points push as if this far apart
constexpr int kWidth = 340;
constexpr int kHeight = 260;
constexpr int kMargin = 14;
constexpr std::size_t kEdgeShades = 3;

/// Sunflower seeds: the members with the highest scores in the middle.
std::vector<NetworkPoint> starting_points(std::size_t nodes) {
  std::vector<NetworkPoint> points(nodes);
  for (std::size_t i = 0; i < nodes; ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(nodes);
    const double radius = 0.5 * std::sqrt(share);
    const double angle = kGoldenAngle * static_cast<double>(i);
    points[i] = {0.5 + radius * std::cos(angle), 0.5 + radius * std::sin(angle)};
  }
  return points;
}

void push_apart(const std::vector<NetworkPoint>& points,
                double ideal,
                std::vector<NetworkPoint>& moves) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = i + 1; j < points.size(); ++j) {
      const double dx = points[i].x - points[j].x;
      const double dy = points[i].y - points[j].y;
      const double scale = ideal * ideal / std::max(kLeastDistance, dx * dx + dy * dy);
      moves[i].x += dx * scale;
      moves[i].y += dy * scale;
      moves[j].x -= dx * scale;
      moves[j].y -= dy * scale;
    }
  }
}

void pull_together(const std::vector<NetworkPoint>& points,
                   std::span<const PictureEdge> edges,
                   double ideal,
                   std::vector<NetworkPoint>& moves) {
  for (const PictureEdge& edge : edges) {
    const double dx = points[edge.a].x - points[edge.b].x;
    const double dy = points[edge.a].y - points[edge.b].y;
    const double scale = std::sqrt(dx * dx + dy * dy) / ideal;
    moves[edge.a].x -= dx * scale;
    moves[edge.a].y -= dy * scale;
    moves[edge.b].x += dx * scale;
    moves[edge.b].y += dy * scale;
  }
}

/// Stretched to the unit square; a single point, or a line, lies in the middle of what is missing.
void fit_to_square(std::vector<NetworkPoint>& points) {
  for (double NetworkPoint::*axis : {&NetworkPoint::x, &NetworkPoint::y}) {
    double low = points.front().*axis;
    double high = low;
    for (const NetworkPoint& point : points) {
      low = std::min(low, point.*axis);
      high = std::max(high, point.*axis);
    }
    for (NetworkPoint& point : points) {
      point.*axis = high - low > kLeastDistance ? (point.*axis - low) / (high - low) : 0.5;
    }
  }
}

long to_units(double position, int size) {
  return kMargin + std::lround(position * (size - 2 * kMargin));
}

std::size_t edge_shade(const PictureEdge& edge) {
  const double scaled = std::clamp(edge.strength, 0.0, 1.0) * static_cast<double>(kEdgeShades);
  return std::min(kEdgeShades - 1, static_cast<std::size_t>(scaled));
}

/// One path per strength, the weakest first and so below the others.
std::string draw_edges(const std::vector<PictureEdge>& edges,
                       const std::vector<NetworkPoint>& points) {
  std::array<std::string, kEdgeShades> paths;
  for (const PictureEdge& edge : edges) {
    paths.at(edge_shade(edge)) += fmt::format("M{} {}L{} {}",
                                              to_units(points[edge.a].x, kWidth),
                                              to_units(points[edge.a].y, kHeight),
                                              to_units(points[edge.b].x, kWidth),
                                              to_units(points[edge.b].y, kHeight));
  }
  std::string out;
  for (std::size_t shade = 0; shade < kEdgeShades; ++shade) {
    if (!paths.at(shade).empty()) {
      out += fmt::format(R"(<path class="e{}" d="{}"/>)", shade + 1, paths.at(shade));
    }
  }
  return out;
}

std::string_view node_class(const ReportGroupMember& member, double report_line) {
  if (!member.known_reason.empty()) {
    return R"( class="known")";
  }
  return member.likelihood.value_or(0.0) >= report_line ? R"( class="above")" : "";
}

/// Large enough for a number where there is one.
long radius_of(const ReportGroupMember& member, bool is_numbered) {
  const double centrality =
      std::isfinite(member.centrality) ? std::clamp(member.centrality, 0.0, 1.0) : 0.0;
  return std::lround((is_numbered ? 6.0 : 3.0) + 4.0 * centrality);
}

}  // namespace

std::vector<PictureEdge> network_edges(const ReportGroup& group, const NetworkLimits& limits) {
  const std::size_t nodes = std::min(group.members.size(), limits.nodes);
  double strongest = 0.0;
  for (const ReportGroupLink& link : group.links) {
    strongest = std::isfinite(link.decades) ? std::max(strongest, link.decades) : strongest;
  }
  std::vector<PictureEdge> edges;
  for (const ReportGroupLink& link : group.links) {
    if (edges.size() >= limits.edges) {
      break;
    }
    if (link.member_a != link.member_b && std::max(link.member_a, link.member_b) < nodes) {
      const double strength =
          strongest > 0.0 && std::isfinite(link.decades) ? link.decades / strongest : 0.0;
      edges.push_back({link.member_a, link.member_b, strength});
    }
  }
  return edges;
}

std::vector<NetworkPoint> lay_out_network(std::size_t nodes, std::span<const PictureEdge> edges) {
  std::vector<NetworkPoint> points = starting_points(nodes);
  if (nodes == 0) {
    return points;
  }
  const double ideal = std::sqrt(1.0 / static_cast<double>(nodes));
  for (int step = 0; step < kSteps; ++step) {
    std::vector<NetworkPoint> moves(nodes);
    push_apart(points, ideal, moves);
    pull_together(points, edges, ideal, moves);
    const double longest = 0.1 * (1.0 - static_cast<double>(step) / kSteps);
    for (std::size_t i = 0; i < nodes; ++i) {
      moves[i].x += kPull * (0.5 - points[i].x);
      moves[i].y += kPull * (0.5 - points[i].y);
      const double length = std::sqrt(moves[i].x * moves[i].x + moves[i].y * moves[i].y);
      const double scale = length > longest ? longest / length : 1.0;
      points[i].x += moves[i].x * scale;
      points[i].y += moves[i].y * scale;
    }
  }
  fit_to_square(points);
  return points;
}

std::string draw_network(const ReportGroup& group,
                         double report_line,
                         const NetworkLimits& limits,
                         std::string_view label) {
  const std::size_t nodes = std::min(group.members.size(), limits.nodes);
  if (nodes == 0) {
    return {};
  }
  const std::vector<PictureEdge> edges = network_edges(group, limits);
  const std::vector<NetworkPoint> points = lay_out_network(nodes, edges);
  std::string out =
      fmt::format(R"(<svg class="network" viewBox="0 0 {} {}" role="img" aria-label="{}">)",
                  kWidth,
                  kHeight,
                  escape_html(label)) +
      draw_edges(edges, points);
  for (std::size_t i = nodes; i-- > 0;) {  // the first members on top
    const long x = to_units(points[i].x, kWidth);
    const long y = to_units(points[i].y, kHeight);
    out += fmt::format(R"(<circle{} cx="{}" cy="{}" r="{}"/>)",
                       node_class(group.members[i], report_line),
                       x,
                       y,
                       radius_of(group.members[i], i < limits.numbered));
    if (i < limits.numbered) {
      out += fmt::format(R"(<text x="{}" y="{}">{}</text>)", x, y + 3, i + 1);
    }
  }
  return out + "</svg>";
}

}  // namespace vigie::dashboards

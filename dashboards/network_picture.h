// A small picture of a group: who is linked to whom, as inline SVG without script.
//
// Positions come from a force layout that runs here, from fixed starting points and for a fixed
// number of steps: the same group gives the same picture. Closeness shows links and nothing else.
// Method: Fruchterman and Reingold 1991, doi:10.1002/spe.4380211102, with a weak pull to the
// middle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/report_groups.h"

namespace vigie::dashboards {

struct NetworkLimits {
  std::size_t nodes = 60;
  std::size_t edges = 200;
  std::size_t numbered = 20;  ///< First members that bear their number: more would not be legible.
};

struct NetworkPoint {
  double x = 0.0;
  double y = 0.0;

  friend bool operator==(const NetworkPoint&, const NetworkPoint&) = default;
};

struct PictureEdge {
  std::uint32_t a = 0;  ///< Index of a node.
  std::uint32_t b = 0;
  double strength = 0.0;  ///< 0..1 of the strongest of the group.
};

/// Of `group.links`, the strongest between the first `limits.nodes` members. Links that name no
/// member or one member twice are left out.
[[nodiscard]] std::vector<PictureEdge> network_edges(const ReportGroup& group,
                                                     const NetworkLimits& limits);

/// Positions of `nodes` points in [0, 1] x [0, 1]. Quadratic in `nodes`, at most 60 by default.
[[nodiscard]] std::vector<NetworkPoint> lay_out_network(std::size_t nodes,
                                                        std::span<const PictureEdge> edges);

/// The drawing; `label` is escaped here. Members at or above `report_line` have a class of their
/// own, as have those on the team's list. Empty for a group without members.
[[nodiscard]] std::string draw_network(const ReportGroup& group,
                                       double report_line,
                                       const NetworkLimits& limits,
                                       std::string_view label);

}  // namespace vigie::dashboards

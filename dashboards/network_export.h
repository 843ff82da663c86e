// A network of tested pairs in the files that graph programs read.
//
// GEXF 1.3 (gexf.net), GraphML 1.0 (graphml.graphdrawing.org), and two CSV tables with the column
// heads that Gephi expects. Names are collected text: invalid UTF-8 becomes U+FFFD, control
// characters go, bidi controls become visible, and each format's own characters are escaped. The
// same network gives the same bytes.
//
// Every file has the same attributes. Nodes: platform, handle, native_id, group (absent: none),
// likelihood (absent: too little data), grade, centrality, core, known. Edges: weight (decades),
// decades, q_decades, objects, fast_objects, days, observed, expected, layers.
#pragma once

#include <string>

#include "storage/model/network.h"

namespace vigie::dashboards {

[[nodiscard]] std::string render_gexf(const Network& network);

[[nodiscard]] std::string render_graphml(const Network& network);

/// One row per node: `Id,Label,...`. RFC 4180; cells that a spreadsheet would run are disarmed.
[[nodiscard]] std::string render_node_csv(const Network& network);

/// One row per edge: `Source,Target,Type,Weight,...`.
[[nodiscard]] std::string render_edge_csv(const Network& network);

}  // namespace vigie::dashboards

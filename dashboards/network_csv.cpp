#include <fmt/format.h>

#include "dashboards/csv_cell.h"
#include "dashboards/network_export.h"
#include "dashboards/network_xml.h"

namespace vigie::dashboards {
namespace {

template <std::size_t Size>
void append_heads(const std::array<NetworkAttribute, Size>& attributes, std::string& out) {
  for (const NetworkAttribute& attribute : attributes) {
    out.append(1, ',').append(attribute.name);
  }
  out += kCsvEndOfRow;
}

/// Numbers are ours and stay numbers; texts are disarmed.
template <std::size_t Size>
void append_cells(const std::array<NetworkAttribute, Size>& attributes,
                  const std::array<std::string, Size>& values,
                  std::string& out) {
  for (std::size_t i = 0; i < Size; ++i) {
    out.append(1, ',').append(attributes.at(i).type == "string" ? csv_text_cell(values.at(i))
                                                                : values.at(i));
  }
  out += kCsvEndOfRow;
}

}  // namespace

std::string render_node_csv(const Network& network) {
  std::string out = "Id,Label";
  append_heads(kNodeAttributes, out);
  for (const NetworkNode& node : network.nodes) {
    out += fmt::format("{},{}", node.id, csv_text_cell(node_label(node)));
    append_cells(kNodeAttributes, node_values(node), out);
  }
  return out;
}

std::string render_edge_csv(const Network& network) {
  std::string out = "Source,Target,Type,Weight";
  append_heads(kEdgeAttributes, out);
  for (const NetworkEdge& edge : network.edges) {
    out += fmt::format("{},{},Undirected,{}",
                       network.nodes.at(edge.source).id,
                       network.nodes.at(edge.target).id,
                       edge_weight(edge));
    append_cells(kEdgeAttributes, edge_values(edge), out);
  }
  return out;
}

}  // namespace vigie::dashboards

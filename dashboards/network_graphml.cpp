// GraphML 1.0: http://graphml.graphdrawing.org/specification.html
#include <fmt/format.h>

#include "dashboards/html_escape.h"
#include "dashboards/network_export.h"
#include "dashboards/network_xml.h"

namespace vigie::dashboards {
namespace {

constexpr std::string_view kGraphmlOpen =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

template <std::size_t Size>
std::string declare_keys(std::string_view of,
                         const std::array<NetworkAttribute, Size>& attributes) {
  std::string out;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    out += fmt::format("  <key id=\"{}{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>\n",
                       of.front(),
                       i,
                       of,
                       attributes.at(i).name,
                       attributes.at(i).type);
  }
  return out;
}

template <std::size_t Size>
void append_values(char of, const std::array<std::string, Size>& values, std::string& out) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values.at(i).empty()) {
      out += fmt::format("<data key=\"{}{}\">{}</data>", of, i, escape_html(values.at(i)));
    }
  }
}

}  // namespace

std::string render_graphml(const Network& network) {
  std::string out{kGraphmlOpen};
  out += fmt::format("  <desc>{}</desc>\n", escape_html(network_description(network)));
  // Gephi takes `label` for the name of a node and `weight` for that of an edge.
  out +=
      "  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
      "  <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n";
  out += declare_keys("node", kNodeAttributes) + declare_keys("edge", kEdgeAttributes);
  out += "  <graph id=\"network\" edgedefault=\"undirected\">\n";
  for (const NetworkNode& node : network.nodes) {
    out += fmt::format("    <node id=\"{}\"><data key=\"label\">{}</data>",
                       node.id,
                       escape_html(node_label(node)));
    append_values('n', node_values(node), out);
    out += "</node>\n";
  }
  for (std::size_t i = 0; i < network.edges.size(); ++i) {
    const NetworkEdge& edge = network.edges[i];
    out += fmt::format(
        "    <edge id=\"e{}\" source=\"{}\" target=\"{}\"><data key=\"weight\">{}</data>",
        i,
        network.nodes.at(edge.source).id,
        network.nodes.at(edge.target).id,
        edge_weight(edge));
    append_values('e', edge_values(edge), out);
    out += "</edge>\n";
  }
  return out + "  </graph>\n</graphml>\n";
}

}  // namespace vigie::dashboards

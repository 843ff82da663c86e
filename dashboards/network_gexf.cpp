// GEXF 1.3: https://gexf.net/schema.html
#include <fmt/format.h>

#include "dashboards/html_escape.h"
#include "dashboards/network_export.h"
#include "dashboards/network_xml.h"

namespace vigie::dashboards {
namespace {

constexpr std::string_view kGexfOpen =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n";

std::string_view gexf_type(std::string_view type) {
  return type == "int" ? std::string_view{"integer"} : type;
}

template <std::size_t Size>
std::string declare_attributes(std::string_view of,
                               const std::array<NetworkAttribute, Size>& attributes) {
  std::string out = fmt::format("    <attributes class=\"{}\">\n", of);
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    out += fmt::format("      <attribute id=\"{}\" title=\"{}\" type=\"{}\"/>\n",
                       i,
                       attributes.at(i).name,
                       gexf_type(attributes.at(i).type));
  }
  return out + "    </attributes>\n";
}

template <std::size_t Size>
void append_values(const std::array<std::string, Size>& values, std::string& out) {
  out += "<attvalues>";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values.at(i).empty()) {
      out += fmt::format("<attvalue for=\"{}\" value=\"{}\"/>", i, escape_html(values.at(i)));
    }
  }
  out += "</attvalues>";
}

}  // namespace

std::string render_gexf(const Network& network) {
  std::string out{kGexfOpen};
  // The date is the window's: the clock of whoever exports says nothing about the network.
  out += fmt::format(
      "  <meta lastmodifieddate=\"{}\"><creator>Vigie</creator><description>{}</description>"
      "</meta>\n  <graph mode=\"static\" defaultedgetype=\"undirected\">\n",
      to_iso_date(network.window.end),
      escape_html(network_description(network)));
  out += declare_attributes("node", kNodeAttributes) + declare_attributes("edge", kEdgeAttributes) +
         "    <nodes>\n";
  for (const NetworkNode& node : network.nodes) {
    out +=
        fmt::format("      <node id=\"{}\" label=\"{}\">", node.id, escape_html(node_label(node)));
    append_values(node_values(node), out);
    out += "</node>\n";
  }
  out += "    </nodes>\n    <edges>\n";
  for (std::size_t i = 0; i < network.edges.size(); ++i) {
    const NetworkEdge& edge = network.edges[i];
    out += fmt::format("      <edge id=\"{}\" source=\"{}\" target=\"{}\" weight=\"{}\">",
                       i,
                       network.nodes.at(edge.source).id,
                       network.nodes.at(edge.target).id,
                       edge_weight(edge));
    append_values(edge_values(edge), out);
    out += "</edge>\n";
  }
  return out + "    </edges>\n  </graph>\n</gexf>\n";
}

}  // namespace vigie::dashboards

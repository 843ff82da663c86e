#include "dashboards/network_xml.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

#include <fmt/format.h>

#include "dashboards/withheld_text.h"

namespace vigie::dashboards {
namespace {

/// Shortest form that reads back; infinite decades, which no test gives, are absent.
std::string real(std::optional<double> value) {
  return value && std::isfinite(*value) ? fmt::format("{}", *value) : std::string{};
}

std::string layer_names(std::uint32_t layers) {
  std::string names;
  for (std::size_t i = 0; i < kCoordinationLayerCount; ++i) {
    if ((layers >> i & 1U) != 0) {
      names += names.empty() ? "" : " ";
      names += layer_name(static_cast<CoordinationLayer>(i));
    }
  }
  return names;
}

}  // namespace

std::array<std::string, kNodeAttributes.size()> node_values(const NetworkNode& node) {
  const bool is_withheld = node.withheld && !node.handle.empty();  // pseudonymous: nobody's
  return {node.platform,
          node.handle,
          node.native_id,
          node.group == 0 ? std::string{} : std::to_string(node.group),
          real(node.likelihood),
          std::string(1, grade_letter(node.grade)),
          real(node.centrality),
          std::to_string(node.core),
          node.known ? "true" : "false",
          is_withheld ? "true" : "false",
          is_withheld ? std::string{withheld_reason_name(node.withheld->reason)} : std::string{},
          node.profile_text == 0 ? std::string{} : std::to_string(node.profile_text)};
}

std::array<std::string, kEdgeAttributes.size()> edge_values(const NetworkEdge& edge) {
  return {real(edge.decades),
          real(edge.q_decades),
          std::to_string(edge.objects),
          std::to_string(edge.fast_objects),
          std::to_string(edge.days),
          std::to_string(edge.observed),
          real(edge.expected),
          layer_names(edge.layers)};
}

std::string_view node_label(const NetworkNode& node) {
  return node.handle.empty() ? node.id : node.handle;
}

std::string edge_weight(const NetworkEdge& edge) {
  constexpr double kLeast = 0.001;  // a layout drops edges of weight 0
  constexpr double kMost = 1e6;
  return fmt::format("{}", std::clamp(edge.decades, kLeast, kMost));
}

std::string network_description(const Network& network) {
  const std::string reasons = withheld_reasons(Language::kEnglish, count_withheld(network));
  return fmt::format(
      "Pairs of accounts that chance does not explain, run {}, {} to {}{}{}. Consistent with "
      "coordination; it says neither who nor why.",
      network.run.value,
      to_iso_date(network.window.begin),
      to_iso_date(network.window.end - std::chrono::milliseconds{1}),
      network.pseudonymous ? "; pseudonymous, the key was not kept" : "",
      reasons.empty() ? std::string{} : fmt::format("; account-...: {}", reasons));
}

}  // namespace vigie::dashboards

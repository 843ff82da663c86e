// What the XML files of a network share: the attributes and their values as text.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "storage/model/network.h"

namespace vigie::dashboards {

struct NetworkAttribute {
  std::string_view name;
  std::string_view type;  ///< `string`, `int`, `double` or `boolean`, as GraphML writes it.
};

inline constexpr std::array<NetworkAttribute, 12> kNodeAttributes{
    {{"platform", "string"},
     {"handle", "string"},
     {"native_id", "string"},
     {"group", "int"},
     {"likelihood", "double"},
     {"grade", "string"},
     {"centrality", "double"},
     {"core", "int"},
     {"known", "boolean"},
     {"name_withheld", "boolean"},
     {"name_withheld_because", "string"},
     {"profile_text", "int"}}};

inline constexpr std::array<NetworkAttribute, 8> kEdgeAttributes{{{"decades", "double"},
                                                                  {"q_decades", "double"},
                                                                  {"objects", "int"},
                                                                  {"fast_objects", "int"},
                                                                  {"days", "int"},
                                                                  {"observed", "int"},
                                                                  {"expected", "double"},
                                                                  {"layers", "string"}}};

/// Values in the order of the attributes, raw; an empty one is absent.
[[nodiscard]] std::array<std::string, kNodeAttributes.size()> node_values(const NetworkNode& node);
[[nodiscard]] std::array<std::string, kEdgeAttributes.size()> edge_values(const NetworkEdge& edge);

/// What a picture writes beside a node: the handle, or the pseudonym.
[[nodiscard]] std::string_view node_label(const NetworkNode& node);

/// Weight of an edge: its decades; never below the smallest that a layout can use.
[[nodiscard]] std::string edge_weight(const NetworkEdge& edge);

/// What the file says of itself: run, window, what a link means.
[[nodiscard]] std::string network_description(const Network& network);

}  // namespace vigie::dashboards

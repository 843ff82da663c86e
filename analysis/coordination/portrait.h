// What a group is called, and which catalogued techniques its layers suggest.
//
// Technique ids are of the DISARM red framework (disarmframework.org, CC BY-SA 4.0); only ids are
// kept, what a report says of them is its own. They are suggestions for a person: the layers show
// what was done together, not why, nor by whom.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/coordination.h"

namespace vigie::analysis {

/// A group's top object, as far as the store knows it; strings from outside.
struct TopObject {
  CoordinationLayer layer = CoordinationLayer::kUrl;
  std::string key = {};
  std::string domain = {};  ///< URLs.
  std::string author = {};  ///< Reposts.
  std::string text = {};    ///< Texts.
};

/// The domain, the first three hashtags, `@author`, or the first six words in quotes; at most 60
/// bytes of a name, never cut within a character. The key where none is known; "unnamed" without
/// anything. May hold anything that a post may hold: to be escaped.
[[nodiscard]] std::string name_group(const TopObject& top);

/// Ids of the techniques that show in at least a tenth of a group's meetings, three at least, in
/// the order of the layers; `T0119.002` when its members are of several platforms.
[[nodiscard]] std::vector<std::string> suggest_techniques(
    const std::array<std::uint32_t, kCoordinationLayerCount>& layer_meetings,
    std::uint32_t platforms);

}  // namespace vigie::analysis

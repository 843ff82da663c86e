// Layers of coordination as the tables write them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "storage/model/coordination.h"

namespace vigie::storage {

/// The layer of that name; the last one, which is the weakest, for a name that is none.
[[nodiscard]] inline CoordinationLayer layer_of(std::string_view name) {
  const auto* const found =
      std::find(kCoordinationLayerNames.begin(), kCoordinationLayerNames.end(), name);
  return static_cast<CoordinationLayer>(
      std::min<std::ptrdiff_t>(found - kCoordinationLayerNames.begin(),
                               static_cast<std::ptrdiff_t>(kCoordinationLayerCount) - 1));
}

}  // namespace vigie::storage

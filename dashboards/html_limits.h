// How much of what was collected the page shows at one place.
#pragma once

#include <cstddef>

namespace vigie::dashboards {

inline constexpr std::size_t kWordLimit = 40;   ///< Characters of a platform, kind, tier, status.
inline constexpr std::size_t kNameLimit = 60;   ///< Characters of a handle, name, domain or topic.
inline constexpr std::size_t kCellLimit = 160;  ///< Characters of a cell of a table.
inline constexpr std::size_t kMostRows = 100;   ///< Rows of a table.

}  // namespace vigie::dashboards

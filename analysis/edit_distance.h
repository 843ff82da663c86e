// Edit distance of two short names, in characters.
//
// Optimal string alignment: insertion, deletion, substitution and the exchange of two neighbours
// cost 1 each, and no part is edited twice (Damerau 1964, doi:10.1145/363958.363994, restricted).
#pragma once

#include <cstddef>
#include <string_view>

namespace vigie::analysis {

/// The distance, or `limit + 1` when it is larger than `limit`. Symmetric; 0 only for equal names.
/// Time O(n * min(n, 2 limit + 1)), three rows of memory.
[[nodiscard]] std::size_t edit_distance(std::u32string_view a,
                                        std::u32string_view b,
                                        std::size_t limit);

}  // namespace vigie::analysis

// Levenshtein distance between two texts: insertions, deletions and substitutions of a character.
//
// Bit-parallel, 64 rows of the table at a time.
//
// Source: Myers 1999, doi:10.1145/316542.316550; blocks after Hyyro 2003, "A bit-vector algorithm
// for computing Levenshtein and Damerau edit distances", Nordic Journal of Computing 10.
#pragma once

#include <cstdint>
#include <string_view>

namespace vigie::analysis {

/// The least number of single-character edits that turn `a` into `b`. Symmetric, total.
/// O(n m / 64) for what is left between the common beginning and end.
[[nodiscard]] std::uint32_t levenshtein_distance(std::u32string_view a, std::u32string_view b);

/// 1 - distance / length of the longer, 0..1; 1 for two empty texts.
[[nodiscard]] double levenshtein_similarity(std::u32string_view a, std::u32string_view b);

}  // namespace vigie::analysis

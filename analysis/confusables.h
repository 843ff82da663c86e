// Names that look alike: one spelling for all that the eye takes for the same.
#pragma once

#include <string>
#include <string_view>

namespace vigie::analysis {

/// Skeleton of `text`: two names with equal skeletons look alike. Case and accents are folded
/// first, then each character goes to its prototype (`rn` for `m`, `l` for `1`, Latin for Cyrillic
/// and Greek letters), and so on until nothing changes, so that a skeleton is its own skeleton.
/// Valid UTF-8 whatever comes in; empty for empty. About 1 us for a name of ASCII letters, 5 us
/// otherwise. Any number of threads.
///
/// Source: Unicode UTS 39, section 4, as ICU's uspoof implements it. For comparison only: a
/// skeleton is no word.
[[nodiscard]] std::string confusable_skeleton(std::string_view text);

}  // namespace vigie::analysis

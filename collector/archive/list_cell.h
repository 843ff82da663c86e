// Lists that were squeezed into one cell of a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigie::collector {

/// The elements of a list written as one text, trimmed, empty ones dropped.
///
/// With a `separator`, the text is split on it. Without one, `["a", "b"]` (JSON), `['a', 'b']`
/// (Python, whose `None` is no element) and `[a, b]` are read as such; anything else is split on
/// white space. Never fails: an unfinished list yields what it has.
[[nodiscard]] std::vector<std::string> split_list_cell(std::string_view text,
                                                       std::string_view separator);

}  // namespace vigie::collector

// A table of the page: caption, column heads, rows of ready HTML; the first cell of a row is its
// head.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dashboards/html_limits.h"

namespace vigie::dashboards {

struct Column {
  std::string_view name;
  bool is_number = false;  ///< Set right, with equal digits.
};

struct Table {
  std::string_view caption;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  ///< Cells are HTML: collected text escaped before.
};

/// Collected text as a cell: cut to `limit` characters, escaped, and kept apart from its
/// neighbours.
[[nodiscard]] std::string cell(std::string_view text, std::size_t limit = kCellLimit);

/// Scrolls sideways by itself on a narrow screen, so that the page never does; reachable by
/// keyboard.
[[nodiscard]] std::string render_table(const Table& table);

}  // namespace vigie::dashboards

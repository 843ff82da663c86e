// A table of the page: caption, column heads, rows of ready HTML; the first cell of a row is its
// head.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// Scrolls sideways by itself on a narrow screen, so that the page never does; reachable by
/// keyboard.
[[nodiscard]] std::string render_table(const Table& table);

}  // namespace vigie::dashboards

// A table for the terminal: aligned by what characters take on a screen, cells cut, collected text
// made harmless.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::dashboards {

struct TextColumn {
  std::string_view name;
  bool is_number = false;         ///< Set right.
  std::size_t most_columns = 40;  ///< Longer cells end in an ellipsis.
};

class TextTable {
 public:
  explicit TextTable(std::vector<TextColumn> columns);

  /// One cell per column, as they came: controls go, bidi controls become visible.
  void add(const std::vector<std::string>& cells);

  /// Header and rows, each line indented by `indent`; no rows: empty.
  [[nodiscard]] std::string render(std::string_view indent = {}) const;

 private:
  std::vector<TextColumn> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Collected text on one line of a terminal: harmless, and cut to `columns`.
[[nodiscard]] std::string fit_text(std::string_view text, std::size_t columns);

/// Our own text set right in `columns`; a longer one stays whole.
[[nodiscard]] std::string align_right(std::string_view text, std::size_t columns);

}  // namespace vigie::dashboards

// Rows of a CSV of labels, by column name.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "app/label_columns.h"

namespace vigie::app {

/// One row; cells of columns that the file lacks are empty.
struct LabelRow {
  std::array<std::string, kLabelColumnCount> cells;
  std::uint64_t line = 0;
  std::uint64_t byte_offset = 0;
  std::string refused;  ///< Why it is no row; then there are no cells.
  std::string bytes;    ///< As it came, cut at 4 KiB.

  [[nodiscard]] const std::string& at(LabelColumn column) const {
    return cells[static_cast<std::size_t>(column)];
  }
};

/// Calls `take` for each row of `file`, which may be separated by commas or semicolons. An
/// apostrophe that an export put before what a spreadsheet would run is taken off again.
/// @throws RunFailure  It cannot be read, or lacks a needed column.
void read_label_rows(const std::filesystem::path& file,
                     const std::function<void(const LabelRow&)>& take);

}  // namespace vigie::app

// The cells of a row by the names of their columns, which are looked up once.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "collector/archive/record_reader.h"

namespace vigie::collector {

class TableColumns {
 public:
  /// `names`: index of each is its key in `operator[]`. Of a column that comes twice the first
  /// counts.
  TableColumns(std::span<const std::string_view> names, std::span<const std::string> header);

  [[nodiscard]] bool has(std::size_t name) const { return columns_[name] != kNoColumn; }

  /// Takes the cells of `row`; where they are not UTF-8, repaired copies of them.
  void read(const RawRecord& row);

  /// Empty when the file has no such column. Valid until the next `read` or the next record.
  [[nodiscard]] std::string_view operator[](std::size_t name) const { return cells_[name]; }

 private:
  static constexpr std::size_t kNoColumn = std::numeric_limits<std::size_t>::max();

  std::vector<std::size_t> columns_;  ///< Column of each name, or kNoColumn.
  std::vector<std::string_view> cells_;
  std::vector<std::string> repaired_;
};

/// The names of a header for a message: of many and of long ones the first part, without control
/// characters. A file that is no table may have one of megabytes.
[[nodiscard]] std::string column_list(std::span<const std::string> header);

}  // namespace vigie::collector

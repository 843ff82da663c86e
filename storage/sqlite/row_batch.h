// Rows of integers on their way into one table, many to a statement.
//
// A statement costs SQLite more than a small row does: its cursors are opened and closed, memory is
// taken and given back, and the row's place is looked for from the root of the tree. Many rows in
// the order of their key, by one statement, append to the page at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// Rows are written in the order in which they were added, when there are enough of them or `flush`
/// asks for it: until then no statement sees them.
class RowBatch {
 public:
  static constexpr std::size_t kRows = 64;  ///< To a statement.

  /// @param insert    Up to `VALUES`, without it.
  /// @param conflict  What follows the rows; may be empty.
  RowBatch(Database& database,
           std::string_view insert,
           std::size_t columns,
           std::string_view conflict);

  /// One value for each column. @throws StorageError.
  void add(std::initializer_list<std::optional<std::int64_t>> row);

  /// Writes what waits. @throws StorageError.
  void flush();

 private:
  void run(Statement& statement, std::size_t first_value, std::size_t values);

  std::size_t columns_;
  std::vector<std::optional<std::int64_t>> waiting_;  ///< Row by row.
  Statement insert_many_;
  Statement insert_one_;
};

}  // namespace vigie::storage

#include "storage/sqlite/row_batch.h"

#include <cassert>
#include <string>

namespace vigie::storage {
namespace {

std::string insert_rows_sql(std::string_view insert,
                            std::size_t columns,
                            std::string_view conflict,
                            std::size_t rows) {
  std::string row = "(?";
  for (std::size_t column = 1; column < columns; ++column) {
    row += ",?";
  }
  row += ")";
  std::string sql{insert};
  sql += " VALUES ";
  for (std::size_t i = 0; i < rows; ++i) {
    sql += i == 0 ? "" : ",";
    sql += row;
  }
  sql += " ";
  sql += conflict;
  return sql;
}

}  // namespace

RowBatch::RowBatch(Database& database,
                   std::string_view insert,
                   std::size_t columns,
                   std::string_view conflict)
    : columns_(columns),
      insert_many_(database, insert_rows_sql(insert, columns, conflict, kRows)),
      insert_one_(database, insert_rows_sql(insert, columns, conflict, 1)) {}

void RowBatch::add(std::initializer_list<std::optional<std::int64_t>> row) {
  assert(row.size() == columns_);
  waiting_.insert(waiting_.end(), row);
  if (waiting_.size() == kRows * columns_) {
    run(insert_many_, 0, waiting_.size());
    waiting_.clear();
  }
}

void RowBatch::flush() {
  for (std::size_t first = 0; first < waiting_.size(); first += columns_) {
    run(insert_one_, first, columns_);
  }
  waiting_.clear();
}

void RowBatch::run(Statement& statement, std::size_t first_value, std::size_t values) {
  for (std::size_t i = 0; i < values; ++i) {
    statement.bind(static_cast<int>(i) + 1, waiting_[first_value + i]);
  }
  statement.run_bound();
}

}  // namespace vigie::storage

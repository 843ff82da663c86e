// A prepared statement: bind, step, read columns. Parameters count from 1, columns from 0.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "storage/sqlite/database.h"

struct sqlite3_stmt;

namespace vigie::storage {

/// Bound text and blobs are borrowed: they must live until `reset` or the next `run`. The database
/// must outlive the statement.
class Statement {
 public:
  /// @throws StorageError  The SQL does not compile against this schema.
  Statement(Database& database, std::string_view sql);

  template <std::integral Integer>
  Statement& bind(int index, Integer value) {
    bind_integer(index, static_cast<std::int64_t>(value));
    return *this;
  }

  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, double value);
  Statement& bind(int index, std::nullptr_t);

  template <typename Value>
  Statement& bind(int index, const std::optional<Value>& value) {
    return value ? bind(index, *value) : bind(index, nullptr);
  }

  /// NULL for an empty text.
  Statement& bind_or_null(int index, std::string_view text);
  Statement& bind_blob(int index, std::string_view bytes);

  /// Makes every parameter NULL.
  void clear();

  /// Goes to the next row; false at the end. @throws StorageError.
  bool step();

  /// Ready to run again; parameters stay.
  void reset();

  /// Binds `values` from the first parameter, runs to the end and resets.
  template <typename... Values>
  void run(const Values&... values) {
    bind_all(values...);
    run_bound();
  }

  /// Binds `values`, ready for `step`.
  template <typename... Values>
  Statement& query(const Values&... values) {
    reset();
    bind_all(values...);
    return *this;
  }

  /// Runs with what is bound, to the end, and resets.
  void run_bound();

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  /// Valid until the next step or reset. Empty for NULL.
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
  [[nodiscard]] std::optional<double> optional_real(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };

  template <typename... Values>
  void bind_all(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
  }

  void bind_integer(int index, std::int64_t value);
  void check(int code) const;

  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// A column that holds a count: never negative, 0 for NULL.
[[nodiscard]] inline std::uint64_t count_at(const Statement& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

/// A column that holds a small number: a position, a rank, a count of a few.
[[nodiscard]] inline std::uint32_t number_at(const Statement& row, int column) {
  return static_cast<std::uint32_t>(row.integer(column));
}

}  // namespace vigie::storage

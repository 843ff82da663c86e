// Statements of a person, run without trusting them: `vigie query`.
//
// Three locks: the connection is read-only, SQLite must call every statement read-only, and an
// authorizer lets through reading and nothing else (no ATTACH, no PRAGMA that
// sets something, no function that reaches files or loads code). Source: SQLite, "Defense Against
// The Dark Arts"; sqlite3_set_authorizer, sqlite3_stmt_readonly.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/error.h"
#include "storage/sqlite/database.h"

struct sqlite3_stmt;

namespace vigie::storage {

/// Why a query gave no result, or not the whole one.
enum class QueryErrorKind : std::uint8_t {
  kSyntax,       ///< Not SQL, or none at all.
  kUnknownName,  ///< No such table, column or function.
  kRefused,      ///< It would do something else than read.
  kTimeLimit,
  kStopped,  ///< `QueryLimits::stop` asked for it.
  kFailed,   ///< While it ran: too large a value, out of memory, a damaged file.
};

class QueryError : public StorageError {
 public:
  QueryError(QueryErrorKind kind, const std::string& message, std::optional<std::size_t> offset)
      : StorageError(message), kind_(kind), offset_(offset) {}

  [[nodiscard]] QueryErrorKind kind() const { return kind_; }

  /// Byte of the SQL text at which SQLite stumbled, if it says.
  [[nodiscard]] std::optional<std::size_t> offset() const { return offset_; }

 private:
  QueryErrorKind kind_;
  std::optional<std::size_t> offset_;
};

struct QueryLimits {
  std::chrono::milliseconds time{60'000};  ///< SQLite's own time, all statements; 0: no limit.
  std::function<bool()> stop;              ///< Asked every millisecond or so; may be empty.
};

enum class QueryValueType : std::uint8_t { kNull, kInteger, kReal, kText, kBlob };

/// One value of a row. `bytes` holds text and blobs as stored: any byte may be in it.
struct QueryValue {
  QueryValueType type = QueryValueType::kNull;
  std::int64_t integer = 0;
  double real = 0.0;
  std::string_view bytes = {};  ///< Valid until the next row.
};

/// The statements of one text, compiled against one database and run one after another.
///
/// All are compiled before the first runs: a mistake in the last one is told before anything is
/// printed. The database must outlive the query, and its connection serves nothing else from then
/// on: it keeps the limits, and double quotes mark names only, so that a misspelt name is never a
/// text.
class Query {
 public:
  /// @param database  Opened kReadOnly.
  /// @param sql       One statement or several, separated by `;`. At most 1 MB.
  /// @throws QueryError  kSyntax, kUnknownName or kRefused; the offset counts from the begin of
  ///                     `sql`.
  Query(Database& database, std::string_view sql, QueryLimits limits);
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  Query(Query&&) = delete;
  Query& operator=(Query&&) = delete;
  ~Query();

  [[nodiscard]] std::size_t statements() const { return statements_.size(); }

  /// Names of the columns that a statement gives.
  [[nodiscard]] std::vector<std::string> columns(std::size_t statement) const;

  /// The next row; nothing at the end. Constant memory, whatever the number of rows.
  /// @throws QueryError  kTimeLimit, kStopped, kFailed, or kRefused where SQLite only tells while
  ///                     the statement runs.
  [[nodiscard]] std::optional<std::span<const QueryValue>> next(std::size_t statement);

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };

  class Guard;

  void compile(std::string_view sql);
  [[noreturn]] void fail(int code, std::size_t before);
  void read_row(sqlite3_stmt* statement);

  Database& database_;
  std::unique_ptr<Guard> guard_;
  std::vector<std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
  std::vector<QueryValue> row_;
};

}  // namespace vigie::storage

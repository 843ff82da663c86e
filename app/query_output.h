// Rows of a query as a table, as CSV or as JSON, written as they come.
//
// NULL is told from an empty text, a blob is written as SQLite writes one (x'00ff'). Only the table
// holds rows back: up to 200, to find how wide its columns are.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/sqlite/query.h"

namespace vigie::app {

/// Takes the results of the statements, one after another. For each: `begin`, `row`s, `end`; after
/// the last one `finish`, also when a statement broke off.
class QueryOutput {
 public:
  /// Takes text to print; how it fails is its own affair.
  using Print = std::function<void(std::string_view)>;

  QueryOutput() = default;
  QueryOutput(const QueryOutput&) = delete;
  QueryOutput& operator=(const QueryOutput&) = delete;
  QueryOutput(QueryOutput&&) = delete;
  QueryOutput& operator=(QueryOutput&&) = delete;
  virtual ~QueryOutput() = default;

  virtual void begin(const std::vector<std::string>& columns) = 0;
  virtual void row(std::span<const storage::QueryValue> values) = 0;

  /// @param complete  False: there are more rows than were printed.
  virtual void end(bool complete) = 0;
  virtual void finish() = 0;
};

/// Columns as wide as their widest cell so far, texts cut to 60 columns with an ellipsis, numbers
/// whole and to the right. Control characters are written as escapes (`\n`, `\x1b`, `\u202e`), so
/// that no collected text can play with the terminal. NULL is `NULL`; the text is `'NULL'`.
[[nodiscard]] std::unique_ptr<QueryOutput> make_table_output(QueryOutput::Print print);

/// RFC 4180 with a header; every byte of a text stays. NULL is an empty cell, the empty text `""`.
/// Statements are kept apart by an empty line. `to_terminal`: control characters as escapes.
[[nodiscard]] std::unique_ptr<QueryOutput> make_csv_output(QueryOutput::Print print,
                                                           bool to_terminal);

/// One array, one object per statement: `{"columns": [...], "rows": [[...], ...], "complete":
/// true}`. Broken UTF-8 becomes U+FFFD; an infinite number is 9e999, which overflows again when it
/// is read.
[[nodiscard]] std::unique_ptr<QueryOutput> make_json_output(QueryOutput::Print print);

/// `text` with control, bidi and other invisible characters as escapes, invalid bytes as `\xff`.
[[nodiscard]] std::string escape_controls(std::string_view text);

}  // namespace vigie::app

#include "storage/sqlite/statement.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace vigie::storage {

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database.handle(),
                                      sql.data(),
                                      static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT,
                                      &statement,
                                      nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) {
    database.fail(fmt::format("prepare `{}`", sql.substr(0, 80)));
  }
}

void Statement::bind_integer(int index, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), index, value));
}

// SQLITE_STATIC: no copy; the header says how long the text must live.
Statement& Statement::bind(int index, std::string_view text) {
  // A null pointer would bind NULL: an empty text is a text.
  const char* bytes = text.data() == nullptr ? "" : text.data();
  check(sqlite3_bind_text(
      statement_.get(), index, bytes, static_cast<int>(text.size()), SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind(int index, double value) {
  check(sqlite3_bind_double(statement_.get(), index, value));
  return *this;
}

Statement& Statement::bind(int index, std::nullptr_t) {
  check(sqlite3_bind_null(statement_.get(), index));
  return *this;
}

Statement& Statement::bind_or_null(int index, std::string_view text) {
  return text.empty() ? bind(index, nullptr) : bind(index, text);
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
  const char* start = bytes.data() == nullptr ? "" : bytes.data();
  check(sqlite3_bind_blob(
      statement_.get(), index, start, static_cast<int>(bytes.size()), SQLITE_STATIC));
  return *this;
}

void Statement::clear() {
  sqlite3_clear_bindings(statement_.get());
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code != SQLITE_DONE) {
    database_->fail(
        fmt::format("run `{}`", std::string_view{sqlite3_sql(statement_.get())}.substr(0, 80)));
  }
  return false;
}

void Statement::reset() {
  // The code repeats the failure that step() has already reported.
  sqlite3_reset(statement_.get());
}

void Statement::run_bound() {
  while (step()) {
  }
  reset();
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
  const auto* bytes = sqlite3_column_blob(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes == nullptr ? std::string_view{}
                          : std::string_view{static_cast<const char*>(bytes), size};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  return is_null(column) ? std::nullopt : std::optional{integer(column)};
}

std::optional<double> Statement::optional_real(int column) const {
  return is_null(column) ? std::nullopt : std::optional{real(column)};
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) {
    database_->fail("bind a value");
  }
}

}  // namespace vigie::storage

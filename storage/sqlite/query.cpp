#include "storage/sqlite/query.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace vigie::storage {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kMostSqlBytes = 1'000'000;
constexpr int kMostValueBytes = 64'000'000;  // of one text or blob, also in between
constexpr int kStepsBetweenLooks = 20'000;   // of SQLite's machine: well under a millisecond

/// Pragmas that tell and change nothing; those marked take an argument that names what to tell.
struct Pragma {
  std::string_view name;
  bool takes_argument;
};

constexpr std::array kReadingPragmas{
    Pragma{"application_id", false},   Pragma{"collation_list", false},
    Pragma{"compile_options", false},  Pragma{"encoding", false},
    Pragma{"foreign_key_check", true}, Pragma{"foreign_key_list", true},
    Pragma{"freelist_count", false},   Pragma{"function_list", false},
    Pragma{"index_info", true},        Pragma{"index_list", true},
    Pragma{"index_xinfo", true},       Pragma{"integrity_check", true},
    Pragma{"page_count", false},       Pragma{"page_size", false},
    Pragma{"quick_check", true},       Pragma{"schema_version", false},
    Pragma{"table_info", true},        Pragma{"table_list", true},
    Pragma{"table_xinfo", true},       Pragma{"user_version", false}};

/// Functions that reach beyond the database; most are not even in the library, none is needed.
constexpr std::array<std::string_view, 6> kForbiddenFunctions{
    "edit", "fts3_tokenizer", "load_extension", "readfile", "sqlite_log", "writefile"};

std::string_view text_or_empty(const char* text) {
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         sqlite3_strnicmp(a.data(), b.data(), static_cast<int>(a.size())) == 0;
}

bool is_reading_pragma(std::string_view name, bool has_argument) {
  return std::any_of(kReadingPragmas.begin(), kReadingPragmas.end(), [&](const Pragma& pragma) {
    return equals_ignoring_case(pragma.name, name) && (pragma.takes_argument || !has_argument);
  });
}

bool is_forbidden_function(std::string_view name) {
  return std::any_of(kForbiddenFunctions.begin(),
                     kForbiddenFunctions.end(),
                     [name](std::string_view known) { return equals_ignoring_case(known, name); });
}

/// To declare the columns of a table-valued function (pragma_table_info, json_each, dbstat) SQLite
/// writes to a schema that is thrown away, and asks the authorizer all the same. A statement that
/// really means this table is caught by the other locks and by defensive mode.
bool declares_function_columns(int action, std::string_view table) {
  return action == SQLITE_UPDATE && table == "sqlite_master";
}

/// What an action would do, for the message. Empty: it only reads.
std::string forbidden_act(int action, std::string_view first, std::string_view second) {
  if (declares_function_columns(action, first)) {
    return {};
  }
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
      return {};
    case SQLITE_FUNCTION:
      return is_forbidden_function(second) ? fmt::format("it calls {}()", second) : std::string{};
    case SQLITE_PRAGMA:
      return is_reading_pragma(first, !second.empty())
                 ? std::string{}
                 : fmt::format("PRAGMA {} is not among those that only tell", first);
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
      return "it attaches or detaches a database";
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      return fmt::format("it would change {}", first);
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
      return "it opens or ends a transaction";
    default:
      return "it would change the database";
  }
}

bool begins_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

QueryErrorKind kind_of(std::string_view reason) {
  const bool is_unknown = begins_with(reason, "no such ") || begins_with(reason, "unknown ") ||
                          begins_with(reason, "ambiguous ");
  return is_unknown ? QueryErrorKind::kUnknownName : QueryErrorKind::kSyntax;
}

QueryError refused(std::string_view why) {
  return {QueryErrorKind::kRefused, fmt::format("refused, since {}", why), std::nullopt};
}

}  // namespace

/// Authorizer, clock and limits on a connection for as long as it lives.
class Query::Guard {
 public:
  Guard(sqlite3* handle, QueryLimits limits) : handle_(handle), limits_(std::move(limits)) {
    sqlite3_set_authorizer(handle_, &Guard::authorize, this);
    sqlite3_progress_handler(handle_, kStepsBetweenLooks, &Guard::look, this);
    sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, kMostValueBytes);
    sqlite3_limit(handle_, SQLITE_LIMIT_SQL_LENGTH, static_cast<int>(kMostSqlBytes));
    configure(SQLITE_DBCONFIG_DEFENSIVE, 1);
    configure(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    configure(SQLITE_DBCONFIG_DQS_DML, 0);
  }

  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;
  Guard(Guard&&) = delete;
  Guard& operator=(Guard&&) = delete;

  ~Guard() {
    sqlite3_set_authorizer(handle_, nullptr, nullptr);
    sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
  }

  /// A step with the clock running: a slow reader of the result does not use up the time.
  int step(sqlite3_stmt* statement) {
    step_begin_ = steady_clock::now();
    const int code = sqlite3_step(statement);
    spent_ += steady_clock::now() - step_begin_;
    return code;
  }

  [[nodiscard]] const std::string& forbidden() const { return forbidden_; }

  [[nodiscard]] bool out_of_time() const { return out_of_time_; }

  [[nodiscard]] std::chrono::milliseconds time_limit() const { return limits_.time; }

 private:
  void configure(int option, int value) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg,hicpp-vararg): the API's form
    sqlite3_db_config(handle_, option, value, nullptr);
  }

  // NOLINTNEXTLINE(readability-function-size): the parameters are SQLite's
  static int authorize(void* self,
                       int action,
                       const char* first,
                       const char* second,
                       const char* /*database*/,
                       const char* /*trigger_or_view*/) {
    auto act = forbidden_act(action, text_or_empty(first), text_or_empty(second));
    if (act.empty()) {
      return SQLITE_OK;
    }
    static_cast<Guard*>(self)->forbidden_ = std::move(act);
    return SQLITE_DENY;
  }

  static int look(void* self) {
    auto& guard = *static_cast<Guard*>(self);
    const bool has_limit = guard.limits_.time.count() > 0;
    if (has_limit &&
        guard.spent_ + (steady_clock::now() - guard.step_begin_) > guard.limits_.time) {
      guard.out_of_time_ = true;
      return 1;
    }
    return guard.limits_.stop && guard.limits_.stop() ? 1 : 0;
  }

  sqlite3* handle_;
  QueryLimits limits_;
  steady_clock::time_point step_begin_ = steady_clock::now();
  steady_clock::duration spent_{0};
  bool out_of_time_ = false;
  std::string forbidden_;
};

void Query::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Query::Query(Database& database, std::string_view sql, QueryLimits limits)
    : database_(database), guard_(std::make_unique<Guard>(database.handle(), std::move(limits))) {
  assert(database.mode() == OpenMode::kReadOnly);
  if (sql.size() > kMostSqlBytes) {
    throw QueryError(QueryErrorKind::kSyntax, "the text is longer than 1 MB", std::nullopt);
  }
  if (sql.find('\0') != std::string_view::npos) {
    throw QueryError(QueryErrorKind::kSyntax, "the text holds a zero byte", sql.find('\0'));
  }
  compile(sql);
  if (statements_.empty()) {
    throw QueryError(QueryErrorKind::kSyntax, "there is no statement in it", std::nullopt);
  }
}

// Statements go before the guard, which their end does not need.
Query::~Query() {
  statements_.clear();
}

void Query::compile(std::string_view sql) {
  const char* const begin = sql.data();
  const char* const end = begin + sql.size();
  for (const char* at = begin; at != end;) {
    sqlite3_stmt* compiled = nullptr;
    const char* tail = end;
    const int code =
        sqlite3_prepare_v3(database_.handle(), at, static_cast<int>(end - at), 0, &compiled, &tail);
    std::unique_ptr<sqlite3_stmt, Finalize> statement{compiled};
    if (code != SQLITE_OK) {
      fail(code, static_cast<std::size_t>(at - begin));
    }
    at = tail;
    if (statement == nullptr) {
      continue;  // a comment, or nothing between two semicolons
    }
    if (sqlite3_stmt_readonly(compiled) == 0) {
      throw refused("it would change the database");
    }
    if (sqlite3_bind_parameter_count(compiled) > 0) {
      throw QueryError(QueryErrorKind::kSyntax,
                       fmt::format("it has a parameter ({}): write the value itself",
                                   text_or_empty(sqlite3_bind_parameter_name(compiled, 1))),
                       std::nullopt);
    }
    statements_.push_back(std::move(statement));
  }
}

void Query::fail(int code, std::size_t before) {
  const std::string reason = sqlite3_errmsg(database_.handle());
  const int primary = code & 0xff;
  if (reason.ends_with("may not be modified")) {
    throw refused(reason);
  }
  if (primary == SQLITE_AUTH || (!guard_->forbidden().empty() && primary == SQLITE_ERROR)) {
    throw refused(guard_->forbidden().empty() ? reason : guard_->forbidden());
  }
  if (primary == SQLITE_INTERRUPT && guard_->out_of_time()) {
    throw QueryError(QueryErrorKind::kTimeLimit,
                     fmt::format("stopped after {:.4g} s",
                                 std::chrono::duration<double>(guard_->time_limit()).count()),
                     std::nullopt);
  }
  if (primary == SQLITE_INTERRUPT) {
    throw QueryError(QueryErrorKind::kStopped, "stopped", std::nullopt);
  }
  if (primary != SQLITE_ERROR) {
    throw QueryError(QueryErrorKind::kFailed, reason, std::nullopt);
  }
  const int offset = sqlite3_error_offset(database_.handle());
  throw QueryError(
      kind_of(reason),
      reason,
      offset < 0 ? std::nullopt : std::optional{before + static_cast<std::size_t>(offset)});
}

std::vector<std::string> Query::columns(std::size_t statement) const {
  sqlite3_stmt* const compiled = statements_.at(statement).get();
  std::vector<std::string> names;
  for (int i = 0; i < sqlite3_column_count(compiled); ++i) {
    names.emplace_back(text_or_empty(sqlite3_column_name(compiled, i)));
  }
  return names;
}

std::optional<std::span<const QueryValue>> Query::next(std::size_t statement) {
  sqlite3_stmt* const compiled = statements_.at(statement).get();
  const int code = guard_->step(compiled);
  if (code == SQLITE_DONE) {
    sqlite3_reset(compiled);
    return std::nullopt;
  }
  if (code != SQLITE_ROW) {
    fail(code, 0);
  }
  read_row(compiled);
  return row_;
}

void Query::read_row(sqlite3_stmt* statement) {
  row_.resize(static_cast<std::size_t>(sqlite3_data_count(statement)));
  for (int i = 0; i < static_cast<int>(row_.size()); ++i) {
    QueryValue& value = row_[static_cast<std::size_t>(i)];
    value = {};
    switch (sqlite3_column_type(statement, i)) {
      case SQLITE_INTEGER:
        value.type = QueryValueType::kInteger;
        value.integer = sqlite3_column_int64(statement, i);
        break;
      case SQLITE_FLOAT:
        value.type = QueryValueType::kReal;
        value.real = sqlite3_column_double(statement, i);
        break;
      case SQLITE_NULL:
        break;
      default: {
        value.type = sqlite3_column_type(statement, i) == SQLITE_TEXT ? QueryValueType::kText
                                                                      : QueryValueType::kBlob;
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
        value.bytes = bytes == nullptr ? std::string_view{} : std::string_view{bytes, size};
      }
    }
  }
}

}  // namespace vigie::storage

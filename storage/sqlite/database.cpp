#include "storage/sqlite/database.h"

#include <cerrno>
#include <string>
#include <system_error>
#include <unistd.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

/// An empty file of mode 0600 before SQLite comes: its log files take the mode of the database.
void make_private_file(const std::filesystem::path& file) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg,hicpp-vararg): the POSIX call
  const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0) {
    ::close(descriptor);
    return;
  }
  if (errno != EEXIST) {
    throw StorageError(
        fmt::format("cannot create the database {}: {}; check the folder and its rights",
                    file.string(),
                    std::generic_category().message(errno)));
  }
}

int open_flags(OpenMode mode) {
  const int access = mode == OpenMode::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  return access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
}

bool means_damaged(int code) {
  return code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
}

constexpr int kBusyTimeoutMs = 5000;

}  // namespace

void Database::Close::operator()(sqlite3* handle) const noexcept {
  sqlite3_close_v2(handle);
}

Database::Database(const std::filesystem::path& file, OpenMode mode) : file_(file), mode_(mode) {
  if (mode == OpenMode::kCreate) {
    make_private_file(file);
  } else if (std::error_code ignored; !std::filesystem::exists(file, ignored)) {
    throw StorageError(fmt::format(
        "there is no database {}; import something first, or check the path", file.string()));
  }
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, open_flags(mode), nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) {
    fail("open it");
  }
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  check_identity();
  configure();
}

void Database::check_identity() {
  const auto application_id = scalar("PRAGMA application_id");
  const bool is_empty = scalar("SELECT count(*) FROM sqlite_schema") == 0;
  if (application_id == kApplicationId || (application_id == 0 && is_empty)) {
    return;
  }
  throw StorageError(
      fmt::format("{} is a database of another program (application id {:#x}); name another file: "
                  "Vigie makes its own",
                  file_.string(),
                  application_id));
}

void Database::configure() {
  execute(
      "PRAGMA foreign_keys = ON;"
      "PRAGMA trusted_schema = OFF;");
  use_default_caches();
  if (mode_ == OpenMode::kReadOnly) {
    execute("PRAGMA query_only = ON; PRAGMA mmap_size = 1073741824;");
    return;
  }
  // A writer maps nothing: mapped pages would count as its memory, which must not grow with the
  // file.
  execute(
      "PRAGMA page_size = 8192;"
      "PRAGMA journal_mode = WAL;"
      "PRAGMA synchronous = NORMAL;"
      "PRAGMA secure_delete = ON;"
      "PRAGMA wal_autocheckpoint = 8192;"
      "PRAGMA journal_size_limit = 67108864;");
}

// 128 MiB of pages. Temporary tables hold collected text: they stay in memory.
void Database::use_default_caches() {
  execute("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -131072;");
}

// NOLINTNEXTLINE(readability-make-member-function-const): it changes what the handle stands for
void Database::execute(std::string_view sql) {
  const std::string text{sql};
  if (sqlite3_exec(handle(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(fmt::format("run `{}`", text.substr(0, 80)));
  }
}

std::int64_t Database::scalar(std::string_view sql) {
  Statement statement{*this, sql};
  return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(handle());
}

std::int64_t Database::last_insert_id() const {
  return sqlite3_last_insert_rowid(handle());
}

// NOLINTNEXTLINE(readability-make-member-function-const): likewise
void Database::clear_last_insert_id() {
  sqlite3_set_last_insert_rowid(handle(), 0);
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(handle()) == 0;
}

std::uint64_t Database::used_bytes() {
  const auto pages = scalar("PRAGMA page_count") - scalar("PRAGMA freelist_count");
  return static_cast<std::uint64_t>(pages * scalar("PRAGMA page_size"));
}

std::int32_t Database::schema_version() {
  return static_cast<std::int32_t>(scalar("PRAGMA user_version"));
}

void Database::fail(std::string_view attempted) const {
  const int code = sqlite3_errcode(handle());
  const char* reason = sqlite3_errmsg(handle());
  if (means_damaged(code & 0xff)) {
    throw StorageError(fmt::format(
        "{} is not a database, or is damaged or cut short ({}); restore it from a copy, "
        "or move it away and import again",
        file_.string(),
        reason));
  }
  if ((code & 0xff) == SQLITE_BUSY) {
    throw StorageError(fmt::format(
        "{} is locked: another program has been writing to it for more than {} s; try again later",
        file_.string(),
        kBusyTimeoutMs / 1000));
  }
  if ((code & 0xff) == SQLITE_FULL) {
    throw StorageError(fmt::format(
        "no room left to write {}; free some space: what was committed is safe", file_.string()));
  }
  if ((code & 0xff) == SQLITE_READONLY || (code & 0xff) == SQLITE_CANTOPEN) {
    throw StorageError(fmt::format("cannot {} {} ({}): check its rights and those of its folder",
                                   mode_ == OpenMode::kReadOnly ? "read" : "write",
                                   file_.string(),
                                   reason));
  }
  if ((code & 0xff) == SQLITE_IOERR) {
    throw StorageError(
        fmt::format("cannot read or write {} ({}); check the disk: what was committed is safe",
                    file_.string(),
                    reason));
  }
  throw StorageError(fmt::format("database {}: cannot {}: {}", file_.string(), attempted, reason));
}

}  // namespace vigie::storage

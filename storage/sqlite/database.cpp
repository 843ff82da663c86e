#include "storage/sqlite/database.h"

#include <cerrno>
#include <string>
#include <system_error>
#include <unistd.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "storage/sqlite/statement.h"
#include "storage/write_outage.h"

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

/// Before the first connection of the process, once: without its statistics of memory, which
/// nothing here asks for, SQLite takes no lock around each of the small allocations that every row
/// needs. Fails when somebody has used SQLite before; nothing depends on it.
void configure_library() {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg,hicpp-vararg): the API of SQLite
  static const int kCode = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(kCode);
}

bool means_damaged(int code) {
  return code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
}

/// Growing a file by other ways than writing to it reports a full disk as a failed call.
bool means_full(sqlite3* handle, int code) {
  const int primary = code & 0xff;
  const int cause = primary == SQLITE_IOERR ? sqlite3_system_errno(handle) : 0;
  return primary == SQLITE_FULL || cause == ENOSPC || cause == EDQUOT;
}

constexpr int kBusyTimeoutMs = 5000;

/// SQLite cannot make the files that it shares with other programs beside the database.
bool lacks_rights(sqlite3* handle) {
  const int code =
      sqlite3_exec(handle, "SELECT 1 FROM sqlite_schema LIMIT 1", nullptr, nullptr, nullptr) & 0xff;
  return code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
}

/// RFC 3986: everything but unreserved characters and slashes as `%XX`.
std::string immutable_uri(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '_' || c == '-';
    uri += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri + "?immutable=1";
}

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
  configure_library();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, open_flags(mode), nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) {
    fail("open it");
  }
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  if (mode == OpenMode::kReadOnly && lacks_rights(handle)) {
    open_as_it_lies();
  }
  check_identity();
  configure();
}

Database::FileState Database::file_state() const {
  FileState state;
  std::error_code missing;
  state.log_bytes = std::filesystem::file_size(file_.string() + "-wal", missing);
  state.log_bytes = missing ? 0 : state.log_bytes;
  state.bytes = std::filesystem::file_size(file_, missing);
  state.written = std::filesystem::last_write_time(file_, missing);
  return state;
}

// With content in the log the file alone is an old state, and maybe no whole one.
void Database::open_as_it_lies() {
  const FileState state = file_state();
  if (state.log_bytes > 0) {
    throw StorageError(fmt::format(
        "{} cannot be read here: changes wait in {}-wal, and its folder may not be written. Let "
        "its owner run a command that writes (such as `vigie import` or `vigie analyze`), or copy "
        "both files to a folder of yours and check the rights",
        file_.string(),
        file_.string()));
  }
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      immutable_uri(file_).c_str(), &handle, open_flags(mode_) | SQLITE_OPEN_URI, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) {
    fail("open it");
  }
  untouched_ = state;
}

void Database::check_unchanged() const {
  if (untouched_ && *untouched_ != file_state()) {
    throw StorageError(fmt::format(
        "{} was written by another program while it was read without locks, since its folder may "
        "not be written: what was read may be wrong. Read it again",
        file_.string()));
  }
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
  execute(fmt::format("PRAGMA page_size = {};", kPageBytes));
  execute(
      "PRAGMA journal_mode = WAL;"
      "PRAGMA synchronous = NORMAL;"
      "PRAGMA secure_delete = ON;"
      "PRAGMA journal_size_limit = 67108864;");
  sqlite3_wal_autocheckpoint(handle(), kCheckpointPages);
}

// 128 MiB of pages. Temporary tables hold collected text: they stay in memory.
void Database::use_default_caches() {
  execute("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -131072;");
}

void Database::set_page_cache(std::uint64_t bytes) {
  execute(fmt::format("PRAGMA cache_size = -{}", bytes >> 10U));
}

// NOLINTNEXTLINE(readability-make-member-function-const): it changes what the handle stands for
std::int64_t Database::take_spilled_pages() {
  int pages = 0;
  int ignored = 0;
  sqlite3_db_status(handle(), SQLITE_DBSTATUS_CACHE_SPILL, &pages, &ignored, 1);
  return pages;
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
    throw WriteOutage(
        OutageKind::kLocked,
        fmt::format(
            "{} is locked: another program has been writing to it for more than {} s; try again "
            "later",
            file_.string(),
            kBusyTimeoutMs / 1000));
  }
  if (means_full(handle(), code)) {
    throw WriteOutage(OutageKind::kFull,
                      fmt::format("no room left to write {}; free some space: what was committed "
                                  "is safe",
                                  file_.string()));
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

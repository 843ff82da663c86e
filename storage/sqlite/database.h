// One connection to `vigie.db`. With statement.h and transaction.h the only place that knows
// SQLite.
//
// A connection belongs to one thread. Several connections, also of several programs, may be open at
// once: one writes, all read (WAL).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "storage/error.h"

struct sqlite3;

namespace vigie::storage {

enum class OpenMode : std::uint8_t {
  kCreate,     ///< Opens, or creates with mode 0600.
  kReadWrite,  ///< Must exist.
  kReadOnly,   ///< Must exist; never written.
};

/// Marks the file as Vigie's: "VIGI".
inline constexpr std::int32_t kApplicationId = 0x56494749;

class Database {
 public:
  static constexpr std::uint64_t kPageBytes = 8'192;

  /// Pages in the write-ahead log from which a commit moves them into the file: 64 MiB.
  static constexpr int kCheckpointPages = 8'192;

  /// A database in a folder that cannot be written is read as it lies there, provided that its
  /// write-ahead log is empty: SQLite then takes no lock, and `check_unchanged` must be asked at
  /// the end.
  ///
  /// @throws StorageError  No such file, not a database, damaged, another program's database, or
  /// made
  ///                       by a newer Vigie. The message says what to do.
  Database(const std::filesystem::path& file, OpenMode mode);

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  [[nodiscard]] OpenMode mode() const { return mode_; }

  /// Runs one or several statements that yield no rows of interest.
  void execute(std::string_view sql);

  /// First column of the first row; 0 when there is none.
  [[nodiscard]] std::int64_t scalar(std::string_view sql);

  /// Rows that the last completed INSERT, UPDATE or DELETE changed.
  [[nodiscard]] std::int64_t changes() const;

  /// Key of the last inserted row; 0 after `clear_last_insert_id` until a row is really inserted.
  [[nodiscard]] std::int64_t last_insert_id() const;
  void clear_last_insert_id();

  [[nodiscard]] bool in_transaction() const;

  /// Bytes of the pages in use, the write-ahead log apart.
  [[nodiscard]] std::uint64_t used_bytes();

  /// `user_version`: number of the last migration applied.
  [[nodiscard]] std::int32_t schema_version();

  /// Page cache and temporary storage as every connection has them.
  void use_default_caches();

  /// Bytes of pages held in memory, at most.
  void set_page_cache(std::uint64_t bytes);

  /// Pages of transactions that were written before their end, for want of room in the page cache,
  /// since this was last asked.
  [[nodiscard]] std::int64_t take_spilled_pages();

  /// True when the file is read without locks, see the constructor.
  [[nodiscard]] bool is_read_as_it_lies() const { return untouched_.has_value(); }

  /// @throws StorageError  The file is read as it lies, and another program has written to it since
  ///                       it was opened: what was read may be wrong. Otherwise does nothing.
  void check_unchanged() const;

  /// Throws a StorageError that names the file and what `attempted` was.
  [[noreturn]] void fail(std::string_view attempted) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };

  /// What tells that nobody wrote to the file.
  struct FileState {
    std::uintmax_t bytes = 0;
    std::uintmax_t log_bytes = 0;
    std::filesystem::file_time_type written{};

    friend bool operator==(const FileState&, const FileState&) = default;
  };

  [[nodiscard]] FileState file_state() const;
  void open_as_it_lies();
  void check_identity();
  void configure();

  std::filesystem::path file_;
  OpenMode mode_;
  std::optional<FileState> untouched_;  ///< When it was opened, if it is read as it lies.
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace vigie::storage

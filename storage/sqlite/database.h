// One connection to `vigie.db`. With statement.h and transaction.h the only place that knows
// SQLite.
//
// A connection belongs to one thread. Several connections, also of several programs, may be open at
// once: one writes, all read (WAL).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
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

  /// Throws a StorageError that names the file and what `attempted` was.
  [[noreturn]] void fail(std::string_view attempted) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };

  void check_identity();
  void configure();

  std::filesystem::path file_;
  OpenMode mode_;
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace vigie::storage

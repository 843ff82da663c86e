// How much one transaction takes, and how many pages are held for it.
#pragma once

#include <chrono>
#include <cstdint>

#include "storage/options.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Every transaction writes all pages that its posts touch, and in a large file they touch pages
/// everywhere: there transactions are few and long. Pages that find no room until the end of theirs
/// are written once more, and then the log is read anew for its checksums: where that happened,
/// the next transaction has twice the room. A single one gains nothing from more.
class TransactionPace {
 public:
  /// Sets the page cache of `database`, which outlives this, where the options say so, until the
  /// end of this.
  TransactionPace(Database& database, const WriteOptions& options);
  ~TransactionPace();
  TransactionPace(const TransactionPace&) = delete;
  TransactionPace& operator=(const TransactionPace&) = delete;
  TransactionPace(TransactionPace&&) = delete;
  TransactionPace& operator=(TransactionPace&&) = delete;

  void begin();

  void add(std::uint64_t posts) { posts_ += posts; }

  [[nodiscard]] bool is_full() const;

  /// After the commit.
  void end();

 private:
  Database& database_;
  std::uint64_t most_posts_;
  std::chrono::milliseconds longest_;
  std::uint32_t large_factor_;
  std::uint64_t large_bytes_;
  std::uint64_t page_cache_;  ///< Bytes; 0: not set here.
  std::uint64_t page_cache_most_;
  std::int64_t page_cache_before_;  ///< As SQLite says it.
  std::uint32_t factor_ = 1;
  std::uint64_t posts_ = 0;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace vigie::storage

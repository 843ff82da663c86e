// All or nothing: rolls back unless committed.
#pragma once

#include "storage/sqlite/database.h"

namespace vigie::storage {

class Transaction {
 public:
  /// Takes the write lock at once, waiting up to the busy timeout.
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction(Transaction&&) = delete;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace vigie::storage

// The ledger of live sources: where each goes on, which spans were seen, which were not and why.
//
// Apart from collection_writer.h, which counts records and covers accounts: a collection is one
// uninterrupted reading, a live source outlives many of them.
#pragma once

#include <cstdint>
#include <string_view>

#include "storage/model/ids.h"
#include "storage/model/record.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// Works inside the writer's transaction.
class LiveWriter {
 public:
  explicit LiveWriter(Database& database);

  /// The row of the source, made when there is none.
  [[nodiscard]] std::int64_t intern(std::string_view name, UtcTime now);

  /// Empty: unchanged.
  void save_cursor(std::int64_t source, std::string_view cursor, UtcTime now);

  /// Grows the span that `seen` touches, or begins a new one. Spans that end up touching are one.
  void add_seen(std::int64_t source, const SeenSpan& seen);

  void add_gap(std::int64_t source, const CoverageGap& gap, UtcTime now);

  /// Measured coverage of one account: widens the collection's span where the two touch, else takes
  /// the place of it, for between them nothing was seen.
  void cover(AccountId account, CollectionId collection, const SeenSpan& seen);

 private:
  Statement insert_;
  Statement find_;
  Statement save_cursor_;
  Statement touching_;
  Statement delete_touching_;
  Statement insert_span_;
  Statement insert_gap_;
  Statement cover_;
};

}  // namespace vigie::storage

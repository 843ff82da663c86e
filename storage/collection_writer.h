// Collections: what was read of whom and how far, its counts, rejects and covered spans.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "storage/model/ids.h"
#include "storage/model/record.h"
#include "storage/post_store.h"
#include "storage/sqlite/row_batch.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// A collection as its row says.
struct CollectionState {
  CollectionId id;
  CollectionId first;  ///< The first reading of the same content; itself when this is the first.
  bool complete = false;
  bool coverage_assumed = true;
  bool has_unkeyed_posts = false;
  std::uint64_t byte_offset = 0;
  std::uint64_t line = 0;
  ImportCounts counts;
};

/// A post's account and time, for the span that a collection covers.
struct Sighting {
  AccountId account;
  std::int64_t sort_ms = 0;

  friend auto operator<=>(const Sighting&, const Sighting&) = default;
};

/// Works inside the writer's transaction.
class CollectionWriter {
 public:
  explicit CollectionWriter(Database& database);

  /// The newest collection of the same content and format, if any.
  [[nodiscard]] std::optional<CollectionState> find(const CollectionInfo& collection);

  /// @param first  The first reading of the same content; 0 when this is the first.
  [[nodiscard]] CollectionState add(const CollectionInfo& collection, CollectionId first);

  void set_platform(CollectionId collection, PlatformId platform);

  /// Kept once per place in the content; the first `with_bytes` of a collection with their bytes.
  /// The counts of `collection` are those before this batch.
  void add_rejects(const CollectionState& collection,
                   std::span<const Reject> rejects,
                   std::uint64_t with_bytes);

  /// Widens the covered span of every account seen. Sorts `sightings`.
  void cover(const CollectionState& collection, std::vector<Sighting>& sightings);

  /// Counts and cursor.
  void save(const CollectionState& collection, UtcTime now);

  void close(const CollectionState& collection, UtcTime finished, bool complete);

 private:
  Database& database_;
  Statement find_;
  Statement insert_;
  Statement set_platform_;
  Statement insert_reject_;
  RowBatch cover_;
  Statement save_counts_;
  Statement save_cursor_;
  Statement close_;
};

}  // namespace vigie::storage

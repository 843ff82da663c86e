#include "storage/collection_writer.h"

#include <algorithm>
#include <optional>

namespace vigie::storage {
namespace {

constexpr std::string_view kCollectionFind =
    "SELECT c.collection_id, coalesce(c.repeat_of, c.collection_id), c.complete, "
    "c.coverage_assumed, c.has_unkeyed_posts, coalesce(u.byte_offset, 0), coalesce(u.line, 0), "
    "c.records, c.stored, c.duplicates, c.rejected, c.ignored, c.suppressed, c.replaced, c.deleted "
    "FROM collection c LEFT JOIN cursor u USING (collection_id) "
    "WHERE c.source_hash = ?1 AND c.source_bytes = ?2 AND c.format = ?3 AND c.method = ?4 "
    "ORDER BY c.collection_id DESC LIMIT 1";
constexpr std::string_view kCollectionInsert =
    "INSERT INTO collection (method, source, format, source_bytes, source_hash, started_ms, "
    "coverage_assumed, repeat_of) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr std::string_view kSetPlatform =
    "UPDATE collection SET platform_id = ?2 WHERE collection_id = ?1 AND platform_id IS NULL";
constexpr std::string_view kInsertReject =
    "INSERT INTO reject (collection_id, byte_offset, line, reason, detail, bytes) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";
constexpr std::string_view kCover =
    "INSERT INTO coverage (account_id, collection_id, begin_ms, end_ms, assumed)";
constexpr std::string_view kWiden =
    "ON CONFLICT (account_id, collection_id) DO UPDATE SET "
    "begin_ms = min(begin_ms, excluded.begin_ms), end_ms = max(end_ms, excluded.end_ms) "
    "WHERE assumed = 1 AND (excluded.begin_ms < begin_ms OR excluded.end_ms > end_ms)";
constexpr std::string_view kSaveCounts =
    "UPDATE collection SET records = ?2, stored = ?3, duplicates = ?4, rejected = ?5, ignored = "
    "?6, "
    "suppressed = ?7, replaced = ?8, deleted = ?9, has_unkeyed_posts = ?10 WHERE collection_id = "
    "?1";
constexpr std::string_view kSaveCursor =
    "INSERT INTO cursor (collection_id, byte_offset, line, updated_ms) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (collection_id) DO UPDATE SET byte_offset = excluded.byte_offset, "
    "line = excluded.line, updated_ms = excluded.updated_ms";
constexpr std::string_view kCollectionClose =
    "UPDATE collection SET finished_ms = ?2, complete = ?3 WHERE collection_id = ?1";

}  // namespace

CollectionWriter::CollectionWriter(Database& database)
    : database_(database),
      find_(database, kCollectionFind),
      insert_(database, kCollectionInsert),
      set_platform_(database, kSetPlatform),
      insert_reject_(database, kInsertReject),
      cover_(database, kCover, 5, kWiden),
      save_counts_(database, kSaveCounts),
      save_cursor_(database, kSaveCursor),
      close_(database, kCollectionClose) {}

std::optional<CollectionState> CollectionWriter::find(const CollectionInfo& collection) {
  if (collection.source_hash.empty()) {
    return std::nullopt;
  }
  std::optional<CollectionState> found;
  find_.query(std::string_view{collection.source_hash},
              collection.source_bytes,
              std::string_view{collection.format},
              std::string_view{collection.method});
  if (find_.step()) {
    found = CollectionState{.id = {find_.integer(0)},
                            .first = {find_.integer(1)},
                            .complete = find_.integer(2) != 0,
                            .coverage_assumed = find_.integer(3) != 0,
                            .has_unkeyed_posts = find_.integer(4) != 0,
                            .byte_offset = count_at(find_, 5),
                            .line = count_at(find_, 6),
                            .counts = {.records = count_at(find_, 7),
                                       .stored = count_at(find_, 8),
                                       .duplicates = count_at(find_, 9),
                                       .rejected = count_at(find_, 10),
                                       .ignored = count_at(find_, 11),
                                       .suppressed = count_at(find_, 12),
                                       .replaced = count_at(find_, 13),
                                       .deleted = count_at(find_, 14)}};
  }
  find_.reset();
  return found;
}

CollectionState CollectionWriter::add(const CollectionInfo& collection, CollectionId first) {
  insert_.bind(1, std::string_view{collection.method})
      .bind(2, std::string_view{collection.source})
      .bind(3, std::string_view{collection.format})
      .bind(4, collection.source_bytes)
      .bind(5, std::string_view{collection.source_hash})
      .bind(6, to_ms(collection.started))
      .bind(7, collection.coverage_assumed ? 1 : 0)
      .bind(8, first ? std::optional{first.value} : std::nullopt);
  insert_.run_bound();
  const CollectionId id{database_.last_insert_id()};
  return {.id = id,
          .first = first ? first : id,
          .coverage_assumed = collection.coverage_assumed,
          .counts = {}};
}

void CollectionWriter::set_platform(CollectionId collection, PlatformId platform) {
  set_platform_.run(collection.value, platform.value);
}

void CollectionWriter::add_rejects(const CollectionState& collection,
                                   std::span<const Reject> rejects,
                                   std::uint64_t with_bytes) {
  std::uint64_t earlier = collection.counts.rejected;
  for (const Reject& reject : rejects) {
    // What came over a stream has no place in a file: its number stands for it.
    const bool has_place = reject.byte_offset != 0 || reject.line != 0;
    insert_reject_.bind(1, collection.first.value)
        .bind(2, reject.byte_offset)
        .bind(3, has_place ? reject.line : earlier + 1)
        .bind(4, std::string_view{reject.reason})
        .bind(5, std::string_view{reject.detail})
        .bind(6, nullptr);
    if (earlier++ < with_bytes) {
      insert_reject_.bind_blob(6, reject.bytes);
    }
    insert_reject_.run_bound();
  }
}

// Sorted first: one write per account of the transaction, in the order of the table.
void CollectionWriter::cover(const CollectionState& collection, std::vector<Sighting>& sightings) {
  std::sort(sightings.begin(), sightings.end());
  for (auto first = sightings.begin(); first != sightings.end();) {
    const auto next = std::find_if(first, sightings.end(), [&](const Sighting& sighting) {
      return sighting.account != first->account;
    });
    cover_.add({first->account.value,
                collection.first.value,
                first->sort_ms,
                std::prev(next)->sort_ms + 1,
                collection.coverage_assumed ? 1 : 0});
    first = next;
  }
  cover_.flush();
  sightings.clear();
}

void CollectionWriter::save(const CollectionState& collection, UtcTime now) {
  const ImportCounts& counts = collection.counts;
  save_counts_.run(collection.id.value,
                   counts.records,
                   counts.stored,
                   counts.duplicates,
                   counts.rejected,
                   counts.ignored,
                   counts.suppressed,
                   counts.replaced,
                   counts.deleted,
                   collection.has_unkeyed_posts ? 1 : 0);
  save_cursor_.run(collection.id.value, collection.byte_offset, collection.line, to_ms(now));
}

void CollectionWriter::close(const CollectionState& collection, UtcTime finished, bool complete) {
  close_.run(collection.id.value, to_ms(finished), complete ? 1 : 0);
}

}  // namespace vigie::storage

#include "storage/live_writer.h"

#include <algorithm>

namespace vigie::storage {
namespace {

constexpr std::string_view kLiveInsert =
    "INSERT INTO live_source (name, cursor, updated_ms) VALUES (?1, '', ?2) ON CONFLICT DO NOTHING";
constexpr std::string_view kLiveFind = "SELECT live_source_id FROM live_source WHERE name = ?1";
constexpr std::string_view kLiveSaveCursor =
    "UPDATE live_source SET cursor = CASE WHEN ?2 = '' THEN cursor ELSE ?2 END, updated_ms = ?3 "
    "WHERE live_source_id = ?1";
constexpr std::string_view kSpansTouching =
    "SELECT min(begin_ms), max(end_ms) FROM seen_span "
    "WHERE live_source_id = ?1 AND begin_ms <= ?3 AND end_ms >= ?2";
constexpr std::string_view kDeleteTouching =
    "DELETE FROM seen_span WHERE live_source_id = ?1 AND begin_ms <= ?3 AND end_ms >= ?2";
constexpr std::string_view kInsertSpan =
    "INSERT INTO seen_span (live_source_id, begin_ms, end_ms) VALUES (?1, ?2, ?3)";
constexpr std::string_view kInsertGap =
    "INSERT INTO coverage_gap (live_source_id, begin_ms, end_ms, reason, noted_ms) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
constexpr std::string_view kCoverSeen =
    "INSERT INTO coverage (account_id, collection_id, begin_ms, end_ms, assumed) "
    "VALUES (?1, ?2, ?3, ?4, 0) ON CONFLICT (account_id, collection_id) DO UPDATE SET "
    "begin_ms = CASE WHEN excluded.begin_ms > end_ms OR excluded.end_ms < begin_ms "
    "OR assumed = 1 THEN excluded.begin_ms ELSE min(begin_ms, excluded.begin_ms) END, "
    "end_ms = CASE WHEN excluded.begin_ms > end_ms OR excluded.end_ms < begin_ms "
    "OR assumed = 1 THEN excluded.end_ms ELSE max(end_ms, excluded.end_ms) END, assumed = 0";

}  // namespace

LiveWriter::LiveWriter(Database& database)
    : insert_(database, kLiveInsert),
      find_(database, kLiveFind),
      save_cursor_(database, kLiveSaveCursor),
      touching_(database, kSpansTouching),
      delete_touching_(database, kDeleteTouching),
      insert_span_(database, kInsertSpan),
      insert_gap_(database, kInsertGap),
      cover_(database, kCoverSeen) {}

std::int64_t LiveWriter::intern(std::string_view name, UtcTime now) {
  insert_.run(name, to_ms(now));
  find_.query(name).step();
  const std::int64_t source = find_.integer(0);
  find_.reset();
  return source;
}

void LiveWriter::save_cursor(std::int64_t source, std::string_view cursor, UtcTime now) {
  save_cursor_.run(source, cursor, to_ms(now));
}

void LiveWriter::add_seen(std::int64_t source, const SeenSpan& seen) {
  if (seen.end <= seen.begin) {
    return;
  }
  std::int64_t begin = to_ms(seen.begin);
  std::int64_t end = to_ms(seen.end);
  touching_.query(source, begin, end).step();
  if (!touching_.is_null(0)) {
    begin = std::min(begin, touching_.integer(0));
    end = std::max(end, touching_.integer(1));
  }
  touching_.reset();
  delete_touching_.run(source, begin, end);
  insert_span_.run(source, begin, end);
}

void LiveWriter::add_gap(std::int64_t source, const CoverageGap& gap, UtcTime now) {
  if (gap.begin < gap.end) {
    insert_gap_.run(
        source, to_ms(gap.begin), to_ms(gap.end), std::string_view{gap.reason}, to_ms(now));
  }
}

void LiveWriter::cover(AccountId account, CollectionId collection, const SeenSpan& seen) {
  if (seen.begin < seen.end) {
    cover_.run(account.value, collection.value, to_ms(seen.begin), to_ms(seen.end));
  }
}

}  // namespace vigie::storage

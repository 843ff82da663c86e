#include "storage/bulk_indexes.h"

#include <cstdint>
#include <string>

#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kCount =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name IN "
    "('post_by_account', 'post_by_time', 'share_by_object')";
constexpr std::int64_t kIndexCount = 3;

constexpr std::string_view kDrop =
    "DROP INDEX IF EXISTS post_by_account;"
    "DROP INDEX IF EXISTS post_by_time;"
    "DROP INDEX IF EXISTS share_by_object;";
constexpr std::string_view kCreate =
    "CREATE INDEX IF NOT EXISTS post_by_account ON post (account_id, sort_ms);"
    "CREATE INDEX IF NOT EXISTS post_by_time ON post (sort_ms);"
    "CREATE INDEX IF NOT EXISTS share_by_object ON share (object_id, post_id);";
constexpr std::string_view kMayHaveOrphans =
    "SELECT EXISTS (SELECT 1 FROM collection WHERE deleted > 0 OR replaced > 0)";
/// Posts stay: a reply may still refer to them.
constexpr std::string_view kRemoveOrphans =
    "DELETE FROM object WHERE kind <> 4 "
    "AND NOT EXISTS (SELECT 1 FROM share WHERE share.object_id = object.object_id)";

}  // namespace

bool has_plain_indexes(Database& database) {
  return database.scalar(kCount) == kIndexCount;
}

void drop_plain_indexes(Database& database) {
  Transaction transaction{database};
  database.execute(kDrop);
  transaction.commit();
}

void ensure_plain_indexes(Database& database) {
  if (has_plain_indexes(database)) {
    return;
  }
  // Runs that fit the processor's cache, merged from files: twice as fast as one large sort in
  // memory (measured: 1.0 s against 2.3 s for 10^6 posts), and bounded. A second thread sorts a run
  // while this one reads the next: nobody reads an archive by now.
  const std::int64_t page_cache = database.scalar("PRAGMA cache_size");
  database.execute("PRAGMA temp_store = FILE; PRAGMA cache_size = -2048; PRAGMA threads = 1;");
  {
    Transaction transaction{database};
    database.execute(kCreate);
    if (database.scalar(kMayHaveOrphans) != 0) {
      database.execute(kRemoveOrphans);
    }
    transaction.commit();
  }
  database.execute("PRAGMA threads = 0;");
  database.use_default_caches();
  database.execute("PRAGMA cache_size = " + std::to_string(page_cache));
}

}  // namespace vigie::storage

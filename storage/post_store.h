// The writer: posts, their objects and shares, accounts, rejects, deletions, coverage and the
// cursor, in one transaction. The same record again adds nothing; kill -9 loses nothing that was
// committed.
//
// Counters of a collection always add up: records = stored + duplicates + rejected + ignored.
// `stored` are records that led to a new row or changed one (a new or newer post, a deletion
// carried out, a profile or label that says something new); `ignored` are valid records that are
// not kept, those of accounts that opted out (`suppressed`) included.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "storage/model/ids.h"
#include "storage/model/prepared_batch.h"
#include "storage/model/time.h"
#include "storage/options.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// What is read, from whom, how.
struct CollectionInfo {
  std::string platform;            ///< May be empty: the first batch then says it.
  std::string method = "import";   ///< `import`, `stream`, `simulate`, ...
  std::string source;              ///< File name or feed, without folder.
  std::string format;              ///< E.g. `jetstream`, or the mapping's name.
  std::uint64_t source_bytes = 0;  ///< With `source_hash`: recognises the same content again.
  std::string source_hash;         ///< Empty: never recognised (streams).
  UtcTime started;
  bool coverage_assumed = true;
  std::string live_source = {};  ///< Name under which its cursor, spans and gaps are kept; empty:
                                 ///< an archive.
};

/// An open collection, and where to go on.
struct CollectionHandle {
  CollectionId id;
  std::uint64_t resume_offset = 0;  ///< Byte after the last committed record; 0: from the start.
  std::uint64_t resume_line = 0;
  bool resumed = false;     ///< An unfinished collection of the same content goes on.
  bool from_start = false;  ///< Resumed, but posts without id must be read again from offset 0.
  bool repeated = false;    ///< The same content was already read to its end.
};

struct ImportCounts {
  std::uint64_t records = 0;
  std::uint64_t stored = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t rejected = 0;
  std::uint64_t ignored = 0;
  std::uint64_t suppressed = 0;  ///< Of `ignored`: of accounts that opted out.
  std::uint64_t replaced = 0;    ///< Of `stored`: posts replaced by a newer edit.
  std::uint64_t deleted = 0;     ///< Posts erased: their author deleted them, or opted out.
  /// Of `rejected`: known under their id with another text or of another account.
  std::uint64_t contradicted = 0;

  ImportCounts& operator+=(const ImportCounts& other);
  friend bool operator==(const ImportCounts&, const ImportCounts&) = default;
};

/// What replacing a reading took out.
struct Removal {
  std::uint64_t collections = 0;  ///< Earlier readings of the same content.
  std::uint64_t posts = 0;        ///< Taken out.
  std::uint64_t shared = 0;       ///< Left: another content may hold them too.
};

/// One writer, one thread, any number of open collections. Batches of a collection in its order.
///
/// Into a database without posts it works in bulk: the plain indexes are dropped and built by
/// `finish` (or by the next PostStore, if the program died in between).
class PostStore {
 public:
  /// The database must be writable, migrated, and outlive the store.
  explicit PostStore(Database& database, WriteOptions options = {});
  PostStore(const PostStore&) = delete;
  PostStore& operator=(const PostStore&) = delete;
  PostStore(PostStore&& other) noexcept;
  PostStore& operator=(PostStore&& other) noexcept;
  /// Rolls back what was not committed: the cursor tells where to go on.
  ~PostStore();

  /// Takes out what earlier readings of the same content stored, whatever they were read as, so
  /// that it can be read anew: posts, refused records, coverage and the readings themselves.
  /// Accounts stay, and so do posts that are erased or that another content may hold too. In
  /// transactions of some thousand posts each; interrupted, the next reading of the content starts
  /// at its beginning.
  Removal remove_readings(const CollectionInfo& content);

  /// Opens a collection, or goes on with the unfinished one of the same content and format.
  [[nodiscard]] CollectionHandle begin_import(const CollectionInfo& collection);

  /// Writes one batch. Several batches share a transaction, which ends as
  /// transaction_pace.h says; the cursor is always in the same transaction.
  ///
  /// @throws StorageError  After it the transaction is rolled back; the store is not to be used
  /// again.
  ImportCounts append(const CollectionHandle& collection, const PreparedBatch& batch);

  /// Commits what is open.
  void flush();

  /// Commits, builds missing indexes, closes the collection. Not complete: it ended early (stopped,
  /// damaged file) and the same content goes on from its cursor next time.
  ///
  /// @return  The counts of the whole collection, earlier runs included.
  ImportCounts finish(const CollectionHandle& collection, UtcTime finished, bool complete = true);

  /// True while the plain indexes are not there.
  [[nodiscard]] bool in_bulk_mode() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::storage

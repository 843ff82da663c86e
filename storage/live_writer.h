// The ledger of live sources: where each goes on, which spans were seen, which were not and why.
//
// Apart from collection_writer.h, which counts records and covers accounts: a collection is one
// uninterrupted reading, a live source outlives many of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// Where a source goes on; empty: it never said.
[[nodiscard]] std::string read_live_cursor(Database& database, std::string_view name);

/// A source as status and reports show it.
struct LiveSourceLine {
  std::string name;
  UtcTime updated;
  double seen_hours = 0.0;
  std::optional<UtcTime> first_seen;
  std::optional<UtcTime> last_seen;
  std::uint64_t gaps = 0;
  double gap_hours = 0.0;
};

/// By name.
[[nodiscard]] std::vector<LiveSourceLine> read_live_sources(Database& database);

struct GapLine {
  std::string source;
  UtcTime begin;
  UtcTime end;
  std::string reason;
};

/// Gaps that touch [begin, end), newest first, at most `limit`.
[[nodiscard]] std::vector<GapLine> read_gaps(Database& database,
                                             UtcTime begin,
                                             UtcTime end,
                                             std::uint32_t limit);

}  // namespace vigie::storage

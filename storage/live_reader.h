// What the ledger of live sources says: where each goes on, what it saw, what it missed and why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/function_ref.h"
#include "storage/model/report.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

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

/// Platform and native id of the newest posts that are not erased, newest first, at most `limit`.
void read_newest_posts(Database& database,
                       std::uint32_t limit,
                       FunctionRef<void(std::string_view platform, std::string_view native_id)> fn);

/// What each live source saw and missed of a window, by name, those that saw nothing included.
/// Without histories, which see accounts and not stretches of time.
[[nodiscard]] std::vector<ReportLiveSource> read_live_coverage(Database& database,
                                                               TimeWindow window);

}  // namespace vigie::storage

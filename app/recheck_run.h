// One re-check: what a run's report shows is asked for again, and what is gone goes here as well.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "app/console.h"
#include "config/settings.h"
#include "storage/model/ids.h"
#include "storage/recheck_store.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

struct RecheckOptions {
  std::uint64_t most_posts = 5'000;  ///< 0: all.
  bool believes_absences = false;    ///< However many posts of an answer are missing.
  /// For another re-check of the same database; then it goes on beside it.
  std::chrono::minutes longest_wait{10};
};

/// What came of one place.
struct RecheckOfPlace {
  std::string name;
  std::uint64_t asked = 0;
  std::uint64_t unknown = 0;  ///< Of these: not answered for, or of an account that is away.
  std::uint64_t accounts_asked = 0;
  std::uint64_t accounts_unknown = 0;
  storage::RecheckCounts counts;
};

struct RecheckSummary {
  RunId run;
  UtcTime time;
  std::vector<RecheckOfPlace> places;
  std::uint64_t not_askable = 0;  ///< Posts that no place can be asked for: reposts of Bluesky, ...
  std::uint64_t left_out = 0;     ///< Beyond the limit.
  std::uint64_t recent = 0;       ///< Asked for within the last hour.
  std::vector<std::string> failures;
  bool was_stopped = false;
};

/// Asks all places in turn, and carries out what they say. Ctrl-C stops after the request at hand.
/// The settings need a `contact`, and one platform at least that can be asked.
/// @throws storage::StorageError.
[[nodiscard]] RecheckSummary recheck_run(RunId run,
                                         const RecheckOptions& options,
                                         const config::Settings& settings,
                                         storage::Database& database,
                                         Console& console);

[[nodiscard]] std::string recheck_table(const RecheckSummary& summary);
[[nodiscard]] std::string recheck_json(const RecheckSummary& summary);

}  // namespace vigie::app

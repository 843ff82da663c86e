// `vigie analyze --power`: which crews would have been found in this window?
//
// A run that finds nothing may look at a quiet month or through a blunt instrument. Invented crews
// of stated size and effort are planted among the window's real shares, in memory only, and the run
// is made again: what is not found then cannot be excluded by an empty report.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/coordination/power.h"
#include "app/analysis_run.h"
#include "app/console.h"
#include "config/settings.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

struct DetectionPower {
  TimeWindow window;
  std::uint64_t posts = 0;
  std::uint64_t accounts = 0;
  /// By family (url, repost, text, reposts with a leader), burst, members, events; what they are
  /// made of: see the .cpp.
  std::vector<analysis::CrewPower> crews;
};

/// Reads the window and plants the crews of one family and burst together, another family or burst
/// in another copy. Seventeen times the cost of the test. @throws RunFailure,
/// storage::StorageError.
[[nodiscard]] DetectionPower measure_power(const WindowChoice& choice,
                                           const config::Settings& settings,
                                           storage::Database& database,
                                           Console& console);

/// A table per layer, or JSON with one row per crew.
void report_power(const DetectionPower& power, Console& console);

}  // namespace vigie::app

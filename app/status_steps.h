// What an operator should do next, from what the database holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/report.h"
#include "storage/model/time.h"
#include "storage/status_reader.h"

namespace vigie::app {

struct StatusFacts {
  std::uint64_t posts = 0;
  std::vector<ReportCollection> collections;
  std::vector<storage::RunLine> runs;     ///< Newest first.
  std::optional<UtcTime> last_collected;  ///< Nothing in an empty database.
  double max_reject_share = 0.05;         ///< `import.max_reject_share`.
};

/// One sentence a step, the most urgent first; never empty. Names commands, never a person.
[[nodiscard]] std::vector<std::string> next_steps(const StatusFacts& facts);

}  // namespace vigie::app

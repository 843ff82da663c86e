// Fills ReportComparison: one run beside an earlier one. Reads only; computes no score.
#pragma once

#include <cstdint>
#include <optional>

#include "storage/model/finding.h"
#include "storage/model/report_comparison.h"
#include "storage/model/time.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct ComparisonQuery {
  UtcTime since;                     ///< The earlier window ends here or before.
  bool exactly = false;              ///< It must end here, not before.
  std::uint32_t max_accounts = 100;  ///< In each of the three lists.
  std::uint32_t max_uses = 20;       ///< Domains, and topics.
  NamingRules naming{};
};

/// The published run to compare `now` with: of the same kind (one window, or `--all`), another one
/// than `now`, and not later; among these the latest window, and of two over the same window the
/// later run. Nothing when there is none. @throws StorageError.
[[nodiscard]] std::optional<RunId> find_earlier_run(Database& database,
                                                    const AnalysisRun& now,
                                                    const ComparisonQuery& query);

/// Compares `now` with the run that `find_earlier_run` finds; without one, only `since` is filled.
/// Each run counts at its own report line. @throws StorageError.
///
/// Cost: one pass over the scores of both runs; memory by the accounts at the line.
[[nodiscard]] ReportComparison read_comparison(Database& database,
                                               const AnalysisRun& now,
                                               const ComparisonQuery& query);

}  // namespace vigie::storage

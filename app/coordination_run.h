// Coordination within a run: the test on the shares of the whole span, its self-test, and what is
// kept of both.
//
// With several windows (`--all`) the span is tested once, as a whole: a crew that acts every few
// weeks has too few meetings in each window, and a pair that chance explains over a year would
// otherwise be asked again for every month.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/activity.h"
#include "analysis/coordination/account_signal.h"
#include "analysis/coordination/find_coordination.h"
#include "analysis/coordination/self_test.h"
#include "analysis/coordination/share_builder.h"
#include "analysis/options.h"
#include "storage/model/coordination.h"
#include "storage/model/finding.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// What a window's shares gave.
struct FoundCoordination {
  bool tested = false;  ///< False: nothing is shared by two accounts, or all times are equal.
  analysis::CoordinationShares shares;
  analysis::CoordinationResult result;
  std::optional<analysis::SelfTest> self_test;
  std::vector<analysis::CoordinationSignal> signals;
  double build_seconds = 0.0;  ///< Shares from rows, near-duplicate texts included.
  double test_seconds = 0.0;   ///< Pairs and groups.
  double self_test_seconds = 0.0;
};

/// Tests the shares that `builder` gathered beside `activity`. `with_self_test` runs it twice more
/// on shuffled shares.
[[nodiscard]] FoundCoordination look_for_coordination(analysis::ShareBuilder& builder,
                                                      const analysis::Activity& activity,
                                                      const analysis::AnalysisOptions& options,
                                                      bool with_self_test);

/// The same as findings of the store, groups named by their top objects; profile texts are read
/// here, once all is tested, and only when there is a group.
[[nodiscard]] CoordinationFindings describe_coordination(const FoundCoordination& found,
                                                         const analysis::Activity& activity,
                                                         const analysis::AnalysisOptions& options,
                                                         storage::Database& database);

/// Writes the findings of a run that has begun, and what became of the campaigns of earlier runs.
/// @return  Bytes that they take in the database, in whole pages.
std::uint64_t store_coordination(const AnalysisRun& run,
                                 const CoordinationFindings& findings,
                                 storage::Database& database);

/// One sentence for the terminal: what was found, what the same method finds where there is
/// nothing, or why nothing was tested.
[[nodiscard]] std::string coordination_line(const CoordinationTotals& totals, std::uint64_t groups);

}  // namespace vigie::app

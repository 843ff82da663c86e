// Profile texts between the store and the analysis: their keys for a run, and, when a report or a
// pair is read, the words that accounts still have in common.
//
// The store knows no normalisation and the analysis no store. What is shown is looked up when it is
// shown: a run keeps counts, so a text that was changed, erased or withheld since is not repeated.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/activity.h"
#include "storage/model/report_groups.h"
#include "storage/model/report_pair.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// One key per account of the activity, in its order: profile_texts.h of analysis/coordination.
/// Reads every profile of the store once.
[[nodiscard]] std::vector<std::uint64_t> read_profile_keys(const analysis::Activity& activity,
                                                           storage::Database& database);

/// Fills in the texts that two members of a group or more still have in common; others stay empty.
void show_profile_texts(ReportCoordination& coordination,
                        storage::Database& database,
                        const storage::NamingRules& naming);

/// Compares the profiles of a pair as they are now, and counts who else of the run carries the same
/// text: of all accounts stored when there is no run. Reads every profile when both are the same.
void compare_profiles(ReportPair& pair,
                      storage::Database& database,
                      const storage::NamingRules& naming);

}  // namespace vigie::app

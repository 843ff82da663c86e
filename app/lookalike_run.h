// The part of a run that looks for lookalikes of the names that the team protects.
#pragma once

#include "analysis/options.h"
#include "analysis/source_index.h"
#include "storage/model/finding.h"
#include "storage/model/lookalike.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// What the stored domains and the accounts of `run` resemble, with where they were met.
///
/// Declared accounts and domains that a list declares as outlet, platform or shortener are left
/// out. A lookalike without a post in the run's window is none. Nothing protected: nothing is read.
/// The scores of `run` must have been written. @throws storage::StorageError.
[[nodiscard]] Lookalikes find_lookalikes(const AnalysisRun& run,
                                         const analysis::AnalysisOptions& options,
                                         const analysis::SourceIndex& sources,
                                         storage::Database& database);

}  // namespace vigie::app

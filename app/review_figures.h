// What the team's blind labels come to: agreement within a draw, precision of a run's line.
#pragma once

#include <span>

#include "analysis/learning/agreement.h"
#include "storage/model/finding.h"
#include "storage/model/verdict.h"
#include "storage/review_store.h"

namespace vigie::app {

/// Decided accounts at the line that a precision takes: below, its interval spans most of [0, 1].
inline constexpr std::uint64_t kLeastDecided = 20;

/// Over the blind labels of a draw, adjudications apart.
struct QueueAgreement {
  analysis::Agreement labels;  ///< On the five labels.
  analysis::Agreement use;     ///< On positive or negative; `cannot_tell` is missing there.
};

/// `items` in the order of reading; the interval is of 1,000 draws with a fixed seed.
[[nodiscard]] QueueAgreement measure_queue(std::span<const storage::ReviewItem> items);

/// From every draw of a run with the same model, prior and line.
[[nodiscard]] MeasuredPrecision measure_run(storage::Database& database, const AnalysisRun& run);

/// As above, for the run that `queue` was drawn from.
[[nodiscard]] MeasuredPrecision measure_like(storage::Database& database,
                                             const storage::ReviewQueue& queue);

}  // namespace vigie::app

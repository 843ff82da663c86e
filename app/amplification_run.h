// The part of a run that measures what was pushed: amplification, narratives, alerts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/activity.h"
#include "analysis/options.h"
#include "analysis/source_index.h"
#include "storage/model/amplification.h"
#include "storage/model/finding.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// What is already known of the window.
struct AmplificationInput {
  const analysis::Activity& activity;
  const analysis::SourceIndex& sources;
  std::span<const analysis::ListedSource> listed_sources;
  std::span<const analysis::TopicDefinition> topics;
  std::span<const AccountScore> scores;  ///< One per account of the activity, in its order.
  double report_line = 0.5;
  std::uint32_t threads = 1;
  /// Accounts of the activity, by index, that a coordinated group has as members; may be empty.
  std::span<const std::uint8_t> grouped;
};

/// Reads the window's posts and shares once more, by object, and measures them. Posts that came in
/// since the activity was read are counted when their account is in it. @throws StorageError.
[[nodiscard]] AmplificationFindings measure_window(const AmplificationInput& input,
                                                   storage::Database& database);

}  // namespace vigie::app

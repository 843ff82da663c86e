// The tables of the test as findings: indices become keys of the store, meetings become posts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "analysis/activity.h"
#include "analysis/coordination/find_coordination.h"
#include "analysis/coordination/self_test.h"
#include "analysis/coordination/share_builder.h"
#include "analysis/options.h"
#include "storage/model/coordination.h"

namespace vigie::analysis {

/// Pairs of a run from which on each shows a few meetings only, so that a group of hundreds stays
/// small in the store.
inline constexpr std::size_t kMostDetailedPairs = 5'000;
/// Posts kept of a text cluster, the earliest.
inline constexpr std::size_t kMostClusterPosts = 500;

struct CoordinationSource {
  const Activity& activity;
  const CoordinationShares& shares;
  const CoordinationResult& result;
  const CoordinationOptions& options;  ///< Of the test.
  const std::optional<SelfTest>& self_test;
  std::span<const KnownCoordinators> known;
  /// Per account of the activity (profile_texts.h); empty: profile texts were not read.
  std::span<const std::uint64_t> profile_keys = {};
};

/// Everything but the names of groups, which the store knows (portrait.h). Domains stand in the
/// layers' counts only: they are no objects of the store.
[[nodiscard]] CoordinationFindings describe_coordination(const CoordinationSource& source);

/// What was looked at when nothing was tested.
[[nodiscard]] CoordinationTotals count_shares(const CoordinationInput& input);

}  // namespace vigie::analysis

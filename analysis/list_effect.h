// What another version of the source lists would change: two results over the same posts, compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/activity.h"
#include "analysis/analyze.h"
#include "storage/model/source_list.h"

namespace vigie::analysis {

/// One listed source whose count or tier differs.
struct SourceEffect {
  std::string source;                     ///< As in SourceUse.
  std::optional<SourceTier> tier_before;  ///< Nothing: not met as a listed source.
  std::optional<SourceTier> tier_after;
  std::uint64_t posts_before = 0;
  std::uint64_t posts_after = 0;
  std::uint64_t accounts_before = 0;
  std::uint64_t accounts_after = 0;
};

/// One account that the lists put on the other side of the report line.
struct AccountEffect {
  std::string platform;
  std::string native_id;
  std::string handle;
  std::uint32_t listed_before = 0;  ///< Posts with a listed source.
  std::uint32_t listed_after = 0;
  std::optional<double> likelihood_before;
  std::optional<double> likelihood_after;
};

struct ListEffect {
  std::vector<SourceEffect> sources;  ///< By source.
  std::uint64_t accounts = 0;
  std::uint64_t listed_posts_before = 0;
  std::uint64_t listed_posts_after = 0;
  std::uint64_t accounts_more_listed = 0;  ///< More posts with a listed source than before.
  std::uint64_t accounts_fewer_listed = 0;
  /// Accounts whose signal `listed_source_share` rises or falls by more than `kLeastShareChange`.
  /// The signal is shrunk towards what all accounts do, so that it may move where no post of the
  /// account counts differently.
  std::uint64_t share_rises = 0;
  std::uint64_t share_falls = 0;
  std::uint64_t class_changes = 0;  ///< Accounts that become declared or stop being it.
  std::uint64_t above_before = 0;   ///< Ranked accounts at or above the report line.
  std::uint64_t above_after = 0;
  std::vector<AccountEffect> now_above;  ///< By platform and native id.
  std::vector<AccountEffect> now_below;
};

inline constexpr double kLeastShareChange = 0.001;

/// @param activity  Of either result: accounts in the order of both results' scores.
/// @param before, after  Over the same posts, windows and options; only the lists differ.
[[nodiscard]] ListEffect compare_lists(const Activity& activity,
                                       const AnalysisResult& before,
                                       const AnalysisResult& after,
                                       double report_line);

}  // namespace vigie::analysis

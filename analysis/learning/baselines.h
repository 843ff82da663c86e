// What a score must beat before it is worth anything: three rules that anybody could write down.
//
// A pooled set that one rule separates says little about a better method (Hays et al. 2023,
// doi:10.1145/3543507.3583214), so the rules stand beside every figure. They are fitted on accounts
// that are not scored with them.
#pragma once

#include <array>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "analysis/learning/labelled_account.h"

namespace vigie::analysis {

enum class BaselineKind : std::uint8_t {
  kVolume,      ///< More posts first.
  kBestSignal,  ///< The one signal, rising or falling, of the highest AUC.
  kOneRule,     ///< One cut through one signal or the volume (Holte 1993,
                ///< doi:10.1023/A:1022631118932).
};
inline constexpr std::array<std::string_view, 3> kBaselineNames{
    "volume", "best_signal", "one_rule_tree"};

struct Baseline {
  BaselineKind kind = BaselineKind::kVolume;
  std::string feature;     ///< Name of the signal, or `posts`.
  std::size_t signal = 0;  ///< Index; kSignalCount: the number of posts.
  bool rising = true;      ///< High speaks for.
  double missing = 0.0;    ///< Taken where the account has no value: the median of the others.
  double cut = 0.0;        ///< One rule only.
  double threshold = std::numeric_limits<double>::infinity();  ///< Of highest F1, on `score`.

  /// Higher speaks for; on no particular scale.
  [[nodiscard]] double score(const LabelledAccount& account) const;
};

/// The three, in the order of their kinds. `accounts` hold both classes. O(signals n log n).
[[nodiscard]] std::vector<Baseline> fit_baselines(std::span<const LabelledAccount> accounts);

}  // namespace vigie::analysis

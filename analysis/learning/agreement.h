// Whether people who label the same accounts mean the same by their labels.
//
// Percent agreement flatters where one label is common; alpha corrects for chance, takes any number
// of readers and bears what a reader has not labelled.
//
// Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability" (University of
// Pennsylvania, ASC 43), nominal data with missing values; interval by drawing units again.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/learning/bootstrap.h"

namespace vigie::analysis {

/// Labels that one unit was given, as small numbers; one per reader who gave any, in any order.
using UnitLabels = std::vector<std::uint32_t>;

struct Agreement {
  std::uint64_t units = 0;      ///< With two labels or more: the others cannot be compared.
  std::uint64_t labels = 0;     ///< On these.
  std::uint64_t unanimous = 0;  ///< Units whose labels are all the same.
  std::optional<double> alpha;  ///< 1: complete; 0: as by chance. Nothing where nothing varies.
  std::optional<double> low;    ///< 2.5 % quantile of the draws.
  std::optional<double> high;
};

/// Nominal alpha of `units`. The interval depends on their order: give them by natural key.
/// O(draws units labels).
[[nodiscard]] Agreement measure_agreement(std::span<const UnitLabels> units,
                                          const BootstrapOptions& options);

}  // namespace vigie::analysis

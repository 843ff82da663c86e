// What evidence must lose on a platform or in a language where people look more like machines.
//
// A score that is right on the whole may be wrong where a language writes longer words or a network
// favours hashtags (Rauchfleisch and Kaiser 2020, doi:10.1371/journal.pone.0241045: the same tool
// was right in 90 % of cases in English and in 69 % in German). An offset moves the prior of such
// accounts, down only: moved up, content alone would come nearer to the report line than its cap.
#pragma once

#include <span>
#include <vector>

#include "analysis/learning/train.h"

namespace vigie::analysis {

/// One offset per platform, then per language, that the accounts do not all share, with 50 accounts
/// of each class: what makes their left-out scores most likely, with a normal prior of standard
/// deviation 0.5 nats about 0, from -kMostPriorOffset to 0; those that stay above -0.05 are left
/// out. Languages are fitted with the platforms' offsets in place.
///
/// @param priors  Log-odds by row of `accounts`.
[[nodiscard]] std::vector<FittedOffset> fit_offsets(std::span<const LabelledAccount> accounts,
                                                    std::span<const double> priors,
                                                    std::span<const HeldOutScore> held_out);

/// The offsets alone, as the model keeps them.
[[nodiscard]] std::vector<PriorOffset> offsets_of(std::span<const FittedOffset> fitted);

}  // namespace vigie::analysis

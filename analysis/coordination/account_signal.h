// What the tested pairs add to the score of one account, with the posts that show it.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/coordination/find_coordination.h"
#include "analysis/coordination/shares.h"

namespace vigie::analysis {

/// The signal `coordination` of one account.
struct CoordinationSignal {
  std::uint32_t account = 0;
  double nats = 0.0;  ///< AccountCoordination::nats, > 0.
  /// Its posts behind its quickest meetings, quickest chosen first, ascending: indices as in the
  /// input.
  std::vector<std::uint32_t> posts;

  friend bool operator==(const CoordinationSignal&, const CoordinationSignal&) = default;
};

/// By account. Accounts without a tested pair have none: absent, not 0. Nor have those of the
/// caller's list of open coordinators, whose coordination says nothing new of them.
[[nodiscard]] std::vector<CoordinationSignal> coordination_signals(const CoordinationInput& input,
                                                                   const CoordinationResult& result,
                                                                   std::uint32_t posts);

}  // namespace vigie::analysis

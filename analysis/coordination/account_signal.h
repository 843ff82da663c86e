// What the tested pairs add to the score of one account, with the posts that show it.
//
// A group is listed for a person to look at; a score accuses. So a pair counts here only when an
// innocent reason that the test cannot see does not lie near:
//
// - two alone: its accounts do not stand in one group, so that nobody is listed for one companion,
//   whatever else speaks against both;
// - one source: two thirds of its meetings or more on objects of one source (a site's own accounts
//   push its pages);
// - one kind of trace without closeness: fewer than three objects within a minute, and all but one
//   of the meetings in one layer (schedulers of one trade write the same formulas);
// - no more in common than expected: fewer than one and a half times the meetings that activity,
//   hours, days and sources explain (papers of several agencies share what all print, at like
//   delays).
//
// Pairs of members of an audience that acts as one (audiences.h) need the first and the last only:
// what they carry besides their source was the question there.
//
// The price: a crew that pushes one site and nothing else, or copies texts without haste, is listed
// as a group and adds nothing to its members' scores.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/coordination/find_coordination.h"
#include "analysis/coordination/shares.h"

namespace vigie::analysis {

/// The signal `coordination` of one account.
struct CoordinationSignal {
  std::uint32_t account = 0;
  double nats = 0.0;  ///< ln(1 + sum of min(10, decades) over its pairs that count), > 0.
  /// Its posts behind its quickest meetings, quickest chosen first, ascending: indices as in the
  /// input.
  std::vector<std::uint32_t> posts;

  friend bool operator==(const CoordinationSignal&, const CoordinationSignal&) = default;
};

/// By account. Accounts without a pair that counts have none: absent, not 0. Nor have those of the
/// caller's list of open coordinators, whose coordination says nothing new of them.
[[nodiscard]] std::vector<CoordinationSignal> coordination_signals(const CoordinationInput& input,
                                                                   const CoordinationResult& result,
                                                                   std::uint32_t posts);

}  // namespace vigie::analysis

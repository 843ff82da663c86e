// Coordination of a window of shares, in one call: pairs that chance does not explain, groups of
// them, and what they mean for each account.
//
// "Consistent with coordination" is all this says: a party, a union, fans of one singer or a
// newsroom coordinate too, in the open. The caller's list of those marks them, it hides nobody.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/coordination/groups.h"
#include "analysis/coordination/options.h"
#include "analysis/coordination/pair_test.h"
#include "analysis/coordination/shares.h"

namespace vigie::analysis {

/// What coordination adds for one account. Accounts without a tested pair have no row.
struct AccountCoordination {
  std::uint32_t account = 0;
  std::uint32_t links = 0;  ///< Tested pairs that meet the minimum case.
  std::uint32_t group = kNothing;
  double score = 0.0;  ///< s_u: sum of min(10, decades) over its links.
  double nats = 0.0;   ///< ln(1 + s_u): the value of the signal `coordination`, uncapped.

  friend auto operator<=>(const AccountCoordination&, const AccountCoordination&) = default;
};

/// What was looked at, for the account of the run.
struct CoordinationCoverage {
  std::uint64_t shares = 0;  ///< Of objects with two sharers or more.
  std::uint32_t objects = 0;
  std::uint32_t max_sharers = 0;      ///< Objects up to here gave all their pairs.
  std::uint32_t popular_objects = 0;  ///< Above: nearest neighbours in the longest window only.
  std::uint64_t popular_shares = 0;
  std::uint64_t co_shares = 0;
  std::uint64_t tested_pairs = 0;
  std::uint64_t asked_about_time = 0;
  double eligible_pairs = 0.0;  ///< N (N - 1) / 2.
  double clumpiness = 1.0;
  std::uint32_t strata = 1;

  friend auto operator<=>(const CoordinationCoverage&, const CoordinationCoverage&) = default;
};

struct CoordinationResult {
  PairTable pairs;
  GroupTable groups;
  std::vector<AccountCoordination> accounts;  ///< By account.
  CoordinationCoverage coverage;
};

/// Pure; the same shares in any order and on any number of threads give the same bytes. Fewer than
/// two accounts, or no object with two sharers, gives an empty result. Not for two threads at once
/// (see communities.h).
[[nodiscard]] CoordinationResult find_coordination(const CoordinationInput& input,
                                                   const CoordinationOptions& options);

}  // namespace vigie::analysis

// Pairs of accounts worth a test: those that met on enough objects, found without a quadratic step.
//
// One account after the other: a small counter for every other account is raised at each meeting,
// and meetings of those whose counter reached three are kept. Counters fit the processor's cache,
// where a table of all pairs would not, and the count is exact.
//
// An object with up to `max_sharers` sharers gives all its pairs. A more popular one gives each
// share's nearest neighbours inside the longest window only: linear in its shares. So does every
// object above the number of sharers up to which the pair budget lasts.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analysis/coordination/options.h"
#include "analysis/coordination/share_table.h"

namespace vigie::analysis {

/// Two accounts on one object: shares are indices into the table.
struct Meeting {
  std::uint64_t pair = 0;     ///< account_a * accounts + account_b, account_a < account_b.
  std::uint32_t share_a = 0;  ///< Of account_a.
  std::uint32_t share_b = 0;
};

struct Candidates {
  std::vector<Meeting> meetings;      ///< By pair, then object. At least three of each true pair.
  std::uint32_t max_sharers = 0;      ///< Objects up to here gave all their pairs.
  std::uint32_t popular_objects = 0;  ///< Those above it.
  std::uint64_t popular_shares = 0;   ///< Their shares.
  std::uint64_t co_shares = 0;        ///< Meetings looked at.
};

/// Strong layers decide who is a candidate; meetings of the weak one are added for them.
/// The same for any number of threads. O(shares + co-shares), and the sort of what is kept.
[[nodiscard]] Candidates find_candidates(const ShareTable& table,
                                         std::uint32_t accounts,
                                         const CoordinationOptions& options);

}  // namespace vigie::analysis

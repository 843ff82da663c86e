// The same method on shares that cannot be coordinated: how many accounts does it accuse?
//
// Two shuffles. `kTimes` draws the time of every share anew inside its hour, hours counted from the
// object's first share, which stays: who put an object out, who shared it and in which hour stays;
// closeness goes. Pairs that it still flags are flagged for what they share within hours, not for
// seconds. `kAccounts` deals the accounts of a layer and day out anew
// over that day's shares: objects keep their sharers' number and times, accounts their number of
// shares a day; who met whom goes, so whatever is flagged is a false discovery of the method on
// data like these. The counts are stored and printed beside the result.
#pragma once

#include <cstdint>

#include "analysis/coordination/find_coordination.h"

namespace vigie::analysis {

enum class Shuffle : std::uint8_t { kTimes, kAccounts };

/// The input with its shares shuffled; depends on `seed` and the shares, not on their order.
[[nodiscard]] CoordinationInput shuffle_shares(const CoordinationInput& input,
                                               Shuffle shuffle,
                                               std::uint64_t seed);

struct SelfTest {
  std::uint32_t times_accounts = 0;     ///< Accounts with a tested pair after `kTimes`.
  std::uint32_t times_groups = 0;       ///< Groups after it.
  std::uint32_t accounts_accounts = 0;  ///< The same after `kAccounts`.
  std::uint32_t accounts_groups = 0;

  friend auto operator<=>(const SelfTest&, const SelfTest&) = default;
};

/// Runs `find_coordination` on both shuffles: twice its cost.
[[nodiscard]] SelfTest run_self_test(const CoordinationInput& input,
                                     const CoordinationOptions& options);

}  // namespace vigie::analysis

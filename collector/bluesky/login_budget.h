// How many logins a day an account of the operator has: Bluesky counts them by the account, not by
// the program.
//
// Apart from the session, which knows one program's: a collector, a check and a daily report share
// the budget by what the caller gives them; alone, a session counts its own.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>

#include "storage/model/time.h"

namespace vigie::collector {

/// PLATFORMS section 5.3.
inline constexpr std::uint32_t kLoginsPerDay = 5;

/// True: one more login may be made at this time, and is counted.
using TakeLogin = std::function<bool(UtcTime now)>;

/// Counts in memory; one thread. Copies count apart.
[[nodiscard]] inline TakeLogin logins_of_this_program() {
  return [logins = std::deque<UtcTime>{}](UtcTime now) mutable {
    while (!logins.empty() && logins.front() + std::chrono::hours{24} <= now) {
      logins.pop_front();
    }
    if (logins.size() >= kLoginsPerDay) {
      return false;
    }
    logins.push_back(now);
    return true;
  };
}

}  // namespace vigie::collector

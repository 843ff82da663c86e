// Which profiles that came beside posts are worth handing over.
//
// Archives repeat an account's profile with each of its posts. Handing every copy to the store
// would cost more than the posts; handing none would lose how counters moved. So a profile passes
// when it differs from the account's newest one, or when that is a day older; an older one never
// does. The newest profile of a file therefore always passes, in whatever order its records stand.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "storage/model/account.h"

namespace vigie::collector {

/// 64-bit hash of `bytes`, the same everywhere.
[[nodiscard]] std::uint64_t content_hash(std::string_view bytes, std::uint64_t seed = 0);

class ProfileFilter {
 public:
  ProfileFilter();

  /// Whether `account`, seen at `account.seen`, is to be handed over; remembers it if so. Without a
  /// time, a profile passes when it differs. Memory: at most 64 MiB, for the last 10^6 accounts;
  /// past that all are forgotten, which only costs repetitions.
  [[nodiscard]] bool admit(const Account& account);

 private:
  struct Known {
    std::uint64_t account = 0;  ///< Hash of its native id; 0: a free slot.
    std::uint64_t profile = 0;
    std::int64_t newest_ms = 0;
    std::int64_t handed_over_ms = 0;
  };

  [[nodiscard]] Known& slot_of(std::uint64_t account);
  void make_room();

  std::vector<Known> slots_;  ///< Open addressing, a power of two of them, at most half in use.
  std::size_t used_ = 0;
};

}  // namespace vigie::collector

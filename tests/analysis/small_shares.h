// A few shares of a window, built by hand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/window_shares.h"
#include "storage/model/time.h"

namespace vigie::tests {

struct SmallPost {
  std::uint32_t account = 0;
  std::int64_t time_ms = 0;
  std::vector<std::uint32_t> objects;  ///< From 1 on.
  std::uint32_t reposts = 0;
  analysis::ListedUse listed = analysis::ListedUse::kNone;
  analysis::TopicMask topics = 0;
  bool is_repost = false;
};

/// Posts in any order; indexes are those after sorting by time and account.
struct SmallShares {
  std::int64_t end_ms = 24 * kHourMs;
  std::uint32_t accounts = 0;
  std::vector<AmplifiedKind> kinds;  ///< Of objects 1, 2, ...; the rest are URLs.
  std::vector<SmallPost> posts;

  [[nodiscard]] analysis::WindowShares build() const;
};

/// Accounts 1, 2, ... in order.
[[nodiscard]] std::vector<analysis::ActivityAccount> numbered_accounts(std::uint32_t count);

}  // namespace vigie::tests

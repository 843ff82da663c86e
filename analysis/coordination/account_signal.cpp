#include "analysis/coordination/account_signal.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace vigie::analysis {
namespace {

/// One side of a meeting.
struct Side {
  std::uint32_t account = 0;
  std::int64_t gap_ms = 0;
  std::uint32_t post = 0;

  friend auto operator<=>(const Side&, const Side&) = default;
};

std::vector<Side> sides_of(const PairTable& pairs) {
  std::vector<Side> sides;
  for (const CoordinatedPair& pair : pairs.pairs) {
    for (std::uint32_t i = 0; i < pair.meetings; ++i) {
      const PairMeeting& meeting = pairs.meetings[pair.first_meeting + i];
      if (meeting.counted) {
        const std::int64_t gap = std::abs(meeting.time_a_ms - meeting.time_b_ms);
        sides.push_back({pair.account_a, gap, meeting.post_a});
        sides.push_back({pair.account_b, gap, meeting.post_b});
      }
    }
  }
  std::sort(sides.begin(), sides.end());
  return sides;
}

}  // namespace

std::vector<CoordinationSignal> coordination_signals(const CoordinationInput& input,
                                                     const CoordinationResult& result,
                                                     std::uint32_t posts) {
  std::vector<bool> is_known(input.accounts, false);
  for (const BenignAccount& benign : input.benign) {
    is_known[benign.account] = true;
  }
  const std::vector<Side> sides = sides_of(result.pairs);
  auto side = sides.begin();
  std::vector<CoordinationSignal> signals;
  for (const AccountCoordination& account : result.accounts) {
    if (is_known[account.account]) {
      continue;
    }
    CoordinationSignal signal{account.account, account.nats, {}};
    side = std::find_if(
        side, sides.end(), [&](const Side& s) { return s.account >= account.account; });
    for (; side != sides.end() && side->account == account.account && signal.posts.size() < posts;
         ++side) {
      if (std::find(signal.posts.begin(), signal.posts.end(), side->post) == signal.posts.end()) {
        signal.posts.push_back(side->post);
      }
    }
    std::sort(signal.posts.begin(), signal.posts.end());
    signals.push_back(std::move(signal));
  }
  return signals;
}

}  // namespace vigie::analysis

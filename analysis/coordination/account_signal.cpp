#include "analysis/coordination/account_signal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kCloseMeetings = 3;
constexpr std::uint32_t kMeetingsOfALayer = 2;
constexpr double kLeastExcess = 1.5;  ///< Observed over expected meetings.

/// One side of a meeting.
struct Side {
  std::uint32_t account = 0;
  std::int64_t gap_ms = 0;
  std::uint32_t post = 0;

  friend auto operator<=>(const Side&, const Side&) = default;
};

/// Which pairs say enough of two accounts to count in their scores.
class PairJudge {
 public:
  PairJudge(const CoordinationInput& input, const CoordinationResult& result)
      : pairs_{result.pairs}, group_of_(input.accounts, kNothing) {
    for (const AccountCoordination& row : result.accounts) {
      group_of_[row.account] = row.group;
    }
    for (const LayerShares& layer : input.layers) {
      sources_.at(static_cast<std::size_t>(layer.layer)) = &layer.source;
    }
  }

  [[nodiscard]] bool counts(const CoordinatedPair& pair) const {
    const std::uint32_t group = group_of_[pair.account_a];
    if (group == kNothing || group != group_of_[pair.account_b]) {
      return false;
    }
    if (pair.audience) {
      return shares_more_than_expected(pair);
    }
    std::map<std::pair<Layer, std::uint32_t>, std::uint32_t> of_source;
    std::array<std::uint32_t, kLayerCount> of_layer{};
    std::uint32_t meetings = 0;
    std::uint32_t most = 0;
    for (std::uint32_t i = 0; i < pair.meetings; ++i) {
      const PairMeeting& meeting = pairs_.meetings[pair.first_meeting + i];
      if (!meeting.counted) {
        continue;
      }
      ++meetings;
      ++of_layer.at(static_cast<std::size_t>(meeting.layer));
      const std::uint32_t source = source_of(meeting);
      if (source != kNothing) {
        most = std::max(most, ++of_source[{meeting.layer, source}]);
      }
    }
    const auto layers = std::count_if(
        of_layer.begin(), of_layer.end(), [](std::uint32_t n) { return n >= kMeetingsOfALayer; });
    return 3 * most < 2 * meetings && (pair.fast_objects >= kCloseMeetings || layers >= 2) &&
           shares_more_than_expected(pair);
  }

 private:
  /// Over the whole period and all layers but the weak one.
  [[nodiscard]] bool shares_more_than_expected(const CoordinatedPair& pair) const {
    double observed = 0.0;
    double expected = 0.0;
    for (std::uint32_t i = 0; i < pair.evidence; ++i) {
      const PairEvidence& evidence = pairs_.evidence[pair.first_evidence + i];
      if (evidence.span == kWholeSpan && evidence.layer != Layer::kDomain) {
        observed += evidence.observed;
        expected += evidence.expected;
      }
    }
    return observed >= kLeastExcess * expected;
  }

  [[nodiscard]] std::uint32_t source_of(const PairMeeting& meeting) const {
    const auto* const sources = sources_.at(static_cast<std::size_t>(meeting.layer));
    return sources == nullptr || sources->empty() ? kNothing : (*sources)[meeting.object];
  }

  const PairTable& pairs_;
  std::vector<std::uint32_t> group_of_;  ///< By account.
  std::array<const std::vector<std::uint32_t>*, kLayerCount> sources_{};
};

/// What the pairs that count give, by account.
struct Gathered {
  std::map<std::uint32_t, double> decades;
  std::vector<Side> sides;  ///< By account, quickest first.
};

Gathered gather(const PairJudge& judge, const PairTable& pairs) {
  Gathered gathered;
  for (const CoordinatedPair& pair : pairs.pairs) {
    if (!judge.counts(pair)) {
      continue;
    }
    for (const std::uint32_t account : {pair.account_a, pair.account_b}) {
      gathered.decades[account] += std::min(kMostDecadesPerLink, pair.decades);
    }
    for (std::uint32_t i = 0; i < pair.meetings; ++i) {
      const PairMeeting& meeting = pairs.meetings[pair.first_meeting + i];
      if (meeting.counted) {
        const std::int64_t gap = std::abs(meeting.time_a_ms - meeting.time_b_ms);
        gathered.sides.push_back({pair.account_a, gap, meeting.post_a});
        gathered.sides.push_back({pair.account_b, gap, meeting.post_b});
      }
    }
  }
  std::sort(gathered.sides.begin(), gathered.sides.end());
  return gathered;
}

}  // namespace

std::vector<CoordinationSignal> coordination_signals(const CoordinationInput& input,
                                                     const CoordinationResult& result,
                                                     std::uint32_t posts) {
  std::vector<bool> is_known(input.accounts, false);
  for (const BenignAccount& benign : input.benign) {
    is_known[benign.account] = true;
  }
  const Gathered gathered = gather(PairJudge{input, result}, result.pairs);
  auto side = gathered.sides.begin();
  std::vector<CoordinationSignal> signals;
  for (const auto& [account, decades] : gathered.decades) {
    if (is_known[account]) {
      continue;
    }
    CoordinationSignal signal{account, std::log1p(decades), {}};
    side = std::find_if(side, gathered.sides.end(), [owner = account](const Side& s) {
      return s.account >= owner;
    });
    for (; side != gathered.sides.end() && side->account == account && signal.posts.size() < posts;
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

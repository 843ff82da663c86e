// How much of a window an account was watched: what a posting rate is divided by.
//
// Coverage of an archive is assumed, from the account's first post in a file to its last. Between
// the files of two days lies a night, not a gap in what was seen: so assumed spans up to two days
// apart are one, and a month means the same in one file and in thirty. Live sources keep a ledger
// of what they saw and what they missed; what a source missed and no other saw is taken from the
// spans of that source, however short. An archive, or a search that goes back for what is older,
// covers it all the same.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "storage/model/activity.h"
#include "storage/model/time.h"

namespace vigie::analysis {

/// Begin and end in ms since 1970, end exclusive.
using TimeSpanMs = std::pair<std::int64_t, std::int64_t>;

/// What live sources saw and missed. Any number of threads.
class LiveLedger {
 public:
  LiveLedger() = default;

  /// Rows in any order; they may overlap.
  explicit LiveLedger(std::span<const LedgerRow> rows);

  /// What `source` missed of `within` and none of `sources` saw: ascending, apart from each other.
  [[nodiscard]] std::vector<TimeSpanMs> missed(std::int64_t source,
                                               std::span<const std::int64_t> sources,
                                               TimeSpanMs within) const;

 private:
  /// Ascending, apart from each other.
  struct Source {
    std::vector<TimeSpanMs> missed;
    std::vector<TimeSpanMs> seen;
  };

  std::map<std::int64_t, Source> sources_;
};

/// Days of `window` in which an account with this coverage would have had its posts seen;
/// overlapping spans count once. Without live sources the ledger does not matter.
[[nodiscard]] double covered_days(std::span<const CoverageRow> coverage,
                                  const LiveLedger& ledger,
                                  TimeWindow window);

}  // namespace vigie::analysis

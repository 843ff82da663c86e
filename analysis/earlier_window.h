// An earlier window of one account, measured again by this program on what the store holds now.
//
// Between two runs the past changes as well: an archive is read late, posts are deleted, a list
// gets an entry, a measurement is mended. What the earlier run would say of the same window today
// is what tells these from a change of behaviour.
#pragma once

#include <cstdint>
#include <optional>

#include "analysis/score_change.h"
#include "analysis/source_index.h"
#include "analysis/source_share.h"
#include "analysis/wording.h"
#include "storage/model/account_rows.h"
#include "storage/model/time.h"

namespace vigie::analysis {

/// What the account alone does not tell.
struct AgainContext {
  const SourceIndex& sources;              ///< Today's lists.
  const WordingReader* wording = nullptr;  ///< Without it every share endorses.
  bool seconds_known = true;               ///< As the earlier run noted it of its collection.
  /// What share of listed links is usual, as the later run has it: with nothing, the share is
  /// absent.
  std::optional<SourcePrior> usual;
  std::uint32_t posts_then = 0;  ///< As the earlier run counted.
  double covered_days_then = 0.0;
};

/// Rhythm, cadence, text habits, rate and listed sources of `window`. Topics, one-sidedness,
/// coordination and profile are absent: they need the others, or are of today.
///
/// A rate and a cadence do not depend on the lists, and the share of listed sources is compared
/// with what is usual now, not then. Pure; cost of measuring the account once.
[[nodiscard]] MeasuredAgain measure_again(const AccountRows& rows,
                                          TimeWindow window,
                                          const AgainContext& context);

/// Whether the store holds as many posts over as many covered days as the run had: to a minute.
[[nodiscard]] bool has_same_posts(std::uint64_t posts,
                                  double covered_days,
                                  const AgainContext& context);

}  // namespace vigie::analysis

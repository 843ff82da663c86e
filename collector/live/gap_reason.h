// Why a stretch of time was not seen: a closed set of words, of which a source often knows only the
// vague half.
//
// A source that comes back after an hour finds that something is missing; that the hour was a
// throttle, a quota or a revoked token, the loop knows that had it parked.
#pragma once

#include <string>
#include <string_view>

#include "collector/live/live_source.h"

namespace vigie::collector {

/// `throttled`, `quota`, `credentials` or `error`: why a source that ended so is not read.
[[nodiscard]] std::string away_reason_of(const LiveError& error);

/// What a failure adds to what was known: `error` says less than what came before it.
/// `known`: as above, or empty.
[[nodiscard]] std::string worse_reason(std::string_view known, std::string_view reason);

/// The reason of a gap that began while its source was away. `said`: by the source. `away`: as
/// above; empty: it was not away, or was stopped with the program.
[[nodiscard]] std::string reason_of_gap(std::string_view said, std::string_view away);

}  // namespace vigie::collector

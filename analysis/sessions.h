// Sittings: posts that follow one another within an hour.
//
// People drift while they sit there, towards replies and shorter texts; a program stays flat.
// Source: Pozzana and Ferrara 2020, doi:10.3389/fphy.2020.00125; METHODS C12.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "analysis/activity.h"
#include "analysis/text_facts.h"

namespace vigie::analysis {

/// A session ends before a pause of more than 60 minutes. Slopes are least squares over the
/// positions 1 to 20 of a post in its session, each session about its own mean, so that long and
/// short ones do not mix; the sign is dropped, for either drift is a person's.
struct SessionValues {
  std::optional<double> singles;      ///< Share of sessions with one post; 10 sessions.
  std::optional<double> text_drift;   ///< |slope| of the text's length per position, over its mean.
  std::optional<double> reply_drift;  ///< |slope| of being a reply per position, 0..1.
};

/// Posts of one account, ascending in time; spans of one length. The drifts ask for 10 sessions of
/// two posts (with text) or more.
[[nodiscard]] SessionValues measure_sessions(std::span<const std::int64_t> times_ms,
                                             std::span<const TextFacts> text,
                                             std::span<const ShareFacts> shares);

}  // namespace vigie::analysis

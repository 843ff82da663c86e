// What an account does, one after another, as a string: a letter per post, a mark per pause.
//
// `T` a post of its own or a quote, `R` a repost, `P` a reply; after it the pause to the next: none
// under a minute, `.` under an hour, `|` under a day, `:` under a week, `_` longer. The follow
// graph is not collected, so friends and strangers share a letter.
//
// Source: Nwala, Flammini and Menczer 2023, doi:10.1140/epjds/s13688-023-00410-9 (BLOC), the action
// and pause alphabets; its statistics as in METHODS 1.4 and C15.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "analysis/activity.h"

namespace vigie::analysis {

/// Posts of one account, ascending in time; spans of one length.
[[nodiscard]] std::string action_string(std::span<const std::int64_t> times_ms,
                                        std::span<const ShareFacts> shares);

/// Both are absent for fewer than 60 posts.
struct ActionValues {
  std::optional<double> compression;  ///< Deflated bytes / letters and marks, at most 1; 0..1.
  std::optional<double> top_pair;     ///< Share of the commonest pair of neighbours.
};

/// Of letters and marks as above; for fewer than 60 letters nothing.
[[nodiscard]] ActionValues measure_action_string(std::string_view actions);

[[nodiscard]] ActionValues measure_actions(std::span<const std::int64_t> times_ms,
                                           std::span<const ShareFacts> shares);

}  // namespace vigie::analysis

// Patterns among the pauses between posts that a clock with a little chance in it still shows.
//
// Who draws each pause anew from around the same length has neither equal pauses (cadence.h) nor a
// period (alignment.h), yet the pauses are alike, follow one another evenly, and the short ones are
// missing that people leave when they write several posts in one sitting.
//
// Sources: Shinomoto et al. 2003, doi:10.1162/089976603322518759 (local variation); Grassberger and
// Procaccia 1983, doi:10.1103/PhysRevLett.50.346 (share of close pairs); Porta et al. 1998,
// doi:10.1007/s004220050414 (corrected conditional entropy).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace vigie::analysis {

/// Times are UTC milliseconds, ascending; each function is pure and total.

/// Chance that two different pauses, taken at random, differ by a tenth or less: |ln a - ln b| <=
/// 0.1. Pauses under 1 s count as 1 s; of more than 5 posts of one instant (an import) 5 count.
/// Unbiased by the number of posts. Nothing for fewer than 8 pauses. O(n log n).
[[nodiscard]] std::optional<double> pause_likeness(std::span<const std::int64_t> times_ms);

/// Share of pauses of 1 minute or more and under 5 minutes; nothing for fewer than 8 pauses.
[[nodiscard]] std::optional<double> quick_pause_share(std::span<const std::int64_t> times_ms);

/// Lv = mean of 3 ((a - b) / (a + b))^2 over neighbouring pauses a, b: 0 for a clock, 1 for chance,
/// up to 3 for bursts; two pauses of 0 are equal. Nothing for fewer than 8 pauses, or when all are
/// 0.
[[nodiscard]] std::optional<double> local_variation(std::span<const std::int64_t> times_ms);

/// C14 over H(1), 0..1: pauses in 5 classes of equal size, CE(m) = H(m) - H(m - 1), corrected by
/// the share of patterns seen once times H(1), its least value over m = 2..10. 0: each pause
/// follows from those before; 1: none does. Nothing for fewer than 100 pauses. O(n log n).
[[nodiscard]] std::optional<double> conditional_entropy(std::span<const std::int64_t> times_ms);

}  // namespace vigie::analysis

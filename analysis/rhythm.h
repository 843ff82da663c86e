// Rhythm of 48-hour windows (FEATURES "Definitions as measured"): unlike cadence.h, which looks at
// a whole month, these keep their meaning only on windows of the length they were measured on.
#pragma once

#include <complex>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace vigie::analysis {

struct RhythmValues {
  std::optional<double> delay_entropy;  ///< H / ln 9, 8 delays or more; 0..1.
  std::optional<double> empty_hours;  ///< Longest circular run of empty UTC clock hours, 10 posts.
  std::optional<double> longest_gap_hours;  ///< 8 posts or more.
  std::optional<double> day_resultant;      ///< |mean exp(2 pi i t / day)|, 10 posts or more; 0..1.
  std::optional<double> quick_pauses;       ///< Share of pauses of 1 to 5 minutes, 8 pauses; 0..1.
  std::optional<double> local_variation;    ///< delay_pattern.h, 8 pauses; 0..3.
  /// Share of posts in the six UTC clock hours in a row that hold fewest, 10 posts; 0 to 0.25.
  std::optional<double> night_share;
};

/// Posts of one account: when, and where in the day.
struct RhythmPosts {
  std::span<const std::int64_t> times_ms;            ///< Ascending.
  std::span<const std::complex<double>> day_phases;  ///< `day_phases_of` the times.
};

/// exp(2 pi i t / day) of each time. Shifts by whole days leave it as it is, so that whoever
/// measures the same posts again and again computes it once.
[[nodiscard]] std::vector<std::complex<double>> day_phases_of(
    std::span<const std::int64_t> times_ms);

/// Rhythm of one 48-hour window.
[[nodiscard]] RhythmValues measure_rhythm_window(const RhythmPosts& posts);

/// One window of an account that holds 8 posts or more.
struct RhythmWindow {
  std::size_t first = 0;  ///< Its posts are times_ms[first, last).
  std::size_t last = 0;
  RhythmValues values;
};

/// Cuts an account's posts into consecutive 48-hour windows that begin at `begin_ms` plus whole
/// multiples of 48 h, and measures those with 8 posts or more. Times ascending, none before
/// `begin_ms`.
[[nodiscard]] std::vector<RhythmWindow> measure_rhythm(const RhythmPosts& posts,
                                                       std::int64_t begin_ms);

/// Median of `pause_likeness` (delay_pattern.h) over the same windows; nothing when none has it.
[[nodiscard]] std::optional<double> median_pause_likeness(std::span<const std::int64_t> times_ms,
                                                          std::int64_t begin_ms);

/// Median over windows, feature by feature; a window without a value does not count.
[[nodiscard]] RhythmValues median_rhythm(std::span<const RhythmWindow> windows);

}  // namespace vigie::analysis

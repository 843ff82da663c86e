// The measurements of one pair: what was seen against what chance gives, by each of its tests.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>

#include "analysis/coordination/candidates.h"
#include "analysis/coordination/null_model.h"
#include "analysis/coordination/options.h"
#include "analysis/coordination/pair_meetings.h"

namespace vigie::analysis {

using Counts = std::array<std::uint32_t, kPopularityCount>;

/// Meetings by layer, span and popularity (cumulative).
using Tally = std::array<std::array<Counts, kSpanCount>, kLayerCount>;

/// Decades of a pair's tests; 0 where a test was not asked.
struct Measured {
  std::uint32_t first = 0;  ///< Of its meetings among the candidates'.
  std::uint32_t count = 0;  ///< 0: too few of them count.
  bool asks_about_time = false;
  float timing_decades = 0.0F;
  float fast_decades = 0.0F;  ///< Fused fast tests, before the weights of the pair's fusion.
  float overlap_decades = 0.0F;
  float domain_decades = 0.0F;
};

/// Meetings that chance gives a pair.
struct Expected {
  std::array<std::array<ByPopularity, kSpanCount>, kLayerCount> degree{};
  std::array<BySpan, kLayerCount> hours{};
  std::array<double, kLayerCount> days{};
  std::array<double, kLayerCount> sources{};
};

/// Adds up the counted meetings of strong layers; the weak layer's count by themselves. Over the
/// whole period a text counts only where the two used it within a day: a copy follows what it
/// copies, while a formula, a proverb or a template comes up at any time.
[[nodiscard]] Tally tally_meetings(std::span<const MeetingFacts> meetings,
                                   const CoordinationOptions& options);

class PairTester {
 public:
  /// `alone`: decades that a pair needs without closeness.
  PairTester(const NullModel& null,
             std::uint64_t accounts,
             const CoordinationOptions& options,
             double clumpiness,
             double alone)
      : null_{null},
        accounts_{accounts},
        options_{options},
        clumpiness_{clumpiness},
        alone_{alone} {}

  /// Most pairs of a collection merely have three popular objects in common: two bounds send them
  /// away before their hours and sources are compared and their tails summed.
  [[nodiscard]] Measured measure(Measured measured,
                                 std::span<const Meeting> all_meetings,
                                 PairMeetings& describer) const;

  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> accounts_of(const Meeting& meeting) const {
    return {static_cast<std::uint32_t>(meeting.pair / accounts_),
            static_cast<std::uint32_t>(meeting.pair % accounts_)};
  }

  /// What is reported of a layer and span: all popularities, the largest of the expectations.
  [[nodiscard]] double reported_expectation(const Expected& expected,
                                            std::size_t layer,
                                            std::size_t span) const;

  [[nodiscard]] Expected expect(std::uint32_t a, std::uint32_t b) const;

  /// Decades of sharing too much over the whole period, sources left out of the reasons.
  [[nodiscard]] double measure_beyond_sources(std::span<const Meeting> meetings,
                                              PairMeetings& describer) const;

  /// Fused tests of a pair. Without closeness it stands alone: the line that Benjamini and Hochberg
  /// draw moves down with every discovery, and a crew that is close in time must not lower it for
  /// pairs that merely share a taste. Such a pair needs `alone` decades, Bonferroni over the
  /// family.
  ///
  /// @param line  -log10 of the p-value that a pair needs in the question about time.
  [[nodiscard]] double fuse(const Measured& pair, double line) const;

 private:
  [[nodiscard]] ByPopularity overlap_by_degree(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] bool may_stand_alone(const ByPopularity& degree, const Counts& all) const;
  [[nodiscard]] double test_timing(std::span<const MeetingFacts> meetings) const;
  [[nodiscard]] double fuse_fast(const Tally& seen, const Expected& expected) const;
  [[nodiscard]] double test_domain(const Tally& seen, const Expected& expected) const;
  [[nodiscard]] double fuse_overlap(const Counts& all,
                                    const ByPopularity& degree,
                                    const Expected& expected) const;

  const NullModel& null_;
  std::uint64_t accounts_;
  const CoordinationOptions& options_;
  double clumpiness_;
  double alone_;
};

}  // namespace vigie::analysis

#include "analysis/coordination/pair_tester.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "analysis/coordination/chance.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kStrongLayers = kLayerCount - 1;
constexpr std::size_t kWeak = kStrongLayers;  // Layer::kDomain
/// Sharing that degrees explain this badly (p <= 0.001) asks the question about time.
constexpr double kUnusualOverlap = 3.0;
constexpr double kFastWeight = 0.6;
constexpr double kOverlapWeight = 0.38;
constexpr double kDomainWeight = 0.02;  ///< Thousands share a domain by taste.

bool is_dated(const MeetingFacts& meeting) {
  return meeting.layer != static_cast<std::uint8_t>(Layer::kText) || meeting.gap_ms <= kDayMs;
}

void tally_meeting(Tally& tally, const MeetingFacts& meeting, const CoordinationOptions& options) {
  for (std::size_t span = 0; span < kSpanCount; ++span) {
    const bool inside = span == kWholeSpan ? !meeting.popular && is_dated(meeting)
                                           : meeting.gap_ms <= options.windows_ms[span];
    for (std::size_t d = meeting.popularity; inside && d < kPopularityCount; ++d) {
      ++tally[meeting.layer][span][d];
    }
  }
}

Counts sum_strong(const Tally& tally, std::size_t span) {
  Counts sum{};
  for (std::size_t layer = 0; layer < kStrongLayers; ++layer) {
    for (std::size_t d = 0; d < kPopularityCount; ++d) {
      sum[d] += tally[layer][span][d];
    }
  }
  return sum;
}

/// Counted meetings over the whole period.
template <typename Accept>
Counts count_whole_span(std::span<const MeetingFacts> meetings, const Accept& accept) {
  Counts sum{};
  for (const MeetingFacts& meeting : meetings) {
    if (meeting.counted && !meeting.popular && accept(meeting)) {
      for (std::size_t d = meeting.popularity; d < kPopularityCount; ++d) {
        ++sum[d];
      }
    }
  }
  return sum;
}

}  // namespace

Tally tally_meetings(std::span<const MeetingFacts> meetings, const CoordinationOptions& options) {
  Tally tally{};
  for (const MeetingFacts& meeting : meetings) {
    if (meeting.counted || meeting.layer == kWeak) {
      tally_meeting(tally, meeting, options);
    }
  }
  return tally;
}

Measured PairTester::measure(Measured measured,
                             std::span<const Meeting> all_meetings,
                             PairMeetings& describer) const {
  const std::span<const Meeting> meetings = all_meetings.subspan(measured.first, measured.count);
  const std::span<const MeetingFacts> facts = describer.describe(meetings);
  if (describer.counted() < options_.min_objects) {
    measured.count = 0;
    return measured;
  }
  const auto [a, b] = accounts_of(meetings.front());
  const ByPopularity degree = overlap_by_degree(a, b);
  // Whoever is asked about time must not be chosen by it: all meetings decide.
  const Counts all = count_whole_span(facts, [](const MeetingFacts&) { return true; });
  const Counts dated = count_whole_span(facts, is_dated);
  measured.asks_about_time = poisson_upper_reaches(degree.back(), all.back(), kUnusualOverlap);
  if (!measured.asks_about_time && !may_stand_alone(degree, dated)) {
    return measured;
  }
  const Tally seen = tally_meetings(facts, options_);
  const Expected expected = expect(a, b);
  const Counts fast = sum_strong(seen, kWindowCount - 1);
  if (measured.asks_about_time && fast.back() >= options_.min_objects) {
    measured.timing_decades = static_cast<float>(test_timing(facts));
    measured.fast_decades = static_cast<float>(fuse_fast(seen, expected));
    measured.domain_decades = static_cast<float>(test_domain(seen, expected));
  }
  if (dated.back() >= options_.min_objects) {
    measured.overlap_decades = static_cast<float>(fuse_overlap(dated, degree, expected));
  }
  return measured;
}

double PairTester::measure_beyond_sources(std::span<const Meeting> meetings,
                                          PairMeetings& describer) const {
  const auto [a, b] = accounts_of(meetings.front());
  Expected expected = expect(a, b);
  expected.sources = {};
  const Counts dated = count_whole_span(describer.describe(meetings), is_dated);
  return fuse_overlap(dated, overlap_by_degree(a, b), expected);
}

double PairTester::reported_expectation(const Expected& expected,
                                        std::size_t layer,
                                        std::size_t span) const {
  const double degree = expected.degree[layer][span].back();
  return span == kWholeSpan ? std::max({degree * clumpiness_,
                                        expected.hours[layer][span],
                                        expected.days[layer],
                                        expected.sources[layer]})
                            : std::max(degree, expected.hours[layer][span]);
}

Expected PairTester::expect(std::uint32_t a, std::uint32_t b) const {
  Expected expected;
  for (std::size_t layer = 0; layer < kLayerCount; ++layer) {
    for (std::size_t span = 0; span < kSpanCount; ++span) {
      expected.degree[layer][span] = null_.expected_by_degree(layer, span, a, b);
    }
    expected.hours[layer] = null_.expected_by_hours(layer, a, b);
    expected.days[layer] = null_.expected_by_days(layer, a, b);
    expected.sources[layer] = null_.expected_by_sources(layer, a, b);
  }
  return expected;
}

ByPopularity PairTester::overlap_by_degree(std::uint32_t a, std::uint32_t b) const {
  ByPopularity sum{};
  for (std::size_t layer = 0; layer < kStrongLayers; ++layer) {
    const ByPopularity degree = null_.expected_by_degree(layer, kWholeSpan, a, b);
    for (std::size_t d = 0; d < kPopularityCount; ++d) {
      sum[d] += degree[d];
    }
  }
  return sum;
}

/// False when `fuse` cannot reach the line of a pair without closeness: other expectations only
/// raise the mean, and a Cauchy combination has no more decades than the best of its tests.
bool PairTester::may_stand_alone(const ByPopularity& degree, const Counts& all) const {
  constexpr double kRounding = 0.01;  // decades travel as float
  for (std::size_t d = 0; d + 1 < kPopularityCount; ++d) {
    if (poisson_upper_reaches(degree[d] * clumpiness_, all[d], alone_ - kRounding)) {
      return true;
    }
  }
  return false;
}

/// Windows are dependent: the best of them, times their number (Bonferroni).
double PairTester::test_timing(std::span<const MeetingFacts> meetings) const {
  double best = 0.0;
  std::vector<double> chances;
  for (std::size_t w = 0; w < kWindowCount; ++w) {
    chances.clear();
    std::uint32_t close = 0;
    double mean = 0.0;
    for (const MeetingFacts& meeting : meetings) {
      if (meeting.counted && !meeting.popular) {
        chances.push_back(null_.close_rate(meeting.object, w));
        mean += chances.back();
        close += meeting.gap_ms <= options_.windows_ms[w] ? 1U : 0U;
      }
    }
    best = std::max(best,
                    chances.size() <= kExactObjects ? poisson_binomial_upper_decades(chances, close)
                                                    : poisson_upper_decades(mean, close));
  }
  return std::max(0.0, best - std::log10(static_cast<double>(kWindowCount)));
}

double PairTester::fuse_fast(const Tally& seen, const Expected& expected) const {
  std::vector<WeightedTest> tests;
  constexpr double kEach = 1.0 / static_cast<double>(kWindowCount * kPopularityCount);
  std::size_t present = 0;
  for (std::size_t layer = 0; layer < kStrongLayers; ++layer) {
    present += null_.table().degree[layer].empty() ? 0U : 1U;
  }
  const double layer_weight =
      (1.0 - options_.pooled_weight) / static_cast<double>(std::max<std::size_t>(1, present));
  for (std::size_t w = 0; w < kWindowCount; ++w) {
    const Counts all = sum_strong(seen, w);
    for (std::size_t d = 0; d < kPopularityCount; ++d) {
      double degree = 0.0;
      double hours = 0.0;
      for (std::size_t layer = 0; layer < kStrongLayers; ++layer) {
        degree += expected.degree[layer][w][d];
        hours += expected.hours[layer][w];
        if (!null_.table().degree[layer].empty()) {
          const double mean = std::max(expected.degree[layer][w][d], expected.hours[layer][w]);
          tests.push_back({poisson_upper_decades(mean, seen[layer][w][d]), layer_weight * kEach});
        }
      }
      tests.push_back(
          {poisson_upper_decades(std::max(degree, hours), all[d]), options_.pooled_weight * kEach});
    }
  }
  return cauchy_decades(tests);
}

double PairTester::test_domain(const Tally& seen, const Expected& expected) const {
  constexpr std::size_t w = kWindowCount - 1;
  const double mean = std::max(expected.degree[kWeak][w].back(), expected.hours[kWeak][w]);
  return poisson_upper_decades(mean, seen[kWeak][w].back());
}

double PairTester::fuse_overlap(const Counts& all,
                                const ByPopularity& degree,
                                const Expected& expected) const {
  std::array<WeightedTest, kPopularityCount - 1> tests;
  double hours = 0.0;
  double days = 0.0;
  double sources = 0.0;
  for (std::size_t layer = 0; layer < kStrongLayers; ++layer) {
    hours += expected.hours[layer][kWholeSpan];
    days += expected.days[layer];
    sources += expected.sources[layer];
  }
  for (std::size_t d = 0; d + 1 < kPopularityCount; ++d) {
    const double mean = std::max({degree[d] * clumpiness_, hours, days, sources});
    tests[d].decades = poisson_upper_decades(mean, all[d]);
  }
  return cauchy_decades(tests);
}

double PairTester::fuse(const Measured& pair, double line) const {
  const bool may_use_time = static_cast<double>(pair.timing_decades) >= line;
  const std::array<WeightedTest, 3> tests{
      WeightedTest{static_cast<double>(pair.overlap_decades), kOverlapWeight},
      WeightedTest{may_use_time ? static_cast<double>(pair.fast_decades) : 0.0, kFastWeight},
      WeightedTest{may_use_time ? static_cast<double>(pair.domain_decades) : 0.0, kDomainWeight}};
  const double decades = cauchy_decades(tests);
  return may_use_time || decades >= alone_ ? decades : 0.0;
}

}  // namespace vigie::analysis

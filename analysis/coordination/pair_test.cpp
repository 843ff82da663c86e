#include "analysis/coordination/pair_test.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "analysis/coordination/chance.h"
#include "analysis/coordination/clumpiness.h"
#include "analysis/coordination/pair_meetings.h"
#include "analysis/parallel.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kStrongLayers = kLayerCount - 1;
constexpr std::size_t kWeak = kStrongLayers;  // Layer::kDomain
/// Sharing that degrees explain this badly (p <= 0.001) asks the question about time.
constexpr double kUnusualOverlap = 3.0;
/// Above so many shared objects the Poisson tail stands in for the exact one; it errs to the safe
/// side, for it is the wider of the two.
constexpr std::size_t kExactObjects = 64;
constexpr double kFastWeight = 0.6;
constexpr double kOverlapWeight = 0.38;
constexpr double kDomainWeight = 0.02;  ///< Thousands share a domain by taste.

using Counts = std::array<std::uint32_t, kPopularityCount>;

/// Meetings by layer, span and popularity (cumulative).
using Tally = std::array<std::array<Counts, kSpanCount>, kLayerCount>;

struct Measured {
  std::uint32_t first = 0;  ///< Of its meetings among the candidates'.
  std::uint32_t count = 0;
  bool asks_about_time = false;
  float timing_decades = 0.0F;
  float fast_decades = 0.0F;  ///< Fused fast tests, before the weights below.
  float overlap_decades = 0.0F;
  float domain_decades = 0.0F;
};

struct Expected {
  std::array<std::array<ByPopularity, kSpanCount>, kLayerCount> degree{};
  std::array<BySpan, kLayerCount> hours{};
  std::array<double, kLayerCount> sources{};
};

/// Adds the counted meetings of strong layers; the weak layer's count by themselves.
void tally_meeting(Tally& tally, const MeetingFacts& meeting, const CoordinationOptions& options) {
  for (std::size_t span = 0; span < kSpanCount; ++span) {
    const bool inside =
        span == kWholeSpan ? !meeting.popular : meeting.gap_ms <= options.windows_ms[span];
    for (std::size_t d = meeting.popularity; inside && d < kPopularityCount; ++d) {
      ++tally[meeting.layer][span][d];
    }
  }
}

Tally tally_meetings(std::span<const MeetingFacts> meetings, const CoordinationOptions& options) {
  Tally tally{};
  for (const MeetingFacts& meeting : meetings) {
    if (meeting.counted || meeting.layer == kWeak) {
      tally_meeting(tally, meeting, options);
    }
  }
  return tally;
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

/// `sum_strong` of the whole span, without the rest of the tally.
Counts count_whole_span(std::span<const MeetingFacts> meetings) {
  Counts sum{};
  for (const MeetingFacts& meeting : meetings) {
    for (std::size_t d = meeting.popularity;
         meeting.counted && !meeting.popular && d < kPopularityCount;
         ++d) {
      ++sum[d];
    }
  }
  return sum;
}

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
                                 PairMeetings& describer) const {
    const std::span<const Meeting> meetings = all_meetings.subspan(measured.first, measured.count);
    const std::span<const MeetingFacts> facts = describer.describe(meetings);
    if (describer.counted() < options_.min_objects) {
      measured.count = 0;
      return measured;
    }
    const auto [a, b] = accounts_of(meetings.front());
    const ByPopularity degree = overlap_by_degree(a, b);
    const Counts all = count_whole_span(facts);
    measured.asks_about_time = poisson_upper_reaches(degree.back(), all.back(), kUnusualOverlap);
    if (!measured.asks_about_time && !may_stand_alone(degree, all)) {
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
    if (all.back() >= options_.min_objects) {
      measured.overlap_decades = static_cast<float>(fuse_overlap(all, degree, expected));
    }
    return measured;
  }

  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> accounts_of(const Meeting& meeting) const {
    return {static_cast<std::uint32_t>(meeting.pair / accounts_),
            static_cast<std::uint32_t>(meeting.pair % accounts_)};
  }

  /// What is reported of a layer and span: all popularities, the largest of the expectations.
  [[nodiscard]] double reported_expectation(const Expected& expected,
                                            std::size_t layer,
                                            std::size_t span) const {
    const double degree = expected.degree[layer][span].back();
    return span == kWholeSpan
               ? std::max(
                     {degree * clumpiness_, expected.hours[layer][span], expected.sources[layer]})
               : std::max(degree, expected.hours[layer][span]);
  }

  [[nodiscard]] Expected expect(std::uint32_t a, std::uint32_t b) const {
    Expected expected;
    for (std::size_t layer = 0; layer < kLayerCount; ++layer) {
      for (std::size_t span = 0; span < kSpanCount; ++span) {
        expected.degree[layer][span] = null_.expected_by_degree(layer, span, a, b);
      }
      expected.hours[layer] = null_.expected_by_hours(layer, a, b);
      expected.sources[layer] = null_.expected_by_sources(layer, a, b);
    }
    return expected;
  }

 private:
  [[nodiscard]] ByPopularity overlap_by_degree(std::uint32_t a, std::uint32_t b) const {
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
  [[nodiscard]] bool may_stand_alone(const ByPopularity& degree, const Counts& all) const {
    constexpr double kRounding = 0.01;  // decades travel as float
    for (std::size_t d = 0; d + 1 < kPopularityCount; ++d) {
      if (poisson_upper_reaches(degree[d] * clumpiness_, all[d], alone_ - kRounding)) {
        return true;
      }
    }
    return false;
  }

  /// Windows are dependent: the best of them, times their number (Bonferroni).
  [[nodiscard]] double test_timing(std::span<const MeetingFacts> meetings) const {
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
      best =
          std::max(best,
                   chances.size() <= kExactObjects ? poisson_binomial_upper_decades(chances, close)
                                                   : poisson_upper_decades(mean, close));
    }
    return std::max(0.0, best - std::log10(static_cast<double>(kWindowCount)));
  }

  [[nodiscard]] double fuse_fast(const Tally& seen, const Expected& expected) const {
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
        tests.push_back({poisson_upper_decades(std::max(degree, hours), all[d]),
                         options_.pooled_weight * kEach});
      }
    }
    return cauchy_decades(tests);
  }

  [[nodiscard]] double test_domain(const Tally& seen, const Expected& expected) const {
    constexpr std::size_t w = kWindowCount - 1;
    const double mean = std::max(expected.degree[kWeak][w].back(), expected.hours[kWeak][w]);
    return poisson_upper_decades(mean, seen[kWeak][w].back());
  }

  [[nodiscard]] double fuse_overlap(const Counts& all,
                                    const ByPopularity& degree,
                                    const Expected& expected) const {
    std::array<WeightedTest, kPopularityCount - 1> tests;
    double hours = 0.0;
    double sources = 0.0;
    for (std::size_t layer = 0; layer < kStrongLayers; ++layer) {
      hours += expected.hours[layer][kWholeSpan];
      sources += expected.sources[layer];
    }
    for (std::size_t d = 0; d + 1 < kPopularityCount; ++d) {
      const double mean = std::max({degree[d] * clumpiness_, hours, sources});
      tests[d].decades = poisson_upper_decades(mean, all[d]);
    }
    return cauchy_decades(tests);
  }

  const NullModel& null_;
  std::uint64_t accounts_;
  const CoordinationOptions& options_;
  double clumpiness_;
  double alone_;
};

/// One row per pair with enough meetings, nothing measured.
std::vector<Measured> runs_of(const std::vector<Meeting>& meetings, std::uint32_t minimum) {
  std::vector<Measured> runs;
  for (std::size_t i = 0; i < meetings.size();) {
    std::size_t end = i;
    while (end < meetings.size() && meetings[end].pair == meetings[i].pair) {
      ++end;
    }
    if (end - i >= minimum) {
      runs.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end - i)});
    }
    i = end;
  }
  return runs;
}

/// -log10 of the p-value that a pair needs in the question about time.
double timing_line(const std::vector<Measured>& measured, const CoordinationOptions& options) {
  std::vector<double> asked;
  for (const Measured& pair : measured) {
    if (pair.asks_about_time) {
      asked.push_back(static_cast<double>(pair.timing_decades));
    }
  }
  return control_false_discoveries(
             asked, static_cast<double>(asked.size()), options.false_discovery)
      .decades;
}

/// Fused tests of a pair. Without closeness it stands alone: the line that Benjamini and Hochberg
/// draw moves down with every discovery, and a crew that is close in time must not lower it for
/// pairs that merely share a taste. Such a pair needs `alone` decades, Bonferroni over the family.
double fuse(const Measured& pair, double line, double alone) {
  const bool may_use_time = static_cast<double>(pair.timing_decades) >= line;
  const std::array<WeightedTest, 3> tests{
      WeightedTest{static_cast<double>(pair.overlap_decades), kOverlapWeight},
      WeightedTest{may_use_time ? static_cast<double>(pair.fast_decades) : 0.0, kFastWeight},
      WeightedTest{may_use_time ? static_cast<double>(pair.domain_decades) : 0.0, kDomainWeight}};
  const double decades = cauchy_decades(tests);
  return may_use_time || decades >= alone ? decades : 0.0;
}

std::uint32_t count_distinct(std::vector<std::int64_t>& values) {
  std::sort(values.begin(), values.end());
  return static_cast<std::uint32_t>(std::unique(values.begin(), values.end()) - values.begin());
}

/// Writes surviving pairs with their meetings and evidence.
class PairWriter {
 public:
  PairWriter(PairTable& table,
             const PairTester& tester,
             const NullModel& null,
             std::uint32_t max_sharers,
             const CoordinationOptions& options)
      : table_{table},
        tester_{tester},
        shares_{null.table()},
        options_{options},
        describer_{null.table(), max_sharers} {}

  /// Nothing when the pair misses the minimum case.
  void append(CoordinatedPair pair, std::span<const Meeting> meetings) {
    std::tie(pair.account_a, pair.account_b) = tester_.accounts_of(meetings.front());
    const std::span<const MeetingFacts> facts = describer_.describe(meetings);
    measure_minimum(pair, meetings, facts);
    if (pair.objects < options_.min_objects ||
        (pair.days < options_.min_days && pair.fast_objects < options_.min_fast) ||
        pair.symmetry < options_.min_symmetry) {
      return;
    }
    append_meetings(pair, meetings, facts);
    append_evidence(pair, facts);
    table_.pairs.push_back(pair);
  }

 private:
  void measure_minimum(CoordinatedPair& pair,
                       std::span<const Meeting> meetings,
                       std::span<const MeetingFacts> facts) const {
    std::vector<std::int64_t> days;
    std::vector<std::int64_t> posts_a;
    std::vector<std::int64_t> posts_b;
    for (std::size_t i = 0; i < meetings.size(); ++i) {
      if (facts[i].layer != kWeak) {
        posts_a.push_back(shares_.post[meetings[i].share_a]);
        posts_b.push_back(shares_.post[meetings[i].share_b]);
      }
      if (facts[i].counted) {
        ++pair.objects;
        pair.fast_objects += facts[i].gap_ms <= options_.windows_ms[1] ? 1U : 0U;
        days.push_back(shares_.time_ms[meetings[i].share_a] / kDayMs);
      }
    }
    pair.days = count_distinct(days);
    const double a = count_distinct(posts_a);
    const double b = count_distinct(posts_b);
    pair.symmetry = std::min(a, b) / std::max(a, b);
  }

  void append_meetings(CoordinatedPair& pair,
                       std::span<const Meeting> meetings,
                       std::span<const MeetingFacts> facts) {
    pair.first_meeting = static_cast<std::uint32_t>(table_.meetings.size());
    pair.meetings = static_cast<std::uint32_t>(meetings.size());
    for (std::size_t i = 0; i < meetings.size(); ++i) {
      const TableObject& object = shares_.objects[facts[i].object];
      table_.meetings.push_back({object.layer,
                                 facts[i].counted,
                                 object.object,
                                 shares_.post[meetings[i].share_a],
                                 shares_.post[meetings[i].share_b],
                                 shares_.time_ms[meetings[i].share_a],
                                 shares_.time_ms[meetings[i].share_b]});
    }
  }

  void append_evidence(CoordinatedPair& pair, std::span<const MeetingFacts> facts) {
    pair.first_evidence = static_cast<std::uint32_t>(table_.evidence.size());
    const Tally seen = tally_meetings(facts, options_);
    const Expected expected = tester_.expect(pair.account_a, pair.account_b);
    for (std::size_t layer = 0; layer < kLayerCount; ++layer) {
      for (std::size_t span = 0; span < kSpanCount; ++span) {
        const std::uint32_t observed = seen[layer][span].back();
        if (observed > 0) {
          const double mean = tester_.reported_expectation(expected, layer, span);
          table_.evidence.push_back({static_cast<Layer>(layer),
                                     static_cast<std::uint8_t>(span),
                                     observed,
                                     mean,
                                     poisson_upper_decades(mean, observed)});
        }
      }
    }
    pair.evidence = static_cast<std::uint32_t>(table_.evidence.size()) - pair.first_evidence;
  }

  PairTable& table_;
  const PairTester& tester_;
  const ShareTable& shares_;
  const CoordinationOptions& options_;
  PairMeetings describer_;
};

/// Pairs of three objects or more, measured, in the order of the candidates.
std::vector<Measured> measure_pairs(const std::vector<Meeting>& meetings,
                                    const PairTester& tester,
                                    const PairMeetings& fresh_describer,
                                    const CoordinationOptions& options) {
  std::vector<Measured> measured = runs_of(meetings, options.min_objects);
  constexpr std::size_t kBlock = 64;
  for_each_index((measured.size() + kBlock - 1) / kBlock, options.threads, [&](std::size_t block) {
    PairMeetings describer = fresh_describer;
    const std::size_t end = std::min(measured.size(), (block + 1) * kBlock);
    for (std::size_t i = block * kBlock; i < end; ++i) {
      measured[i] = tester.measure(measured[i], meetings, describer);
    }
  });
  std::erase_if(measured, [](const Measured& pair) { return pair.count == 0; });
  return measured;
}

}  // namespace

PairTable test_pairs(const Candidates& candidates,
                     const NullModel& null,
                     std::uint32_t accounts,
                     std::uint32_t max_sharers,
                     const CoordinationOptions& options) {
  PairTable table;
  table.clumpiness = measure_clumpiness(candidates, null, accounts, max_sharers);
  const double family = static_cast<double>(accounts) * (static_cast<double>(accounts) - 1.0) / 2.0;
  const double alone = std::log10(family / options.false_discovery);
  const PairTester tester{null, accounts, options, table.clumpiness, alone};
  const std::vector<Measured> measured =
      measure_pairs(candidates.meetings, tester, PairMeetings{null.table(), max_sharers}, options);
  table.tested = measured.size();
  for (const Measured& pair : measured) {
    table.asked_about_time += pair.asks_about_time ? 1U : 0U;
  }
  const double line = timing_line(measured, options);
  std::vector<double> decades;
  decades.reserve(measured.size());
  for (const Measured& pair : measured) {
    decades.push_back(fuse(pair, line, alone));
  }
  const Discoveries found = control_false_discoveries(decades, family, options.false_discovery);
  PairWriter writer{table, tester, null, max_sharers, options};
  for (std::size_t i = 0; i < measured.size(); ++i) {
    if (decades[i] >= found.decades) {
      CoordinatedPair pair;
      pair.decades = decades[i];
      pair.q_decades = found.q_decades[i];
      pair.timing_decades = static_cast<double>(measured[i].timing_decades);
      writer.append(pair,
                    std::span{candidates.meetings}.subspan(measured[i].first, measured[i].count));
    }
  }
  return table;
}

}  // namespace vigie::analysis

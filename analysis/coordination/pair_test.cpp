#include "analysis/coordination/pair_test.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "analysis/coordination/chance.h"
#include "analysis/coordination/clumpiness.h"
#include "analysis/parallel.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kStrongLayers = kLayerCount - 1;
constexpr std::size_t kWeak = kStrongLayers;  // Layer::kDomain
constexpr std::int64_t kDayMs = 86'400'000;
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

class PairTester {
 public:
  PairTester(const Candidates& candidates,
             const NullModel& null,
             std::uint64_t accounts,
             std::uint32_t max_sharers,
             const CoordinationOptions& options)
      : candidates_{candidates},
        null_{null},
        accounts_{accounts},
        max_sharers_{max_sharers},
        options_{options} {}

  /// Which of a pair's meetings count: strong, and neither post used before.
  void mark_counted(std::span<const Meeting> meetings, std::vector<std::uint8_t>& counted) const {
    const ShareTable& table = null_.table();
    std::vector<std::uint32_t> used_a;
    std::vector<std::uint32_t> used_b;
    counted.assign(meetings.size(), 0);
    for (std::size_t i = 0; i < meetings.size(); ++i) {
      if (layer_of(meetings[i]) == kWeak) {
        continue;
      }
      const std::uint32_t post_a = table.post[meetings[i].share_a];
      const std::uint32_t post_b = table.post[meetings[i].share_b];
      const bool used = std::find(used_a.begin(), used_a.end(), post_a) != used_a.end() ||
                        std::find(used_b.begin(), used_b.end(), post_b) != used_b.end();
      if (!used) {
        counted[i] = 1;
        used_a.push_back(post_a);
        used_b.push_back(post_b);
      }
    }
  }

  [[nodiscard]] std::size_t layer_of(const Meeting& meeting) const {
    return static_cast<std::size_t>(object_of(meeting).layer);
  }

  [[nodiscard]] const TableObject& object_of(const Meeting& meeting) const {
    const ShareTable& table = null_.table();
    return table.objects[table.owner[meeting.share_a]];
  }

  [[nodiscard]] std::int64_t gap_of(const Meeting& meeting) const {
    const ShareTable& table = null_.table();
    return std::abs(table.time_ms[meeting.share_a] - table.time_ms[meeting.share_b]);
  }

  [[nodiscard]] bool is_popular(const Meeting& meeting) const {
    return object_of(meeting).sharers > max_sharers_;
  }

  [[nodiscard]] Tally tally(std::span<const Meeting> meetings,
                            const std::vector<std::uint8_t>& counted) const {
    Tally tally{};
    for (std::size_t i = 0; i < meetings.size(); ++i) {
      const std::size_t layer = layer_of(meetings[i]);
      if (counted[i] == 0 && layer != kWeak) {
        continue;
      }
      const std::size_t popularity = popularity_of(object_of(meetings[i]).sharers, max_sharers_);
      for (std::size_t span = 0; span < kSpanCount; ++span) {
        const bool inside = span == kWholeSpan ? !is_popular(meetings[i])
                                               : gap_of(meetings[i]) <= options_.windows_ms[span];
        for (std::size_t d = popularity; inside && d < kPopularityCount; ++d) {
          ++tally[layer][span][d];
        }
      }
    }
    return tally;
  }

  [[nodiscard]] Measured measure(std::uint32_t first, std::uint32_t count) const {
    Measured measured{first, count};
    const std::span<const Meeting> meetings{candidates_.meetings.data() + first, count};
    std::vector<std::uint8_t> counted;
    mark_counted(meetings, counted);
    const auto objects = static_cast<std::uint32_t>(std::count(counted.begin(), counted.end(), 1));
    if (objects < options_.min_objects) {
      measured.count = 0;
      return measured;
    }
    const Tally seen = tally(meetings, counted);
    const auto [a, b] = accounts_of(meetings.front());
    const Expected expected = expect(a, b);
    const Counts all = sum_strong(seen, kWholeSpan);
    double overlap = 0.0;
    for (std::size_t layer = 0; layer < kStrongLayers; ++layer) {
      overlap += expected.degree[layer][kWholeSpan].back();
    }
    measured.asks_about_time = poisson_upper_decades(overlap, all.back()) >= kUnusualOverlap;
    const Counts fast = sum_strong(seen, kWindowCount - 1);
    if (measured.asks_about_time && fast.back() >= options_.min_objects) {
      measured.timing_decades = static_cast<float>(test_timing(meetings, counted));
      measured.fast_decades = static_cast<float>(fuse_fast(seen, expected));
      measured.domain_decades = static_cast<float>(test_domain(seen, expected));
    }
    if (all.back() >= options_.min_objects) {
      measured.overlap_decades = static_cast<float>(fuse_overlap(seen, expected));
    }
    return measured;
  }

  void set_clumpiness(double clumpiness) { clumpiness_ = clumpiness; }

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
  static Counts sum_strong(const Tally& tally, std::size_t span) {
    Counts sum{};
    for (std::size_t layer = 0; layer < kStrongLayers; ++layer) {
      for (std::size_t d = 0; d < kPopularityCount; ++d) {
        sum[d] += tally[layer][span][d];
      }
    }
    return sum;
  }

  /// Windows are dependent: the best of them, times their number (Bonferroni).
  [[nodiscard]] double test_timing(std::span<const Meeting> meetings,
                                   const std::vector<std::uint8_t>& counted) const {
    double best = 0.0;
    std::vector<double> chances;
    for (std::size_t w = 0; w < kWindowCount; ++w) {
      chances.clear();
      std::uint32_t close = 0;
      for (std::size_t i = 0; i < meetings.size(); ++i) {
        if (counted[i] != 0 && !is_popular(meetings[i])) {
          chances.push_back(null_.close_rate(null_.table().owner[meetings[i].share_a], w));
          close += gap_of(meetings[i]) <= options_.windows_ms[w] ? 1U : 0U;
        }
      }
      double mean = 0.0;
      for (const double chance : chances) {
        mean += chance;
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

  [[nodiscard]] double fuse_overlap(const Tally& seen, const Expected& expected) const {
    std::vector<WeightedTest> tests;
    const Counts all = sum_strong(seen, kWholeSpan);
    double hours = 0.0;
    double sources = 0.0;
    for (std::size_t layer = 0; layer < kStrongLayers; ++layer) {
      hours += expected.hours[layer][kWholeSpan];
      sources += expected.sources[layer];
    }
    for (std::size_t d = 0; d + 1 < kPopularityCount; ++d) {
      double degree = 0.0;
      for (std::size_t layer = 0; layer < kStrongLayers; ++layer) {
        degree += expected.degree[layer][kWholeSpan][d];
      }
      const double mean = std::max({degree * clumpiness_, hours, sources});
      tests.push_back({poisson_upper_decades(mean, all[d])});
    }
    return cauchy_decades(tests);
  }

  const Candidates& candidates_;
  const NullModel& null_;
  std::uint64_t accounts_;
  std::uint32_t max_sharers_;
  const CoordinationOptions& options_;
  double clumpiness_ = 1.0;
};

struct Run {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

std::vector<Run> runs_of(const std::vector<Meeting>& meetings, std::uint32_t minimum) {
  std::vector<Run> runs;
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

/// Appends a surviving pair with its meetings and evidence; false when it misses the minimum case.
bool append_pair(PairTable& table,
                 const PairTester& tester,
                 const NullModel& null,
                 std::span<const Meeting> meetings,
                 const CoordinationOptions& options,
                 CoordinatedPair pair) {
  const ShareTable& shares = null.table();
  std::vector<std::uint8_t> counted;
  tester.mark_counted(meetings, counted);
  std::vector<std::int64_t> days;
  std::vector<std::int64_t> posts_a;
  std::vector<std::int64_t> posts_b;
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    const Meeting& meeting = meetings[i];
    if (tester.layer_of(meeting) != kWeak) {
      posts_a.push_back(shares.post[meeting.share_a]);
      posts_b.push_back(shares.post[meeting.share_b]);
    }
    if (counted[i] != 0) {
      ++pair.objects;
      pair.fast_objects += tester.gap_of(meeting) <= options.windows_ms[1] ? 1U : 0U;
      days.push_back(shares.time_ms[meeting.share_a] / kDayMs);
    }
  }
  pair.days = count_distinct(days);
  const double a = count_distinct(posts_a);
  const double b = count_distinct(posts_b);
  pair.symmetry = std::min(a, b) / std::max(a, b);
  if (pair.objects < options.min_objects ||
      (pair.days < options.min_days && pair.fast_objects < options.min_fast) ||
      pair.symmetry < options.min_symmetry) {
    return false;
  }
  pair.first_meeting = static_cast<std::uint32_t>(table.meetings.size());
  pair.meetings = static_cast<std::uint32_t>(meetings.size());
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    const Meeting& meeting = meetings[i];
    const TableObject& object = tester.object_of(meeting);
    table.meetings.push_back({object.layer,
                              counted[i] != 0,
                              object.object,
                              shares.post[meeting.share_a],
                              shares.post[meeting.share_b],
                              shares.time_ms[meeting.share_a],
                              shares.time_ms[meeting.share_b]});
  }
  pair.first_evidence = static_cast<std::uint32_t>(table.evidence.size());
  const Tally seen = tester.tally(meetings, counted);
  const Expected expected = tester.expect(pair.account_a, pair.account_b);
  for (std::size_t layer = 0; layer < kLayerCount; ++layer) {
    for (std::size_t span = 0; span < kSpanCount; ++span) {
      const std::uint32_t observed = seen[layer][span].back();
      if (observed > 0) {
        const double mean = tester.reported_expectation(expected, layer, span);
        table.evidence.push_back({static_cast<Layer>(layer),
                                  static_cast<std::uint8_t>(span),
                                  observed,
                                  mean,
                                  poisson_upper_decades(mean, observed)});
      }
    }
  }
  pair.evidence = static_cast<std::uint32_t>(table.evidence.size()) - pair.first_evidence;
  table.pairs.push_back(pair);
  return true;
}

}  // namespace

PairTable test_pairs(const Candidates& candidates,
                     const NullModel& null,
                     std::uint32_t accounts,
                     std::uint32_t max_sharers,
                     const CoordinationOptions& options) {
  PairTable table;
  PairTester tester{candidates, null, accounts, max_sharers, options};
  const std::vector<Run> runs = runs_of(candidates.meetings, options.min_objects);
  table.clumpiness = measure_clumpiness(candidates, null, accounts, max_sharers);
  tester.set_clumpiness(table.clumpiness);
  std::vector<Measured> measured(runs.size());
  for_each_index(runs.size(), options.threads, [&](std::size_t i) {
    measured[i] = tester.measure(runs[i].first, runs[i].count);
  });
  std::erase_if(measured, [](const Measured& pair) { return pair.count == 0; });
  table.tested = measured.size();
  for (const Measured& pair : measured) {
    table.asked_about_time += pair.asks_about_time ? 1U : 0U;
  }
  const double family = static_cast<double>(accounts) * (static_cast<double>(accounts) - 1.0) / 2.0;
  const double alone = std::log10(family / options.false_discovery);
  const double line = timing_line(measured, options);
  std::vector<double> decades;
  decades.reserve(measured.size());
  for (const Measured& pair : measured) {
    decades.push_back(fuse(pair, line, alone));
  }
  const Discoveries found = control_false_discoveries(decades, family, options.false_discovery);
  for (std::size_t i = 0; i < measured.size(); ++i) {
    if (decades[i] >= found.decades) {
      const std::span<const Meeting> meetings{candidates.meetings.data() + measured[i].first,
                                              measured[i].count};
      CoordinatedPair pair;
      std::tie(pair.account_a, pair.account_b) = tester.accounts_of(meetings.front());
      pair.decades = decades[i];
      pair.q_decades = found.q_decades[i];
      pair.timing_decades = static_cast<double>(measured[i].timing_decades);
      append_pair(table, tester, null, meetings, options, pair);
    }
  }
  return table;
}

}  // namespace vigie::analysis

#include "analysis/coordination/clumpiness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kRepeatedMeetings = 3;
constexpr double kMostClumpiness = 10.0;

/// Accounts of like activity: their number and one that stands for them.
struct ActivityClass {
  double accounts = 0.0;
  std::uint32_t member = 0;
};

/// Classes by the quarter octave of the number of shares in each strong layer.
std::vector<ActivityClass> classes_of(const ShareTable& table, std::uint32_t accounts) {
  std::map<std::array<std::uint8_t, kLayerCount>, ActivityClass> classes;
  for (std::uint32_t a = 0; a < accounts; ++a) {
    std::array<std::uint8_t, kLayerCount> key{};
    for (std::size_t layer = 0; layer + 1 < kLayerCount; ++layer) {
      const double shares = table.degree[layer].empty() ? 0.0 : table.degree[layer][a];
      key[layer] = static_cast<std::uint8_t>(std::lround(2.0 * std::log2(1.0 + shares)));
    }
    ActivityClass& entry = classes[key];
    if (entry.accounts == 0.0) {
      entry.member = a;
    }
    entry.accounts += 1.0;
  }
  std::vector<ActivityClass> list;
  for (const auto& [key, entry] : classes) {
    list.push_back(entry);
  }
  // The busiest classes make the meetings; the tail of rare mixtures is bounded.
  constexpr std::size_t kMostClasses = 1500;
  if (list.size() > kMostClasses) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
      return a.accounts > b.accounts;
    });
    list.resize(kMostClasses);
  }
  return list;
}

/// P(X >= 3) for X Poisson.
double three_or_more(double mean) {
  if (mean < 1e-3) {
    return mean * mean * mean / 6.0;
  }
  return 1.0 - std::exp(-mean) * (1.0 + mean + mean * mean / 2.0);
}

double expected_pairs(const NullModel& null, std::uint32_t accounts) {
  const std::vector<ActivityClass> classes = classes_of(null.table(), accounts);
  double pairs = 0.0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    for (std::size_t k = i; k < classes.size(); ++k) {
      double mean = 0.0;
      for (std::size_t layer = 0; layer + 1 < kLayerCount; ++layer) {
        mean +=
            null.expected_by_degree(layer, kWholeSpan, classes[i].member, classes[k].member).back();
      }
      const double n = i == k ? classes[i].accounts * (classes[i].accounts - 1.0) / 2.0
                              : classes[i].accounts * classes[k].accounts;
      pairs += n * three_or_more(mean);
    }
  }
  return pairs;
}

double observed_pairs(const Candidates& candidates,
                      const ShareTable& table,
                      std::uint32_t max_sharers) {
  double pairs = 0.0;
  const std::vector<Meeting>& meetings = candidates.meetings;
  for (std::size_t i = 0; i < meetings.size();) {
    const std::uint64_t pair = meetings[i].pair;
    std::uint32_t count = 0;
    for (; i < meetings.size() && meetings[i].pair == pair; ++i) {
      const TableObject& object = table.objects[table.owner[meetings[i].share_a]];
      count += object.layer != Layer::kDomain && object.sharers <= max_sharers ? 1U : 0U;
    }
    pairs += count >= kRepeatedMeetings ? 1.0 : 0.0;
  }
  return pairs;
}

}  // namespace

double measure_clumpiness(const Candidates& candidates,
                          const NullModel& null,
                          std::uint32_t accounts,
                          std::uint32_t max_sharers) {
  const double observed = observed_pairs(candidates, null.table(), max_sharers);
  const double expected = expected_pairs(null, accounts);
  if (observed == 0.0) {
    return 1.0;
  }
  return std::clamp(std::cbrt(observed / std::max(expected, 1e-9)), 1.0, kMostClumpiness);
}

}  // namespace vigie::analysis

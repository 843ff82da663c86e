#include "tests/support/ranking.h"

#include <algorithm>
#include <limits>

namespace vigie::tests {

double area_under_curve(const std::vector<Ranked>& ranked) {
  double wins = 0.0;
  double pairs = 0.0;
  for (const Ranked& positive : ranked) {
    for (const Ranked& negative : ranked) {
      if (positive.is_positive && !negative.is_positive) {
        pairs += 1.0;
        wins += positive.score > negative.score ? 1.0 : 0.0;
        wins += positive.score == negative.score ? 0.5 : 0.0;
      }
    }
  }
  return pairs > 0.0 ? wins / pairs : std::numeric_limits<double>::quiet_NaN();
}

double average_precision(std::vector<Ranked> ranked) {
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return a.score > b.score;
  });
  double seen = 0.0;
  double positives = 0.0;
  double sum = 0.0;
  for (auto first = ranked.begin(); first != ranked.end();) {
    const auto last = std::find_if(
        first, ranked.end(), [&](const Ranked& other) { return other.score != first->score; });
    const auto hits = static_cast<double>(
        std::count_if(first, last, [](const Ranked& one) { return one.is_positive; }));
    seen += static_cast<double>(last - first);
    positives += hits;
    sum += hits * positives / seen;
    first = last;
  }
  return positives > 0.0 ? sum / positives : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace vigie::tests

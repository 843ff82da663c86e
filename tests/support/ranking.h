// How well a ranking separates two kinds, by the textbook.
#pragma once

#include <vector>

namespace vigie::tests {

struct Ranked {
  double score = 0.0;
  bool is_positive = false;
};

/// Area under the ROC curve: the chance that a positive scores higher than a negative, ties half.
/// NaN unless both kinds are there.
[[nodiscard]] double area_under_curve(const std::vector<Ranked>& ranked);

/// Average precision: mean over the positives of the precision at each one's score; ties share the
/// precision at the end of their tie. NaN without positives.
[[nodiscard]] double average_precision(std::vector<Ranked> ranked);

}  // namespace vigie::tests

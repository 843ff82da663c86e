#include "analysis/edit_distance.h"

#include <algorithm>
#include <vector>

namespace vigie::analysis {
namespace {

using DistanceRow = std::vector<std::size_t>;

/// The last three rows of the table: two back for an exchange of neighbours.
struct Rows {
  DistanceRow two_back;
  DistanceRow back;
  DistanceRow current;

  void advance() {
    two_back.swap(back);
    back.swap(current);
  }
};

}  // namespace

std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (a.size() > b.size()) {
    std::swap(a, b);
  }
  const std::size_t too_far = limit + 1;
  if (b.size() - a.size() > limit) {
    return too_far;
  }
  const std::size_t columns = a.size() + 1;
  Rows rows{
      DistanceRow(columns, too_far), DistanceRow(columns, too_far), DistanceRow(columns, too_far)};
  for (std::size_t i = 0; i < columns; ++i) {
    rows.back[i] = std::min(i, too_far);
  }
  for (std::size_t j = 1; j <= b.size(); ++j) {
    // Only a band of the table can hold values up to the limit.
    const std::size_t first = j > limit ? j - limit : 1;
    const std::size_t last = std::min(a.size(), j + limit);
    std::fill(rows.current.begin(), rows.current.end(), too_far);
    rows.current[0] = std::min(j, too_far);
    for (std::size_t i = std::max<std::size_t>(first, 1); i <= last; ++i) {
      std::size_t cost = rows.back[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost = std::min({cost, rows.back[i] + 1, rows.current[i - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost = std::min(cost, rows.two_back[i - 2] + 1);
      }
      rows.current[i] = std::min(cost, too_far);
    }
    rows.advance();
  }
  return rows.back[a.size()];
}

}  // namespace vigie::analysis

// What a report picks from an account: the two sides of the argument, and the posts that show it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "storage/model/report.h"

namespace vigie::dashboards {

/// Contributions smaller than this many points are added up in one line, when there are two or
/// more: a reader has nothing to decide on them one by one.
inline constexpr double kSmallPoints = 2.0;

/// One side of the argument. Contributions that round to 0 points say nothing and are on neither.
struct Side {
  std::vector<const ReportContribution*> shown;  ///< By falling size.
  std::size_t small = 0;                         ///< How many more are added up; 0 or >= 2.
  double small_nats = 0.0;                       ///< Their sum.
};

struct Sides {
  Side speaks_for;
  Side speaks_against;
};

/// Pointers into `account`.
[[nodiscard]] Sides split_sides(const ReportAccount& account);

/// At most `most` of the posts, in time order, chosen so that few posts show many contributions:
/// every contribution shown gets one post, strongest first, then each of the five strongest that
/// have evidence a second one, then the others. Remaining room goes to the earliest other posts.
/// Cost: contributions squared times their evidence, both capped by the run.
[[nodiscard]] std::vector<const ReportPost*> pick_posts(const ReportAccount& account,
                                                        std::size_t most);

/// At or above the report line.
[[nodiscard]] bool is_above_line(const ReportAccount& account, double report_line);

}  // namespace vigie::dashboards

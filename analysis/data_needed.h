// What each signal needs before it has a value, and what an account would need for a better grade.
//
// An absent signal is not a 0, and a report that only says "not enough" leaves its reader to guess.
// The minima themselves live where the measuring is done; a test holds each of these against it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/automation_score.h"
#include "storage/model/report_explanation.h"

namespace vigie::analysis {

struct DataNeeded {
  DataUnit unit = DataUnit::kPosts;
  std::uint32_t least = 0;
  std::uint32_t least_days = 0;  ///< Active days besides; 0: any.
};

/// Nothing for a signal whose absence is an answer (no tested pair), or that is not listed here.
[[nodiscard]] std::optional<DataNeeded> data_needed(Signal signal);

/// The signals of `values` that are absent, with what is missing, in the order of the signals.
/// Where `more` and `more_days` are 0 although posts are what it needs, its times do not allow the
/// measurement: equal times of a bulk import, or times without seconds.
[[nodiscard]] std::vector<ReportUnmeasured> list_unmeasured(const SignalValues& values,
                                                            std::uint32_t posts,
                                                            std::uint32_t active_days);

/// What is missing to the next better grade; nothing at grade A.
[[nodiscard]] std::optional<ReportNextGrade> next_grade(std::uint32_t posts,
                                                        std::uint32_t active_days);

}  // namespace vigie::analysis

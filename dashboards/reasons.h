// Why an account is in the report, in a few words: the line under its handle.
//
// Signals overlap: four of them say "no quiet night". A reason therefore stands for a family of
// signals that a reader would call one observation, weighed by all of them together, and is worded
// by its strongest member that can be checked by eye on the posts. A page, a spreadsheet and a
// terminal name the same reasons.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// One reason per family that speaks for the likelihood, heaviest family first (families of style
/// at half their weight), at most `most`.
/// Families that add less than a point are left out; empty when nothing speaks for it.
[[nodiscard]] std::vector<std::string_view> main_reasons(Language language,
                                                         const ReportAccount& account,
                                                         std::size_t most);

}  // namespace vigie::dashboards

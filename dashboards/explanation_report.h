// The explanation of one account's score by itself: lines for a terminal, an object for scripts.
#pragma once

#include <string>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// What changed, what carries it over the line, what is not known: a line each, wrapped. Empty
/// without an explanation.
[[nodiscard]] std::string render_text_explanation(const ReportAccount& account,
                                                  double fall_below,
                                                  Language language);

/// The object that report.json holds under `explanation`, with the likelihood beside it.
[[nodiscard]] std::string render_json_explanation(const ReportAccount& account);

}  // namespace vigie::dashboards

// What the team found out by itself: its measured precision, and what it decided on an account.
//
// A decision is the team's, on how an account is run; the report says since when and how it was
// made, and names no reader.
#pragma once

#include <string>
#include <string_view>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// One of the five labels in words.
[[nodiscard]] std::string_view label_text(Language language, VerdictLabel label);

/// How often accounts at the line were undeclared automation by the team's blind decisions, with
/// interval, number, dates and model; or that it is not yet measured, and what it takes. Not
/// escaped for HTML.
[[nodiscard]] std::string precision_sentence(const ReportData& data, Language language);

/// What a measured precision does not say; nothing when there is none.
[[nodiscard]] std::string_view precision_limit(const ReportData& data, Language language);

/// `Team: organisation or team (23 Nov 2026, blind, agreed)`.
[[nodiscard]] std::string decision_text(const TeamDecision& decision, Language language);

}  // namespace vigie::dashboards

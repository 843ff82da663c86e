// What a report picks from an account: reasons, sides, posts. Shared by the formats, so that a
// page, a spreadsheet and a terminal name the same reasons.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// Contributions that round to 0 points say nothing and are on neither side.
struct Sides {
  std::vector<const ReportContribution*> speaks_for;      ///< By falling nats.
  std::vector<const ReportContribution*> speaks_against;  ///< By rising nats.
};

/// Pointers into `account`.
[[nodiscard]] Sides split_sides(const ReportAccount& account);

/// The notable sides of the strongest contributions in a few words each, at most `most`.
[[nodiscard]] std::vector<std::string_view> main_reasons(Language language,
                                                         const ReportAccount& account,
                                                         std::size_t most);

/// At most `most` of the posts shown, in time order. Every contribution gets its first evidence
/// post before any gets a second, strongest contribution first, so that a short list still shows
/// each.
[[nodiscard]] std::vector<const ReportPost*> pick_posts(const ReportAccount& account,
                                                        std::size_t most);

/// At or above the report line.
[[nodiscard]] bool is_above_line(const ReportAccount& account, double report_line);

/// `sanctioned`, ... in words; an unknown tier comes back as it is.
[[nodiscard]] std::string_view tier_text(Language language, std::string_view tier);

/// `post`, `reply`, ... in words.
[[nodiscard]] std::string_view kind_text(Language language, std::string_view kind);

[[nodiscard]] std::string_view class_text(Language language, AccountClass account_class);

[[nodiscard]] std::string_view group_text(Language language, SignalGroup group);

/// How much data a grade stands for, e.g. `200 posts or more on 14 days or more`.
[[nodiscard]] std::string_view grade_text(Language language, Grade grade);

/// A run's note in words; a note that is not known comes back as it is.
[[nodiscard]] std::string note_text(Language language, std::string_view note);

/// True when a note's first word is `word`.
[[nodiscard]] bool has_note(const AnalysisRun& run, std::string_view word);

}  // namespace vigie::dashboards

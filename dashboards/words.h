// The fixed words of the records (tiers, kinds, classes, groups, grades, notes) in every language.
#pragma once

#include <string>
#include <string_view>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

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

/// Title of a topic in the report's language, else its first one, else its id.
[[nodiscard]] std::string_view topic_title(Language language, const ReportTopic& topic);

/// How many posts keep their distance from a source or contradict it; empty when none does.
[[nodiscard]] std::string stance_text(Language language, const StanceCounts& stance);

/// True when a note's first word is `word`.
[[nodiscard]] bool has_note(const AnalysisRun& run, std::string_view word);

}  // namespace vigie::dashboards

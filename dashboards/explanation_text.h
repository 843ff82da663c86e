// The sentences that explain a score, in every language: what would have to go, what is not known,
// where the account stood before and why it stands elsewhere.
//
// One wording for page and terminal. `likelihood`, `points`, `line` and `grade` are the words of
// the report's terms. Safe in HTML as they are, but for the names in `offset_sentence`.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dashboards/language.h"
#include "storage/model/report.h"
#include "storage/model/report_explanation.h"

namespace vigie::dashboards {

struct ExplanationText {
  std::string_view counterfactual_title;
  std::string_view without_one;   ///< {0}: reason, {1}: likelihood left.
  std::string_view without_many;  ///< {0}: reasons, {1}: likelihood left, {2}: one fewer.
  std::string_view without_two;   ///< {0}: reasons, {1}: likelihood left.
  std::string_view quote;         ///< {0}: a reason.
  std::string_view last_join;     ///< Between the last two of a list.

  std::string_view offset;           ///< {0}: whose, {1}: points.
  std::string_view offset_platform;  ///< {0}: platform.
  std::string_view offset_language;  ///< {0}: language code.
  std::string_view offset_both;      ///< {0}: platform, {1}: language code.
  std::string_view offset_or;        ///< Between the last two of several codes.
  std::string_view offset_term;      ///< In the sum.

  std::string_view change;         ///< {0}: points, {1}: date, {2}: causes.
  std::string_view change_whole;   ///< {0}: points, {1}: date; the causes are not known.
  std::string_view change_none;    ///< {0}: date.
  std::string_view change_within;  ///< {0}: date, {1}: causes that cancel each other.
  std::array<std::string_view, kChangeCauseCount> causes;
  std::string_view column_causes;

  std::string_view held_badge;
  std::string_view held_sentence;  ///< {0}: date, {1}: likelihood that it must fall below.
  std::string_view held_title;
  std::string_view held_about;  ///< {0}: accounts, {1}: likelihood as above.
  std::string_view held_one;
  std::string_view held_many;
  std::string_view held_more;  ///< {0}: accounts that are not named.
  std::string_view column_until;

  std::string_view history_title;
  std::string_view report_one;
  std::string_view report_many;
  std::string_view history_sentence;  ///< {0}: reports, {1}: first date, {2}: lowest, {3}: highest.
  std::string_view history_mark;      ///< {0}: reports in which it stood at the line.

  std::string_view unmeasured_title;
  std::string_view next_grade;  ///< {0}: grade, {1}: what is missing.
  std::string_view more_post;
  std::string_view more_posts;
  std::string_view more_day;
  std::string_view more_days;
  std::string_view unmeasured;  ///< {0}: signals, {1}: what they need.
  std::string_view still;       ///< {0}: what is missing.
  std::string_view times_forbid;
  std::array<std::string_view, kDataUnitCount> needs;  ///< {0}: how many.
  std::string_view needs_days;                         ///< {0}: days, after posts.

  std::string_view accounts_looked_at;  ///< As signal_comparison says it.
  std::string_view accounts_counted;    ///< The same with {0}: how many.
};

[[nodiscard]] const ExplanationText& explanation_text(Language language);

extern const ExplanationText kExplanationEnglish;
extern const ExplanationText kExplanationFrench;
extern const ExplanationText kExplanationGerman;

/// `Without "identical pauses" it would stand below the line, at 38 %.`
[[nodiscard]] std::string counterfactual_sentence(Language language,
                                                  const ReportCounterfactual& counterfactual);

/// `It starts 7 points lower, as this model has it for all accounts that write in "de": ...`.
/// Holds names as they came: escape it for a page.
[[nodiscard]] std::string offset_sentence(Language language, const ReportOffset& offset);

/// `+12 points since 23 Nov 2026: behaviour +3, lists +9.` Points are whole and add up to the total
/// shown.
[[nodiscard]] std::string change_sentence(Language language, const ReportChange& change);

/// The part of `change_sentence` that names causes; empty when they are not known or round to
/// nothing.
[[nodiscard]] std::string change_causes(Language language, const ReportChange& change);

/// Whole points by cause that add up to the rounded whole: the largest remainders are rounded up.
[[nodiscard]] std::array<long, kChangeCauseCount> points_by_cause(
    const std::array<double, kChangeCauseCount>& nats);

/// `3 more active days and 20 more posts`.
[[nodiscard]] std::string missing_text(Language language, std::uint32_t posts, std::uint32_t days);

/// `For grade B: 20 more posts.` Empty at grade A.
[[nodiscard]] std::string next_grade_sentence(Language language,
                                              const ReportExplanation& explanation);

/// One line per need: the signals that wait for it, and what is missing. Empty when all is known.
[[nodiscard]] std::vector<std::string> unmeasured_lines(
    Language language, const std::vector<ReportUnmeasured>& unmeasured);

/// `It stood at the line until 23 Nov 2026 ...`; empty when the account is not held.
[[nodiscard]] std::string held_sentence(Language language,
                                        const ReportExplanation& explanation,
                                        double fall_below);

/// How many are held from earlier runs, and until when; empty when nobody is.
[[nodiscard]] std::string held_about(Language language, const ReportHeld& held, double report_line);

/// As `signal_comparison`, with the number of accounts compared with, where the run kept it:
/// `more often than 98 % of the 1,240 accounts with enough posts`.
[[nodiscard]] std::string counted_comparison(Language language,
                                             const ReportContribution& contribution);

}  // namespace vigie::dashboards

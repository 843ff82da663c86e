// The words of a comparison of two runs, in every language.
#pragma once

#include <string>
#include <string_view>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// Places `{0}`, ... are filled by `fill` (phrases.h). Text of our own, safe in HTML as it is.
struct ComparisonPhrases {
  std::string_view nav;
  std::string_view title;      ///< {0}: day.
  std::string_view nothing;    ///< {0}: day.
  std::string_view beside;     ///< {0}: run, {1}: its window.
  std::string_view counts;     ///< {0} new, {1} gone, {2} stayed.
  std::string_view may_come;   ///< {0}: list of differences.
  std::string_view same_made;  ///< Nothing else differs.
  std::string_view overlap;
  std::string_view appeared;
  std::string_view gone;
  std::string_view stayed;
  std::string_view nobody;
  std::string_view domains;
  std::string_view topics;
  std::string_view no_change;
  std::string_view column_before;
  std::string_view column_now;
  std::string_view column_rank;
  std::string_view column_change;
  std::string_view cut;  ///< {0}: how many more.
};

[[nodiscard]] const ComparisonPhrases& comparison_phrases(Language language);

/// `the source lists`, ...
[[nodiscard]] std::string_view difference_text(Language language, RunDifference difference);

/// "Changes may come from: ..."; or that both runs were made alike.
[[nodiscard]] std::string differences_sentence(const ReportComparison& comparison,
                                               Language language);

/// Day that was asked for, or the last day of the earlier run.
[[nodiscard]] std::string comparison_day(const ReportComparison& comparison, Language language);

/// `New at the line: 3; ...`, or that there is nothing to compare with.
[[nodiscard]] std::string comparison_sentence(const ReportComparison& comparison,
                                              Language language);

/// `+12`, U+2212 for minus, `0`.
[[nodiscard]] std::string format_change(Language language, std::int64_t change);

/// Where a run's files lie: the closing line on the terminal.
[[nodiscard]] std::string files_sentence(Language language,
                                         std::string_view html_file,
                                         bool has_comparison);

/// That nothing came in since a run, which is reported again.
[[nodiscard]] std::string nothing_new_sentence(Language language, RunId run);

/// The lines of the terminal report; empty without a comparison.
[[nodiscard]] std::string render_text_comparison(const ReportData& data, Language language);

/// The section of the page; empty without a comparison.
[[nodiscard]] std::string render_html_comparison(const ReportData& data, Language language);

}  // namespace vigie::dashboards

#include "dashboards/html_explanation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "dashboards/explanation_text.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_limits.h"
#include "dashboards/html_table.h"
#include "dashboards/phrases.h"
#include "dashboards/svg_chart.h"
#include "dashboards/utf8.h"

namespace vigie::dashboards {
namespace {

/// Points of the history that have a likelihood.
std::vector<const ReportScorePoint*> scored_points(const ReportExplanation& explanation) {
  std::vector<const ReportScorePoint*> points;
  for (const ReportScorePoint& point : explanation.history) {
    if (point.likelihood) {
      points.push_back(&point);
    }
  }
  return points;
}

std::string report_count(Language language, std::uint64_t reports) {
  const ExplanationText& text = explanation_text(language);
  return format_plural(language, reports, text.report_one, text.report_many);
}

std::string history_sentence(const std::vector<const ReportScorePoint*>& points,
                             Language language) {
  const ExplanationText& text = explanation_text(language);
  const auto by_likelihood = [](const ReportScorePoint* a, const ReportScorePoint* b) {
    return *a->likelihood < *b->likelihood;
  };
  const auto [low, high] = std::minmax_element(points.begin(), points.end(), by_likelihood);
  const auto at_line = static_cast<std::uint64_t>(
      std::count_if(points.begin(), points.end(), [](const ReportScorePoint* point) {
        return *point->likelihood >= point->report_line;
      }));
  const UtcTime first = points.front()->window_end - std::chrono::milliseconds{1};
  std::string out = fill(text.history_sentence,
                         report_count(language, points.size()),
                         format_date(language, first),
                         format_likelihood(language, (*low)->likelihood),
                         format_likelihood(language, (*high)->likelihood));
  if (at_line > 0) {
    out += ' ' + fill(text.history_mark, format_count(language, at_line));
  }
  return out;
}

}  // namespace

std::string render_held_badge(const ReportAccount& account, const AccountContext& context) {
  if (!account.explanation || !account.explanation->above_until) {
    return {};
  }
  return fmt::format(R"( <b class="held">{}</b>)", explanation_text(context.language).held_badge);
}

std::string render_standing(const ReportAccount& account, const AccountContext& context) {
  if (!account.explanation) {
    return {};
  }
  std::string out;
  if (account.explanation->offset) {
    out += fmt::format(
        "<p>{}</p>", escape_html(offset_sentence(context.language, *account.explanation->offset)));
  }
  if (account.explanation->change) {
    out += fmt::format(R"(<p class="change">{}</p>)",
                       change_sentence(context.language, *account.explanation->change));
  }
  const std::string held = held_sentence(
      context.language, *account.explanation, context.report_line - context.keep_margin);
  return held.empty() ? out : out + fmt::format("<p>{}</p>", held);
}

std::string render_counterfactual(const ReportAccount& account, const AccountContext& context) {
  if (!account.explanation || !account.explanation->counterfactual) {
    return {};
  }
  return fmt::format(
      R"(<h4>{}</h4><p class="without">{}</p>)",
      explanation_text(context.language).counterfactual_title,
      counterfactual_sentence(context.language, *account.explanation->counterfactual));
}

std::string render_unmeasured(const ReportAccount& account, const AccountContext& context) {
  if (!account.explanation) {
    return {};
  }
  const auto lines = unmeasured_lines(context.language, account.explanation->unmeasured);
  const std::string grade = next_grade_sentence(context.language, *account.explanation);
  if (lines.empty() && grade.empty()) {
    return {};
  }
  std::string out = fmt::format("<h4>{}</h4>", explanation_text(context.language).unmeasured_title);
  if (!lines.empty()) {
    out += fmt::format(R"(<ul class="unmeasured"><li>{}</li></ul>)", fmt::join(lines, "</li><li>"));
  }
  return grade.empty() ? out : out + fmt::format(R"(<p class="quiet">{}</p>)", grade);
}

std::string render_history(const ReportAccount& account, const AccountContext& context) {
  if (!account.explanation) {
    return {};
  }
  const auto points = scored_points(*account.explanation);
  if (points.size() < 2) {
    return {};
  }
  std::vector<std::uint32_t> percent;
  percent.reserve(points.size());
  for (const ReportScorePoint* point : points) {
    percent.push_back(static_cast<std::uint32_t>(std::lround(*point->likelihood * 100.0)));
  }
  const std::string sentence = history_sentence(points, context.language);
  return fmt::format(R"(<h4>{}</h4><div class="wide">{}</div><p class="quiet">{}</p>)",
                     explanation_text(context.language).history_title,
                     draw_history(percent, context.report_line, sentence),
                     sentence);
}

std::string render_html_held(const ReportData& data, Language language) {
  if (data.held.total == 0) {
    return {};
  }
  const Phrases& p = phrases(language);
  const ExplanationText& text = explanation_text(language);
  Table table{text.held_title,
              {{p.column_account},
               {p.column_platform},
               {p.likelihood, true},
               {text.column_until},
               {p.text_rank, true}},
              {}};
  for (const ReportHeldAccount& account : data.held.accounts) {
    table.rows.push_back({cell(account.handle),
                          cell(account.platform),
                          format_likelihood(language, account.likelihood),
                          format_date(language, account.above_until - std::chrono::milliseconds{1}),
                          format_count(language, account.rank)});
  }
  std::string out = fmt::format(R"(<section id="held" aria-labelledby="held-title">)"
                                R"(<h2 id="held-title">{}</h2><p class="about">{}</p>{})",
                                text.held_title,
                                held_about(language, data.held, data.run.report_line),
                                render_table(table));
  if (data.held.total > data.held.accounts.size()) {
    out += fmt::format(
        R"(<p class="quiet">{}</p>)",
        fill(text.held_more, format_count(language, data.held.total - data.held.accounts.size())));
  }
  return out + "</section>\n";
}

}  // namespace vigie::dashboards

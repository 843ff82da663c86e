#include "dashboards/lookalike_report.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dashboards/csv_cell.h"
#include "dashboards/defang.h"
#include "dashboards/html_limits.h"
#include "dashboards/html_table.h"
#include "dashboards/lookalike_text.h"
#include "dashboards/phrases.h"
#include "dashboards/report.h"

namespace vigie::dashboards {
namespace {

bool is_domain(const ReportLookalike& lookalike) {
  return lookalike.kind == "domain";
}

/// A handle that is a host would be made a link by many a program.
std::string shown_subject(const ReportLookalike& lookalike) {
  return defang_host(lookalike.subject);
}

std::string subject_cell(Language language, const ReportLookalike& lookalike) {
  std::string out = cell(shown_subject(lookalike));
  if (is_domain(lookalike)) {
    return out;
  }
  out += fmt::format(R"( <span class="quiet">{}</span>)", cell(lookalike.platform));
  if (!lookalike.display_name.empty()) {
    out += fmt::format(R"( <span class="quiet">{}</span>)",
                       fill(lookalike_text(language).shown_as, cell(lookalike.display_name)));
  }
  return out;
}

std::vector<std::string> row_of(Language language, const ReportLookalike& lookalike) {
  return {subject_cell(language, lookalike),
          fmt::format(R"({} <span class="quiet">{}</span>)",
                      cell(defang_host(lookalike.protected_name)),
                      lookalike_kind_text(language, lookalike.kind)),
          std::string{rule_text(language, lookalike.rule)},
          format_date(language, lookalike.first_seen),
          format_count(language, lookalike.posts),
          format_count(language, lookalike.accounts),
          fmt::format("{}", fmt::join(lookalike.evidence, ", "))};
}

/// Distinct domains and accounts: one may resemble several names.
std::pair<std::size_t, std::size_t> count_subjects(const ReportData& data) {
  std::set<std::string_view> domains;
  std::set<std::pair<std::string_view, std::string_view>> accounts;
  for (const ReportLookalike& lookalike : data.lookalikes) {
    if (is_domain(lookalike)) {
      domains.insert(lookalike.subject);
    } else {
      accounts.emplace(lookalike.platform, lookalike.native_id);
    }
  }
  return {domains.size(), accounts.size()};
}

std::string table_of(const ReportData& data, Language language) {
  const LookalikeText& text = lookalike_text(language);
  Table table{text.title,
              {{text.column_subject},
               {text.column_protected},
               {text.column_rule},
               {text.column_first},
               {text.column_posts, true},
               {text.column_accounts, true},
               {text.column_evidence}},
              {}};
  const std::size_t shown = std::min(data.lookalikes.size(), kMostRows);
  for (std::size_t i = 0; i < shown; ++i) {
    table.rows.push_back(row_of(language, data.lookalikes[i]));
  }
  std::string out = render_table(table);
  if (shown < data.lookalikes.size()) {
    out += fmt::format(
        R"(<p class="quiet">{}</p>)",
        fill(phrases(language).rows_cut, format_count(language, data.lookalikes.size() - shown)));
  }
  return out;
}

}  // namespace

std::string render_lookalikes(const ReportData& data, Language language) {
  if (data.protected_names.empty()) {
    return {};
  }
  const LookalikeText& text = lookalike_text(language);
  const std::string about = fill(text.about, format_count(language, data.protected_names.size()));
  return fmt::format(R"(<section id="lookalikes" aria-labelledby="lookalikes-title">)"
                     R"(<h2 id="lookalikes-title">{}</h2><p class="about">{}</p>)",
                     text.title,
                     about) +
         (data.lookalikes.empty() ? fmt::format("<p>{}</p>", text.none)
                                  : fmt::format(R"(<p class="about">{}</p>)", text.innocent) +
                                        table_of(data, language)) +
         "</section>\n";
}

std::string lookalikes_link(const ReportData& data, Language language) {
  return data.protected_names.empty()
             ? std::string{}
             : fmt::format(R"(<a href="#lookalikes">{}</a>)", lookalike_text(language).title);
}

std::string lookalikes_sentence(const ReportData& data, Language language) {
  if (data.protected_names.empty()) {
    return {};
  }
  if (data.lookalikes.empty()) {
    return std::string{lookalike_text(language).none};
  }
  const auto [domains, accounts] = count_subjects(data);
  return fill(lookalike_text(language).line,
              format_count(language, domains),
              format_count(language, accounts));
}

std::string render_lookalike_csv(const ReportData& data, const ReportOptions& /*options*/) {
  std::string out =
      "run,simulated,kind,platform,native_id,subject,display_name,protected_name,rule,edits,"
      "first_seen,last_seen,posts,accounts,evidence_post_ids";
  out += kCsvEndOfRow;
  for (const ReportLookalike& lookalike : data.lookalikes) {
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}",
                       data.run.id.value,
                       data.simulated ? "yes" : "no",
                       lookalike.kind,
                       csv_text_cell(lookalike.platform),
                       csv_text_cell(lookalike.native_id),
                       csv_text_cell(shown_subject(lookalike)),
                       csv_text_cell(lookalike.display_name),
                       csv_text_cell(defang_host(lookalike.protected_name)),
                       lookalike.rule,
                       lookalike.distance,
                       to_iso8601(lookalike.first_seen),
                       to_iso8601(lookalike.last_seen),
                       lookalike.posts,
                       lookalike.accounts,
                       fmt::join(lookalike.evidence, " "));
    out += kCsvEndOfRow;
  }
  return out;
}

}  // namespace vigie::dashboards

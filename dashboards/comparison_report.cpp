// A comparison of two runs as a section of the page, lines of the terminal, a CSV file.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dashboards/comparison_text.h"
#include "dashboards/csv_cell.h"
#include "dashboards/defang.h"
#include "dashboards/explanation_text.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_table.h"
#include "dashboards/phrases.h"
#include "dashboards/report.h"
#include "dashboards/text_wrap.h"
#include "dashboards/utf8.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kMostNamed = 5;  // handles and sources on the terminal

std::string rank_or_dash(Language language, std::uint32_t rank) {
  return rank == 0 ? std::string{"\u2014"} : format_count(language, rank);
}

/// Percentage points, whole, of what is shown: the difference of the two rounded figures.
std::string likelihood_change(Language language, const ComparedAccount& account) {
  if (!account.likelihood_before || !account.likelihood_now) {
    return "\u2014";
  }
  const auto percent = [](double likelihood) { return std::lround(likelihood * 100.0); };
  return format_change(language,
                       percent(*account.likelihood_now) - percent(*account.likelihood_before));
}

std::vector<std::string> account_row(Language language, const ComparedAccount& account) {
  return {cell(account.handle),
          cell(account.platform),
          format_likelihood(language, account.likelihood_before),
          format_likelihood(language, account.likelihood_now),
          likelihood_change(language, account),
          fmt::format("{} \u2192 {}",
                      rank_or_dash(language, account.rank_before),
                      rank_or_dash(language, account.rank_now)),
          account.change ? change_causes(language, *account.change) : std::string{}};
}

std::string account_part(Language language,
                         std::string_view title,
                         const std::vector<ComparedAccount>& accounts,
                         std::uint64_t total) {
  const Phrases& p = phrases(language);
  const ComparisonPhrases& c = comparison_phrases(language);
  std::string out = fmt::format("<h3>{}</h3>", title);
  if (accounts.empty()) {
    return out + fmt::format("<p>{}</p>", c.nobody);
  }
  Table table{title,
              {{p.column_account},
               {p.column_platform},
               {c.column_before, true},
               {c.column_now, true},
               {c.column_change, true},
               {c.column_rank},
               {explanation_text(language).column_causes}},
              {}};
  for (const ComparedAccount& account : accounts) {
    table.rows.push_back(account_row(language, account));
  }
  out += render_table(table);
  if (total > accounts.size()) {
    out += fmt::format(R"(<p class="quiet">{}</p>)",
                       fill(c.cut, format_count(language, total - accounts.size())));
  }
  return out;
}

std::int64_t change_of(const ComparedUse& use) {
  return static_cast<std::int64_t>(use.posts_now) - static_cast<std::int64_t>(use.posts_before);
}

std::string use_part(Language language,
                     std::string_view title,
                     std::string_view head,
                     const std::vector<ComparedUse>& uses,
                     bool are_domains) {
  const Phrases& p = phrases(language);
  const ComparisonPhrases& c = comparison_phrases(language);
  std::string out = fmt::format("<h3>{}</h3>", title);
  if (uses.empty()) {
    return out + fmt::format("<p>{}</p>", c.no_change);
  }
  const auto was_and_is = [language](std::uint64_t before, std::uint64_t now) {
    return fmt::format("{} \u2192 {}", format_count(language, before), format_count(language, now));
  };
  Table table{title,
              {{head}, {p.column_posts, true}, {c.column_change, true}, {p.column_accounts, true}},
              {}};
  for (const ComparedUse& use : uses) {
    const std::string& title_or_name = use.title.empty() ? use.name : use.title;
    table.rows.push_back({cell(are_domains ? defang_host(use.name) : title_or_name),
                          was_and_is(use.posts_before, use.posts_now),
                          format_change(language, change_of(use)),
                          was_and_is(use.accounts_before, use.accounts_now)});
  }
  return out + render_table(table);
}

/// `  New at the line: ali, bea (+3)`; nothing when there is nobody.
std::string names_line(std::string_view title,
                       const std::vector<ComparedAccount>& accounts,
                       std::uint64_t total) {
  if (accounts.empty()) {
    return {};
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(accounts.size(), kMostNamed); ++i) {
    names.push_back(visible_text(cut_characters(accounts[i].handle, 24)));
  }
  const std::string more =
      total > names.size() ? fmt::format(" (+{})", total - names.size()) : std::string{};
  return fmt::format("  {}: {}{}\n", title, fmt::join(names, ", "), more);
}

std::string uses_line(Language language,
                      std::string_view title,
                      const std::vector<ComparedUse>& uses,
                      bool are_domains) {
  if (uses.empty()) {
    return {};
  }
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < std::min(uses.size(), kMostNamed); ++i) {
    const std::string name = are_domains ? defang_host(uses[i].name) : uses[i].name;
    parts.push_back(fmt::format("{} {}",
                                visible_text(cut_characters(name, 34)),
                                format_change(language, change_of(uses[i]))));
  }
  return fmt::format("  {}: {}\n", title, fmt::join(parts, ", "));
}

std::string csv_row(const std::vector<std::string>& cells) {
  return fmt::format("{}{}", fmt::join(cells, ","), kCsvEndOfRow);
}

std::string csv_nats(const ComparedAccount& account, ChangeCause cause) {
  if (!account.change || !account.change->nats) {
    return {};
  }
  return csv_number_cell(account.change->nats->at(static_cast<std::size_t>(cause)));
}

std::string csv_account(std::string_view change,
                        const ReportData& data,
                        const ComparedAccount& account) {
  const auto rank = [](std::uint32_t value) {
    return value == 0 ? std::string{} : fmt::format("{}", value);
  };
  return csv_row({fmt::format("{}", data.run.id.value),
                  fmt::format("{}", data.comparison->before->id.value),
                  "account",
                  std::string{change},
                  csv_text_cell(account.platform),
                  csv_text_cell(account.native_id),
                  csv_text_cell(account.handle),
                  csv_number_cell(account.likelihood_before),
                  csv_number_cell(account.likelihood_now),
                  rank(account.rank_before),
                  rank(account.rank_now),
                  {},
                  {},
                  {},
                  {},
                  csv_nats(account, ChangeCause::kBehaviour),
                  csv_nats(account, ChangeCause::kCoverage),
                  csv_nats(account, ChangeCause::kLists),
                  csv_nats(account, ChangeCause::kModel)});
}

std::string csv_use(std::string_view kind, const ReportData& data, const ComparedUse& use) {
  return csv_row({fmt::format("{}", data.run.id.value),
                  fmt::format("{}", data.comparison->before->id.value),
                  std::string{kind},
                  change_of(use) > 0 ? "rising" : "falling",
                  {},
                  {},
                  csv_text_cell(kind == "domain" ? defang_host(use.name) : use.name),
                  {},
                  {},
                  {},
                  {},
                  fmt::format("{}", use.posts_before),
                  fmt::format("{}", use.posts_now),
                  fmt::format("{}", use.accounts_before),
                  fmt::format("{}", use.accounts_now),
                  {},
                  {},
                  {},
                  {}});
}

}  // namespace

std::string render_html_comparison(const ReportData& data, Language language) {
  if (!data.comparison) {
    return {};
  }
  const ReportComparison& comparison = *data.comparison;
  const ComparisonPhrases& c = comparison_phrases(language);
  const Phrases& p = phrases(language);
  std::string out = fmt::format(R"(<section id="changes" aria-labelledby="changes-title">)"
                                R"(<h2 id="changes-title">{}</h2><p>{}</p>)",
                                fill(c.title, comparison_day(comparison, language)),
                                comparison_sentence(comparison, language));
  if (!comparison.before) {
    return out + "</section>\n";
  }
  out += fmt::format(R"(<p class="about">{} {} {}</p>)",
                     fill(c.beside,
                          comparison.before->id.value,
                          format_window(language, comparison.before->window)),
                     differences_sentence(comparison, language),
                     c.overlap);
  out += account_part(language, c.appeared, comparison.appeared, comparison.appeared_total);
  out += account_part(language, c.gone, comparison.gone, comparison.gone_total);
  out += account_part(language, c.stayed, comparison.stayed, comparison.stayed_total);
  out += use_part(language, c.domains, p.column_domain, comparison.domains, true);
  out += use_part(language, c.topics, p.column_topic, comparison.topics, false);
  return out + "</section>\n";
}

std::string render_text_comparison(const ReportData& data, Language language) {
  if (!data.comparison) {
    return {};
  }
  const ReportComparison& comparison = *data.comparison;
  const ComparisonPhrases& c = comparison_phrases(language);
  std::string out = fmt::format("\n{}\n{}",
                                fill(c.title, comparison_day(comparison, language)),
                                wrap_text(comparison_sentence(comparison, language)));
  if (!comparison.before) {
    return out;
  }
  out += wrap_text(differences_sentence(comparison, language));
  return out + names_line(c.appeared, comparison.appeared, comparison.appeared_total) +
         names_line(c.gone, comparison.gone, comparison.gone_total) +
         uses_line(language, c.domains, comparison.domains, true) +
         uses_line(language, c.topics, comparison.topics, false);
}

std::string render_csv_comparison(const ReportData& data) {
  std::string out = csv_row({"run",
                             "earlier_run",
                             "kind",
                             "change",
                             "platform",
                             "native_id",
                             "name",
                             "likelihood_before",
                             "likelihood_now",
                             "rank_before",
                             "rank_now",
                             "posts_before",
                             "posts_now",
                             "accounts_before",
                             "accounts_now",
                             "nats_behaviour",
                             "nats_coverage",
                             "nats_lists",
                             "nats_model"});
  if (!data.comparison || !data.comparison->before) {
    return out;
  }
  const ReportComparison& comparison = *data.comparison;
  for (const auto& [change, accounts] : {std::pair{"new", &comparison.appeared},
                                         std::pair{"gone", &comparison.gone},
                                         std::pair{"stayed", &comparison.stayed}}) {
    for (const ComparedAccount& account : *accounts) {
      out += csv_account(change, data, account);
    }
  }
  for (const ComparedUse& use : comparison.domains) {
    out += csv_use("domain", data, use);
  }
  for (const ComparedUse& use : comparison.topics) {
    out += csv_use("topic", data, use);
  }
  return out;
}

}  // namespace vigie::dashboards

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "dashboards/account_view.h"
#include "dashboards/amplification_report.h"
#include "dashboards/comparison_text.h"
#include "dashboards/group_links.h"
#include "dashboards/group_report.h"
#include "dashboards/group_text.h"
#include "dashboards/headline.h"
#include "dashboards/html_account.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_explanation.h"
#include "dashboards/html_limits.h"
#include "dashboards/html_sections.h"
#include "dashboards/lookalike_report.h"
#include "dashboards/phrases.h"
#include "dashboards/report.h"
#include "dashboards/review_text.h"
#include "dashboards/svg_chart.h"
#include "dashboards/utf8.h"
#include "dashboards/withheld_text.h"
#include "dashboards/words.h"
#include "report_assets.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kMostPageBytes = 1'900'000;  // the page promises less than 2 MB
constexpr std::uint32_t kLeastText = 40;           // characters; below, posts say nothing

std::string_view asset(std::string_view path) {
  const auto files = report_assets();
  const auto found = std::find_if(
      files.begin(), files.end(), [path](const auto& file) { return file.path == path; });
  return found == files.end() ? std::string_view{} : found->content;
}

/// `'sha256-...'` of an inline block: a browser then runs this block and no other (CSP level 2).
std::string content_hash(std::string_view content) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int digest_bytes = 0;
  EVP_Digest(content.data(), content.size(), digest.data(), &digest_bytes, EVP_sha256(), nullptr);
  std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> base64{};
  const int length = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(digest_bytes));
  return "'sha256-" + std::string{base64.begin(), base64.begin() + length} + "'";
}

std::string style_sheet() {
  return std::string{asset("report.css")} + bar_width_rules();
}

std::string head(const ReportData& data, Language language) {
  const std::string style = style_sheet();
  return fmt::format(
      R"(<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {style_hash}; script-src {script_hash}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>{title}, {window}</title>
<style>{style}</style>
</head>
)",
      fmt::arg("lang", language_tag(language)),
      fmt::arg("style_hash", content_hash(style)),
      fmt::arg("script_hash", content_hash(asset("report.js"))),
      fmt::arg("title", phrases(language).report_title),
      fmt::arg("window", format_window(language, data.run.window)),
      fmt::arg("style", style));
}

std::string platforms_line(const ReportData& data) {
  std::vector<std::string> names;
  for (const std::string& platform : data.platforms) {
    names.push_back(escape_html(cut_characters(platform, kWordLimit)));
  }
  return names.empty() ? std::string{"\u2014"} : fmt::format("{}", fmt::join(names, ", "));
}

std::string page_header(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  std::string out = fmt::format(
      R"(<body>
<a class="skip" href="#accounts">{}</a>
)",
      p.skip_link);
  out += draw_hours_frame(weekday_names(language));
  out += R"(<header class="top">)";
  if (data.simulated) {
    out += fmt::format(R"(<p class="simulated" role="note">{}</p>)", p.simulated);
  }
  out += fmt::format(
      R"(<p class="brand">{}</p><h1>{}</h1><p class="window">{}</p>)",
      p.report_title,
      p.page_title,
      fill(p.window_line, format_window(language, data.run.window), platforms_line(data)));
  if (data.run.all_windows) {
    out += fmt::format(R"(<p class="about">{}</p>)", p.all_windows);
  }
  return out + "</header>\n";
}

std::string navigation(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  const std::string changes = data.comparison ? fmt::format(R"(<a href="#changes">{}</a>)",
                                                            comparison_phrases(language).nav)
                                              : std::string{};
  return fmt::format(
      R"(<nav aria-label="{}"><a href="#groups">{}</a><a href="#accounts">{}</a>{})"
      R"(<a href="#declared">{}</a>)"
      R"(<a href="#sources">{}</a>{}{}<a href="#topics">{}</a><a href="#coverage">{}</a>)"
      "<a href=\"#limits\">{}</a><a href=\"#terms\">{}</a></nav>\n",
      p.nav_label,
      group_phrases(language).nav,
      p.nav_accounts,
      changes,
      p.nav_declared,
      p.nav_sources,
      amplification_link(data, language),
      lookalikes_link(data, language),
      p.nav_topics,
      p.nav_coverage,
      p.nav_limits,
      p.nav_terms);
}

std::string tile(const std::string& number, std::string_view label, std::string_view css) {
  return fmt::format(R"(<div class="tile {}"><dt>{}</dt><dd>{}</dd></div>)", css, label, number);
}

std::string summary(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  std::string out =
      fmt::format(R"(<section id="summary" aria-labelledby="headline"><h2 id="headline">{}</h2>)",
                  headline_sentence(data, language));
  out += R"(<dl class="tiles">)" +
         tile(format_count(language, data.above_line), p.tile_above, "strong") +
         tile(format_count(language, scored_accounts(data)), p.tile_scored, "") +
         tile(format_count(language, data.accounts), p.tile_accounts, "") +
         tile(format_count(language, data.posts), p.tile_posts, "") +
         tile(format_count(language, data.listed_posts), p.tile_listed, "") + "</dl>";
  out +=
      fmt::format("<p>{}</p><p>{}</p>", enough_data_sentence(data, language), p.headline_meaning);
  out += fmt::format("<p>{}</p>", groups_sentence(data.coordination, language));
  out +=
      fmt::format(R"(<p class="measured">{}</p>)", escape_html(precision_sentence(data, language)));
  if (const std::string withheld = withheld_sentence(language, count_withheld(data));
      !withheld.empty()) {
    out += fmt::format(R"(<p class="withheld">{}</p>)", withheld);
  }
  return out + "</section>\n";
}

/// Hidden until the script shows them: without script the page lacks nothing but these.
std::string controls(Language language) {
  const Phrases& p = phrases(language);
  return fmt::format(
      R"(<div class="controls" id="controls" hidden><label>{} <input type="search" id="filter" )"
      R"(placeholder="{}"></label><label>{} <select id="order"><option value="rank">{}</option>)"
      R"(<option value="auto">{}</option><option value="listed">{}</option></select></label>)"
      R"(<button type="button" id="open" data-open="{}" data-close="{}">{}</button></div>)",
      p.filter_label,
      p.filter_hint,
      p.sort_label,
      p.sort_rank,
      p.sort_automation,
      p.sort_listed,
      p.open_all,
      p.close_all,
      p.open_all);
}

std::string account_list(const ReportData& data,
                         const ReportOptions& options,
                         Language language,
                         bool above) {
  AccountContext context{.language = language,
                         .number = 0,
                         .prior = data.run.prior,
                         .report_line = data.run.report_line,
                         .max_posts = options.max_posts_per_account,
                         .text_limit = options.text_limit,
                         .topics = data.topics,
                         .keep_margin = data.held.keep_margin};
  const AccountNumbers groups = number_groups(data.coordination);
  std::string items;
  const std::size_t shown = std::min<std::size_t>(data.ranked.size(), options.max_accounts);
  for (std::size_t i = 0; i < shown; ++i) {
    if (is_above_line(data.ranked[i], data.run.report_line) == above) {
      context.number = i + 1;
      context.group = number_of(groups, data.ranked[i].platform, data.ranked[i].native_id);
      items += render_account(data.ranked[i], context);
    }
  }
  return items.empty() ? std::string{} : "<ol class=\"accounts\">\n" + items + "</ol>";
}

std::size_t shown_above(const ReportData& data, const ReportOptions& options) {
  const std::size_t shown = std::min<std::size_t>(data.ranked.size(), options.max_accounts);
  const auto end = data.ranked.begin() + static_cast<std::ptrdiff_t>(shown);
  return static_cast<std::size_t>(
      std::count_if(data.ranked.begin(), end, [&data](const ReportAccount& account) {
        return is_above_line(account, data.run.report_line);
      }));
}

std::string accounts(const ReportData& data, const ReportOptions& options, Language language) {
  const Phrases& p = phrases(language);
  std::string out = fmt::format(
      R"(<section id="accounts" aria-labelledby="above"><h2 id="above">{}</h2>)", p.above_title);
  const std::string above = account_list(data, options, language, true);
  const std::string below = account_list(data, options, language, false);
  if (above.empty()) {
    out +=
        fmt::format(R"(<p class="calm">{}</p>)", data.ranked.empty() ? p.no_ranked : p.none_above);
  } else {
    out += fmt::format(R"(<p class="about">{}</p>)", p.above_explained);
  }
  if (!data.ranked.empty()) {
    out += controls(language);
  }
  out += above;
  if (const std::size_t shown = shown_above(data, options); shown < data.above_line) {
    out += fmt::format(
        R"(<p class="quiet">{}</p>)",
        fill(p.list_cut, format_count(language, shown), format_count(language, data.above_line)));
  }
  if (!below.empty()) {
    out += fmt::format(R"(<div class="below"><h2>{}</h2><p class="about">{}</p>{}</div>)",
                       p.below_title,
                       p.below_explained,
                       below);
  }
  return out + "</section>\n";
}

/// `groups`: the section of groups, which has a limit of its own.
std::string render_page(const ReportData& data,
                        const ReportOptions& options,
                        const std::string& groups) {
  const Language language = language_of(options.language);
  return head(data, language) + page_header(data, language) + navigation(data, language) +
         "<main>\n" + summary(data, language) + groups + accounts(data, options, language) +
         render_html_held(data, language) + render_html_comparison(data, language) +
         render_declared(data, language) + render_sources(data, language) +
         render_amplification(data, language) + render_lookalikes(data, language) +
         render_topics(data, language) + render_coverage(data, language) +
         render_limits(data, language) + render_terms(data, language) +
         render_versions(data, language) + "</main>\n" +
         fmt::format("<footer><p>{}</p></footer>\n", phrases(language).footer) + "<script>" +
         std::string{asset("report.js")} + "</script>\n</body>\n</html>\n";
}

}  // namespace

std::string render_html_report(const ReportData& data, const ReportOptions& options) {
  const std::string groups = render_groups(data,
                                           language_of(options.language),
                                           number_rows(data, options.max_accounts),
                                           options.text_limit);
  ReportOptions fitting = options;
  std::string page = render_page(data, fitting, groups);
  while (page.size() > kMostPageBytes && fitting.max_posts_per_account > 0) {
    if (fitting.text_limit > kLeastText) {
      fitting.text_limit = std::max(kLeastText, fitting.text_limit / 2);
    } else {
      fitting.max_posts_per_account /= 2;
    }
    page = render_page(data, fitting, groups);
  }
  return page;
}

}  // namespace vigie::dashboards

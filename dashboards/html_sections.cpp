#include "dashboards/html_sections.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dashboards/defang.h"
#include "dashboards/headline.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_limits.h"
#include "dashboards/html_table.h"
#include "dashboards/missed_text.h"
#include "dashboards/phrases.h"
#include "dashboards/review_text.h"
#include "dashboards/svg_chart.h"
#include "dashboards/utf8.h"
#include "dashboards/words.h"

namespace vigie::dashboards {
namespace {

std::string open_section(std::string_view id, std::string_view title, std::string_view text) {
  std::string out = fmt::format(
      R"(<section id="{0}" aria-labelledby="{0}-title"><h2 id="{0}-title">{1}</h2>)", id, title);
  if (!text.empty()) {
    out += fmt::format(R"(<p class="about">{}</p>)", text);
  }
  return out;
}

std::string per_day(Language language, const std::vector<std::uint32_t>& counts) {
  return draw_sparkline(counts, daily_sentence(counts, language));
}

std::string cut_notice(Language language, std::size_t rows) {
  if (rows <= kMostRows) {
    return {};
  }
  return fmt::format(R"(<p class="quiet">{}</p>)",
                     fill(phrases(language).rows_cut, format_count(language, rows - kMostRows)));
}

/// A real link only for a web address without anything that could end it early; else plain text.
std::string evidence_link(Language language, const ReportDomain& domain) {
  const std::string_view url = domain.evidence_url;
  const bool is_web = url.starts_with("https://") || url.starts_with("http://");
  const bool is_clean = url.size() <= 500 && url.find_first_of(" \t\r\n\"'<>\\`") == url.npos;
  if (!is_web || !is_clean) {
    return escape_html(cut_characters(defang_url(url), kCellLimit));
  }
  const Phrases& p = phrases(language);
  return fmt::format(
      R"(<a href="{}" rel="noreferrer noopener nofollow" aria-label="{}">{}</a>)",
      escape_html(url),
      fill(p.evidence_for, escape_html(cut_characters(defang_host(domain.domain), kCellLimit))),
      p.evidence_link);
}

std::vector<std::string> source_row(Language language, const ReportDomain& domain) {
  std::string name = cell(defang_host(domain.domain));
  if (!domain.label.empty() && domain.label != domain.domain && domain.label != domain.family) {
    name += fmt::format(R"( <span class="quiet">{}</span>)", cell(domain.label));
  }
  return {name,
          cell(tier_text(language, domain.tier)),
          cell(domain.family),
          format_count(language, domain.posts),
          stance_text(language, domain.stance),
          format_count(language, domain.accounts),
          per_day(language, domain.posts_per_day),
          cell(domain.list) + ' ' + evidence_link(language, domain)};
}

std::vector<std::string> declared_row(Language language, const ReportAccount& account) {
  return {cell(account.handle),
          cell(account.platform),
          std::string{class_text(language, account.account_class)},
          format_count(language, account.posts),
          format_count(language, account.listed_posts),
          per_day(language, account.posts_per_day)};
}

/// Mean and number of posts; nothing below the smallest number that has a mean.
std::string tone_text(Language language, const Tone& tone) {
  if (!tone.mean) {
    return {};
  }
  const std::string sign = *tone.mean > 0.0 ? "+" : "";
  return fmt::format("{}{} ({})",
                     sign,
                     format_decimal(language, *tone.mean, 1),
                     format_count(language, tone.posts));
}

std::vector<std::string> topic_row(Language language, const ReportTopic& topic) {
  const double share =
      topic.posts == 0 ? 0.0
                       : static_cast<double>(topic.listed_posts) / static_cast<double>(topic.posts);
  return {cell(topic_title(language, topic)),
          format_count(language, topic.posts),
          format_count(language, topic.accounts),
          fmt::format(
              "{} ({})", format_count(language, topic.listed_posts), format_share(language, share)),
          tone_text(language, topic.tone),
          per_day(language, topic.posts_per_day)};
}

std::string span_of(Language language, const ReportCollection& collection) {
  if (!collection.first_post || !collection.last_post) {
    return "\u2014";
  }
  return fmt::format("{} \u2013 {}",
                     format_date(language, *collection.first_post),
                     format_date(language, *collection.last_post));
}

std::vector<std::string> collection_row(Language language, const ReportCollection& collection) {
  const Phrases& p = phrases(language);
  std::string state{collection.complete ? p.state_complete : p.state_partial};
  if (collection.coverage_assumed) {
    state.append(", ").append(p.state_assumed);
  }
  return {cell(collection.source),
          cell(collection.platform),
          cell(collection.method),
          format_count(language, collection.records),
          format_count(language, collection.stored),
          format_count(language, collection.duplicates),
          format_count(language, collection.ignored),
          format_count(language, collection.rejected),
          span_of(language, collection),
          state};
}

template <typename Record, typename RowOf>
std::vector<std::vector<std::string>> rows_of(const std::vector<Record>& records, RowOf row_of) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < std::min(records.size(), kMostRows); ++i) {
    rows.push_back(row_of(records[i]));
  }
  return rows;
}

std::string collections_part(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  if (data.collections.empty()) {
    return fmt::format("<p>{}</p>", p.collections_none);
  }
  const Table table{p.coverage_title,
                    {{p.column_source},
                     {p.column_platform},
                     {p.column_method},
                     {p.column_read, true},
                     {p.column_stored, true},
                     {p.column_duplicates, true},
                     {p.column_ignored, true},
                     {p.column_rejected, true},
                     {p.column_span},
                     {p.column_state}},
                    rows_of(data.collections, [language](const ReportCollection& collection) {
                      return collection_row(language, collection);
                    })};
  return render_table(table) + cut_notice(language, data.collections.size());
}

/// Nothing where no live source has anything in the window.
std::string live_part(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  if (data.live_sources.empty()) {
    return {};
  }
  const Table table{p.live_title,
                    {{p.column_source}, {p.column_seen_hours, true}, {p.column_missed}},
                    rows_of(data.live_sources, [language](const ReportLiveSource& source) {
                      return std::vector<std::string>{
                          cell(source.name),
                          format_decimal(language, source.seen_hours, 1),
                          cell(missed_text(language, source))};
                    })};
  return fmt::format("<h3>{}</h3><p>{}</p>", p.live_title, p.live_explained) + render_table(table) +
         cut_notice(language, data.live_sources.size());
}

std::string rejects_part(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  std::string out = fmt::format("<h3>{}</h3>", p.rejects_title);
  if (data.rejects.empty()) {
    return out + fmt::format("<p>{}</p>", p.rejects_none);
  }
  const Table table{p.rejects_title,
                    {{p.column_reason}, {p.column_count, true}, {p.column_example}},
                    rows_of(data.rejects, [language](const ReportReject& reject) {
                      return std::vector<std::string>{cell(reject.reason),
                                                      format_count(language, reject.count),
                                                      cell(reject.example)};
                    })};
  return out + render_table(table) + cut_notice(language, data.rejects.size());
}

std::string notes_part(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  std::string out = fmt::format("<h3>{}</h3>", p.notes_title);
  if (data.run.notes.empty()) {
    return out + fmt::format("<p>{}</p>", p.notes_none);
  }
  out += "<ul>";
  for (const std::string& note : data.run.notes) {
    out += fmt::format("<li>{}</li>", cell(note_text(language, note)));
  }
  return out + "</ul>";
}

std::string shorteners_part(const ReportData& data, Language language) {
  const std::string sentence = shortener_sentence(data, language);
  return sentence.empty() ? std::string{} : fmt::format("<p>{}</p>", sentence);
}

std::string joined_or_none(const std::vector<std::string>& items, Language language) {
  if (items.empty()) {
    return std::string{phrases(language).none};
  }
  std::vector<std::string> escaped;
  for (const std::string& item : items) {
    escaped.push_back(cell(item));
  }
  return fmt::format("{}", fmt::join(escaped, "<br>"));
}

std::string definition(std::string_view term, std::string_view meaning) {
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", term, meaning);
}

}  // namespace

std::string render_declared(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  std::string out = open_section("declared", p.declared_title, p.declared_explained);
  if (data.declared.empty()) {
    return out + fmt::format("<p>{}</p></section>\n", p.declared_none);
  }
  const Table table{p.declared_title,
                    {{p.column_account},
                     {p.column_platform},
                     {p.column_class},
                     {p.column_posts, true},
                     {p.column_listed, true},
                     {p.column_per_day}},
                    rows_of(data.declared, [language](const ReportAccount& account) {
                      return declared_row(language, account);
                    })};
  return out + render_table(table) + cut_notice(language, data.declared.size()) + "</section>\n";
}

std::string render_sources(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  const std::string about =
      fill(p.sources_explained,
           format_plural(language, data.listed_posts, p.post_one, p.post_many),
           format_plural(language, data.listed_accounts, p.account_one, p.account_many)) +
      ' ' + std::string{p.stance_explained};
  if (data.domains.empty()) {
    return open_section("sources", p.sources_title, p.sources_none) + "</section>\n";
  }
  const Table table{p.sources_title,
                    {{p.column_domain},
                     {p.column_tier},
                     {p.column_family},
                     {p.column_posts, true},
                     {p.column_stance},
                     {p.column_accounts, true},
                     {p.column_per_day},
                     {p.column_list}},
                    rows_of(data.domains, [language](const ReportDomain& domain) {
                      return source_row(language, domain);
                    })};
  return open_section("sources", p.sources_title, about) + render_table(table) +
         cut_notice(language, data.domains.size()) + "</section>\n";
}

std::string render_topics(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  if (data.topics.empty()) {
    return open_section("topics", p.topics_title, p.topics_none) + "</section>\n";
  }
  const Table table{p.topics_title,
                    {{p.column_topic},
                     {p.column_posts, true},
                     {p.column_accounts, true},
                     {p.column_listed, true},
                     {p.column_tone, true},
                     {p.column_per_day}},
                    rows_of(data.topics, [language](const ReportTopic& topic) {
                      return topic_row(language, topic);
                    })};
  return open_section("topics",
                      p.topics_title,
                      std::string{p.topics_explained} + ' ' + std::string{p.tone_explained}) +
         render_table(table) + cut_notice(language, data.topics.size()) + "</section>\n";
}

std::string render_coverage(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  return open_section("coverage", p.coverage_title, p.coverage_explained) +
         collections_part(data, language) + live_part(data, language) +
         shorteners_part(data, language) + rejects_part(data, language) +
         notes_part(data, language) + "</section>\n";
}

std::string render_limits(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  const std::string_view coordination = has_note(data.run, "coordination_not_tested")
                                            ? p.limit_coordination
                                            : p.limit_coordination_tested;
  const std::string_view measured = precision_limit(data, language);
  std::string out = open_section("limits", p.limits_title, {}) + "<ul>";
  for (const std::string_view limit : {p.limit_who,
                                       p.limit_truth,
                                       p.limit_opinion,
                                       coordination,
                                       measured.empty() ? p.limit_precision : measured,
                                       p.limit_unseen}) {
    out += fmt::format("<li>{}</li>", limit);
  }
  return out + "</ul></section>\n";
}

std::string render_terms(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  return open_section("terms", p.terms_title, {}) + R"(<dl class="terms">)" +
         definition(p.term_troll_bot, p.define_troll_bot) +
         definition(p.term_automation, p.define_automation) +
         definition(p.term_interval, p.define_interval) +
         definition(p.term_line,
                    fill(p.define_line, format_share(language, data.run.report_line))) +
         definition(p.term_prior, fill(p.define_prior, format_share(language, data.run.prior))) +
         definition(p.term_points, p.define_points) +
         definition(p.term_grade,
                    fill(p.define_grade,
                         grade_text(language, Grade::kA),
                         grade_text(language, Grade::kB),
                         grade_text(language, Grade::kC),
                         grade_text(language, Grade::kD))) +
         definition(p.term_listed, p.define_listed) +
         definition(p.term_defanged, p.define_defanged) + "</dl></section>\n";
}

std::string render_versions(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  const AnalysisRun& run = data.run;
  const auto code = [](std::string_view text) { return "<code>" + cell(text) + "</code>"; };
  return open_section("versions", p.versions_title, p.versions_explained) +
         R"(<dl class="versions">)" + definition(p.version_run, fmt::format("{}", run.id.value)) +
         definition(p.version_started, format_time(language, run.started) + " UTC") +
         definition(p.version_software, code(data.vigie_version + ' ' + run.code_version)) +
         definition(p.version_model, code(run.model)) +
         definition(p.version_config, code(run.config_hash)) +
         definition(p.version_seed, fmt::format("{}", run.seed)) +
         definition(p.version_prior, format_share(language, run.prior)) +
         definition(p.version_line, format_share(language, run.report_line)) +
         definition(p.version_lists, joined_or_none(run.list_versions, language)) +
         definition(p.version_topics, joined_or_none(run.topics, language)) + "</dl></section>\n";
}

}  // namespace vigie::dashboards

#include "dashboards/amplification_report.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "dashboards/amplification_files.h"
#include "dashboards/amplification_text.h"
#include "dashboards/defang.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_table.h"
#include "dashboards/phrases.h"
#include "dashboards/report.h"
#include "dashboards/utf8.h"
#include "dashboards/words.h"
#include "storage/model/time.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kMostSources = 20;
constexpr std::size_t kMostObjects = 10;  // of each kind
constexpr std::size_t kMostNarratives = 15;
constexpr std::size_t kMostAlerts = 20;
constexpr std::size_t kShortCellLimit = 120;  // characters of a collected cell
constexpr std::size_t kMoversShown = 3;

std::string short_cell(std::string_view text) {
  return cell(text, kShortCellLimit);
}

std::string quiet(std::string_view html) {
  return html.empty() ? std::string{} : fmt::format(R"( <span class="quiet">{}</span>)", html);
}

/// A post shows its words and its author, where they are stored.
std::string name_cell(Language language,
                      AmplifiedKind kind,
                      const std::string& name,
                      const std::string& author,
                      const std::string& text) {
  if (kind != AmplifiedKind::kPost) {
    return short_cell(pushed_name(kind, name));
  }
  std::string out = short_cell(text.empty() ? name : defang_text(text));
  if (!author.empty()) {
    out += quiet(fill(amplification_text(language).by, short_cell(defang_host(author))));
  }
  return out;
}

std::string half_text(Language language, std::int64_t ms) {
  const AmplificationText& text = amplification_text(language);
  const auto in = [&](std::string_view phrase, std::int64_t unit, int decimals) {
    const double value = static_cast<double>(ms) / static_cast<double>(unit);
    return fill(phrase, format_decimal(language, value, decimals));
  };
  if (ms < kHourMs) {
    return in(text.minutes, kMinuteMs, 0);
  }
  return ms < kDayMs ? in(text.hours, kHourMs, 1) : in(text.days, kDayMs, 1);
}

std::string part(Language language, std::uint64_t some, std::uint64_t all) {
  return all == 0 ? "\u2014"
                  : format_share(language, static_cast<double>(some) / static_cast<double>(all));
}

/// Of the shares, and after the stroke of the accounts.
std::string carried_cell(Language language,
                         const CarriedBy& carried,
                         std::uint64_t shares,
                         std::uint64_t accounts) {
  return part(language, carried.shares, shares) + " / " +
         part(language, carried.accounts, accounts);
}

std::string movers_cell(const ReportAmplified& object) {
  std::vector<std::string> names;
  for (const ReportAmplified::Mover& mover : object.movers) {
    if (names.size() < kMoversShown) {
      names.push_back(short_cell(defang_host(mover.actor.handle)));
    }
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string table_of_kind(const ReportData& data, AmplifiedKind kind, Language language) {
  const AmplificationText& text = amplification_text(language);
  const std::string_view caption = kind == AmplifiedKind::kSource    ? text.sources_caption
                                   : kind == AmplifiedKind::kUrl     ? text.urls_caption
                                   : kind == AmplifiedKind::kHashtag ? text.hashtags_caption
                                                                     : text.posts_caption;
  Table table{caption,
              {{kind == AmplifiedKind::kSource ? text.column_source : text.column_object},
               {text.column_shares, true},
               {text.column_reach, true},
               {text.column_reposts, true},
               {text.column_half, true},
               {text.column_top_ten, true},
               {text.column_declared, true},
               {text.column_above, true},
               {text.column_grouped, true},
               {text.column_movers}},
              {}};
  std::size_t left = kind == AmplifiedKind::kSource ? kMostSources : kMostObjects;
  std::size_t cut = 0;
  for (const ReportAmplified& object : data.amplification.objects) {
    const Amplification& facts = object.facts;
    if (facts.kind != kind) {
      continue;
    }
    if (left == 0) {
      ++cut;
      continue;
    }
    --left;
    table.rows.push_back({name_cell(language, kind, object.name, object.author, object.text),
                          format_count(language, facts.shares),
                          format_count(language, facts.accounts),
                          format_count(language, facts.reposts),
                          half_text(language, facts.half_ms),
                          format_share(language, facts.top_ten_share),
                          carried_cell(language, facts.declared, facts.shares, facts.accounts),
                          carried_cell(language, facts.above_line, facts.shares, facts.accounts),
                          carried_cell(language, facts.grouped, facts.shares, facts.accounts),
                          movers_cell(object)});
  }
  if (table.rows.empty()) {
    return {};
  }
  std::string out = fmt::format("<h3>{}</h3>", caption) + render_table(table);
  if (cut > 0) {
    out += fmt::format(R"(<p class="quiet">{}</p>)",
                       fill(phrases(language).rows_cut, format_count(language, cut)));
  }
  return out;
}

std::string impact(const ReportData& data, Language language) {
  const AmplificationText& text = amplification_text(language);
  if (data.amplification.amplifiers.empty()) {
    return {};
  }
  Table table{text.impact_title,
              {{text.column_account},
               {text.column_class},
               {text.column_fib, true},
               {text.column_listed_posts, true},
               {text.column_received, true}},
              {}};
  for (const ReportAmplifier& amplifier : data.amplification.amplifiers) {
    table.rows.push_back({short_cell(defang_host(amplifier.actor.handle)) +
                              quiet(short_cell(amplifier.actor.platform)),
                          std::string{class_text(language, amplifier.actor.account_class)},
                          format_count(language, amplifier.fib_index),
                          format_count(language, amplifier.posts),
                          format_count(language, amplifier.reposts)});
  }
  return fmt::format(
             R"(<h3>{}</h3><p class="about">{}</p>)", text.impact_title, text.impact_about) +
         render_table(table);
}

std::string title_of_topic(const ReportData& data, Language language, const std::string& id) {
  const auto topic = std::find_if(
      data.topics.begin(), data.topics.end(), [&id](const auto& t) { return t.topic == id; });
  if (topic == data.topics.end()) {
    return id;
  }
  const auto title = topic->titles.find(std::string{language_tag(language)});
  return title == topic->titles.end() ? topic->title : title->second;
}

std::string narratives(const ReportData& data, Language language) {
  const AmplificationText& text = amplification_text(language);
  std::string out = fmt::format(
      R"(<h3>{}</h3><p class="about">{}</p>)", text.narratives_title, text.narratives_about);
  const std::vector<ReportNarrative>& all = data.amplification.narratives;
  if (all.empty()) {
    return out + fmt::format("<p>{}</p>", text.narratives_none);
  }
  Table table{text.narratives_title,
              {{text.column_narrative},
               {text.column_topic},
               {text.column_posts, true},
               {text.column_accounts, true},
               {text.column_dates},
               {text.column_declared, true},
               {text.column_above, true},
               {text.column_grouped, true}},
              {}};
  // Those of most accounts, whatever their topic.
  std::vector<const ReportNarrative*> largest;
  for (const ReportNarrative& narrative : all) {
    largest.push_back(&narrative);
  }
  std::stable_sort(largest.begin(), largest.end(), [](const auto* a, const auto* b) {
    return a->facts.accounts > b->facts.accounts;
  });
  const std::size_t shown = std::min(all.size(), kMostNarratives);
  for (std::size_t i = 0; i < shown; ++i) {
    const ReportNarrative& narrative = *largest[i];
    const Narrative& facts = narrative.facts;
    const std::string terms = fmt::format("{}", fmt::join(facts.terms, ", "));
    const std::string sample = !narrative.text.empty()   ? defang_text(narrative.text)
                               : !narrative.urls.empty() ? defang_url(narrative.urls.front())
                                                         : std::string{};
    table.rows.push_back({(terms.empty() ? std::string{text.unnamed} : short_cell(terms)) +
                              quiet(short_cell(sample)),
                          short_cell(title_of_topic(data, language, facts.topic)),
                          format_count(language, facts.posts),
                          format_count(language, facts.accounts),
                          format_date(language, from_ms(facts.first_ms)) + " \u2013 " +
                              format_date(language, from_ms(facts.last_ms)),
                          carried_cell(language, facts.declared, facts.posts, facts.accounts),
                          carried_cell(language, facts.above_line, facts.posts, facts.accounts),
                          carried_cell(language, facts.grouped, facts.posts, facts.accounts)});
  }
  out += render_table(table);
  if (shown < all.size()) {
    out +=
        fmt::format(R"(<p class="quiet">{}</p>)",
                    fill(phrases(language).rows_cut, format_count(language, all.size() - shown)));
  }
  return out;
}

std::string alerts(const ReportData& data, Language language) {
  const AmplificationText& text = amplification_text(language);
  const ReportAmplification& all = data.amplification;
  std::string out =
      fmt::format(R"(<h3>{}</h3><p class="about">{}</p>)",
                  text.alerts_title,
                  fill(text.alerts_about,
                       format_count(language, static_cast<std::uint64_t>(all.counts.tested_hours)),
                       format_count(language, all.counts.tested_new)));
  if (all.alerts.empty()) {
    return out + fmt::format("<p>{}</p>", text.alerts_none);
  }
  Table table{text.alerts_title,
              {{text.column_object},
               {text.column_peak},
               {text.column_shares, true},
               {text.column_expected, true},
               {text.column_accounts, true},
               {text.column_baseline}},
              {}};
  const std::size_t shown = std::min(all.alerts.size(), kMostAlerts);
  for (std::size_t i = 0; i < shown; ++i) {
    const ReportAlert& alert = all.alerts[i];
    table.rows.push_back(
        {name_cell(language, alert.facts.kind, alert.name, alert.author, alert.text),
         format_time(language, from_ms(alert.facts.peak_ms)),
         format_count(language, alert.facts.shares),
         format_decimal(language, alert.facts.expected, 1),
         format_count(language, alert.facts.accounts),
         std::string{alert.facts.baseline == AlertBaseline::kOwnHistory ? text.own_history
                                                                        : text.new_objects}});
  }
  out += render_table(table);
  if (shown < all.alerts.size()) {
    out += fmt::format(
        R"(<p class="quiet">{}</p>)",
        fill(phrases(language).rows_cut, format_count(language, all.alerts.size() - shown)));
  }
  return out;
}

}  // namespace

const AmplificationText& amplification_text(Language language) {
  switch (language) {
    case Language::kFrench:
      return kAmplificationFrench;
    case Language::kGerman:
      return kAmplificationGerman;
    case Language::kEnglish:
      break;
  }
  return kAmplificationEnglish;
}

std::string render_amplification(const ReportData& data, Language language) {
  if (!data.amplification.measured) {
    return {};
  }
  const AmplificationText& text = amplification_text(language);
  std::string out = fmt::format(
      R"(<section id="pushed" aria-labelledby="pushed-title"><h2 id="pushed-title">{}</h2>)"
      R"(<p class="about">{}</p>)",
      text.title,
      text.about);
  if (data.amplification.objects.empty()) {
    out += fmt::format("<p>{}</p>", text.nothing);
  } else {
    out += fmt::format(R"(<p class="about">{}</p>)", text.carried);
  }
  for (const AmplifiedKind kind : {AmplifiedKind::kSource,
                                   AmplifiedKind::kUrl,
                                   AmplifiedKind::kHashtag,
                                   AmplifiedKind::kPost}) {
    out += table_of_kind(data, kind, language);
  }
  return out + alerts(data, language) + narratives(data, language) + impact(data, language) +
         "</section>\n";
}

std::string amplification_link(const ReportData& data, Language language) {
  return data.amplification.measured
             ? fmt::format(R"(<a href="#pushed">{}</a>)", amplification_text(language).title)
             : std::string{};
}

std::string amplification_sentences(const ReportData& data, Language language) {
  const ReportAmplification& all = data.amplification;
  if (!all.measured) {
    return {};
  }
  const AmplificationText& text = amplification_text(language);
  std::string out;
  if (!all.objects.empty() && all.objects.front().facts.kind == AmplifiedKind::kSource) {
    const ReportAmplified& top = all.objects.front();
    out += fill(text.line_top,
                visible_text(defang_host(cut_characters(top.name, kShortCellLimit))),
                format_count(language, top.facts.shares),
                format_count(language, top.facts.accounts),
                half_text(language, top.facts.half_ms)) +
           " " +
           fill(text.line_above, part(language, top.facts.above_line.shares, top.facts.shares)) +
           " ";
  }
  return out + fill(text.line_counts,
                    format_count(language, all.narratives.size()),
                    format_count(language, all.alerts.size()));
}

}  // namespace vigie::dashboards

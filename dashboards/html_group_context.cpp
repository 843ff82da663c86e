#include "dashboards/html_group_context.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string_view>

#include <fmt/format.h>

#include "dashboards/group_text.h"
#include "dashboards/headline.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_group_profiles.h"
#include "dashboards/html_limits.h"
#include "dashboards/phrases.h"
#include "dashboards/svg_chart.h"
#include "dashboards/utf8.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kNamesInLabel = 3;
constexpr std::size_t kMostLanguages = 5;
constexpr std::size_t kMostTechniques = 10;
constexpr std::size_t kMostChartDays = 10'000;  // of a chart, whatever the run's window says
constexpr double kLeastShare = 1e-6;            // a share that is shown as "at most 1 %", not as 0

std::string word(std::string_view text) {
  return escape_html(cut_characters(text, kWordLimit));
}

/// The first members are the most linked; the picture is told to those who cannot see it.
std::string network_label(const ReportGroup& group,
                          std::size_t nodes,
                          std::size_t edges,
                          Language language) {
  std::vector<const ReportGroupMember*> central;
  for (std::size_t i = 0; i < nodes; ++i) {
    central.push_back(&group.members[i]);
  }
  std::stable_sort(central.begin(), central.end(), [](const auto* a, const auto* b) {
    return a->centrality > b->centrality;
  });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(central.size(), kNamesInLabel); ++i) {
    names.push_back(cut_characters(visible_text(central[i]->handle), kWordLimit));
  }
  return fill(group_phrases(language).network_label,
              format_count(language, nodes),
              format_count(language, edges),
              fmt::format("{}", fmt::join(names, ", ")));
}

std::string network_part(const ReportGroup& group, const GroupContext& context) {
  const Language language = context.language;
  const GroupPhrases& g = group_phrases(language);
  const std::size_t nodes = std::min(group.members.size(), context.limits.network.nodes);
  const std::size_t edges = network_edges(group, context.limits.network).size();
  std::string out = fmt::format(R"(<h4>{}</h4>{}<p class="quiet">{}</p>)",
                                g.network_title,
                                draw_network(group,
                                             context.report_line,
                                             context.limits.network,
                                             network_label(group, nodes, edges, language)),
                                g.network_legend);
  if (nodes < group.members.size() || edges < group.links.size()) {
    out += fmt::format(R"(<p class="quiet">{}</p>)",
                       fill(g.network_cut,
                            format_count(language, nodes),
                            format_count(language, group.members.size()),
                            format_count(language, edges),
                            format_count(language, group.links.size())));
  }
  return out;
}

std::string days_part(const ReportGroup& group, const GroupContext& context) {
  const std::vector<std::uint32_t> days = group_days(group, context.window);
  return fmt::format(
      R"(<h4>{}</h4><div class="wide">{}</div><p class="axis"><span>{}</span><span>{}</span></p>)",
      group_phrases(context.language).days_title,
      repeat_sparkline(days, group_sparkline_id(group)),
      format_date(context.language, context.window.begin),
      format_date(context.language, context.window.end - std::chrono::milliseconds{1}));
}

std::string hours_part(const ReportGroup& group, Language language) {
  const GroupPhrases& g = group_phrases(language);
  const auto* const busiest = std::max_element(group.hours.begin(), group.hours.end());
  const std::string label =
      fill(g.hours_label, busiest - group.hours.begin(), format_count(language, *busiest));
  return fmt::format(R"(<h4>{}</h4><div class="wide">{}</div><p class="axis"><span>0</span>)"
                     R"(<span>6</span><span>12</span><span>18</span><span>24</span></p>)",
                     g.hours_title,
                     draw_sparkline(group.hours, label));
}

std::string layers_list(const ReportGroup& group, Language language) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < kCoordinationLayerCount; ++i) {
    if (group.layer_meetings.at(i) > 0) {
      parts.push_back(fmt::format("{} {}",
                                  layer_text(language, static_cast<CoordinationLayer>(i)),
                                  format_count(language, group.layer_meetings.at(i))));
    }
  }
  return parts.empty() ? std::string{group_phrases(language).unknown}
                       : fmt::format("{}", fmt::join(parts, ", "));
}

std::string languages_list(const ReportGroup& group, Language language) {
  const GroupPhrases& g = group_phrases(language);
  std::uint64_t posts = 0;
  for (const GroupLanguageFinding& found : group.languages) {
    posts += found.posts;
  }
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < std::min(group.languages.size(), kMostLanguages); ++i) {
    const GroupLanguageFinding& found = group.languages[i];
    parts.push_back(
        fmt::format("{} {}",
                    found.language.empty() ? std::string{g.unknown_language} : word(found.language),
                    format_share(language,
                                 static_cast<double>(found.posts) /
                                     static_cast<double>(std::max<std::uint64_t>(1, posts)))));
  }
  return parts.empty() ? std::string{g.unknown} : fmt::format("{}", fmt::join(parts, ", "));
}

std::string measure(std::string_view name, const std::string& text) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>", name, text);
}

std::string measures_part(const ReportGroup& group, Language language) {
  const GroupPhrases& g = group_phrases(language);
  const std::uint64_t members = group.members.size();
  const auto share = [language](double value) {
    return format_share(language, std::clamp(value, 0.0, 1.0));
  };
  return fmt::format("<h4>{}</h4>", g.measures_title) + R"(<dl class="measures">)" +
         measure(g.density.name,
                 fill(g.density.meaning,
                      format_count(language, group.links.size()),
                      format_count(language, members * (members > 0 ? members - 1 : 0) / 2),
                      share(group.density))) +
         measure(g.meetings.name,
                 fill(g.meetings.meaning,
                      format_count(language, group.observed),
                      format_expected(language, group.expected))) +
         measure(g.gap.name, fill(g.gap.meaning, format_gap(language, group.median_gap_ms))) +
         measure(g.explained.name, fill(g.explained.meaning, share(group.explained))) +
         measure(g.extent.name,
                 fill(g.extent.meaning, share(std::max(kLeastShare, 1.0 - group.extent)))) +
         measure(g.layers.name, fill(g.layers.meaning, layers_list(group, language))) +
         measure(g.languages.name, fill(g.languages.meaning, languages_list(group, language))) +
         measure(g.office_hours.name, fill(g.office_hours.meaning, share(group.office_hours))) +
         measure(g.creation.name,
                 group.creation_peak > 0.0 ? fill(g.creation.meaning, share(group.creation_peak))
                                           : std::string{g.unknown}) +
         measure(g.profiles.name, profiles_sentence(group, language)) +
         measure(g.active.name,
                 fill(g.active.meaning,
                      format_time(language, group.first),
                      format_time(language, group.last))) +
         "</dl>";
}

std::string techniques_part(const ReportGroup& group, Language language) {
  if (group.techniques.empty()) {
    return {};
  }
  const GroupPhrases& g = group_phrases(language);
  std::string out = fmt::format(R"(<h4>{}</h4><ul class="plain">)", g.disarm_title);
  for (std::size_t i = 0; i < std::min(group.techniques.size(), kMostTechniques); ++i) {
    out += fmt::format("<li><code>{}</code> {}</li>",
                       word(group.techniques[i]),
                       technique_text(language, group.techniques[i]));
  }
  return out + fmt::format(R"(</ul><p class="quiet">{}</p>)", g.disarm_about);
}

}  // namespace

std::string group_sparkline_id(const ReportGroup& group) {
  return fmt::format("gs{}", group.group);
}

std::vector<std::uint32_t> group_days(const ReportGroup& group, const TimeWindow& window) {
  std::vector<std::uint32_t> days = group.posts_per_day;
  const auto length = std::chrono::ceil<std::chrono::days>(window.end - window.begin).count();
  const auto wanted = std::clamp<long>(length, 1, static_cast<long>(kMostChartDays));
  days.resize(std::clamp(days.size(), static_cast<std::size_t>(wanted), kMostChartDays));
  return days;
}

std::string render_group_context(const ReportGroup& group, const GroupContext& context) {
  return network_part(group, context) + days_part(group, context) +
         hours_part(group, context.language) + measures_part(group, context.language) +
         techniques_part(group, context.language);
}

}  // namespace vigie::dashboards

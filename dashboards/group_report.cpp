#include "dashboards/group_report.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dashboards/csv_cell.h"
#include "dashboards/group_text.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_group.h"
#include "dashboards/phrases.h"
#include "dashboards/report.h"
#include "dashboards/text_table.h"
#include "dashboards/text_wrap.h"
#include "dashboards/utf8.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kMostSectionBytes = 650'000;  // of the section
constexpr std::size_t kLeastMembers = 3;            // below, a group's table says nothing
constexpr std::size_t kFullGroups = 10;             // shown at once, and with more behind each
constexpr std::size_t kMostGone = 10;
constexpr std::size_t kMostTextGroups = 5;      // on the terminal
constexpr std::size_t kCampaignNameLimit = 60;  // characters of a campaign's name

std::uint64_t whole(double value) {
  constexpr double kMost = 1e18;
  return std::isfinite(value) && value > 0.0
             ? static_cast<std::uint64_t>(std::llround(std::min(value, kMost)))
             : 0;
}

std::string coverage_sentence(const CoordinationTotals& totals, Language language) {
  const GroupPhrases& g = group_phrases(language);
  std::string out = fill(g.tested,
                         format_count(language, totals.tested_pairs),
                         format_count(language, whole(totals.eligible_pairs)),
                         format_count(language, totals.pairs));
  if (totals.pairs > 0) {
    out += ' ' + std::string{g.false_discovery};
  }
  if (totals.popular_objects > 0) {
    out += ' ' + fill(g.popular,
                      format_count(language, totals.popular_objects),
                      format_count(language, totals.popular_shares));
  }
  return out;
}

/// Names are raw: for HTML they are escaped, for the terminal made visible.
template <typename Show>
std::string gone_sentence(const ReportCoordination& coordination, Language language, Show show) {
  if (coordination.gone.empty()) {
    return {};
  }
  const GroupPhrases& g = group_phrases(language);
  std::vector<std::string> items;
  for (std::size_t i = 0; i < std::min(coordination.gone.size(), kMostGone); ++i) {
    const ReportGoneCampaign& gone = coordination.gone[i];
    items.push_back(fill(g.gone_item,
                         show(cut_characters(shown_object(gone.name), kCampaignNameLimit)),
                         accounts_text(language, gone.members),
                         format_date(language, gone.last_seen - std::chrono::milliseconds{1})));
  }
  if (coordination.gone.size() > kMostGone) {
    items.push_back(
        fill(g.gone_more, format_count(language, coordination.gone.size() - kMostGone)));
  }
  return fill(g.gone, fmt::format("{}", fmt::join(items, "; ")));
}

std::string list_of(std::string_view items) {
  return items.empty() ? std::string{} : fmt::format("<ol class=\"groups\">\n{}</ol>", items);
}

GroupLimits limits_for(std::size_t position, std::size_t cut, std::uint32_t text_limit) {
  GroupLimits limits;
  if (position >= kFullGroups) {
    limits = {.members = 12, .objects = 4, .meetings = 2, .text_limit = 160, .network = {30, 90}};
  }
  limits.members = std::max(kLeastMembers, limits.members / cut);
  limits.objects = std::max<std::size_t>(1, limits.objects / cut);
  limits.meetings = std::max<std::size_t>(1, limits.meetings / cut);
  limits.network.nodes = std::max(kLeastMembers, limits.network.nodes / cut);
  limits.network.edges = std::max(kLeastMembers, limits.network.edges / cut);
  limits.network.numbered = std::min(limits.network.numbered, limits.members);
  limits.text_limit = std::max<std::uint32_t>(
      40, std::min(limits.text_limit, text_limit) / static_cast<std::uint32_t>(cut));
  return limits;
}

std::string group_lists(const ReportData& data,
                        Language language,
                        const AccountNumbers& rows,
                        std::uint32_t text_limit,
                        std::size_t cut) {
  const GroupPhrases& g = group_phrases(language);
  const ReportCoordination& coordination = data.coordination;
  std::string first;
  std::string more;
  std::string known;
  std::size_t position = 0;
  std::size_t more_count = 0;
  for (const ReportGroup& group : coordination.groups) {
    const std::size_t place = is_known(group) ? kFullGroups : position++;
    const std::string item = render_group(group,
                                          {.language = language,
                                           .report_line = data.run.report_line,
                                           .window = data.run.window,
                                           .rows = rows,
                                           .limits = limits_for(place, cut, text_limit)});
    if (is_known(group)) {
      known += item;
    } else {
      (place < kFullGroups ? first : more) += item;
      more_count += place < kFullGroups ? 0 : 1;
    }
  }
  std::string out = list_of(first);
  if (!more.empty()) {
    out += fmt::format(R"(<details class="more"><summary>{}</summary>{}</details>)",
                       fill(g.more_groups, format_count(language, more_count)),
                       list_of(more));
  }
  if (coordination.groups.size() < coordination.groups_total) {
    out += fmt::format(R"(<p class="quiet">{}</p>)",
                       fill(g.cut,
                            format_count(language, coordination.groups.size()),
                            format_count(language, coordination.groups_total)));
  }
  if (!known.empty()) {
    out += fmt::format(R"(<div class="below"><h3>{}</h3><p class="about">{}</p>{}</div>)",
                       g.known_title,
                       g.known_about,
                       list_of(known));
  }
  return out;
}

std::string text_row(const ReportGroup& group, Language language) {
  const GroupPhrases& g = group_phrases(language);
  std::string facts = fmt::format("{}, {} {}",
                                  accounts_text(language, group.members.size()),
                                  g.gap_short,
                                  format_gap(language, group.median_gap_ms));
  if (!group.status.empty()) {
    facts += ", " + visible_text(status_text(language, group.status));
  }
  if (is_known(group)) {
    facts += ", " + std::string{g.known_title};
  }
  return fmt::format("{}  {}\n     {}",
                     align_right(fmt::format("{}", group.group), 3),
                     visible_text(cut_characters(shown_object(group.name), kTextColumns - 5)),
                     wrap_text(facts, "     "));
}

std::string csv_cells(const ReportData& data, const ReportGroup& group) {
  return fmt::format(
      "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},",
      data.run.id.value,
      data.simulated ? "yes" : "no",
      group.group,
      csv_text_cell(shown_object(group.name)),
      csv_text_cell(group.status),
      group.campaign == 0 ? std::string{} : fmt::format("{}", group.campaign),
      group.campaign_since ? to_iso8601(*group.campaign_since) : std::string{},
      is_known(group) ? "yes" : "no",
      group.members.size(),
      group.known_members,
      group.links.size(),
      group.observed,
      csv_number_cell(group.expected),
      csv_number_cell(group.density),
      csv_number_cell(group.extent),
      csv_number_cell(group.median_gap_ms / 1000.0),
      csv_number_cell(group.explained),
      csv_number_cell(group.creation_peak),
      csv_number_cell(group.office_hours),
      to_iso8601(group.first),
      to_iso8601(group.last),
      csv_text_cell(fmt::format("{}", fmt::join(group.techniques, " "))),
      csv_text_cell(group.languages.empty() ? std::string{} : group.languages.front().language));
}

std::string csv_cells(const ReportGroupMember& member) {
  return fmt::format(
      "{},{},{},{},{},{},{},{},{},{},{},{}",
      csv_text_cell(member.platform),
      csv_text_cell(member.native_id),
      csv_text_cell(member.handle),
      csv_number_cell(member.likelihood),
      grade_letter(member.grade),
      member.links,
      member.core,
      csv_number_cell(member.centrality),
      csv_number_cell(member.score),
      csv_number_cell(member.explained),
      csv_text_cell(member.known_reason),
      member.profile_text == 0 ? std::string{} : fmt::format("{}", member.profile_text));
}

/// The last columns, of the group: added behind those that others read by their place.
std::string csv_profile_cells(const std::optional<ReportGroupProfiles>& profiles) {
  return profiles ? fmt::format(",{},{},{},{}",
                                profiles->members,
                                profiles->sharing,
                                csv_number_cell(profiles->expected),
                                profiles->accounts)
                  : std::string{",,,,"};
}

}  // namespace

std::string render_groups(const ReportData& data,
                          Language language,
                          const AccountNumbers& rows,
                          std::uint32_t text_limit) {
  const GroupPhrases& g = group_phrases(language);
  const ReportCoordination& coordination = data.coordination;
  std::string out = fmt::format(R"(<section id="groups" aria-labelledby="groups-title">)"
                                R"(<h2 id="groups-title">{}</h2>)",
                                g.title);
  if (!coordination.tested) {
    return out + fmt::format(R"(<p class="calm">{}</p></section>)", g.not_tested) + '\n';
  }
  const std::string method = fmt::format(R"(<p class="about">{} {}</p>)",
                                         coverage_sentence(coordination.coverage, language),
                                         self_test_sentence(coordination.coverage, language));
  if (coordination.groups.empty()) {
    out +=
        fmt::format(R"(<p class="calm">{}</p>{})", groups_sentence(coordination, language), method);
  } else {
    out += fmt::format(R"(<p class="about">{}</p>{})", g.about, method);
    std::size_t cut = 1;
    std::string lists = group_lists(data, language, rows, text_limit, cut);
    while (lists.size() > kMostSectionBytes && cut < 16) {
      cut *= 2;
      lists = group_lists(data, language, rows, text_limit, cut);
    }
    out += lists;
    out += fmt::format(R"(<p class="quiet">{}</p>)", g.cannot_exclude);
  }
  if (const std::string gone = gone_sentence(coordination, language, isolate_html); !gone.empty()) {
    out += fmt::format("<p>{}</p>", gone);
  }
  return out + "</section>\n";
}

std::string render_text_groups(const ReportData& data, Language language) {
  const GroupPhrases& g = group_phrases(language);
  const ReportCoordination& coordination = data.coordination;
  std::string out =
      fmt::format("\n{}\n{}", g.title, wrap_text(groups_sentence(coordination, language), ""));
  if (!coordination.tested) {
    return out;
  }
  const std::size_t shown = std::min(coordination.groups.size(), kMostTextGroups);
  for (std::size_t i = 0; i < shown; ++i) {
    out += text_row(coordination.groups[i], language);
  }
  if (shown < coordination.groups_total) {
    out += fmt::format("  (+{})\n", coordination.groups_total - shown);
  }
  if (const std::string gone = gone_sentence(
          coordination, language, [](const std::string& name) { return visible_text(name); });
      !gone.empty()) {
    out += wrap_text(gone, "");
  }
  return out + wrap_text(self_test_sentence(coordination.coverage, language), "");
}

std::string render_group_csv(const ReportData& data, const ReportOptions& /*options*/) {
  std::string out =
      "run,simulated,group,name,status,campaign,campaign_since,known_group,members,known_members,"
      "group_links,observed,expected,density,extent,median_gap_s,group_explained,creation_peak,"
      "office_hours,first,last,techniques,main_language,platform,native_id,handle,"
      "troll_bot_likelihood,grade,links,core,centrality,score,explained,known_reason,"
      "profile_text,profile_members,profile_sharing,profile_expected,profile_accounts";
  out += kCsvEndOfRow;
  for (const ReportGroup& group : data.coordination.groups) {
    const std::string cells = csv_cells(data, group);
    const std::string profile_cells = csv_profile_cells(group.profiles);
    for (const ReportGroupMember& member : group.members) {
      out += cells + csv_cells(member) + profile_cells;
      out += kCsvEndOfRow;
    }
  }
  return out;
}

}  // namespace vigie::dashboards

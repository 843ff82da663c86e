#include "dashboards/html_group.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "dashboards/group_text.h"
#include "dashboards/headline.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_group_context.h"
#include "dashboards/html_group_profiles.h"
#include "dashboards/html_limits.h"
#include "dashboards/html_posts.h"
#include "dashboards/html_table.h"
#include "dashboards/phrases.h"
#include "dashboards/svg_chart.h"
#include "dashboards/utf8.h"
#include "dashboards/withheld_text.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kGroupNameLimit = 90;  // characters of a group's name
constexpr std::size_t kObjectLimit = 140;    // characters of an object
constexpr std::size_t kMostReasons = 3;

/// `12 accounts · growing · 4 new, 8 stayed, 1 left · seen since 3 Nov 2026`.
std::string sub_line(const ReportGroup& group, Language language) {
  const GroupPhrases& g = group_phrases(language);
  std::vector<std::string> parts{accounts_text(language, group.members.size())};
  if (!group.status.empty()) {
    parts.push_back(fmt::format(
        "<b>{}</b>", escape_html(cut_characters(status_text(language, group.status), kWordLimit))));
  }
  if (!group.status.empty() && group.status != "new") {
    parts.push_back(fill(g.membership,
                         format_count(language, group.members_new),
                         format_count(language, group.members_kept),
                         format_count(language, group.members_left)));
    if (group.campaign_since) {
      parts.push_back(fill(g.since, format_date(language, *group.campaign_since)));
    }
  }
  return fmt::format("{}", fmt::join(parts, " \u00b7 "));
}

/// What it met on most, in a word each.
std::string layers_line(const ReportGroup& group, Language language) {
  std::vector<std::size_t> layers;
  for (std::size_t i = 0; i < kCoordinationLayerCount; ++i) {
    if (group.layer_meetings.at(i) > 0) {
      layers.push_back(i);
    }
  }
  std::stable_sort(layers.begin(), layers.end(), [&group](std::size_t a, std::size_t b) {
    return group.layer_meetings.at(a) > group.layer_meetings.at(b);
  });
  std::vector<std::string_view> words;
  for (const std::size_t layer : layers) {
    words.push_back(layer_text(language, static_cast<CoordinationLayer>(layer)));
  }
  return fmt::format("{}", fmt::join(words, " \u00b7 "));
}

std::string fact(const std::string& number, std::string_view label) {
  return fmt::format(
      R"(<span class="fact"><b>{}</b> <span class="label">{}</span></span>)", number, label);
}

std::string summary_row(const ReportGroup& group, const GroupContext& context) {
  const Language language = context.language;
  const GroupPhrases& g = group_phrases(language);
  const std::vector<std::uint32_t> days = group_days(group, context.window);
  return fmt::format(
      R"(<summary><span class="rank">{}</span><span class="who"><h3>{}</h3>)"
      R"(<span class="facts">{}</span><span class="sub">{}</span></span>{}{})"
      R"(<span class="trend">{}</span></summary>)",
      group.group,
      cell(shown_object(group.name), kGroupNameLimit),
      sub_line(group, language),
      layers_line(group, language),
      fact(format_gap(language, group.median_gap_ms), g.gap_short),
      fact(format_share(language, std::clamp(group.density, 0.0, 1.0)), g.links_short),
      draw_sparkline(days, daily_sentence(days, language), group_sparkline_id(group)));
}

/// Distinct reasons of the team's list, in their order.
std::string reasons_part(const ReportGroup& group, Language language) {
  if (group.known_members == 0) {
    return {};
  }
  const GroupPhrases& g = group_phrases(language);
  std::set<std::string_view> reasons;
  for (const ReportGroupMember& member : group.members) {
    if (!member.known_reason.empty()) {
      reasons.insert(member.known_reason);
    }
  }
  std::vector<std::string> shown;
  for (const std::string_view reason : reasons) {
    if (shown.size() < kMostReasons) {
      shown.push_back(cell(reason));
    }
  }
  std::string out = fill(g.known_members,
                         format_count(language, group.known_members),
                         format_count(language, group.members.size()));
  if (!shown.empty()) {
    out += ' ' + fill(g.known_reason, fmt::format("{}", fmt::join(shown, "; ")));
  }
  return fmt::format("<p>{}</p>", out);
}

std::string lead(const ReportGroup& group, Language language) {
  const GroupPhrases& g = group_phrases(language);
  return fmt::format(R"(<p class="lead">{}</p><p>{}</p>)",
                     fill(g.lead,
                          accounts_text(language, group.members.size()),
                          format_plural(language, group.links.size(), g.link_one, g.link_many),
                          format_count(language, group.observed),
                          format_expected(language, group.expected)),
                     g.consistent) +
         reasons_part(group, language);
}

std::string objects_part(const ReportGroup& group, const GroupContext& context) {
  const Language language = context.language;
  const GroupPhrases& g = group_phrases(language);
  if (group.objects.empty()) {
    return {};
  }
  Table table{g.objects_title,
              {{g.column_object},
               {g.column_members, true},
               {g.column_expected, true},
               {g.column_sharers, true},
               {g.column_when}},
              {}};
  const std::size_t shown = std::min(group.objects.size(), context.limits.objects);
  for (std::size_t i = 0; i < shown; ++i) {
    const ReportGroupObject& object = group.objects[i];
    const std::string name = object.label.empty() ? std::string{g.object_gone}
                                                  : cell(shown_object(object.label), kObjectLimit);
    table.rows.push_back(
        {fmt::format(
             R"({} <span class="quiet">{}</span>)", name, layer_text(language, object.layer)),
         format_count(language, object.members),
         format_expected(language, object.expected),
         format_count(language, object.sharers),
         format_date(language, object.first)});
  }
  return fmt::format("<h4>{}</h4>", g.objects_title) + render_table(table);
}

std::string half_of_pair(const ReportPost& post,
                         const ReportGroupMember& member,
                         const GroupContext& context) {
  return fmt::format(
      R"(<div><span class="when"><b>{}</b>, <time datetime="{}">{}</time></span>{}</div>)",
      cell(member.handle, kNameLimit),
      to_iso8601(post.time),
      format_time(context.language, post.time),
      render_post_body(post, context.language, context.limits.text_limit));
}

/// The earlier post left.
std::string pair_item(const ReportMeeting& meeting,
                      const ReportGroup& group,
                      const GroupContext& context) {
  std::string first = half_of_pair(meeting.post_a, group.members[meeting.member_a], context);
  std::string second = half_of_pair(meeting.post_b, group.members[meeting.member_b], context);
  if (meeting.gap_ms < 0) {
    std::swap(first, second);
  }
  return fmt::format(
      R"(<li><span class="gap"><b>{}</b> <span class="quiet">{}</span></span>{}{}</li>)",
      apart_text(context.language, meeting.gap_ms),
      layer_text(context.language, meeting.layer),
      first,
      second);
}

std::string pairs_part(const ReportGroup& group, const GroupContext& context) {
  const GroupPhrases& g = group_phrases(context.language);
  std::string items;
  std::size_t count = 0;
  for (const ReportMeeting& meeting : group.meetings) {
    if (count < context.limits.meetings &&
        std::max(meeting.member_a, meeting.member_b) < group.members.size()) {
      items += pair_item(meeting, group, context);
      ++count;
    }
  }
  return fmt::format("<h4>{}</h4>", g.pairs_title) +
         (items.empty() ? fmt::format("<p>{}</p>", g.pairs_none)
                        : R"(<ol class="pairs">)" + items + "</ol>");
}

std::vector<std::string> member_row(const ReportGroupMember& member,
                                    std::size_t number,
                                    const GroupContext& context) {
  const Language language = context.language;
  const std::uint32_t row = number_of(context.rows, member.platform, member.native_id);
  std::string name = cell(member.handle, kNameLimit);
  if (row != 0) {
    name = fmt::format(R"(<a href="#a{}">{}</a>)", row, name);
  }
  std::string account = fmt::format(
      R"({}. {} <span class="quiet">{}</span>)", number, name, cell(member.platform, kWordLimit));
  if (!member.known_reason.empty()) {
    account += fmt::format(R"( <span class="quiet">{}</span>)", cell(member.known_reason));
  }
  if (member.withheld) {
    account +=
        fmt::format(R"( <span class="quiet">{}</span>)", withheld_note(language, *member.withheld));
  }
  if (member.profile_text != 0) {
    account += fmt::format(R"( <span class="quiet">{}</span>)",
                           fill(group_phrases(language).profile_mark, member.profile_text));
  }
  return {account,
          format_likelihood(language, member.likelihood),
          format_count(language, member.links),
          format_share(language, std::clamp(member.explained, 0.0, 1.0))};
}

std::string members_part(const ReportGroup& group, const GroupContext& context) {
  const Language language = context.language;
  const Phrases& p = phrases(language);
  const GroupPhrases& g = group_phrases(language);
  Table table{g.members_title,
              {{p.column_account},
               {p.troll_bot_label, true},
               {g.column_links, true},
               {g.column_explained, true}},
              {}};
  const std::size_t shown = std::min(group.members.size(), context.limits.members);
  for (std::size_t i = 0; i < shown; ++i) {
    table.rows.push_back(member_row(group.members[i], i + 1, context));
  }
  std::string out = fmt::format("<h4>{}</h4>", g.members_title) + render_table(table);
  if (shown < group.members.size()) {
    out += fmt::format(R"(<p class="quiet">{}</p>)",
                       fill(g.members_cut, format_count(language, group.members.size() - shown)));
  }
  return out;
}

std::string readings_part(const ReportGroup& group, Language language) {
  std::string out =
      fmt::format(R"(<h4>{}</h4><ul class="readings">)", group_phrases(language).innocent_title);
  for (const GroupReading& reading : group_readings(group, language)) {
    out += fmt::format("<li><b>{}</b> {}</li>", reading.who, reading.look);
  }
  return out + "</ul>";
}

}  // namespace

std::string render_group(const ReportGroup& group, const GroupContext& context) {
  const Language language = context.language;
  return fmt::format(
      R"(<li class="group" id="g{}"><details>{}<div class="detail"><div class="argument">)"
      R"({}{}{}{}{}{}</div><div class="context">{}</div></div></details></li>)"
      "\n",
      group.group,
      summary_row(group, context),
      lead(group, language),
      pairs_part(group, context),
      objects_part(group, context),
      members_part(group, context),
      render_group_profiles(group, context),
      readings_part(group, language),
      render_group_context(group, context));
}

}  // namespace vigie::dashboards

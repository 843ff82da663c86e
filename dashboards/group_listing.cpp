#include "dashboards/group_listing.h"

#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dashboards/coordination_words.h"
#include "dashboards/defang.h"
#include "dashboards/group_text.h"
#include "dashboards/html_escape.h"
#include "dashboards/language.h"
#include "dashboards/plain_json.h"
#include "dashboards/plain_words.h"
#include "dashboards/text_table.h"
#include "dashboards/text_wrap.h"
#include "dashboards/withheld_text.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kNameCut = 32;
constexpr std::size_t kLongCut = 70;
constexpr std::size_t kGroupPostCut = 120;

std::string head(const AnalysisRun& run) {
  return fmt::format("Run {}, {}, UTC\n", run.id.value, format_window(kEnglish, run.window));
}

/// A name may be a domain or an address: it must not become a link in the mail it is pasted into.
std::string shown_name(const ReportGroup& group, std::size_t columns) {
  return fit_text(defang_host(group.name), columns);
}

std::string ratio(double observed, double expected) {
  return expected > 0.0 ? fmt::format("{:.0f} x", observed / expected) : std::string{"-"};
}

std::string status_of(const ReportGroup& group) {
  return group.status.empty() ? "-" : group.status;
}

std::string members_of(const ReportGroup& group) {
  const std::string members = format_count(kEnglish, group.members.size());
  return group.known_members == 0 ? members
                                  : fmt::format("{} ({} known)", members, group.known_members);
}

std::string groups_table(const ReportCoordination& coordination) {
  TextTable table{{{"group", true},
                   {"name", false, kNameCut},
                   {"status"},
                   {"members", true},
                   {"links", true},
                   {"observed", true},
                   {"expected", true},
                   {"ratio", true},
                   {"median gap", true},
                   {"first"},
                   {"last"},
                   {"extent", true}}};
  for (const ReportGroup& group : coordination.groups) {
    table.add({std::to_string(group.group),
               defang_host(group.name),
               status_of(group),
               members_of(group),
               format_count(kEnglish, group.links.size()),
               format_count(kEnglish, group.observed),
               fmt::format("{:.1f}", group.expected),
               ratio(group.observed, group.expected),
               plain_duration(static_cast<std::int64_t>(group.median_gap_ms)),
               to_iso_date(group.first),
               to_iso_date(group.last),
               fmt::format("{:.2f}", group.extent)});
  }
  return table.render();
}

std::string gone_part(const ReportCoordination& coordination) {
  std::string out;
  for (const ReportGoneCampaign& gone : coordination.gone) {
    out += fmt::format("Gone: {}, {}, last seen in the window to {}\n",
                       fit_text(defang_host(gone.name), kLongCut),
                       format_plural(kEnglish, gone.members, "{} member", "{} members"),
                       to_iso_date(gone.last_seen - std::chrono::milliseconds{1}));
  }
  return out;
}

std::string meaning() {
  return wrap_text(
      "A group is consistent with coordination; it says neither who nor why. Parties, unions, "
      "newsrooms and fans coordinate in the open. What is not found cannot be excluded.");
}

std::string campaign_line(const ReportGroup& group) {
  if (group.status.empty()) {
    return {};
  }
  std::string line =
      "Campaign " + std::to_string(group.campaign) + ": " + visible_text(group.status);
  if (group.campaign_since) {
    line += ", first seen in the window from " + to_iso_date(*group.campaign_since);
  }
  return line + fmt::format("; {} members kept, {} new, {} left\n",
                            group.members_kept,
                            group.members_new,
                            group.members_left);
}

std::string figures(const ReportGroup& group) {
  std::string out = fmt::format(
      "{} members, {} links ({} of all that are possible); met {} times where chance expects "
      "{:.1f}. Half of the meetings are closer than {}. {} of the members' posts stand behind "
      "links. Extent {:.2f}: three members stay linked when only links stronger than that part of "
      "all tested pairs count.",
      members_of(group),
      format_count(kEnglish, group.links.size()),
      format_share(kEnglish, group.density),
      format_count(kEnglish, group.observed),
      group.expected,
      plain_duration(static_cast<std::int64_t>(group.median_gap_ms)),
      format_share(kEnglish, group.explained),
      group.extent);
  if (group.creation_peak > 0.0) {
    out += fmt::format(" {} of them were created within one week.",
                       format_share(kEnglish, group.creation_peak));
  }
  out += fmt::format(
      " {} of these posts fall in their ten busiest hours, Monday to Friday (30 % when spread "
      "evenly).",
      format_share(kEnglish, group.office_hours));
  return wrap_text(out);
}

std::string series_part(const ReportGroup& group) {
  std::string out;
  std::vector<std::string> layers;
  for (std::size_t i = 0; i < kCoordinationLayerCount; ++i) {
    if (group.layer_meetings.at(i) > 0) {
      layers.push_back(fmt::format("{} {}",
                                   plain_layer(static_cast<CoordinationLayer>(i)),
                                   format_count(kEnglish, group.layer_meetings.at(i))));
    }
  }
  std::vector<std::string> languages;
  for (const GroupLanguageFinding& language : group.languages) {
    languages.push_back(
        fmt::format("{} {}",
                    language.language.empty() ? "unknown" : visible_text(language.language),
                    format_count(kEnglish, language.posts)));
  }
  out += fmt::format("Meetings    {}\n", fmt::join(layers, ", "));
  out += fmt::format("Languages   {}\n", fmt::join(languages, ", "));
  out += fmt::format("Days        |{}|\n", plain_sparkline(group.posts_per_day));
  out += fmt::format("Hours 0-23  |{}| UTC\n", plain_sparkline(group.hours));
  if (!group.techniques.empty()) {
    out +=
        visible_text(fmt::format("DISARM      {} (suggested)", fmt::join(group.techniques, ", "))) +
        '\n';
  }
  return out;
}

std::string members_part(const ReportGroup& group) {
  TextTable table{{{"member", false, 44},
                   {"likelihood", true},
                   {"links", true},
                   {"core", true},
                   {"centrality", true},
                   {"decades", true},
                   {"explained", true},
                   {"profile", true},
                   {"known reason"}}};
  for (const ReportGroupMember& member : group.members) {
    table.add({member.platform + ':' + member.handle,
               plain_likelihood(member.likelihood, member.grade),
               format_count(kEnglish, member.links),
               format_count(kEnglish, member.core),
               fmt::format("{:.2f}", member.centrality),
               fmt::format("{:.1f}", member.score),
               format_share(kEnglish, member.explained),
               member.profile_text == 0 ? "-" : std::to_string(member.profile_text),
               member.known_reason});
  }
  return '\n' + table.render("  ");
}

/// Profile texts that members share, as far as they may be shown.
std::string profiles_part(const ReportGroup& group) {
  if (!group.profiles) {
    return "\nProfile texts were not compared in this run.\n";
  }
  const ReportGroupProfiles& profiles = *group.profiles;
  if (profiles.members == 0) {
    return "\nNo member has a profile text of 30 characters and 15 letters.\n";
  }
  std::string out =
      '\n' + wrap_text(fmt::format(
                 "Profile texts: of {} with one, {} the text of another member (letter case, "
                 "links, mentions and emoji apart); {} expected among {} of the same platforms and "
                 "languages. Newsrooms, parties and their branches write one text in all their "
                 "profiles; no link, group or likelihood comes from it.",
                 format_plural(kEnglish, profiles.members, "{} member", "{} members"),
                 format_plural(kEnglish, profiles.sharing, "{} has", "{} have"),
                 format_expected(kEnglish, profiles.expected),
                 format_plural(kEnglish, profiles.accounts, "{} account", "{} accounts")));
  for (std::size_t i = 0; i < profiles.texts.size(); ++i) {
    const ReportProfileText& text = profiles.texts[i];
    std::string words = text.withheld       ? "(an account that carries it is not named here)"
                        : text.text.empty() ? "(no two of them still have it)"
                                            : fit_text(defang_text(text.text), kGroupPostCut);
    out += fmt::format("{:>3}. {} of {} that carry it, -log10 p {:.1f}: {}\n",
                       i + 1,
                       text.members,
                       format_plural(kEnglish, text.accounts, "{} account", "{} accounts"),
                       text.decades,
                       words);
  }
  return out;
}

std::string listed_object(CoordinationLayer layer, std::string_view label) {
  const bool is_address = layer == CoordinationLayer::kUrl || layer == CoordinationLayer::kDomain;
  return is_address ? defang_url(label) : defang_text(label);
}

std::string objects_part(const ReportGroup& group) {
  TextTable table{{{"object", false, 60},
                   {"shared"},
                   {"members", true},
                   {"expected", true},
                   {"sharers", true},
                   {"first"}}};
  for (const ReportGroupObject& object : group.objects) {
    table.add({object.label.empty() ? "(erased)" : listed_object(object.layer, object.label),
               std::string{plain_layer(object.layer)},
               format_count(kEnglish, object.members),
               fmt::format("{:.1f}", object.expected),
               format_count(kEnglish, object.sharers),
               plain_time(object.first)});
  }
  return group.objects.empty() ? std::string{} : '\n' + table.render("  ");
}

std::string post_line(const ReportGroupMember& member, const ReportPost& post) {
  const std::string words = post.withheld ? withheld_post(kEnglish, *post.withheld) : post.text;
  const std::string text =
      words.empty() ? std::string{} : ": " + fit_text(defang_text(words), kGroupPostCut);
  return fmt::format("     {}  {}  {} {}{}\n",
                     plain_time(post.time),
                     fit_text(member.platform + ':' + member.handle, kNameCut),
                     post.kind,
                     fit_text(post.native_id, kNameCut),
                     text);
}

std::string meetings_part(const ReportGroup& group) {
  std::string out = group.meetings.empty() ? "" : "\nPosts side by side\n";
  for (std::size_t i = 0; i < group.meetings.size(); ++i) {
    const ReportMeeting& meeting = group.meetings[i];
    out += fmt::format(
        "{:>3}. {}, {} apart\n", i + 1, plain_layer(meeting.layer), plain_duration(meeting.gap_ms));
    out += post_line(group.members.at(meeting.member_a), meeting.post_a);
    out += post_line(group.members.at(meeting.member_b), meeting.post_b);
  }
  return out;
}

}  // namespace

std::string render_text_groups(const ReportCoordination& coordination, const AnalysisRun& run) {
  std::string out = head(run) + wrap_text(tested_sentence(coordination.coverage)) +
                    wrap_text(self_test_sentence(coordination.coverage, kEnglish)) + '\n';
  out += coordination.groups.empty() ? std::string{"No group: nothing tested stands out.\n"}
                                     : groups_table(coordination);
  if (coordination.groups_total > coordination.groups.size()) {
    out +=
        fmt::format("... and {} smaller ones; --limit shows more.\n",
                    format_count(kEnglish, coordination.groups_total - coordination.groups.size()));
  }
  out += gone_part(coordination) + '\n' + meaning() + plain_withheld(count_withheld(coordination));
  if (!coordination.groups.empty()) {
    out += fmt::format("One of them whole: `vigie groups --group {}`.\n",
                       coordination.groups.front().group);
  }
  return out;
}

std::string render_text_group(const ReportGroup& group, const AnalysisRun& run) {
  return head(run) +
         fmt::format("Group {}: {}, {} to {}\n",
                     group.group,
                     shown_name(group, kLongCut),
                     plain_time(group.first),
                     plain_time(group.last)) +
         campaign_line(group) + '\n' + figures(group) + series_part(group) + members_part(group) +
         profiles_part(group) + objects_part(group) + meetings_part(group) + '\n' + meaning() +
         plain_withheld(count_withheld(group));
}

std::string render_json_groups(const ReportCoordination& coordination, const AnalysisRun& run) {
  json::Json document{{"run", run_as_json(run)}};
  document.update(json::coordination(coordination));
  return dump(document);
}

}  // namespace vigie::dashboards

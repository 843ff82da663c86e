#include "storage/group_reader.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/group_names.h"
#include "storage/layer_names.h"
#include "storage/report_posts.h"
#include "storage/sqlite/statement.h"
#include "storage/withheld_names.h"
#include "storage/words.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kCoverage =
    "SELECT shares, objects, popular_objects, popular_shares, tested_pairs, eligible_pairs, pairs, "
    "accounts, span_ms, times_accounts, times_groups, partners_accounts, partners_groups "
    "FROM run_coordination WHERE run_id = ?1";
constexpr std::string_view kCoverageLayers =
    "SELECT layer, shares, objects FROM run_coordination_layer WHERE run_id = ?1";
constexpr std::string_view kGroupCountGroups =
    "SELECT count(*) FROM coordinated_group WHERE run_id = ?1";
constexpr std::string_view kGroups =
    "SELECT g.group_id, g.name, coalesce(r.status, ''), coalesce(g.campaign_id, 0), "
    "(SELECT window_begin_ms FROM analysis_run n JOIN campaign c ON c.first_run_id = n.run_id "
    "WHERE c.campaign_id = g.campaign_id), coalesce(r.members_kept, 0), "
    "coalesce(r.members_new, 0), coalesce(r.members_left, 0), g.known_members, g.observed, "
    "g.expected, g.density, g.extent, g.median_gap_ms, g.explained, g.creation_peak, "
    "g.office_hours, g.first_ms, g.last_ms, g.techniques, g.profile_members, g.profile_sharing, "
    "g.profile_expected, g.profile_accounts FROM coordinated_group g "
    "LEFT JOIN campaign_run r ON r.campaign_id = g.campaign_id AND r.run_id = g.run_id "
    "WHERE g.run_id = ?1 AND (?2 = 0 OR g.group_id = ?2) ORDER BY g.group_id LIMIT ?3";
constexpr std::string_view kGroupMembers =
    "SELECT m.account_id, p.name, a.native_id, coalesce(a.handle, a.native_id), s.likelihood, "
    "coalesce(s.grade, 3), m.links, m.core, m.centrality, m.score, m.explained, "
    "coalesce(m.known_reason, ''), coalesce(m.profile_text, 0) FROM group_member m "
    "JOIN account a ON a.account_id = m.account_id "
    "JOIN platform p ON p.platform_id = a.platform_id "
    "LEFT JOIN account_score s ON s.run_id = m.run_id AND s.account_id = m.account_id "
    "WHERE m.run_id = ?1 AND m.group_id = ?2 ORDER BY m.score DESC, p.name, a.native_id";
constexpr std::string_view kGroupObjects =
    "SELECT g.layer, coalesce(b.key, ''), g.members, g.expected, g.sharers, g.first_ms, g.last_ms, "
    "g.cluster_id FROM group_object g LEFT JOIN object b ON b.object_id = g.object_id "
    "WHERE g.run_id = ?1 AND g.group_id = ?2 ORDER BY g.position LIMIT ?3";
constexpr std::string_view kGroupProfileTexts =
    "SELECT members, accounts, decades FROM group_profile_text "
    "WHERE run_id = ?1 AND group_id = ?2 ORDER BY profile_text";
constexpr std::string_view kLinks =
    "SELECT account_a, account_b, objects, fast_objects, decades FROM pair "
    "WHERE run_id = ?1 AND account_a = ?2 AND group_id = ?3";
constexpr std::string_view kGroupMeetings =
    "SELECT layer, post_a, post_b, gap_ms FROM pair_meeting "
    "WHERE run_id = ?1 AND account_a = ?2 AND account_b = ?3 ORDER BY position";
constexpr std::string_view kGroupLayers =
    "SELECT layer, meetings FROM group_layer WHERE run_id = ?1 AND group_id = ?2";
constexpr std::string_view kDays =
    "SELECT day, posts FROM group_day WHERE run_id = ?1 AND group_id = ?2 ORDER BY day";
constexpr std::string_view kHours =
    "SELECT hour, posts FROM group_hour WHERE run_id = ?1 AND group_id = ?2";
constexpr std::string_view kLanguages =
    "SELECT language, posts FROM group_language WHERE run_id = ?1 AND group_id = ?2 "
    "ORDER BY posts DESC, language";
constexpr std::string_view kGoneGroups =
    "SELECT r.campaign_id, c.name, b.members, n.window_end_ms, c.first_run_id, "
    "(SELECT coalesce(f.group_id, 0) FROM campaign_run f WHERE f.campaign_id = r.campaign_id "
    "AND f.run_id = c.first_run_id) FROM campaign_run r JOIN campaign c ON c.campaign_id = "
    "r.campaign_id "
    "JOIN campaign_run b ON b.campaign_id = r.campaign_id AND b.run_id = "
    "(SELECT max(x.run_id) FROM campaign_run x WHERE x.campaign_id = r.campaign_id "
    "AND x.group_id IS NOT NULL AND x.run_id < r.run_id) "
    "JOIN analysis_run n ON n.run_id = b.run_id "
    "WHERE r.run_id = ?1 AND r.status = 'gone' ORDER BY b.members DESC, c.name, r.campaign_id";

/// Prepared once, asked for every group.
class GroupReader {
 public:
  GroupReader(Database& database, RunId run, const GroupQuery& query)
      : run_(run),
        query_(query),
        names_(database, query.naming),
        group_names_(database, names_),
        members_(database, kGroupMembers),
        objects_(database, kGroupObjects),
        links_(database, kLinks),
        meetings_(database, kGroupMeetings),
        layers_(database, kGroupLayers),
        days_(database, kDays),
        hours_(database, kHours),
        languages_(database, kLanguages),
        profile_texts_(database, kGroupProfileTexts),
        posts_(database, query.naming) {}

  /// Of a campaign that is gone: as its first run called it.
  std::string name_of_campaign(RunId first_run, std::int64_t group, std::string_view stored) {
    return group_names_.group(first_run, group, stored);
  }

  ReportGroup read(const Statement& row) {
    ReportGroup group = read_row(row);
    group.name = group_names_.group(run_, group.group, group.name);
    read_members(group);
    read_profile_texts(group);
    read_objects(group);
    read_links(group);
    read_meetings(group);
    read_series(group);
    return group;
  }

 private:
  static ReportGroup read_row(const Statement& row) {
    ReportGroup group;
    group.group = number_at(row, 0);
    group.name = row.text(1);
    group.status = row.text(2);
    group.campaign = row.integer(3);
    if (!row.is_null(4)) {
      group.campaign_since = from_ms(row.integer(4));
    }
    group.members_kept = number_at(row, 5);
    group.members_new = number_at(row, 6);
    group.members_left = number_at(row, 7);
    group.known_members = number_at(row, 8);
    group.observed = number_at(row, 9);
    group.expected = row.real(10);
    group.density = row.real(11);
    group.extent = row.real(12);
    group.median_gap_ms = row.real(13);
    group.explained = row.real(14);
    group.creation_peak = row.real(15);
    group.office_hours = row.real(16);
    group.first = from_ms(row.integer(17));
    group.last = from_ms(row.integer(18));
    group.techniques = split_words(row.text(19));
    if (!row.is_null(20)) {
      group.profiles.emplace();
      group.profiles->members = number_at(row, 20);
      group.profiles->sharing = number_at(row, 21);
      group.profiles->expected = row.real(22);
      group.profiles->accounts = number_at(row, 23);
    }
    return group;
  }

  void read_members(ReportGroup& group) {
    index_.clear();
    members_.query(run_.value, group.group);
    while (members_.step()) {
      index_.emplace(members_.integer(0), static_cast<std::uint32_t>(group.members.size()));
      group.members.push_back({.account_id = members_.integer(0),
                               .platform = std::string{members_.text(1)},
                               .native_id = std::string{members_.text(2)},
                               .handle = std::string{members_.text(3)},
                               .likelihood = members_.optional_real(4),
                               .grade = static_cast<Grade>(members_.integer(5)),
                               .links = number_at(members_, 6),
                               .core = number_at(members_, 7),
                               .centrality = members_.real(8),
                               .score = members_.real(9),
                               .explained = members_.real(10),
                               .known_reason = std::string{members_.text(11)},
                               .profile_text = number_at(members_, 12)});
      ReportGroupMember& member = group.members.back();
      member.withheld = names_.hide({member.account_id}, member.native_id, member.handle);
    }
    members_.reset();
  }

  /// Who finds one open profile with a text knows all that carry it: so of a text that a withheld
  /// member carries nobody is told to carry it.
  void read_profile_texts(ReportGroup& group) {
    if (!group.profiles) {
      return;
    }
    std::vector<ReportProfileText>& texts = group.profiles->texts;
    profile_texts_.query(run_.value, group.group);
    while (profile_texts_.step()) {
      texts.push_back({.members = number_at(profile_texts_, 0),
                       .accounts = number_at(profile_texts_, 1),
                       .decades = profile_texts_.real(2)});
    }
    profile_texts_.reset();
    for (const ReportGroupMember& member : group.members) {
      if (member.withheld && member.profile_text != 0 && member.profile_text <= texts.size()) {
        texts[member.profile_text - 1].withheld = true;
      }
    }
    for (ReportGroupMember& member : group.members) {
      if (member.profile_text > texts.size() ||
          (member.profile_text != 0 && texts[member.profile_text - 1].withheld)) {
        member.profile_text = 0;
      }
    }
  }

  void read_objects(ReportGroup& group) {
    objects_.query(run_.value, group.group, query_.max_objects);
    while (objects_.step()) {
      group.objects.push_back({.layer = layer_named(objects_.text(0)),
                               .label = objects_.is_null(7)
                                            ? names_.object_key(objects_.text(1))
                                            : group_names_.text(run_, objects_.integer(7)),
                               .members = number_at(objects_, 2),
                               .expected = objects_.real(3),
                               .sharers = number_at(objects_, 4),
                               .first = from_ms(objects_.integer(5)),
                               .last = from_ms(objects_.integer(6))});
    }
    objects_.reset();
  }

  void read_links(ReportGroup& group) {
    for (const ReportGroupMember& member : group.members) {
      links_.query(run_.value, member.account_id, group.group);
      while (links_.step()) {
        const auto a = index_.find(links_.integer(0));
        const auto b = index_.find(links_.integer(1));
        if (a != index_.end() && b != index_.end()) {
          group.links.push_back({.member_a = a->second,
                                 .member_b = b->second,
                                 .objects = number_at(links_, 2),
                                 .fast_objects = number_at(links_, 3),
                                 .decades = links_.real(4)});
        }
      }
      links_.reset();
    }
    std::stable_sort(group.links.begin(), group.links.end(), [](const auto& x, const auto& y) {
      return std::tie(y.decades, x.member_a, x.member_b) <
             std::tie(x.decades, y.member_a, y.member_b);
    });
  }

  /// One meeting of each of the strongest links, each on a post not shown yet.
  void read_meetings(ReportGroup& group) {
    std::vector<std::int64_t> shown;
    for (const ReportGroupLink& link : group.links) {
      if (group.meetings.size() >= query_.max_meetings) {
        return;
      }
      // A link was found from its account_a: the order of the members says nothing here.
      meetings_.query(run_.value,
                      group.members[link.member_a].account_id,
                      group.members[link.member_b].account_id);
      bool added = false;
      while (!added && meetings_.step()) {
        const std::int64_t a = meetings_.integer(1);
        const std::int64_t b = meetings_.integer(2);
        if (std::find(shown.begin(), shown.end(), a) != shown.end() ||
            std::find(shown.begin(), shown.end(), b) != shown.end()) {
          continue;
        }
        ReportMeeting meeting{.layer = layer_named(meetings_.text(0)),
                              .member_a = link.member_a,
                              .member_b = link.member_b,
                              .post_a = posts_.read(a),
                              .post_b = posts_.read(b),
                              .gap_ms = meetings_.integer(3)};
        if (ReportPostReader::is_there(meeting.post_a) &&
            ReportPostReader::is_there(meeting.post_b)) {
          shown.push_back(a);
          shown.push_back(b);
          group.meetings.push_back(std::move(meeting));
          added = true;
        }
      }
      meetings_.reset();
    }
  }

  void read_series(ReportGroup& group) {
    layers_.query(run_.value, group.group);
    while (layers_.step()) {
      group.layer_meetings.at(static_cast<std::size_t>(layer_named(layers_.text(0)))) =
          number_at(layers_, 1);
    }
    layers_.reset();
    days_.query(run_.value, group.group);
    while (days_.step()) {
      group.posts_per_day.resize(static_cast<std::size_t>(days_.integer(0)) + 1, 0);
      group.posts_per_day.back() = number_at(days_, 1);
    }
    days_.reset();
    hours_.query(run_.value, group.group);
    while (hours_.step()) {
      group.hours.at(static_cast<std::size_t>(hours_.integer(0))) = number_at(hours_, 1);
    }
    hours_.reset();
    languages_.query(run_.value, group.group);
    while (languages_.step()) {
      group.languages.push_back(
          {.language = std::string{languages_.text(0)}, .posts = number_at(languages_, 1)});
    }
    languages_.reset();
  }

  RunId run_;
  GroupQuery query_;
  WithheldNames names_;
  GroupNames group_names_;
  Statement members_;
  Statement objects_;
  Statement links_;
  Statement meetings_;
  Statement layers_;
  Statement days_;
  Statement hours_;
  Statement languages_;
  Statement profile_texts_;
  ReportPostReader posts_;
  std::unordered_map<std::int64_t, std::uint32_t> index_;  ///< By account id, of this group.
};

}  // namespace

std::optional<CoordinationTotals> read_coordination_totals(Database& database, RunId run) {
  Statement row{database, kCoverage};
  if (!row.query(run.value).step()) {
    return std::nullopt;
  }
  const auto count = [&row](int column) { return static_cast<std::uint64_t>(row.integer(column)); };
  CoordinationTotals totals;
  totals.shares = count(0);
  totals.objects = count(1);
  totals.popular_objects = count(2);
  totals.popular_shares = count(3);
  totals.tested_pairs = count(4);
  totals.eligible_pairs = row.real(5);
  totals.pairs = count(6);
  totals.accounts = count(7);
  totals.span_ms = row.integer(8);
  if (!row.is_null(9)) {
    totals.self_test = {count(9), count(10), count(11), count(12)};
  }
  Statement layer{database, kCoverageLayers};
  layer.query(run.value);
  while (layer.step()) {
    totals.layers.push_back({layer_named(layer.text(0)),
                             static_cast<std::uint64_t>(layer.integer(1)),
                             static_cast<std::uint64_t>(layer.integer(2))});
  }
  std::sort(totals.layers.begin(), totals.layers.end(), [](const auto& a, const auto& b) {
    return a.layer < b.layer;
  });
  return totals;
}

ReportCoordination read_groups(Database& database, RunId run, const GroupQuery& query) {
  ReportCoordination coordination;
  const std::optional<CoordinationTotals> totals = read_coordination_totals(database, run);
  if (!totals) {
    return coordination;
  }
  coordination.coverage = *totals;
  coordination.tested = totals->shares > 0;
  if (!coordination.tested) {
    return coordination;
  }
  Statement count{database, kGroupCountGroups};
  count.query(run.value).step();
  coordination.groups_total = static_cast<std::uint64_t>(count.integer(0));
  GroupReader reader{database, run, query};
  Statement groups{database, kGroups};
  groups.query(run.value, query.only_group, query.max_groups);
  while (groups.step()) {
    coordination.groups.push_back(reader.read(groups));
  }
  Statement gone{database, kGoneGroups};
  gone.query(run.value);
  while (gone.step()) {
    coordination.gone.push_back(
        {.campaign = gone.integer(0),
         .name = reader.name_of_campaign({gone.integer(4)}, gone.integer(5), gone.text(1)),
         .members = number_at(gone, 2),
         .last_seen = from_ms(gone.integer(3))});
  }
  return coordination;
}

}  // namespace vigie::storage

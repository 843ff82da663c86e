#include "storage/coordination_store.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kInsertCoverage =
    "INSERT INTO run_coordination (run_id, shares, objects, popular_objects, popular_shares, "
    "tested_pairs, eligible_pairs, pairs, accounts, span_ms, times_accounts, times_groups, "
    "partners_accounts, partners_groups) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
constexpr std::string_view kInsertCoverageLayer =
    "INSERT INTO run_coordination_layer (run_id, layer, shares, objects) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kInsertText =
    "INSERT INTO text_cluster (run_id, cluster_id, post_id, is_representative) "
    "VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
constexpr std::string_view kInsertPair =
    "INSERT INTO pair (run_id, account_a, account_b, group_id, objects, fast_objects, days, "
    "meetings, symmetry, decades, q_decades, timing_decades) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
constexpr std::string_view kInsertPairLayer =
    "INSERT INTO pair_layer (run_id, account_a, account_b, layer, time_window_ms, observed, "
    "expected, decades) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr std::string_view kInsertMeeting =
    "INSERT INTO pair_meeting (run_id, account_a, account_b, position, layer, object_id, "
    "cluster_id, post_a, post_b, gap_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
constexpr std::string_view kInsertGroup =
    "INSERT INTO coordinated_group (run_id, group_id, name, members, known_members, links, "
    "observed, expected, density, extent, median_gap_ms, explained, creation_peak, office_hours, "
    "first_ms, last_ms, techniques, profile_members, profile_sharing, profile_expected, "
    "profile_accounts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
    "?16, ?17, ?18, ?19, ?20, ?21)";
constexpr std::string_view kInsertMember =
    "INSERT INTO group_member (run_id, group_id, account_id, links, core, centrality, score, "
    "explained, known_reason, profile_text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
constexpr std::string_view kInsertProfileText =
    "INSERT INTO group_profile_text (run_id, group_id, profile_text, members, accounts, decades) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
constexpr std::string_view kCoordinationInsertObject =
    "INSERT INTO group_object (run_id, group_id, position, layer, object_id, cluster_id, members, "
    "expected, sharers, first_ms, last_ms) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
constexpr std::string_view kInsertLayer =
    "INSERT INTO group_layer (run_id, group_id, layer, meetings) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kInsertDay =
    "INSERT INTO group_day (run_id, group_id, day, posts, members) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr std::string_view kInsertHour =
    "INSERT INTO group_hour (run_id, group_id, hour, posts) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kInsertLanguage =
    "INSERT INTO group_language (run_id, group_id, language, posts) VALUES (?1, ?2, ?3, ?4)";

template <typename Number>
std::optional<std::int64_t> unless_zero(Number number) {
  return number == 0 ? std::nullopt : std::optional{static_cast<std::int64_t>(number)};
}

void write_coverage(Database& database, RunId run, const CoordinationTotals& coverage) {
  Statement insert{database, kInsertCoverage};
  const std::optional<CoordinationSelfTest>& tested = coverage.self_test;
  insert.run(run.value,
             coverage.shares,
             coverage.objects,
             coverage.popular_objects,
             coverage.popular_shares,
             coverage.tested_pairs,
             coverage.eligible_pairs,
             coverage.pairs,
             coverage.accounts,
             coverage.span_ms,
             tested ? std::optional{tested->times_accounts} : std::nullopt,
             tested ? std::optional{tested->times_groups} : std::nullopt,
             tested ? std::optional{tested->partners_accounts} : std::nullopt,
             tested ? std::optional{tested->partners_groups} : std::nullopt);
  Statement insert_layer{database, kInsertCoverageLayer};
  for (const CoordinationLayerTotals& layer : coverage.layers) {
    insert_layer.run(run.value, layer_name(layer.layer), layer.shares, layer.objects);
  }
}

void write_texts(Database& database, RunId run, const CoordinationFindings& findings) {
  Statement insert{database, kInsertText};
  std::int64_t cluster = 0;
  for (const TextClusterFinding& text : findings.texts) {
    ++cluster;
    insert.run(run.value, cluster, text.representative.value, 1);
    for (const PostId post : text.posts) {
      insert.run(run.value, cluster, post.value, 0);  // the representative stands already
    }
  }
}

void write_pairs(Database& database, RunId run, const CoordinationFindings& findings) {
  Statement insert{database, kInsertPair};
  Statement insert_layer{database, kInsertPairLayer};
  Statement insert_meeting{database, kInsertMeeting};
  for (const PairFinding& pair : findings.pairs) {
    const std::int64_t a = pair.account_a.value;
    const std::int64_t b = pair.account_b.value;
    insert.run(run.value,
               a,
               b,
               unless_zero(pair.group),
               pair.objects,
               pair.fast_objects,
               pair.days,
               pair.meetings,
               pair.symmetry,
               pair.decades,
               pair.q_decades,
               pair.timing_decades);
    for (const PairLayerFinding& layer : pair.layers) {
      insert_layer.run(run.value,
                       a,
                       b,
                       layer_name(layer.layer),
                       layer.window_ms,
                       layer.observed,
                       layer.expected,
                       layer.decades);
    }
    std::int64_t position = 0;
    for (const MeetingFinding& meeting : pair.shown_meetings) {
      insert_meeting.run(run.value,
                         a,
                         b,
                         position++,
                         layer_name(meeting.layer),
                         unless_zero(meeting.object.value),
                         unless_zero(meeting.cluster),
                         meeting.post_a.value,
                         meeting.post_b.value,
                         meeting.gap_ms);
    }
  }
}

/// Writes the rows of one group after another.
class GroupWriter {
 public:
  GroupWriter(Database& database, RunId run)
      : run_(run),
        insert_(database, kInsertGroup),
        insert_member_(database, kInsertMember),
        insert_object_(database, kCoordinationInsertObject),
        insert_layer_(database, kInsertLayer),
        insert_day_(database, kInsertDay),
        insert_hour_(database, kInsertHour),
        insert_language_(database, kInsertLanguage),
        insert_profile_text_(database, kInsertProfileText) {}

  void write(const GroupFinding& group) {
    const std::string techniques = fmt::format("{}", fmt::join(group.techniques, " "));
    const std::optional<GroupProfileFinding>& profiles = group.profiles;
    insert_.run(run_.value,
                group.group,
                std::string_view{group.name},
                group.members.size(),
                group.known_members,
                group.links,
                group.observed,
                group.expected,
                group.density,
                group.extent,
                group.median_gap_ms,
                group.explained,
                group.creation_peak,
                group.office_hours,
                to_ms(group.first),
                to_ms(group.last),
                std::string_view{techniques},
                profiles ? std::optional{profiles->members} : std::nullopt,
                profiles ? std::optional{profiles->sharing} : std::nullopt,
                profiles ? std::optional{profiles->expected} : std::nullopt,
                profiles ? std::optional{profiles->accounts} : std::nullopt);
    write_members(group);
    write_profile_texts(group);
    write_objects(group);
    write_series(group);
  }

 private:
  void write_members(const GroupFinding& group) {
    for (const GroupMemberFinding& member : group.members) {
      insert_member_.bind(1, run_.value).bind(2, group.group).bind(3, member.account.value);
      insert_member_.bind(4, member.links).bind(5, member.core).bind(6, member.centrality);
      insert_member_.bind(7, member.score).bind(8, member.explained);
      insert_member_.bind_or_null(9, member.known_reason);
      insert_member_.bind(10, unless_zero(member.profile_text));
      insert_member_.run_bound();
    }
  }

  void write_profile_texts(const GroupFinding& group) {
    if (!group.profiles) {
      return;
    }
    std::int64_t number = 0;
    for (const ProfileTextFinding& text : group.profiles->texts) {
      insert_profile_text_.run(
          run_.value, group.group, ++number, text.members, text.accounts, text.decades);
    }
  }

  void write_objects(const GroupFinding& group) {
    std::int64_t position = 0;
    for (const GroupObjectFinding& object : group.objects) {
      insert_object_.run(run_.value,
                         group.group,
                         position++,
                         layer_name(object.layer),
                         unless_zero(object.object.value),
                         unless_zero(object.cluster),
                         object.members,
                         object.expected,
                         object.sharers,
                         to_ms(object.first),
                         to_ms(object.last));
    }
  }

  /// What did not happen has no row.
  void write_series(const GroupFinding& group) {
    for (std::size_t layer = 0; layer < kCoordinationLayerCount; ++layer) {
      if (group.layer_meetings.at(layer) > 0) {
        insert_layer_.run(run_.value,
                          group.group,
                          kCoordinationLayerNames.at(layer),
                          group.layer_meetings.at(layer));
      }
    }
    for (const GroupDayFinding& day : group.days) {
      insert_day_.run(run_.value, group.group, day.day, day.posts, day.members);
    }
    for (std::size_t hour = 0; hour < group.hours.size(); ++hour) {
      if (group.hours.at(hour) > 0) {
        insert_hour_.run(run_.value, group.group, hour, group.hours.at(hour));
      }
    }
    for (const GroupLanguageFinding& language : group.languages) {
      insert_language_.run(
          run_.value, group.group, std::string_view{language.language}, language.posts);
    }
  }

  RunId run_;
  Statement insert_;
  Statement insert_member_;
  Statement insert_object_;
  Statement insert_layer_;
  Statement insert_day_;
  Statement insert_hour_;
  Statement insert_language_;
  Statement insert_profile_text_;
};

}  // namespace

CoordinationStore::CoordinationStore(Database& database) : database_(database) {}

void CoordinationStore::write(RunId run, const CoordinationFindings& findings) {
  Transaction transaction{database_};
  write_coverage(database_, run, findings.coverage);
  write_texts(database_, run, findings);
  write_pairs(database_, run, findings);
  GroupWriter groups{database_, run};
  for (const GroupFinding& group : findings.groups) {
    groups.write(group);
  }
  transaction.commit();
}

}  // namespace vigie::storage

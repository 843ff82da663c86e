#include <vector>

#include "dashboards/coordination_words.h"
#include "dashboards/group_listing.h"
#include "dashboards/json_parts.h"
#include "dashboards/plain_json.h"

namespace vigie::dashboards {
namespace {

using nlohmann::ordered_json;

ordered_json as_json(const ReportGroupMember& member) {
  return {{"platform", member.platform},
          {"native_id", member.native_id},
          {"handle", member.handle},
          {"likelihood", json::number(member.likelihood)},
          {"grade", std::string(1, grade_letter(member.grade))},
          {"links", member.links},
          {"core", member.core},
          {"centrality", member.centrality},
          {"score_decades", member.score},
          {"explained", member.explained},
          {"known_reason", member.known_reason}};
}

ordered_json as_json(const ReportGroupObject& object) {
  return {{"layer", layer_name(object.layer)},
          {"object", object.label},
          {"members", object.members},
          {"expected", object.expected},
          {"sharers", object.sharers},
          {"first", to_iso8601(object.first)},
          {"last", to_iso8601(object.last)}};
}

ordered_json as_json(const ReportGroupLink& link) {
  return {{"member_a", link.member_a},
          {"member_b", link.member_b},
          {"objects", link.objects},
          {"fast_objects", link.fast_objects},
          {"decades", json::number(link.decades)}};
}

ordered_json as_json(const ReportMeeting& meeting) {
  return {{"layer", layer_name(meeting.layer)},
          {"member_a", meeting.member_a},
          {"member_b", meeting.member_b},
          {"gap_ms", meeting.gap_ms},
          {"post_a", json::post(meeting.post_a)},
          {"post_b", json::post(meeting.post_b)}};
}

ordered_json as_json(const ReportGroup& group);
ordered_json as_json(const ReportGoneCampaign& gone);

template <typename Record>
ordered_json array_of(const std::vector<Record>& records) {
  ordered_json array = ordered_json::array();
  for (const Record& record : records) {
    array.push_back(as_json(record));
  }
  return array;
}

ordered_json campaign_as_json(const ReportGroup& group) {
  if (group.status.empty()) {
    return nullptr;
  }
  return {{"campaign", group.campaign},
          {"status", group.status},
          {"since",
           group.campaign_since ? ordered_json(to_iso8601(*group.campaign_since)) : ordered_json()},
          {"members_kept", group.members_kept},
          {"members_new", group.members_new},
          {"members_left", group.members_left}};
}

ordered_json as_json(const ReportGroup& group) {
  ordered_json layers = ordered_json::object();
  for (std::size_t i = 0; i < kCoordinationLayerCount; ++i) {
    layers[std::string{layer_name(static_cast<CoordinationLayer>(i))}] = group.layer_meetings.at(i);
  }
  ordered_json languages = ordered_json::array();
  for (const GroupLanguageFinding& language : group.languages) {
    languages.push_back({{"language", language.language}, {"posts", language.posts}});
  }
  return {{"group", group.group},
          {"name", group.name},
          {"campaign", campaign_as_json(group)},
          {"known_members", group.known_members},
          {"observed", group.observed},
          {"expected", group.expected},
          {"density", group.density},
          {"extent", group.extent},
          {"median_gap_ms", group.median_gap_ms},
          {"explained", group.explained},
          {"creation_peak", group.creation_peak},
          {"office_hours", group.office_hours},
          {"first", to_iso8601(group.first)},
          {"last", to_iso8601(group.last)},
          {"techniques", group.techniques},
          {"layer_meetings", layers},
          {"languages", languages},
          {"posts_per_day", group.posts_per_day},
          {"posts_by_hour", group.hours},
          {"members", array_of(group.members)},
          {"links", array_of(group.links)},
          {"objects", array_of(group.objects)},
          {"meetings", array_of(group.meetings)}};
}

ordered_json as_json(const ReportGoneCampaign& gone) {
  return {{"campaign", gone.campaign},
          {"name", gone.name},
          {"members", gone.members},
          {"last_seen", to_iso8601(gone.last_seen)}};
}

}  // namespace

std::string render_json_groups(const ReportCoordination& coordination, const AnalysisRun& run) {
  const CoordinationTotals& totals = coordination.coverage;
  return dump({{"run", run_as_json(run)},
               {"tested", tested_sentence(totals)},
               {"self_test", self_test_sentence(totals)},
               {"eligible_pairs", totals.eligible_pairs},
               {"tested_pairs", totals.tested_pairs},
               {"pairs", totals.pairs},
               {"accounts_in_groups", totals.accounts},
               {"groups_total", coordination.groups_total},
               {"groups", array_of(coordination.groups)},
               {"gone", array_of(coordination.gone)}});
}

}  // namespace vigie::dashboards

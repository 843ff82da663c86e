#include <cstddef>
#include <string>

#include "dashboards/json_parts.h"
#include "dashboards/withheld_text.h"

namespace vigie::dashboards::json {
namespace {

Json member(const ReportGroupMember& member) {
  return {{"platform", member.platform},
          {"native_id", member.native_id},
          {"handle", member.handle},
          {"name_withheld", member.withheld.has_value()},
          {"name_withheld_because", withheld_because(member.withheld)},
          {"likelihood", number(member.likelihood)},
          {"grade", std::string(1, grade_letter(member.grade))},
          {"links", member.links},
          {"core", member.core},
          {"centrality", number(member.centrality)},
          {"score", number(member.score)},
          {"explained", number(member.explained)},
          {"known_reason", member.known_reason},
          {"profile_text", member.profile_text == 0 ? Json(nullptr) : Json(member.profile_text)}};
}

/// The text is null where no two members still have it, or one of them is withheld.
Json profile_text(const ReportProfileText& text) {
  return {{"members", text.members},
          {"accounts", text.accounts},
          {"decades", number(text.decades)},
          {"withheld", text.withheld},
          {"text", text.text.empty() ? Json(nullptr) : Json(text.text)}};
}

/// Null where the run did not look.
Json profiles(const std::optional<ReportGroupProfiles>& profiles) {
  if (!profiles) {
    return nullptr;
  }
  return {{"members", profiles->members},
          {"sharing", profiles->sharing},
          {"expected", number(profiles->expected)},
          {"accounts", profiles->accounts},
          {"texts", list(profiles->texts, profile_text)}};
}

Json link(const ReportGroupLink& link) {
  return {{"member_a", link.member_a},
          {"member_b", link.member_b},
          {"objects", link.objects},
          {"fast_objects", link.fast_objects},
          {"decades", number(link.decades)}};
}

Json object(const ReportGroupObject& object) {
  return {{"layer", layer_name(object.layer)},
          {"label", object.label},
          {"members", object.members},
          {"expected", number(object.expected)},
          {"sharers", object.sharers},
          {"first", to_iso8601(object.first)},
          {"last", to_iso8601(object.last)}};
}

Json meeting(const ReportMeeting& meeting) {
  return {{"layer", layer_name(meeting.layer)},
          {"member_a", meeting.member_a},
          {"member_b", meeting.member_b},
          {"gap_ms", meeting.gap_ms},
          {"post_a", post(meeting.post_a)},
          {"post_b", post(meeting.post_b)}};
}

Json layers(const ReportGroup& group) {
  Json out = Json::object();
  for (std::size_t i = 0; i < kCoordinationLayerCount; ++i) {
    out[std::string{kCoordinationLayerNames.at(i)}] = group.layer_meetings.at(i);
  }
  return out;
}

Json language(const GroupLanguageFinding& language) {
  return {{"language", language.language}, {"posts", language.posts}};
}

Json group(const ReportGroup& group) {
  return {{"group", group.group},
          {"name", group.name},
          {"status", group.status.empty() ? Json(nullptr) : Json(group.status)},
          {"campaign", group.campaign == 0 ? Json(nullptr) : Json(group.campaign)},
          {"campaign_since", time_or_null(group.campaign_since)},
          {"members_kept", group.members_kept},
          {"members_new", group.members_new},
          {"members_left", group.members_left},
          {"known_members", group.known_members},
          {"observed", group.observed},
          {"expected", number(group.expected)},
          {"density", number(group.density)},
          {"extent", number(group.extent)},
          {"median_gap_ms", number(group.median_gap_ms)},
          {"explained", number(group.explained)},
          {"creation_peak", number(group.creation_peak)},
          {"office_hours", number(group.office_hours)},
          {"first", to_iso8601(group.first)},
          {"last", to_iso8601(group.last)},
          {"techniques", group.techniques},
          {"profiles", profiles(group.profiles)},
          {"layer_meetings", layers(group)},
          {"hours", group.hours},
          {"posts_per_day", group.posts_per_day},
          {"languages", list(group.languages, language)},
          {"members", list(group.members, member)},
          {"links", list(group.links, link)},
          {"objects", list(group.objects, object)},
          {"meetings", list(group.meetings, meeting)}};
}

/// Null where the self-test did not run.
Json self_test(const std::optional<CoordinationSelfTest>& test) {
  if (!test) {
    return nullptr;
  }
  return {{"times_accounts", test->times_accounts},
          {"times_groups", test->times_groups},
          {"partners_accounts", test->partners_accounts},
          {"partners_groups", test->partners_groups}};
}

Json coverage(const CoordinationTotals& totals) {
  return {{"shares", totals.shares},
          {"objects", totals.objects},
          {"popular_objects", totals.popular_objects},
          {"popular_shares", totals.popular_shares},
          {"tested_pairs", totals.tested_pairs},
          {"eligible_pairs", number(totals.eligible_pairs)},
          {"pairs", totals.pairs},
          {"accounts", totals.accounts},
          {"self_test", self_test(totals.self_test)}};
}

Json gone(const ReportGoneCampaign& gone) {
  return {{"campaign", gone.campaign},
          {"name", gone.name},
          {"members", gone.members},
          {"last_seen", to_iso8601(gone.last_seen)}};
}

}  // namespace

Json post(const ReportPost& post) {
  return {{"post_id", post.post_id},
          {"native_id", post.native_id},
          {"time", to_iso8601(post.time)},
          {"kind", post.kind},
          {"text", post.text},
          {"urls", post.urls},
          {"subject", post.subject},
          {"withheld", post.withheld.has_value()},
          {"withheld_because", withheld_because(post.withheld)}};
}

Json coordination(const ReportCoordination& coordination) {
  return {{"tested", coordination.tested},
          {"coverage", coverage(coordination.coverage)},
          {"groups_total", coordination.groups_total},
          {"groups", list(coordination.groups, group)},
          {"gone", list(coordination.gone, gone)}};
}

}  // namespace vigie::dashboards::json

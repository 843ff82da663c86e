// Groups of a run as a report and the analyst's commands show them, read back from the store.
//
// Every string that came from outside is raw here: escaping belongs to the renderer.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/coordination.h"
#include "storage/model/finding.h"
#include "storage/model/report_post.h"
#include "storage/model/time.h"
#include "storage/model/withheld.h"

namespace vigie {

struct ReportGroupMember {
  std::int64_t account_id = 0;
  std::string platform;
  std::string native_id;
  std::string handle;  ///< Falls back to the native id.
  std::optional<double> likelihood;
  Grade grade = Grade::kD;
  std::uint32_t links = 0;
  std::uint32_t core = 0;
  double centrality = 0.0;
  double score = 0.0;
  double explained = 0.0;
  std::string known_reason;            ///< Empty: not on the team's list.
  std::optional<Withheld> withheld{};  ///< Handle and native id are a pseudonym: why.
  std::uint32_t profile_text = 0;  ///< 1 + index into ReportGroupProfiles::texts; 0: none to show.
};

/// A profile text that members of a group had in common when the run was made.
struct ReportProfileText {
  std::uint32_t members = 0;
  std::uint32_t accounts = 0;  ///< That carried it, of ReportGroupProfiles::accounts.
  double decades = 0.0;
  /// A member that carried it may not be named: neither the text nor who carries it is told.
  bool withheld = false;
  /// As two of these members or more still have it, cut; empty where no two do, or it is withheld.
  std::string text = {};
};

/// Profile texts of a group against chance. A description: no link and no score comes from it.
struct ReportGroupProfiles {
  std::uint32_t members = 0;             ///< With a profile text that counts.
  std::uint32_t sharing = 0;             ///< Of them, whose text another member carries.
  double expected = 0.0;                 ///< Of as many accounts drawn at random.
  std::uint32_t accounts = 0;            ///< Drawn from.
  std::vector<ReportProfileText> texts;  ///< By falling members.
};

/// A tested pair inside a group.
struct ReportGroupLink {
  std::uint32_t member_a = 0;  ///< Index into ReportGroup::members.
  std::uint32_t member_b = 0;
  std::uint32_t objects = 0;
  std::uint32_t fast_objects = 0;
  double decades = 0.0;
};

struct ReportGroupObject {
  CoordinationLayer layer = CoordinationLayer::kUrl;
  std::string label;  ///< Object key (`platform id` of a post, URL, hashtags) or a text.
  std::uint32_t members = 0;
  double expected = 0.0;
  std::uint32_t sharers = 0;
  UtcTime first;
  UtcTime last;
};

/// Two posts side by side.
struct ReportMeeting {
  CoordinationLayer layer = CoordinationLayer::kUrl;
  std::uint32_t member_a = 0;  ///< Index into ReportGroup::members.
  std::uint32_t member_b = 0;
  ReportPost post_a;
  ReportPost post_b;
  std::int64_t gap_ms = 0;
};

struct ReportGroup {
  std::uint32_t group = 0;
  std::string name;
  std::string status;  ///< `new`, `growing`, `shrinking`, `steady`, `returned`; empty: no campaign.
  std::int64_t campaign = 0;              ///< 0: none.
  std::optional<UtcTime> campaign_since;  ///< Begin of the window of its first run.
  std::uint32_t members_kept = 0;         ///< Against the campaign's run before.
  std::uint32_t members_new = 0;
  std::uint32_t members_left = 0;
  std::uint32_t known_members = 0;
  std::uint32_t observed = 0;
  double expected = 0.0;
  double density = 0.0;
  double extent = 0.0;
  double median_gap_ms = 0.0;
  double explained = 0.0;
  double creation_peak = 0.0;
  double office_hours = 0.0;
  UtcTime first;
  UtcTime last;
  std::vector<std::string> techniques;
  std::array<std::uint32_t, kCoordinationLayerCount> layer_meetings{};
  std::array<std::uint32_t, 24> hours{};
  std::vector<std::uint32_t> posts_per_day;     ///< One per day of the run's window.
  std::vector<GroupLanguageFinding> languages;  ///< By falling posts.
  std::vector<ReportGroupMember> members;       ///< By falling score, then natural key.
  std::vector<ReportGroupLink> links;           ///< By falling decades.
  std::vector<ReportGroupObject> objects;       ///< By falling members met.
  std::vector<ReportMeeting> meetings;          ///< Of the strongest links, a few.
  std::optional<ReportGroupProfiles> profiles;  ///< None: the run did not look.
};

/// A campaign that earlier runs saw and this one did not.
struct ReportGoneCampaign {
  std::int64_t campaign = 0;
  std::string name;
  std::uint32_t members = 0;  ///< When last seen.
  UtcTime last_seen;          ///< End of the window of the run that last saw it.
};

struct ReportCoordination {
  bool tested = false;  ///< False: the run did not look for coordination.
  CoordinationTotals coverage;
  std::vector<ReportGroup> groups;  ///< The largest first.
  std::uint64_t groups_total = 0;   ///< More than `groups` when the report is limited.
  std::vector<ReportGoneCampaign> gone;
};

}  // namespace vigie

// What a run says of accounts that act together: tested pairs, groups of them, the objects on which
// they met, and the same method on shuffled times beside it.
//
// "Consistent with coordination" is all that this says: a party, a union or a newsroom coordinates
// too, in the open.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/ids.h"
#include "storage/model/time.h"

namespace vigie {

/// What two accounts can have in common. The order is the order of every table of results.
enum class CoordinationLayer : std::uint8_t {
  kRepost,           ///< The post reposted.
  kUrl,              ///< Canonical URL.
  kHashtagSequence,  ///< Ordered hashtags of one post.
  kText,             ///< Cluster of near-equal texts.
  kReply,            ///< The post replied to.
  kMedia,            ///< Media hash.
  kDomain,           ///< Registrable domain: weak, for thousands share one by taste.
};

inline constexpr std::size_t kCoordinationLayerCount = 7;

inline constexpr std::array<std::string_view, kCoordinationLayerCount> kCoordinationLayerNames{
    "repost", "url", "hashtag_sequence", "text", "reply", "media", "domain"};

[[nodiscard]] constexpr std::string_view layer_name(CoordinationLayer layer) {
  return kCoordinationLayerNames[static_cast<std::size_t>(layer)];
}

/// The layer of that name; the weak one for a name that this version does not know.
[[nodiscard]] constexpr CoordinationLayer layer_named(std::string_view name) {
  for (std::size_t layer = 0; layer < kCoordinationLayerCount; ++layer) {
    if (kCoordinationLayerNames[layer] == name) {
      return static_cast<CoordinationLayer>(layer);
    }
  }
  return CoordinationLayer::kDomain;
}

/// One layer and window of one pair, observed against expected.
struct PairLayerFinding {
  CoordinationLayer layer = CoordinationLayer::kUrl;
  std::int64_t window_ms = 0;  ///< 0: the whole window of the run.
  std::uint32_t observed = 0;  ///< Meetings.
  double expected = 0.0;
  double decades = 0.0;  ///< -log10 p.
};

/// Two posts that put one object before their audiences.
struct MeetingFinding {
  CoordinationLayer layer = CoordinationLayer::kUrl;
  ObjectId object;            ///< 0 for a text.
  std::uint32_t cluster = 0;  ///< Texts: 1 + index into CoordinationFindings::texts.
  PostId post_a;
  PostId post_b;
  std::int64_t gap_ms = 0;  ///< Time of b less time of a.
};

/// A pair of accounts that chance does not explain. `account_a` precedes by natural key.
struct PairFinding {
  AccountId account_a;
  AccountId account_b;
  std::uint32_t group = 0;         ///< GroupFinding::group; 0: none.
  std::uint32_t objects = 0;       ///< Distinct objects met on, domains left out.
  std::uint32_t fast_objects = 0;  ///< Of them within a minute.
  std::uint32_t days = 0;          ///< Distinct UTC days.
  double symmetry = 0.0;           ///< 0..1: fewer over more of the two accounts' posts.
  double decades = 0.0;            ///< -log10 of the fused p.
  double q_decades = 0.0;          ///< -log10 of the q-value.
  double timing_decades = 0.0;     ///< -log10 p of the question about time alone.
  std::vector<PairLayerFinding> layers;
  std::uint32_t meetings = 0;                  ///< All of them.
  std::vector<MeetingFinding> shown_meetings;  ///< The quickest, at most kMostPairMeetings.
};

inline constexpr std::uint32_t kMostPairMeetings = 20;

struct GroupMemberFinding {
  AccountId account;
  std::uint32_t links = 0;   ///< Tested pairs inside the group.
  std::uint32_t core = 0;    ///< k of the innermost k-core that holds it.
  double centrality = 0.0;   ///< 0..1, the group's largest is 1.
  double score = 0.0;        ///< Sum of min(10, decades) over its links.
  double explained = 0.0;    ///< 0..1: share of its posts that stand behind its links.
  std::string known_reason;  ///< The team's allow-list: why it coordinates in the open; or empty.
  std::uint32_t profile_text = 0;  ///< 1 + index into its group's `profiles.texts`; 0: none.
};

struct GroupObjectFinding {
  CoordinationLayer layer = CoordinationLayer::kUrl;
  ObjectId object;            ///< 0 for a text.
  std::uint32_t cluster = 0;  ///< Texts: 1 + index into CoordinationFindings::texts.
  std::uint32_t members = 0;  ///< Members that met another member on it.
  double expected = 0.0;      ///< Members expected among its sharers.
  std::uint32_t sharers = 0;  ///< Accounts of the collection that shared it.
  UtcTime first;              ///< By a member.
  UtcTime last;
};

struct GroupDayFinding {
  std::int32_t day = 0;  ///< Days from the begin of the run's window.
  std::uint32_t posts = 0;
  std::uint32_t members = 0;
};

struct GroupLanguageFinding {
  std::string language;  ///< ISO 639-1; empty: unknown.
  std::uint32_t posts = 0;
};

/// A profile text that two members of a group or more carry. The text is with its accounts.
struct ProfileTextFinding {
  std::uint32_t members = 0;
  std::uint32_t accounts = 0;  ///< That carry it, of GroupProfileFinding::accounts.
  double decades = 0.0;  ///< -log10 p by chance, corrected for repeated texts and groups asked.
};

/// Profile texts of a group against chance. No test, group or score takes anything from it.
struct GroupProfileFinding {
  std::uint32_t members = 0;  ///< With a profile text that counts.
  std::uint32_t sharing = 0;  ///< Of them, whose text another member carries.
  double expected = 0.0;      ///< Of as many accounts drawn at random.
  std::uint32_t accounts =
      0;  ///< Drawn from: of the members' platforms and languages, with a text.
  std::vector<ProfileTextFinding> texts;  ///< By falling members, rising accounts.
};

/// A group of three accounts or more that are linked by tested pairs.
struct GroupFinding {
  std::uint32_t group = 0;     ///< 1, 2, ...: the largest first.
  std::string name;            ///< By its top objects, from outside: to be escaped.
  std::uint32_t links = 0;     ///< Tested pairs inside.
  std::uint32_t observed = 0;  ///< Counted meetings inside.
  double expected = 0.0;       ///< By chance.
  double density = 0.0;        ///< 0..1: links over possible links.
  double extent = 0.0;         ///< 0..1: highest quantile at which three members stay linked.
  double median_gap_ms = 0.0;
  double explained = 0.0;      ///< 0..1: share of the members' posts behind links.
  double creation_peak = 0.0;  ///< 0..1: largest share of members created within one week.
  double office_hours =
      0.0;  ///< 0..1: share of posts in their ten busiest hours, Monday to Friday.
  UtcTime first;
  UtcTime last;
  std::uint32_t known_members = 0;  ///< On the team's allow-list. All: the group is a known one.
  std::array<std::uint32_t, kCoordinationLayerCount> layer_meetings{};
  std::array<std::uint32_t, 24> hours{};        ///< Posts behind links by UTC hour.
  std::vector<GroupDayFinding> days;            ///< Ascending; a day without posts has no row.
  std::vector<GroupLanguageFinding> languages;  ///< By falling posts.
  std::vector<GroupMemberFinding> members;      ///< By natural key.
  std::vector<GroupObjectFinding> objects;      ///< By falling members met.
  std::vector<std::string> techniques;          ///< DISARM ids, e.g. `T0049.003`.
  std::optional<GroupProfileFinding> profiles;  ///< None: nobody looked.
};

/// Near-duplicate texts on which a group met.
struct TextClusterFinding {
  PostId representative;
  std::uint32_t accounts = 0;  ///< Distinct, in the whole window.
  std::vector<PostId> posts;   ///< Ascending by time.
};

/// What one layer held.
struct CoordinationLayerTotals {
  CoordinationLayer layer = CoordinationLayer::kUrl;
  std::uint64_t shares = 0;
  std::uint64_t objects = 0;  ///< Those of a single account included.
};

/// What the method finds where there is nothing to find.
struct CoordinationSelfTest {
  /// Times drawn anew within each share's hour: what is still found is not found by closeness.
  std::uint64_t times_accounts = 0;  ///< With a tested pair.
  std::uint64_t times_groups = 0;
  /// Accounts dealt out anew over each day's shares: what is found is found by mistake.
  std::uint64_t partners_accounts = 0;
  std::uint64_t partners_groups = 0;
};

/// What was looked at, and what the method finds where there is nothing.
struct CoordinationTotals {
  std::uint64_t shares = 0;  ///< Of objects with two sharers or more.
  std::uint64_t objects = 0;
  std::uint64_t popular_objects =
      0;  ///< So widely shared that only near neighbours were looked at.
  std::uint64_t popular_shares = 0;
  std::uint64_t tested_pairs = 0;
  double eligible_pairs = 0.0;  ///< All pairs of accounts: the false-discovery rate is over them.
  std::uint64_t pairs = 0;      ///< That survived.
  std::uint64_t accounts = 0;   ///< In groups.
  std::int64_t span_ms = 0;     ///< From the first share to the last; 0: all times are equal.
  std::vector<CoordinationLayerTotals> layers;  ///< By layer; one without shares has no row.
  /// The same method on shares that cannot be coordinated; none when it was not run.
  std::optional<CoordinationSelfTest> self_test;
};

struct CoordinationFindings {
  std::vector<PairFinding> pairs;    ///< By natural keys of both accounts.
  std::vector<GroupFinding> groups;  ///< By `group`.
  std::vector<TextClusterFinding> texts;
  CoordinationTotals coverage;
};

}  // namespace vigie

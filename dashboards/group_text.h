// The words on groups of accounts, in every language.
//
// "Consistent with coordination" is the most that they say: who coordinates, and whether openly,
// stays open. Text of our own, safe in HTML as it is; places `{0}`, ... are filled by `fill`
// (phrases.h).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// An ordinary cause, and what would tell it apart.
struct GroupReading {
  std::string_view who;
  std::string_view look;
};

/// One figure of a group: its name, and what it means with its unit.
struct GroupMeasure {
  std::string_view name;
  std::string_view meaning;
};

struct GroupPhrases {
  // The section.
  std::string_view nav;
  std::string_view title;
  std::string_view about;
  std::string_view not_tested;
  std::string_view none;
  std::string_view cannot_exclude;
  std::string_view found_one;   ///< {0}: accounts.
  std::string_view found_many;  ///< {0}: groups, {1}: accounts.
  std::string_view tested;      ///< {0}: pairs tested, {1}: possible pairs, {2}: pairs that remain.
  std::string_view false_discovery;
  std::string_view popular;      ///< {0}: objects, {1}: their shares.
  std::string_view cut;          ///< {0}: groups shown, {1}: all.
  std::string_view more_groups;  ///< {0}: how many.
  std::string_view known_title;
  std::string_view known_about;
  std::string_view gone;       ///< {0}: list.
  std::string_view gone_item;  ///< {0}: name, {1}: accounts, {2}: day.
  std::string_view gone_more;  ///< {0}: how many.

  // The self-test: the same method on shuffled data.
  std::string_view self_test;          ///< {0}: accounts, {1}: accounts found in the data.
  std::string_view self_test_none;     ///< {0}: accounts found in the data.
  std::string_view self_test_times;    ///< {0}: accounts, with times drawn anew.
  std::string_view self_test_not_run;  ///< Nothing to compare with.

  // One group.
  std::string_view group_number;  ///< {0}.
  std::string_view gap_short;     ///< Label of the median gap in a row.
  std::string_view links_short;   ///< Label of links over possible links in a row.
  std::string_view lead;          ///< {0}: accounts, {1}: links, {2}: met, {3}: by chance.
  std::string_view link_one;
  std::string_view link_many;
  std::string_view consistent;
  std::string_view known_members;  ///< {0}: members, {1}: all.
  std::string_view known_reason;   ///< {0}: reason.
  std::string_view since;          ///< {0}: day.
  std::string_view membership;     ///< {0} new, {1} stayed, {2} left.
  std::string_view members_title;
  std::string_view column_number;
  std::string_view column_links;
  std::string_view column_explained;
  std::string_view members_cut;  ///< {0}: how many more.
  std::string_view network_title;
  std::string_view network_label;   ///< {0}: nodes, {1}: lines, {2}: names.
  std::string_view network_legend;  ///< Below the picture.
  std::string_view network_cut;     ///< {0}: members, {1}: all, {2}: links, {3}: all.
  std::string_view days_title;
  std::string_view hours_title;
  std::string_view hours_label;  ///< {0}: hour, {1}: posts.
  std::string_view objects_title;
  std::string_view column_object;
  std::string_view column_kind;
  std::string_view column_members;
  std::string_view column_expected;
  std::string_view column_sharers;
  std::string_view column_when;
  std::string_view object_gone;
  std::string_view profiles_title;
  std::string_view profiles_about;
  std::string_view profiles_item;      ///< {0}: number, {1}: members, {2}: carriers, {3}: of all.
  std::string_view profiles_withheld;  ///< In the place of a text, as is the next.
  std::string_view profiles_changed;
  std::string_view profile_mark;  ///< {0}: number. On a member's row.
  std::string_view pairs_title;
  std::string_view pairs_none;
  std::string_view apart;  ///< {0}: duration.
  std::string_view same_second;
  std::string_view innocent_title;
  std::string_view measures_title;
  std::string_view disarm_title;
  std::string_view disarm_about;
  std::string_view unknown;
  std::string_view unknown_language;
  std::string_view in_group;       ///< {0}: number. On an account's row.
  std::string_view in_group_link;  ///< {0}: number. In an account's detail.

  // Figures with what they mean.
  GroupMeasure density;       ///< {0}: links, {1}: possible links, {2}: share.
  GroupMeasure meetings;      ///< {0}: observed, {1}: expected.
  GroupMeasure gap;           ///< {0}: duration.
  GroupMeasure explained;     ///< {0}: share.
  GroupMeasure extent;        ///< {0}: share of the pairs that may be taken away.
  GroupMeasure creation;      ///< {0}: share.
  GroupMeasure office_hours;  ///< {0}: share.
  GroupMeasure profiles;      ///< {0}: sharing, {1}: with a profile text, {2}: expected.
  GroupMeasure layers;        ///< {0}: list.
  GroupMeasure languages;     ///< {0}: list.
  GroupMeasure active;        ///< {0}: first, {1}: last.

  // Durations, {0}: a number.
  std::string_view seconds;
  std::string_view minutes;
  std::string_view hours;
  std::string_view days;

  // `new`, `growing`, `shrinking`, `steady`, `returned`.
  std::array<std::string_view, 5> statuses;

  std::array<std::string_view, kCoordinationLayerCount> layer_names;

  GroupReading organisation;
  GroupReading newsroom;
  GroupReading fans;
  GroupReading scheduler;
  GroupReading event;
};

[[nodiscard]] const GroupPhrases& english_group_phrases();
[[nodiscard]] const GroupPhrases& french_group_phrases();
[[nodiscard]] const GroupPhrases& german_group_phrases();
[[nodiscard]] const GroupPhrases& group_phrases(Language language);

/// `12 s`, `14 min`, `5 h`, `3 d`; the sign is dropped. Under half a second: 0 s.
[[nodiscard]] std::string format_gap(Language language, double gap_ms);

/// A number that chance gives: two decimals below 0.1, one below 10, then whole.
[[nodiscard]] std::string format_expected(Language language, double expected);

/// `12 s apart`, or that both came in one second.
[[nodiscard]] std::string apart_text(Language language, std::int64_t gap_ms);

/// A campaign's status in words; an unknown one comes back as it is, to be escaped.
[[nodiscard]] std::string_view status_text(Language language, std::string_view status);

[[nodiscard]] std::string_view layer_text(Language language, CoordinationLayer layer);

/// What a DISARM technique means here, in our own words; empty when the id is unknown.
[[nodiscard]] std::string_view technique_text(Language language, std::string_view technique);

/// The same method on shuffled data, beside what it found in the data.
[[nodiscard]] std::string self_test_sentence(const CoordinationTotals& totals, Language language);

/// `3 groups, 23 accounts in all, ...`; that none was found; or that none was looked for.
[[nodiscard]] std::string groups_sentence(const ReportCoordination& coordination,
                                          Language language);

/// `14 accounts`, in the language.
[[nodiscard]] std::string accounts_text(Language language, std::uint64_t count);

/// A group all of whose members are on the team's list of accounts that coordinate openly.
[[nodiscard]] bool is_known(const ReportGroup& group);

/// An object's key or a group's name as it may be shown: control characters made visible, addresses
/// defanged. Not yet escaped for HTML.
[[nodiscard]] std::string shown_object(std::string_view label);

/// Two to four ordinary causes, by what the group met on and how fast.
[[nodiscard]] std::vector<GroupReading> group_readings(const ReportGroup& group, Language language);

}  // namespace vigie::dashboards
